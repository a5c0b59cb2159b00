/** The workbook's tables of records: those that match, those that differ, those of one side alone. */

import type {
  Difference,
  DifferenceCause,
  ReconciledField,
  ReconciledPair,
  Reconciliation,
  SideRecord,
  SingleRecord,
} from '../../model/reconciliation.ts';
import type { Cell } from '../../model/source-row.ts';
import type { SheetRow } from '../../model/table-format.ts';
import {
  amountColumns,
  amountPlaces,
  CAUSE,
  columnOf,
  DELTA,
  ID_COLUMN,
  KIND_COLUMN,
  lookOf,
  mayKeysDiffer,
  NOT_COUNTED,
  NOTE,
  namingPlaces,
  PLACE_COLUMN,
  RECORD,
  type TextPlace,
  textPlaces,
  whereaboutsColumns,
} from './record-columns.ts';
import type { Table, TableColumn } from './table.ts';

/** Causes that rarely mean wrong books. */
const MILD: ReadonlySet<DifferenceCause> = new Set(['rounding', 'date', 'name spelling', 'text']);

const REASONS: Readonly<Record<SingleRecord['reason'], string>> = {
  missing: 'Nothing like it on the other side',
  duplicate: 'Its key stands more than once on its own side',
  ambiguous: 'Several records could be its partner',
};

export function matchedTable(reconciliation: Reconciliation): Table {
  const { fields, counts, matched } = reconciliation;
  const twice = mayKeysDiffer(reconciliation);
  const amounts = amountPlaces(fields);
  const texts = fields.flatMap((field, index) => (field.type === 'decimal' ? [] : textPlaces(field, index, twice)));
  const rowOf = ({ sheet, xero, by }: ReconciledPair): SheetRow => ({
    cells: [
      ...texts.map(({ index, side }) => (side === 'sheet' ? sheet : xero).cells[index] ?? ''),
      ...amounts.flatMap((index) => [sheet.cells[index] ?? '', xero.cells[index] ?? '']),
      ...whereabouts(sheet, xero, by),
    ],
  });
  return {
    name: 'Matched',
    columns: [
      ...texts.map(({ index, header }) => ({ header, ...lookOf(fields[index]!) })),
      ...amountColumns(fields),
      ...whereaboutsColumns(reconciliation),
    ],
    count: counts.matched,
    rows: () => rowsOf(matched(), rowOf),
  };
}

/** A row for each value that differs; the amounts of the whole record stand once, in its first row. */
export function differentTable(reconciliation: Reconciliation): Table {
  const { fields, causes, different } = reconciliation;
  const amounts = amountPlaces(fields);
  const names = namingPlaces(fields, mayKeysDiffer(reconciliation));
  let record = 0;
  const rowsOfPair = (pair: ReconciledPair): readonly SheetRow[] => {
    record += 1;
    const number: Cell = { n: String(record) };
    return pair.differences.map((difference, index) => ({
      tone: MILD.has(difference.cause) ? 'warning' : 'error',
      cells: [
        number,
        ...names.map((name) => nameCell(pair, name)),
        ...differenceCells(difference, fields[difference.field]!),
        ...whereabouts(pair.sheet, pair.xero, pair.by),
        index === 0 ? notCounted(pair) : '',
        ...(index === 0 ? amounts.flatMap((place) => bothAmounts(pair, place)) : amounts.flatMap(() => ['', ''])),
      ],
    }));
  };
  return {
    name: 'Different',
    columns: [
      { id: RECORD, header: 'No.', width: 8, kind: 'whole' },
      ...names.map(({ index, header }) => ({ header, ...lookOf(fields[index]!) })),
      ...DIFFERENCE,
      ...whereaboutsColumns(reconciliation),
      { id: NOTE, header: 'Remark', width: 34, printed: false },
      ...amountColumns(fields).map((column) => ({ ...column, printed: false as const })),
    ],
    count: causes.reduce((sum, { count }) => sum + count, 0),
    rows: () => flatRowsOf(different(), rowsOfPair),
  };
}

export function singleTable({ fields, counts, single }: Reconciliation, side: 'sheet' | 'xero'): Table {
  const shown = fields.flatMap((field, index) =>
    side === 'xero' || field.inSheet !== false ? [{ field, index }] : [],
  );
  const rowOf = ({ record, reason, candidates, note }: SingleRecord): SheetRow => ({
    tone: reason === 'missing' ? 'error' : 'warning',
    cells: [
      ...shown.map(({ index }) => record.cells[index] ?? ''),
      side === 'sheet' ? placeCell(record.place) : (record.kind ?? ''),
      REASONS[reason],
      candidates.join(', '),
      side === 'sheet' ? (note ?? '') : record.place,
    ],
  });
  return {
    name: side === 'sheet' ? 'Only in sheet' : 'Only in Xero',
    columns: [
      ...shown.map(({ field }) => columnOf(field, side)),
      side === 'sheet' ? PLACE_COLUMN : KIND_COLUMN,
      { header: 'Why', width: 42 },
      { header: 'Candidates', width: 24 },
      side === 'sheet' ? { header: 'Remark', width: 24 } : { ...ID_COLUMN, printed: false },
    ],
    count: side === 'sheet' ? counts.onlyInSheet : counts.onlyInXero,
    rows: () => rowsOf(single(side), rowOf),
  };
}

const DIFFERENCE: readonly TableColumn[] = [
  { header: 'Field', width: 24 },
  { header: 'Sheet', width: 20 },
  { header: 'Xero', width: 20 },
  { id: DELTA, header: 'Difference', width: 14, kind: 'amount' },
  { header: 'Days', width: 7, kind: 'whole' },
  { id: CAUSE, header: 'Cause', width: 17 },
];

function whereabouts(sheet: SideRecord, xero: SideRecord, by: ReconciledPair['by']): readonly Cell[] {
  return [placeCell(sheet.place), by === 'key' ? 'key' : 'likeness', xero.kind ?? '', xero.place];
}

/** A row's number is one to Excel too. */
function placeCell(place: string): Cell {
  return /^\d{1,7}$/.test(place) ? { n: place } : place;
}

function differenceCells({ sheet, xero, delta = '', cause }: Difference, field: ReconciledField): readonly Cell[] {
  const name = field.header === field.field ? field.field : `${field.header} (${field.field})`;
  const [amount, days] = field.type === 'decimal' ? [delta, ''] : ['', delta];
  return [name, sheet, xero, numberCell(amount), numberCell(days), cause];
}

function numberCell(text: string): Cell {
  return text === '' ? '' : { n: text };
}

function notCounted({ xero, differences }: ReconciledPair): string {
  if (xero.counts !== false) return '';
  const status = differences.find(({ cause }) => cause === 'status')?.xero;
  return typeof status === 'string' && status !== '' ? `${NOT_COUNTED}: ${status}` : `${NOT_COUNTED} on that day`;
}

function bothAmounts({ sheet, xero }: ReconciledPair, place: number): readonly Cell[] {
  return [sheet.cells[place] ?? '', xero.counts === false ? '' : (xero.cells[place] ?? '')];
}

function nameCell({ sheet, xero }: ReconciledPair, { index, side }: TextPlace): Cell {
  const own = sheet.cells[index] ?? '';
  return side === 'xero' || own === '' ? (xero.cells[index] ?? '') : own;
}

async function* rowsOf<Item>(
  pages: AsyncIterable<readonly Item[]>,
  rowOf: (item: Item) => SheetRow,
): AsyncGenerator<readonly SheetRow[]> {
  for await (const page of pages) yield page.map(rowOf);
}

async function* flatRowsOf<Item>(
  pages: AsyncIterable<readonly Item[]>,
  rowsOfItem: (item: Item) => readonly SheetRow[],
): AsyncGenerator<readonly SheetRow[]> {
  for await (const page of pages) yield page.flatMap(rowsOfItem);
}
