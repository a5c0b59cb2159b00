/** The columns of the tables of records, and which values of a record they show. */

import type { ReconciledField, Reconciliation } from '../../model/reconciliation.ts';
import type { TableColumn } from './table.ts';

/** Columns that the Summary's formulas ask for. */
export const [PLACE, XERO_ID, RECORD, CAUSE, DELTA, NOTE] = ['place', 'id', 'record', 'cause', 'delta', 'note'];
/** Begins the remark on a record that no total of Xero's side holds. */
export const NOT_COUNTED = 'Does not count in Xero';

/** The column of a field's amounts on one side. */
export function amountId({ field }: Pick<ReconciledField, 'field'>, side: 'sheet' | 'xero'): string {
  return `${field} ${side}`;
}

export const PLACE_COLUMN: TableColumn = { id: PLACE, header: 'Sheet row', width: 11, kind: 'whole' };
export const KIND_COLUMN: TableColumn = { header: 'Kind', width: 13 };
export const ID_COLUMN: TableColumn = { id: XERO_ID, header: 'Xero ID', width: 38 };

/** Where a pair stands on both sides; how it was found is printed where that may be by likeness. */
export function whereaboutsColumns({ byLikeness }: Reconciliation): readonly TableColumn[] {
  const foundBy: TableColumn = {
    header: 'Found by',
    width: 10,
    ...(byLikeness === undefined ? { printed: false } : {}),
  };
  return [PLACE_COLUMN, foundBy, { ...KIND_COLUMN, printed: false }, { ...ID_COLUMN, printed: false }];
}

/** Indexes of the fields that hold amounts. */
export function amountPlaces(fields: readonly ReconciledField[]): readonly number[] {
  return fields.flatMap(({ type }, index) => (type === 'decimal' ? [index] : []));
}

/** The values of a field on one side, and their header. */
export interface TextPlace {
  readonly index: number;
  readonly side: 'sheet' | 'xero';
  readonly header: string;
}

/** Pairs that the fallbacks found, or that agree loosely in further key fields, bear another key in Xero. */
export function mayKeysDiffer({ byLikeness, fields }: Reconciliation): boolean {
  return byLikeness !== undefined || fields.filter(({ key }) => key).length > 1;
}

/** What names a record to a person: its key and whose it is. */
export function namingPlaces(fields: readonly ReconciledField[], twice: boolean): readonly TextPlace[] {
  const naming = ({ key, field }: ReconciledField) => key === true || field === 'Contact.Name' || field === 'Contact';
  const places = fields.flatMap((field, index) => {
    if (!naming(field)) return [];
    return field.key ? textPlaces(field, index, twice) : [sheetPlace(field, index)];
  });
  return places.length === 0 ? fields.slice(0, 1).map(sheetPlace) : places;
}

/** Values that were compared are the same on both sides; of others Xero's stands beside the sheet's. */
export function textPlaces(field: ReconciledField, index: number, keysTwice: boolean): readonly TextPlace[] {
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

/** A field of a record that stands alone. */
export function columnOf(field: ReconciledField, side: 'sheet' | 'xero'): TableColumn {
  const base = { header: field.header, ...lookOf(field) };
  return field.type === 'decimal' ? { ...base, id: amountId(field, side), ...totalOf(field) } : base;
}

/** The sheet's and Xero's, for each field of amounts. */
export function amountColumns(fields: readonly ReconciledField[]): readonly TableColumn[] {
  return amountPlaces(fields).flatMap((index) =>
    (['sheet', 'xero'] as const).map((side) => ({
      id: amountId(fields[index]!, side),
      header: sideHeader(fields[index]!, side),
      ...lookOf(fields[index]!),
      ...totalOf(fields[index]!),
    })),
  );
}

function totalOf({ summed }: ReconciledField): Pick<TableColumn, 'total'> {
  return summed === false ? {} : { total: true };
}

const LOOKS = {
  decimal: { width: 16, kind: 'amount' },
  date: { width: 13, kind: 'date' },
  text: { width: 18 },
} as const;

/** How a field's values are shown. */
export function lookOf({ field, type }: ReconciledField): Pick<TableColumn, 'width' | 'kind'> {
  return /^Contact(?:\.Name)?$/.test(field) ? { width: 30 } : LOOKS[type];
}
