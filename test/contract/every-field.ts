/** Jobs that map every field that rowpost sends, with a legal value for each. */

import type { EntityShape, Field } from '../../src/model/entity.ts';

/** Values of a document's header or of a line, by field. */
export type Values = Readonly<Record<string, string>>;

export interface FullDocument {
  readonly header: Values;
  readonly lines?: readonly Values[];
}

export interface FullJob {
  readonly entity: EntityShape;
  readonly mode: 'create' | 'update' | 'upsert';
  readonly contacts?: 'create' | 'update';
  readonly documents: readonly FullDocument[];
}

/** The fields that reach the request: not those that Xero computes, nor those that only narrow or name. */
export function sentFields(fields: readonly Field[]): readonly Field[] {
  return fields.filter(({ readOnly, notSent }) => !readOnly && !notSent);
}

/** A legal value for each field that is sent, `own` values before made-up ones; texts are as long as they may be. */
export function valuesFor(fields: readonly Field[], own: Values): Values {
  const entries = sentFields(fields).map((field) => [field.name, sampleOf(field, own)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

const NAMES: Readonly<Partial<Record<NonNullable<Field['names']>, string>>> = {
  'account-code': '200',
  'tax-type': 'OUTPUT2',
  currency: 'GBP',
  item: 'BOOK',
};

function sampleOf(field: Field, own: Values): string {
  const { name, type, values, names, maxLength } = field;
  const given = own[name] ?? own[name.slice(name.lastIndexOf('.') + 1)];
  if (given !== undefined) return given;
  const named = names === undefined ? undefined : NAMES[names];
  if (named !== undefined) return named;
  switch (type) {
    case 'text':
      return longText(name, maxLength ?? 60);
    case 'decimal':
      return '1.5';
    case 'integer':
      return '20';
    case 'date':
      return '2026-10-05';
    case 'boolean':
      return 'yes';
    case 'choice':
      return values?.[0] ?? '';
    case 'id':
      return '';
  }
}

/** Letters with the odd accent, quotation mark and comma among them. */
function longText(name: string, length: number): string {
  return `${name.replaceAll('.', ' ')} "é", `
    .padEnd(length, 'abc ')
    .slice(0, length - 1)
    .padEnd(length, 'z');
}

/** The job file and its input; every column bears the name of its field. */
export function jobFiles(job: FullJob, input: string): { readonly yaml: string; readonly csv: string } {
  const { entity, mode, contacts, documents } = job;
  const header = distinct(documents.map((document) => document.header));
  const lines = distinct(documents.flatMap((document) => document.lines ?? []));
  const mapping = (names: readonly string[], prefix: string) =>
    names.map((name) => `  ${name}: ${JSON.stringify(prefix + name)}`);
  const send = [`mode: ${mode}`, ...(contacts === undefined ? [] : [`contacts: ${contacts}`])];
  const yaml = [
    'org: sandbox-gb',
    `import: ${entity.name}`,
    'source:',
    `  file: ${input}`,
    '  dates: iso',
    '  numbers: "1,234.56"',
    'columns:',
    ...mapping(header, ''),
    ...(lines.length === 0 ? [] : ['lines:', ...mapping(lines, 'Line ')]),
    'group:',
    '  - { column: Document }',
    `send: { ${send.join(', ')} }`,
    '',
  ];
  const rows = documents.flatMap((document, index) =>
    (document.lines ?? [{}]).map((line) => [
      String(index + 1),
      ...header.map((name) => document.header[name] ?? ''),
      ...lines.map((name) => line[name] ?? ''),
    ]),
  );
  const titles = ['Document', ...header, ...lines.map((name) => `Line ${name}`)];
  const csv = [titles, ...rows].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
  return { yaml: yaml.join('\n'), csv: `${csv.join('\r\n')}\r\n` };
}

function distinct(values: readonly Values[]): readonly string[] {
  return [...new Set(values.flatMap((value) => Object.keys(value)))];
}

/** The fields of `entity` that the elements hold, as a job names them: `Phones.MOBILE.PhoneNumber`, `ContactPersons.1.FirstName`. */
export function fieldsIn(entity: EntityShape, elements: readonly Tree[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const element of elements) collect(entity, element, '', found);
  return found;
}

/** Those of its lines. */
export function lineFieldsIn(entity: EntityShape, elements: readonly Tree[]): ReadonlySet<string> {
  const lines = elements.flatMap((element) => (element[entity.lines?.name ?? ''] ?? []) as readonly Tree[]);
  return new Set(lines.flatMap((line) => Object.keys(line)));
}

export interface Tree {
  readonly [name: string]: unknown;
}

function collect(entity: EntityShape, tree: Tree, prefix: string, found: Set<string>): void {
  for (const [name, value] of Object.entries(tree)) {
    const path = prefix + name;
    const collection = entity.collections?.[path];
    if (collection !== undefined) {
      for (const [index, member] of (value as readonly Tree[]).entries()) {
        const key = collection.kind === 'keyed' ? String(member[collection.key]) : String(index + 1);
        collect(entity, member, `${path}.${key}.`, found);
      }
    } else if (typeof value === 'object' && !Array.isArray(value)) collect(entity, value as Tree, `${path}.`, found);
    else found.add(path);
  }
}
