/** Xero's side of a reconciliation: documents read page by page, as they stood on the day, into the reconciliation's file. */

import type { ReconcileStore, XeroEntry } from '../journal/reconcile-store.ts';
import { add, type Decimal, ZERO } from '../model/decimal.ts';
import type { JobProblem } from '../model/job.ts';
import { type ExactObject, listAt, textAt } from '../xero/exact-json.ts';
import { allocatedAfter } from '../xero/open-documents/standing.ts';
import { entityCollection, readCollection } from '../xero/read-collection.ts';
import { readDate } from '../xero/xero-date.ts';
import { entryMaker, isRebuildable } from './books-entry.ts';
import { type PartFilter, partFilter } from './books-filter.ts';
import type { Connection, Progress } from './parts.ts';
import type { BooksPart, ReconcilePlan } from './reconcile-plan.ts';

export interface BooksReading {
  /** Fields by which Xero cannot filter quickly. */
  readonly slow: readonly string[];
  /** The latest day of a document, payment or credit. */
  readonly lastDay: string;
}

export interface BooksOptions {
  readonly connection: Connection;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly progress: Pick<Progress, 'documents' | 'phase'>;
  readonly signal?: AbortSignal;
}

/** Problems of the filter come back. Credits are read before invoices, since they tell from when they count. */
export async function storeBooks(
  plan: ReconcilePlan,
  store: ReconcileStore,
  options: BooksOptions,
): Promise<BooksReading | { readonly problems: readonly JobProblem[] }> {
  options.progress.phase('looking up');
  const filters = plan.parts.map((part) => partFilter(plan, part, options.today));
  const problems = filters.flatMap((filter) => filter.problems);
  if (problems.length > 0) return { problems: unique(problems) };
  const reading: Reading = { plan, store, options, credits: new Map(), count: 0, lastDay: '' };
  const order = plan.parts
    .map((_, index) => index)
    .sort((a, b) => Number(isInvoice(plan.parts[a]!)) - Number(isInvoice(plan.parts[b]!)));
  if (plan.asAt !== undefined && !plan.ledger && isInvoice(plan.parts[0]!)) await readCreditsAlone(reading);
  for (const index of order) await readPart(reading, plan.parts[index]!, filters[index]!);
  const asked = new Set(plan.job.filter.map(({ field }) => field));
  const slow = new Set(filters.flatMap((filter) => filter.slow.filter((field) => asked.has(field))));
  return { slow: [...slow], lastDay: reading.lastDay };
}

interface Reading {
  readonly plan: ReconcilePlan;
  readonly store: ReconcileStore;
  readonly options: BooksOptions;
  /** What was set against invoices after the day, by the credit's ID. */
  readonly credits: Map<string, ReturnType<typeof allocatedAfter>>;
  count: number;
  lastDay: string;
}

function unique(problems: readonly JobProblem[]): readonly JobProblem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function isInvoice({ entity }: BooksPart): boolean {
  return entity.singular === 'Invoice';
}

/** Invoices reconciled by themselves: from when a credit counts, the credit notes alone tell. */
async function readCreditsAlone(reading: Reading): Promise<void> {
  const { connection } = reading.options;
  const { asAt } = reading.plan;
  for (const path of ['CreditNote', 'Prepayment', 'Overpayment']) {
    const collection = { path: `/${path}s`, query: {}, idField: `${path}ID`, paged: true };
    await readCollection(connection.api, collection, async (elements) => {
      for (const element of elements) reading.credits.set(textAt(element, `${path}ID`), allocatedAfter(element, asAt!));
    });
  }
}

async function readPart(reading: Reading, part: BooksPart, filter: PartFilter): Promise<void> {
  const { plan, store, options } = reading;
  const { api, clock } = options.connection;
  const make = entryMaker(plan, part, filter, laterCredits(reading.credits));
  const patience = options.signal === undefined ? { clock } : { clock, signal: options.signal };
  for (const query of filter.queries) {
    await readCollection(
      api,
      entityCollection(part.entity, query),
      async (elements) => {
        const [entries, gone]: [XeroEntry[], string[]] = [[], []];
        for (const element of elements) {
          noteCredit(reading, part, element);
          reading.lastDay = lastDayOf(element, reading.lastDay);
          const entry = make(element);
          if (entry === undefined) gone.push(textAt(element, part.entity.idField));
          else entries.push(entry);
        }
        if (gone.length > 0) await store.dropXero(gone);
        await store.addXero(entries);
        reading.count += elements.length;
        options.progress.documents(reading.count);
      },
      { drop: (ids) => store.dropXero(ids), expect: (calls) => api.expect(calls), patience },
    );
  }
}

function noteCredit({ plan, credits }: Reading, part: BooksPart, element: ExactObject): void {
  if (plan.asAt === undefined || isInvoice(part) || !isRebuildable(part.entity.singular)) return;
  credits.set(textAt(element, part.entity.idField), allocatedAfter(element, plan.asAt));
}

function laterCredits(credits: Reading['credits']): ReadonlyMap<string, Decimal> {
  const later = new Map<string, Decimal>();
  for (const { id, amount } of [...credits.values()].flat()) later.set(id, add(later.get(id) ?? ZERO, amount));
  return later;
}

/** The control account is read for a day on which all of this counts. */
function lastDayOf(element: ExactObject, before: string): string {
  const days = [element, ...['Payments', 'Allocations'].flatMap((list) => listAt(element, list))];
  return [before, ...days.map((one) => readDate(textAt(one, 'Date')))].toSorted().at(-1)!;
}
