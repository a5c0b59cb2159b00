/** A record of a reconciliation as it lies in its table. */

import type { ReconcileSide, SheetEntry, Standing, XeroEntry } from '../reconcile-store.ts';

export interface EntryRow {
  readonly n: number;
  readonly cells: string;
  readonly place: string;
  readonly label: string;
  readonly more: string;
  readonly day: number | null;
  /** JSON. */
  readonly keys: string;
  readonly rows?: number;
  readonly kind?: string;
  readonly standing?: Standing;
}

/** Columns of an EntryRow, of a table by its alias. @param prefix before their names */
export function entryColumns(alias: string, side: ReconcileSide, keys: number, prefix = ''): string {
  const own = side === 'sheet' ? ['rows'] : ['kind', 'standing'];
  const names = ['n', 'cells', 'place', 'label', 'more', 'day', ...own];
  const list = Array.from({ length: keys }, (_, index) => `${alias}.k${index}`).join(', ');
  return [...names.map((name) => `${alias}.${name} AS ${prefix}${name}`), `json_array(${list}) AS ${prefix}keys`].join(
    ', ',
  );
}

export function toEntry(row: EntryRow, side: 'sheet'): SheetEntry;
export function toEntry(row: EntryRow, side: 'xero'): XeroEntry;
export function toEntry(row: EntryRow, side: ReconcileSide): SheetEntry | XeroEntry;
export function toEntry(row: EntryRow, side: ReconcileSide): SheetEntry | XeroEntry {
  const { place, label, day } = row;
  const shared = {
    cells: JSON.parse(row.cells) as readonly string[],
    keys: JSON.parse(row.keys) as readonly (string | null)[],
    more: JSON.parse(row.more) as unknown,
    place,
    label,
    day,
  };
  if (side === 'sheet') return { ...shared, rows: row.rows ?? 1, first: row.n - 1 };
  return { ...shared, kind: row.kind ?? '', standing: row.standing ?? 'open' };
}
