/** The parts of the job schema that are the same for every entity: texts, value forms, source, send. */

import type { Transform } from '../model/transform.ts';
import { ACTION_OUTPUT_MODES } from './reading/read-action-output.ts';
import { EXPECT_KEYS, PERIOD_WORDS } from './reading/read-expect.ts';
import { CONTACTS, EXISTING, INVALID, MODES } from './reading/read-send.ts';
import { DELIMITERS, ENCODINGS } from './reading/read-source.ts';
import { SOURCE_FORMS } from './reading/read-value.ts';

/** A JSON Schema, draft-07. */
export type Schema = { readonly [keyword: string]: unknown };

export function ref(name: string): Schema {
  return { $ref: `#/definitions/${name}` };
}

export function described(description: string, schema: Schema): Schema {
  return '$ref' in schema ? { allOf: [schema], description } : { ...schema, description };
}

export function keys(properties: Readonly<Record<string, Schema>>, more: Schema = {}): Schema {
  return { type: 'object', additionalProperties: false, ...more, properties };
}

/** YAML editors read `0260` as a number; the job takes it as typed. */
const TEXT: Schema = { type: ['string', 'number', 'boolean', 'null'] };
const COLUMN: Schema = {
  type: ['string', 'number', 'boolean'],
  description: 'A column\'s header, or "=C" for its letter.',
};
const WHOLE: Schema = { type: 'integer', minimum: 1 };

/** `within` stands in `verify` alone. */
export function valueProperties(): Readonly<Record<string, Schema>> {
  return {
    column: described("The column's header.", ref('column')),
    columns: described('Columns whose texts are joined; blank ones are left out.', ref('columns')),
    join: { type: 'string', description: 'What stands between joined texts.' },
    first: described('The first of these columns that is not blank.', ref('columns')),
    template: {
      type: 'string',
      pattern: '\\{[^{}]+\\}',
      description: 'Text with headers in braces: "{Order} / {Rep}".',
    },
    sum: described('The sum of these columns, exact; a blank counts 0.', ref('columns')),
    subtract: described('The first of these columns less the others, exact; a blank counts 0.', ref('columns')),
    value: described('A constant.', ref('text')),
    // biome-ignore lint/suspicious/noThenProperty: the word of the job language, never a function
    then: described('Transforms, in order.', ref('then')),
    lookup: described('Replaces the text by another one.', ref('lookup')),
    else: described(
      'What becomes of a text that the lookup does not hold: error, blank, keep, or a text.',
      ref('text'),
    ),
    default: described('Used where the value is blank by now.', ref('text')),
    dates: ref('dates'),
    numbers: ref('numbers'),
  };
}

export function valueForm(more: Readonly<Record<string, Schema>> = {}): Schema {
  const oneSource = SOURCE_FORMS.map((form) => ({ required: [form] }));
  const form = keys(
    { ...valueProperties(), ...more },
    { oneOf: oneSource, dependencies: { columns: ['join'], join: ['columns'], else: ['lookup'] } },
  );
  return { anyOf: [ref('column'), form] };
}

export function sharedDefinitions(transforms: readonly Transform[]): Readonly<Record<string, Schema>> {
  const listOr = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'array', items: schema, minItems: 1 }] });
  const rules: Schema = { type: 'object', minProperties: 1, additionalProperties: ref('text') };
  return {
    text: TEXT,
    column: COLUMN,
    columns: { type: 'array', items: ref('column'), minItems: 1 },
    texts: listOr(ref('text')),
    words: listOr(ref('column')),
    rules: listOr(rules),
    dates: described(
      'How dates are written: dd/MM/yyyy, M/d/yyyy, d MMM yyyy, iso.',
      listOr({ type: 'string', pattern: '[dMyiI]' }),
    ),
    numbers: described('An example of the number style, such as "1,234.56".', { type: ['string', 'number'] }),
    lookup: { type: 'object', minProperties: 1, additionalProperties: ref('text') },
    // biome-ignore lint/suspicious/noThenProperty: the word of the job language, never a function
    then: listOr({ anyOf: transformForms(transforms) }),
    value: valueForm(),
    verified: valueForm({
      within: { type: ['number', 'string'], description: 'A difference of up to this much is a warning.' },
    }),
    source: sourceSchema(),
  };
}

function transformForms(transforms: readonly Transform[]): readonly Schema[] {
  const bare = transforms.filter((transform) => transform.args.length === 0).map((transform) => transform.name);
  const called = transforms
    .filter((transform) => transform.args.length > 0)
    .map(({ name, args, note }) => {
      const count = args.length;
      const list: Schema = { type: 'array', items: ref('text'), minItems: count, maxItems: count };
      const argument = count === 1 ? { anyOf: [ref('text'), list] } : list;
      return keys({ [name]: described(note, argument) }, { required: [name] });
    });
  return bare.length === 0 ? [...called, { enum: [''] }] : [{ enum: bare }, ...called];
}

function sourceSchema(): Schema {
  return described(
    'The spreadsheet.',
    keys({
      file: described('Path, glob or list, relative to this file: .csv .tsv .txt .xlsx.', ref('words')),
      folder: described(
        'Where the paths of files that are attached start; the folder of this file where left out.',
        TEXT,
      ),
      sheet: described('Name or 1-based number of the sheet.', ref('column')),
      header: { ...WHOLE, description: 'Row of the header; 1 where left out.' },
      delimiter: {
        type: 'string',
        examples: DELIMITERS,
        description: 'comma, semicolon, tab, pipe, or one character.',
      },
      encoding: { type: 'string', examples: ENCODINGS, description: 'Found by itself where left out.' },
      dates: ref('dates'),
      numbers: ref('numbers'),
      blank: described('Further texts that mean an empty cell.', ref('texts')),
      'fill-down': described('Columns whose blank cells repeat the value above.', {
        anyOf: [ref('words'), keys({ columns: ref('words'), within: ref('column') }, { required: ['columns'] })],
      }),
      keep: described('Only rows that match one of these rules.', ref('rules')),
      drop: described('No rows that match one of these rules.', ref('rules')),
      'join-files': { type: 'boolean', description: 'Rows of one document may come from several files.' },
    }),
  );
}

/** Where files that come out of Xero go. */
export function actionOutputSchema(): Schema {
  return keys({
    folder: described('The folder of the files, relative to this file.', TEXT),
    file: described('The table, relative to this file: .csv .tsv .xlsx .jsonl.', TEXT),
    name: described('Of each file below the folder: "{Number}/{FileName}".', TEXT),
    mode: {
      enum: ACTION_OUTPUT_MODES,
      description: 'What becomes of another file that stands there; keep by default.',
    },
  });
}

/** @param modes what the entity allows @param batch most documents a request */
export function sendProperties(modes: readonly string[] = MODES, batch = 0): Readonly<Record<string, Schema>> {
  return {
    mode: {
      enum: modes,
      description: 'create (default): an existing one is an error; update; upsert: update, else create.',
    },
    match: described('Fields that find the existing record.', ref('words')),
    existing: { enum: EXISTING, description: 'skip leaves out what exists already.' },
    contacts: { enum: CONTACTS, description: 'What becomes of contacts that Xero does not know, or knows.' },
    batch: { ...WHOLE, ...(batch === 0 ? {} : { maximum: batch }), description: 'Documents a request.' },
    invalid: { enum: INVALID, description: 'stop (default): one error and nothing is sent; skip: the good ones go.' },
  };
}

/** @param amounts the fields that may be summed */
export function expectSchema(amounts: readonly string[]): Schema {
  const day: Schema = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' };
  const count: Schema = { type: 'integer', minimum: 0 };
  const sums = Object.fromEntries(amounts.map((name) => [name, { type: ['number', 'string'] }]));
  const [documents, rows, sum, period] = EXPECT_KEYS;
  return keys({
    [documents]: { ...count, description: 'How many documents the whole input makes.' },
    [rows]: { ...count, description: 'How many rows it has.' },
    [sum]: described('Control totals by field.', keys(sums)),
    [period]: {
      description: 'The period that every date lies in.',
      anyOf: [
        { type: 'string', pattern: `^(?:\\d{4}-\\d\\d|${PERIOD_WORDS.join('|')})$` },
        keys({ from: day, to: day }, { required: ['from', 'to'] }),
      ],
    },
  });
}
