/** Xero's side of a reconciliation: documents read page by page, as they stood on the day, into the reconciliation's file. */

import type { ReconcileStore, XeroEntry } from '../journal/reconcile-store.ts';
import type { Decimal } from '../model/decimal.ts';
import type { JobProblem } from '../model/job.ts';
import { type ExactObject, listAt, textAt } from '../xero/exact-json.ts';
import type { Side } from '../xero/open-documents/document-sides.ts';
import { type CreditsRead, readCredits } from '../xero/open-documents/read-credits.ts';
import { whileCreditsStand } from '../xero/open-documents/while-credits-stand.ts';
import { entityCollection, readCollection } from '../xero/read-collection.ts';
import { readDate } from '../xero/xero-date.ts';
import { entryMaker } from './books-entry.ts';
import { type PartFilter, partFilter } from './books-filter.ts';
import type { Connection, Progress } from './parts.ts';
import { readingOptions } from './reading-options.ts';
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

/** Problems of the filter come back. For a day gone by all is read again where a credit was changed meanwhile. */
export async function storeBooks(
  plan: ReconcilePlan,
  store: ReconcileStore,
  options: BooksOptions,
): Promise<BooksReading | { readonly problems: readonly JobProblem[] }> {
  options.progress.phase('looking up');
  const filters = plan.parts.map((part) => partFilter(plan, part, options.today));
  const problems = filters.flatMap((filter) => filter.problems);
  if (problems.length > 0) return { problems: unique(problems) };
  const asked = new Set(plan.job.filter.map(({ field }) => field));
  const slow = new Set(filters.flatMap((filter) => filter.slow.filter((field) => asked.has(field))));
  return whileCreditsStand(async () => {
    await store.clearXero();
    const credits = await readLaterCredits(plan, options);
    const reading: Reading = { plan, store, options, later: credits.later, count: 0, lastDay: '' };
    for (const [index, part] of plan.parts.entries()) await readPart(reading, part, filters[index]!);
    return (await credits.changed()) ? undefined : { slow: [...slow], lastDay: reading.lastDay };
  });
}

/** What invoices were credited after the day, which only the credits tell; nothing where the books are taken as they stand. */
async function readLaterCredits({ job, parts, asAt }: ReconcilePlan, options: BooksOptions): Promise<CreditsRead> {
  if (asAt === undefined || !parts.some(isInvoice)) return { later: new Map(), changed: async () => false };
  const { api } = options.connection;
  const taker = { keep: () => {}, drop: () => {} };
  const later = new Map<string, Decimal>();
  const read: CreditsRead[] = [];
  for (const side of sidesOf(job.of)) {
    const credits = await readCredits(api, side, asAt, taker, readingOptions(options));
    for (const [invoice, amount] of credits.later) later.set(invoice, amount);
    read.push(credits);
  }
  return { later, changed: async () => (await Promise.all(read.map((one) => one.changed()))).includes(true) };
}

function sidesOf(of: string): readonly Side[] {
  if (of === 'Receivables') return ['receivable'];
  return of === 'Payables' ? ['payable'] : ['receivable', 'payable'];
}

interface Reading {
  readonly plan: ReconcilePlan;
  readonly store: ReconcileStore;
  readonly options: BooksOptions;
  /** What was set against invoices after the day, by their IDs. */
  readonly later: CreditsRead['later'];
  count: number;
  lastDay: string;
}

function unique(problems: readonly JobProblem[]): readonly JobProblem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function isInvoice({ entity }: BooksPart): boolean {
  return entity.singular === 'Invoice';
}

async function readPart(reading: Reading, part: BooksPart, filter: PartFilter): Promise<void> {
  const { plan, store, options } = reading;
  const { api } = options.connection;
  const make = entryMaker(plan, part, filter, reading.later);
  for (const query of filter.queries) {
    await readCollection(
      api,
      entityCollection(part.entity, query),
      async (elements) => {
        const [entries, gone]: [XeroEntry[], string[]] = [[], []];
        for (const element of elements) {
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
      { ...readingOptions(options), drop: (ids) => store.dropXero(ids) },
    );
  }
}

/** The control account is read for a day on which all of this counts. */
function lastDayOf(element: ExactObject, before: string): string {
  let last = before;
  for (const one of [element, ...listAt(element, 'Payments'), ...listAt(element, 'Allocations')]) {
    const day = readDate(textAt(one, 'Date'));
    if (day > last) last = day;
  }
  return last;
}
