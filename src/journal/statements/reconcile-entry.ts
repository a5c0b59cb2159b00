/** A record of a reconciliation as it lies in its table. */

import type { ReconcileSide, SheetEntry, Standing, XeroEntry } from '../reconcile-store.ts';

/** What of a record is read: all of it, all but its keys, or what the workbook shows. */
export type Depth = 'whole' | 'judged' | 'shown';

type Row = Readonly<Record<string, unknown>>;

/** Columns of an entry, of a table by its alias. @param prefix before their names */
export function entryColumns(alias: string, side: ReconcileSide, depth: Depth, keys = 0, prefix = ''): string {
  const own = side === 'sheet' ? ['rows'] : ['kind', 'standing'];
  const more = depth === 'shown' ? [] : ['more'];
  const names = ['n', 'cells', 'place', 'label', 'day', ...own, ...more].map(
    (name) => `${alias}.${name} AS ${prefix}${name}`,
  );
  const list = Array.from({ length: keys }, (_, index) => `${alias}.k${index}`).join(', ');
  return [...names, ...(depth === 'whole' ? [`json_array(${list}) AS ${prefix}keys`] : [])].join(', ');
}

/** What was not read is left empty. */
export function toEntry(row: Row, side: 'sheet', prefix?: string): SheetEntry;
export function toEntry(row: Row, side: 'xero', prefix?: string): XeroEntry;
export function toEntry(row: Row, side: ReconcileSide, prefix?: string): SheetEntry | XeroEntry;
export function toEntry(row: Row, side: ReconcileSide, prefix = ''): SheetEntry | XeroEntry {
  const { [`${prefix}more`]: more, [`${prefix}keys`]: keys } = row;
  const shared = {
    cells: JSON.parse(row[`${prefix}cells`] as string) as readonly string[],
    keys: keys === undefined ? [] : (JSON.parse(keys as string) as readonly (string | null)[]),
    more: more === undefined ? undefined : (JSON.parse(more as string) as unknown),
    place: row[`${prefix}place`] as string,
    label: row[`${prefix}label`] as string,
    day: row[`${prefix}day`] as number | null,
  };
  if (side === 'sheet') {
    return { ...shared, rows: row[`${prefix}rows`] as number, first: (row[`${prefix}n`] as number) - 1 };
  }
  return { ...shared, kind: row[`${prefix}kind`] as string, standing: row[`${prefix}standing`] as Standing };
}
