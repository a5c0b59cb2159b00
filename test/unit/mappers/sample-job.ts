/** Jobs, entities and rows in few words, for the tests of the mapping. */

import {
  type Assembled,
  compileMapping,
  type Mapping,
  type ProvenFormats,
} from '../../../src/mappers/compile-mapping.ts';
import { transforms } from '../../../src/mappers/transforms/index.ts';
import type { Field } from '../../../src/model/entity.ts';
import type {
  FieldMapping,
  ImportJob,
  JobProblem,
  Place,
  Source,
  ValueForm,
  ValueSource,
} from '../../../src/model/job.ts';
import type { Entity } from '../../../src/model/registry.ts';
import type { Cell, SourceRow } from '../../../src/model/source-row.ts';

export const AT: Place = { line: 7, column: 3 };

const text = (name: string): Field => ({ name, type: 'text' });
const amount = (name: string): Field => ({ name, type: 'decimal' });

export const invoices: Entity = {
  name: 'Invoices',
  singular: 'Invoice',
  path: '/Invoices',
  idField: 'InvoiceID',
  numberField: 'InvoiceNumber',
  fields: [
    { name: 'Type', type: 'choice', values: ['ACCREC', 'ACCPAY'] },
    { name: 'InvoiceID', type: 'id' },
    text('InvoiceNumber'),
    text('Contact'),
    text('Contact.Name'),
    text('Contact.EmailAddress'),
    { name: 'Date', type: 'date' },
    { name: 'DueDate', type: 'date' },
    text('Reference'),
    amount('CurrencyRate'),
    { name: 'SentToContact', type: 'boolean' },
    { name: 'LineAmountTypes', type: 'choice', values: ['Exclusive', 'Inclusive', 'NoTax'] },
  ],
  lines: {
    name: 'LineItems',
    fields: [
      text('Description'),
      amount('Quantity'),
      amount('UnitAmount'),
      amount('LineAmount'),
      amount('DiscountRate'),
      text('AccountCode'),
      text('TaxType'),
    ],
    tracking: true,
  },
  group: [
    { fields: ['InvoiceNumber'], when: { Type: ['ACCREC'] } },
    { fields: ['Contact', 'InvoiceNumber'], when: { Type: ['ACCPAY'] } },
  ],
  match: [],
  stage: 'documents',
  read: { paging: 'page', modifiedSince: true, where: true },
  scope: 'accounting.transactions',
  rules: [],
};

/** A record without lines of which every row is one, with an integer field. */
export const records: Entity = {
  name: 'Records',
  singular: 'Record',
  path: '/Records',
  idField: 'RecordID',
  fields: [text('Name'), { name: 'Days', type: 'integer' }, { name: 'Active', type: 'boolean' }],
  match: [],
  stage: 'documents',
  read: { paging: 'none', modifiedSince: false, where: false },
  scope: 'accounting.settings',
  rules: [],
};

type Form = string | ValueSource | (Partial<ValueForm> & { readonly source: ValueSource });
export type Fields = Readonly<Record<string, Form>>;

export const constant = (value: string): ValueSource => ({ kind: 'value', text: value });
export const column = (name: string): ValueSource => ({ kind: 'column', column: name });

export function steps(...names: readonly (string | readonly string[])[]) {
  return names.map((step) => {
    const [name = '', ...args] = typeof step === 'string' ? [step] : step;
    return { name, args, at: AT };
  });
}

function form(given: Form): ValueForm {
  const parts = typeof given === 'string' ? { source: column(given) } : 'source' in given ? given : { source: given };
  // biome-ignore lint/suspicious/noThenProperty: the job language calls the steps `then`
  return { then: [], at: AT, ...parts };
}

function mappings(fields: Fields): readonly FieldMapping[] {
  return Object.entries(fields).map(([field, given]) => ({ field, form: form(given), at: AT }));
}

export interface JobParts {
  readonly columns: Fields;
  readonly lines?: Fields;
  readonly extraLines?: readonly Fields[];
  readonly verify?: Fields;
  readonly group?: ImportJob['group'];
  readonly source?: Partial<Source>;
}

export const plainSource: Source = { files: [], blank: [], keep: [], drop: [], joinFiles: false };

export function importJob(parts: JobParts): ImportJob {
  return {
    kind: 'import',
    name: 'sample',
    path: '/jobs/sample.yaml',
    org: ['sandbox-gb'],
    entity: 'Invoices',
    source: { ...plainSource, ...parts.source },
    columns: mappings(parts.columns),
    lines: mappings(parts.lines ?? {}),
    extraLines: (parts.extraLines ?? []).map(mappings),
    ...(parts.group === undefined ? {} : { group: parts.group }),
    verify: mappings(parts.verify ?? {}),
    send: { mode: 'create', existing: 'error', contacts: 'create', invalid: 'stop' },
    resolve: 'names',
    unused: 'list',
  };
}

export interface MapOptions {
  readonly entity?: Entity;
  readonly formats?: ProvenFormats;
}

export function compiled(parts: JobParts, header: readonly string[], options: MapOptions = {}) {
  const { entity = invoices, formats } = options;
  const plan = { job: importJob(parts), entity, transforms, files: 1, ...(formats === undefined ? {} : { formats }) };
  return compileMapping(plan, header);
}

export function mapping(parts: JobParts, header: readonly string[], options: MapOptions = {}): Mapping {
  const result = compiled(parts, header, options);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result;
}

export function problems(parts: JobParts, header: readonly string[], options: MapOptions = {}): readonly JobProblem[] {
  const result = compiled(parts, header, options);
  return 'problems' in result ? result.problems : [];
}

/** Rows as Excel numbers them below a header in row 1. */
export function sourceRows(cells: readonly (readonly Cell[])[]): readonly SourceRow[] {
  return cells.map((row, index) => ({ number: index + 2, cells: row }));
}

/** All rows proven, then assembled as one document. */
export function assembled(
  parts: JobParts,
  header: readonly string[],
  cells: readonly (readonly Cell[])[],
  options: MapOptions = {},
): Assembled {
  const rows = sourceRows(cells);
  const map = mapping(parts, header, options);
  const prover = map.prover();
  for (const row of rows) prover?.see(row);
  const formats = prover?.prove() ?? {};
  return map.withFormats(formats).assemble(rows.map((row, ordinal) => ({ ref: { ordinal, number: row.number }, row })));
}

/** Codes with the rows they stand at. */
export function codes(result: Assembled): readonly string[] {
  return result.findings.map((finding) => `${finding.row} ${finding.code}`);
}
