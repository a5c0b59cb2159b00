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
import type { Table, TableColumn } from './table.ts';

/** Columns that the Summary's formulas ask for. */
export const [PLACE, XERO_ID, RECORD, CAUSE, DELTA, NOTE] = ['place', 'id', 'record', 'cause', 'delta', 'note'];
/** Begins the remark on a record that no total of Xero's side holds. */
export const NOT_COUNTED = 'Does not count in Xero';

/** Causes that rarely mean wrong books. */
const MILD: ReadonlySet<DifferenceCause> = new Set(['rounding', 'date', 'name spelling', 'text']);

const REASONS: Readonly<Record<SingleRecord['reason'], string>> = {
  missing: 'Nothing like it on the other side',
  duplicate: 'Its key stands more than once on its own side',
  ambiguous: 'Several records could be its partner',
};

/** The column of a field's amounts on one side. */
export function amountId({ field }: Pick<ReconciledField, 'field'>, side: 'sheet' | 'xero'): string {
  return `${field} ${side}`;
}

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

const PLACE_COLUMN: TableColumn = { id: PLACE, header: 'Sheet row', width: 11, kind: 'whole' };
const KIND_COLUMN: TableColumn = { header: 'Kind', width: 13 };
const ID_COLUMN: TableColumn = { id: XERO_ID, header: 'Xero ID', width: 38 };
const DIFFERENCE: readonly TableColumn[] = [
  { header: 'Field', width: 24 },
  { header: 'Sheet', width: 20 },
  { header: 'Xero', width: 20 },
  { id: DELTA, header: 'Difference', width: 14, kind: 'amount' },
  { header: 'Days', width: 7, kind: 'whole' },
  { id: CAUSE, header: 'Cause', width: 17 },
];

function whereaboutsColumns({ byLikeness }: Reconciliation): readonly TableColumn[] {
  const foundBy: TableColumn = {
    header: 'Found by',
    width: 10,
    ...(byLikeness === undefined ? { printed: false } : {}),
  };
  return [PLACE_COLUMN, foundBy, { ...KIND_COLUMN, printed: false }, { ...ID_COLUMN, printed: false }];
}

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

function amountPlaces(fields: readonly ReconciledField[]): readonly number[] {
  return fields.flatMap(({ type }, index) => (type === 'decimal' ? [index] : []));
}

/** The values of a field on one side, and their header. */
interface TextPlace {
  readonly index: number;
  readonly side: 'sheet' | 'xero';
  readonly header: string;
}

/** Pairs that the fallbacks found, or that agree loosely in further key fields, bear another key in Xero. */
function mayKeysDiffer({ byLikeness, fields }: Reconciliation): boolean {
  return byLikeness !== undefined || fields.filter(({ key }) => key).length > 1;
}

/** What names a record to a person: its key and whose it is. */
function namingPlaces(fields: readonly ReconciledField[], twice: boolean): readonly TextPlace[] {
  const naming = ({ key, field }: ReconciledField) => key === true || field === 'Contact.Name' || field === 'Contact';
  const places = fields.flatMap((field, index) => {
    if (!naming(field)) return [];
    return field.key ? textPlaces(field, index, twice) : [sheetPlace(field, index)];
  });
  return places.length === 0 ? fields.slice(0, 1).map(sheetPlace) : places;
}

/** Values that were compared are the same on both sides; of others Xero's stands beside the sheet's. */
function textPlaces(field: ReconciledField, index: number, keysTwice: boolean): readonly TextPlace[] {
  const own = sheetPlace(field, index);
  if (field.compared || (field.key && !keysTwice)) return [own];
  const other: TextPlace = { index, header: sideHeader(field, 'xero'), side: 'xero' };
  return field.inSheet === false ? [other] : [own, other];
}

function sheetPlace({ header }: ReconciledField, index: number): TextPlace {
  return { index, header, side: 'sheet' };
}

function sideHeader({ header }: ReconciledField, side: 'sheet' | 'xero'): string {
  return `${header}: ${side === 'xero' ? 'Xero' : side}`;
}

function columnOf(field: ReconciledField, side: 'sheet' | 'xero'): TableColumn {
  const base = { header: field.header, ...lookOf(field) };
  return field.type === 'decimal' ? { ...base, id: amountId(field, side), total: true } : base;
}

function amountColumns(fields: readonly ReconciledField[]): readonly TableColumn[] {
  return amountPlaces(fields).flatMap((index) =>
    (['sheet', 'xero'] as const).map((side) => ({
      id: amountId(fields[index]!, side),
      header: sideHeader(fields[index]!, side),
      ...lookOf(fields[index]!),
      total: true as const,
    })),
  );
}

const LOOKS = {
  decimal: { width: 16, kind: 'amount' },
  date: { width: 13, kind: 'date' },
  text: { width: 18 },
} as const;

function lookOf({ field, type }: ReconciledField): Pick<TableColumn, 'width' | 'kind'> {
  return /^Contact(?:\.Name)?$/.test(field) ? { width: 30 } : LOOKS[type];
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
