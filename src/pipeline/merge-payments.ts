/** Payments of one key are one record: a remittance that settles several invoices, an invoice that is paid in parts. */

import type { ReconcileStore, SheetEntry, XeroEntry } from '../journal/reconcile-store.ts';
import { add, parseDecimal, ZERO } from '../model/decimal.ts';
import type { ReconciledField } from '../model/reconciliation.ts';
import { amountText, type LineSum } from '../reconcile/tally.ts';
import type { ReconcilePlan } from './reconcile-plan.ts';

/** Amounts are added up, the last day counts, other values stand side by side where they differ. */
export async function mergePayments(plan: ReconcilePlan, store: ReconcileStore): Promise<void> {
  if (!isMerged(plan)) return;
  for (const side of ['sheet', 'xero'] as const) {
    for await (const group of store.crowded(side)) {
      const entries = group.map(({ entry }) => entry);
      await store.merge(
        side,
        group.map(({ n }) => n),
        merged(plan, entries),
      );
    }
  }
}

/** A payment's own ID tells it from all others. */
export function isMerged({ shape, job }: Pick<ReconcilePlan, 'shape' | 'job'>): boolean {
  return shape.stage === 'payments' && job.sourceRun === undefined && !job.key.includes(shape.idField);
}

function merged(plan: ReconcilePlan, entries: readonly (SheetEntry | XeroEntry)[]): SheetEntry | XeroEntry {
  const [first] = entries;
  const cells = plan.fields.map((field, index) =>
    mergedCell(
      field,
      entries.map((entry) => entry.cells[index] ?? ''),
    ),
  );
  const lines = entries.flatMap(({ more }) => (more as { readonly lines: readonly LineSum[] }).lines);
  const shared = {
    cells,
    keys: plan.keys.keys(cells),
    day: plan.keys.day(cells),
    place: entries.map(({ place }) => place).join(', '),
    label: entries.map(({ label }) => label).join(', '),
    more: { ...(first!.more as object), lines },
  };
  if (!('rows' in first!)) return { ...first!, ...shared };
  const rows = entries.reduce((sum, entry) => sum + ('rows' in entry ? entry.rows : 0), 0);
  return { ...first, ...shared, rows };
}

/** What is added up of payments; rates and such are not. */
const AMOUNTS: ReadonlySet<string> = new Set(['Amount', 'BankAmount']);

function mergedCell({ field, type }: ReconciledField, texts: readonly string[]): string {
  if (AMOUNTS.has(field)) return amountText(texts.reduce((sum, text) => add(sum, parseDecimal(text) ?? ZERO), ZERO));
  if (type === 'date') return texts.toSorted().at(-1) ?? '';
  return [...new Set(texts.filter((text) => text !== ''))].toSorted().join(' | ');
}
