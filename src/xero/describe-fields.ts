/** The fields of an entity as a person reads them, for `rowpost fields` and the reference pages. */

import type { EntityShape, Field } from '../model/entity.ts';
import type { ReportSpec } from '../model/report-spec.ts';

export interface FieldDescription {
  /** As a job names it. */
  readonly field: string;
  /**
   * `header`: under `columns`; `line`: under `lines`; those under `payments` and `allocations` can be exported alone;
   * `filter`: a parameter that `filter` takes and no field.
   */
  readonly place: 'header' | 'line' | 'payment' | 'allocation' | 'filter';
  /** `text`, `number`, `whole number`, `date`, `yes/no`, `identifier`, `one of`, `code`, or `name`. */
  readonly type: string;
  /** `255`; for numbers the decimal places, `2 places`; "" where Xero states none. */
  readonly length: string;
  /** `new` and `approved` ones need it; `computed` by Xero, so it cannot be imported; or "". */
  readonly required: string;
  /** The legal values, separated by blanks; "" where any is. */
  readonly values: string;
  readonly note: string;
}

const TYPES = {
  text: 'text',
  decimal: 'number',
  integer: 'whole number',
  date: 'date',
  boolean: 'yes/no',
  id: 'identifier',
  choice: 'one of',
} as const satisfies Record<Field['type'], string>;

/** More values than this are described by their note instead. */
const MOST_VALUES = 12;

/** Header fields, then line fields and those of inner lists, in the entity's order; tracking stands for any category. */
export function describeFields(entity: EntityShape): readonly FieldDescription[] {
  const header = entity.fields.map((field) => describe(field, 'header'));
  const lines = (entity.lines?.fields ?? []).map((field) => describe(field, 'line'));
  const tracked = entity.lines?.tracking === true ? TRACKING : [];
  return [
    ...header,
    ...lines,
    ...tracked,
    ...inner(entity, 'payments', 'payment'),
    ...inner(entity, 'allocations', 'allocation'),
    ...parameters(entity.read.options ?? []),
  ];
}

/** The columns of a report, which Xero computes throughout, and its parameters. */
export function describeReport(report: ReportSpec): readonly FieldDescription[] {
  const columns = report.columns.map((field) => ({ ...describe(field, 'header'), required: 'computed' }));
  return [...columns, ...parameters(report.parameters)];
}

function parameters(fields: readonly Field[]): readonly FieldDescription[] {
  return fields.map((field) => ({ ...describe(field, 'filter'), required: '' }));
}

function inner(
  entity: EntityShape,
  list: 'payments' | 'allocations',
  place: 'payment' | 'allocation',
): readonly FieldDescription[] {
  return (entity.inner?.[list]?.fields ?? []).map((field) => ({ ...describe(field, place), required: 'computed' }));
}

const TRACKING: readonly FieldDescription[] = [
  tracking(
    'Tracking.<category>',
    'An option of the tracking category, e.g. Tracking.Region. Two categories a line at most.',
  ),
  tracking('Tracking.1.Name', 'The category itself stands in a column; goes with Tracking.1.Option.'),
  tracking('Tracking.1.Option', 'The option of the category in Tracking.1.Name. Likewise Tracking.2.'),
];

function tracking(field: string, note: string): FieldDescription {
  return { field, place: 'line', type: 'name', length: '100', required: '', values: '', note };
}

function describe(field: Field, place: FieldDescription['place']): FieldDescription {
  const { values = [] } = field;
  return {
    field: field.name,
    place,
    type: typeOf(field),
    length: lengthOf(field),
    required: requiredOf(field),
    values: values.length > MOST_VALUES ? '' : values.join(' '),
    note: noteOf(field),
  };
}

function typeOf({ type, names, values = [] }: Field): string {
  if (values.length > MOST_VALUES) return 'code';
  return names !== undefined && type === 'text' ? 'name' : TYPES[type];
}

function lengthOf(field: Field): string {
  if (field.maxLength !== undefined) return String(field.maxLength);
  return field.decimals === undefined ? '' : `${field.decimals} places`;
}

function requiredOf(field: Field): string {
  if (field.readOnly) return 'computed';
  return field.required === 'create' ? 'new' : (field.required ?? '');
}

function noteOf(field: Field): string {
  const { values = [], note } = field;
  if (note !== undefined) return note;
  return values.length > MOST_VALUES ? `One of ${values.length} codes, e.g. ${values.slice(0, 3).join(', ')}.` : '';
}
