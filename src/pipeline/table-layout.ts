/** What a layout that is imported again asks of a table: the order of its columns, and records that it can carry. */

import { equal, parseDecimal } from '../model/decimal.ts';
import type { EntityShape, Field } from '../model/entity.ts';
import type { FixedField, Layout } from '../model/job.ts';
import type { Cell } from '../model/source-row.ts';
import { elementReader } from '../xero/element-value.ts';
import { type ExactObject, listAt } from '../xero/exact-json.ts';
import type { TableColumn } from './output-columns.ts';

export interface TableLayout {
  /** In the order in which they are written. */
  readonly columns: readonly TableColumn[];
  /** Puts the cells of a row, given record first, in that order. */
  readonly arrange: (row: readonly Cell[]) => readonly Cell[];
  /** The field for which the layout has no column and that keeps a record out; undefined for one that it can carry. */
  readonly refuses: (element: ExactObject) => string | undefined;
}

/** @param given the record's columns, then those of its parts */
export function tableLayout(
  layout: Layout | undefined,
  given: readonly TableColumn[],
  entity: EntityShape,
): TableLayout {
  const places = layout?.headers?.map((header) => given.findIndex((column) => column.header === header));
  const record = (layout?.record ?? []).map((one) => fixedTest(one, entity.fields, entity));
  const lines = (layout?.lines ?? []).map((one) => fixedTest(one, entity.lines?.fields ?? [], {}));
  const name = entity.lines?.name;
  return {
    columns: places === undefined ? given : places.map((place) => given[place]!),
    arrange: places === undefined ? (row) => row : (row) => places.map((place) => row[place]!),
    refuses: (element) => {
      const own = record.find(({ holds }) => !holds(element));
      if (own !== undefined || lines.length === 0 || name === undefined) return own?.field;
      const parts = listAt(element, name);
      return lines.find(({ holds }) => !parts.every(holds))?.field;
    },
  };
}

interface FixedTest {
  readonly field: string;
  readonly holds: (element: ExactObject) => boolean;
}

function fixedTest(
  { field, values }: FixedField,
  fields: readonly Field[],
  entity: Pick<EntityShape, 'collections'>,
): FixedTest {
  const read = elementReader(entity, fields.find(({ name }) => name === field) ?? { name: field, type: 'text' });
  return { field, holds: (element) => values.some((value) => isSame(read(element), value)) };
}

/** Numbers by their amount, texts without regard to case; an amount of nothing is blank. */
function isSame(text: string, value: string): boolean {
  if (text.toLowerCase() === value.toLowerCase()) return true;
  const [one, other] = [parseDecimal(text), parseDecimal(value === '' ? '0' : value)];
  return one !== undefined && other !== undefined && equal(one, other);
}
