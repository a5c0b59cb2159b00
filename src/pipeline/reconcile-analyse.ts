/** Judges every pair of a reconciliation and adds up both sides. */

import type { ReconcileStore, StoredPair } from '../journal/reconcile-store.ts';
import { add, type Decimal, decimal, parseDecimal, ZERO } from '../model/decimal.ts';
import type { DifferenceCause, Reconciliation } from '../model/reconciliation.ts';
import { differenceFinder, type FieldDifference } from '../reconcile/find-differences.ts';
import { allocatedOtherwise } from '../reconcile/line-allocation.ts';
import { amountText, createTally, type TalliedRecord, type Tally } from '../reconcile/tally.ts';
import type { BooksMore } from './books-entry.ts';
import type { ReconcilePlan } from './reconcile-plan.ts';
import type { SheetMore } from './reconcile-sheet.ts';

/** As stored of a pair that differs. `status`: Xero holds the record, and it does not count there for its status. */
export interface Verdict {
  readonly differences: readonly FieldDifference[];
  readonly status?: string;
}

export type Sums = ReturnType<Tally['result']>;

export interface Analysis {
  readonly counts: Reconciliation['counts'];
  readonly causes: Reconciliation['causes'];
  /** Pairs that the job's fallbacks found. */
  readonly likely: number;
  readonly sums: Sums;
  /** Source rows of records that match, and of all others. */
  readonly rows: { readonly matched: number; readonly others: number };
  /** Why records stand alone: how many of each. */
  readonly alone: ReadonlyMap<string, number>;
  /** What Xero's open documents come to in base currency. */
  readonly open: Decimal;
}

export async function analyse(plan: ReconcilePlan, store: ReconcileStore): Promise<Analysis> {
  const judged = await judgePairs(plan, store);
  const { tally, rows, causes } = judged;
  const alone = new Map<string, number>();
  const counts = { sheet: 0, xero: 0 };
  let { open } = judged;
  for (const side of ['sheet', 'xero'] as const) {
    for await (const page of store.singles(side)) {
      for (const single of page) {
        counts[side] += 1;
        rows.others += single.rows;
        const why = single.reason ?? `only-in-${side}`;
        alone.set(why, (alone.get(why) ?? 0) + 1);
        tally.add(side, side === 'sheet' ? sheetRecord(plan, single.entry) : booksRecord(plan, single.entry));
        if (side === 'xero') open = add(open, baseOf(single.entry.more));
      }
    }
  }
  const { matched, different, likely } = judged;
  return {
    counts: { matched, different, onlyInSheet: counts.sheet, onlyInXero: counts.xero },
    causes: [...causes]
      .map(([cause, { count, sum }]) => ({ cause, count, sum: sum === undefined ? '' : amountText(sum) }))
      .sort((a, b) => b.count - a.count || (a.cause < b.cause ? -1 : 1)),
    likely,
    sums: tally.result(),
    rows,
    alone,
    open,
  };
}

type Causes = Map<DifferenceCause, { count: number; sum: Decimal | undefined }>;

async function judgePairs(plan: ReconcilePlan, store: ReconcileStore) {
  const judge = judgeOf(plan);
  const tally = createTally(tallyPlan(plan));
  const causes: Causes = new Map();
  const rows = { matched: 0, others: 0 };
  let [matched, different, likely, open] = [0, 0, 0, ZERO];
  for await (const page of store.pairs()) {
    const verdicts = page.map((pair) => ({ n: pair.n, verdict: judge(pair) }));
    await store.judge(verdicts.filter(({ verdict }) => verdict !== null));
    for (const [index, { sheet, xero, by }] of page.entries()) {
      const verdict = verdicts[index]!.verdict;
      tally.add('sheet', sheetRecord(plan, sheet));
      if (xero.standing === 'open' || xero.standing === 'settled') tally.add('xero', booksRecord(plan, xero));
      open = add(open, baseOf(xero.more));
      rows[verdict === null ? 'matched' : 'others'] += sheet.rows;
      if (verdict === null) matched += 1;
      else different += 1;
      if (by === 'match') likely += 1;
      for (const difference of verdict?.differences ?? []) note(causes, difference, plan);
    }
  }
  return { matched, different, likely, causes, rows, tally, open };
}

function note(causes: Causes, { cause, delta, field }: FieldDifference, { fields }: ReconcilePlan): void {
  const before = causes.get(cause) ?? { count: 0, sum: undefined };
  const amount = fields[field]!.type === 'decimal' && delta !== undefined ? decimal(delta) : undefined;
  const sum = amount === undefined ? before.sum : add(before.sum ?? ZERO, amount);
  causes.set(cause, { count: before.count + 1, sum });
}

function judgeOf(plan: ReconcilePlan): (pair: StoredPair) => Verdict | null {
  const { fields, job } = plan;
  const find = differenceFinder({
    fields,
    tolerance: decimal(job.tolerance),
    anyCase: job.sourceRun === undefined ? new Set() : new Set(['Contact', 'Contact.Name']),
    blankAgrees: job.sourceRun !== undefined,
  });
  const findOtherwise = allocationFinder(plan);
  const amount = amountPlace(plan);
  const date = fields.findIndex(({ field }) => field === 'Date');
  const status = fields.findIndex(({ field }) => field === plan.shape.status?.field);
  return ({ sheet, xero }) => {
    const { traits } = xero.more as BooksMore;
    if (xero.standing === 'status') {
      const value = amount < 0 ? undefined : parseDecimal(sheet.cells[amount] ?? '');
      const field = value === undefined ? status : amount;
      const delta = value === undefined ? {} : { delta: amountText(value) };
      return { differences: [{ field: Math.max(field, 0), ...delta, cause: 'status' }], status: traits.status };
    }
    const differences = [...find(sheet.cells, xero.cells, traits), ...findOtherwise(sheet.more, xero.more)];
    if (xero.standing === 'date' && date >= 0 && !differences.some(({ field }) => field === date)) {
      return { differences: [{ field: date, cause: 'date' }, ...differences] };
    }
    return differences.length === 0 ? null : { differences };
  };
}

/** Lines that stand in other accounts, or bear other taxes, though the amounts of the document may agree. */
function allocationFinder({ fields, allocated, job }: ReconcilePlan) {
  const tolerance = decimal(job.tolerance);
  const places = allocated.map(
    (by) => [by, fields.findIndex(({ field, allocation }) => allocation && field === by)] as const,
  );
  return (sheet: unknown, xero: unknown): readonly FieldDifference[] => {
    const [own, others] = [(sheet as SheetMore).lines, (xero as BooksMore).lines];
    return places.flatMap(([by, field]) =>
      allocatedOtherwise(own, others, { by, tolerance, blankAgrees: job.sourceRun !== undefined })
        ? [{ field, cause: by === 'TaxType' ? 'tax' : 'text' }]
        : [],
    );
  };
}

/** The amount by which records are weighed: what is due, else the total, else the first compared. */
export function amountPlace({ fields }: Pick<ReconcilePlan, 'fields'>): number {
  for (const name of ['AmountDue', 'Total', 'Amount']) {
    const place = fields.findIndex(({ field, type }) => field === name && type === 'decimal');
    if (place >= 0) return place;
  }
  return fields.findIndex(({ type, compared, summed }) => type === 'decimal' && compared && summed !== false);
}

function tallyPlan(plan: ReconcilePlan) {
  const { fields, facts, job, allocated } = plan;
  return {
    fields,
    amount: amountPlace(plan),
    sheetKnows: {
      account: allocated.includes('AccountCode'),
      taxType: allocated.includes('TaxType'),
      date: job.columns.some(({ field }) => field === 'Date'),
    },
    accountLabel: (code: string) => `${code} ${facts.accountsByCode(code)[0]?.name ?? ''}`.trim(),
    taxLabel: (type: string) => facts.taxRate(type)?.name ?? type,
  };
}

function sheetRecord(
  { fields }: ReconcilePlan,
  entry: StoredPair['sheet'] | { cells: readonly string[]; more: unknown },
): TalliedRecord {
  const { lines } = entry.more as SheetMore;
  const date = entry.cells[fields.findIndex(({ field }) => field === 'Date')] ?? '';
  return { cells: entry.cells, lines, date, currency: '' };
}

function booksRecord(
  { facts }: ReconcilePlan,
  entry: { readonly cells: readonly string[]; readonly more: unknown },
): TalliedRecord {
  const { lines, traits } = entry.more as BooksMore;
  const foreign = traits.currency !== '' && traits.currency !== facts.organisation.baseCurrency;
  return { cells: entry.cells, lines, date: traits.date, currency: foreign ? traits.currency : '' };
}

function baseOf(more: unknown): Decimal {
  return parseDecimal((more as BooksMore).base) ?? ZERO;
}
