/** The top-level keys of each kind of job, and what to write instead of a key that belongs to another kind. */

export const IMPORT_KEYS = [
  'name',
  'org',
  'organisation',
  'source',
  'columns',
  'lines',
  'extra-lines',
  'group',
  'verify',
  'expect',
  'send',
  'resolve',
  'unused',
] as const;

/** `output` only where the action writes files. */
export const ACTION_KEYS = [
  'name',
  'org',
  'organisation',
  'source',
  'columns',
  'expect',
  'send',
  'resolve',
  'unused',
  'output',
] as const;

/** What says which table is written; `export` stands beside them. */
export const TABLE_KEYS = [
  'filter',
  'where',
  'since',
  'as-at',
  'columns',
  'lines',
  'payments',
  'allocations',
  'order',
] as const;

export const EXPORT_KEYS = ['name', 'org', 'organisation', ...TABLE_KEYS, 'output'] as const;

/** A job of several sheets: all else stands in the list. */
export const SHEETS_KEYS = ['name', 'org', 'organisation', 'output'] as const;

/** Of a job whose sheets are imported: what stands at its top holds for every sheet that does not say otherwise. */
export const WORKBOOK_SHARED: readonly string[] = ['source', 'send', 'resolve', 'unused'];
export const WORKBOOK_KEYS = ['name', 'org', 'organisation', ...WORKBOOK_SHARED, 'balances'] as const;

/** Of each entry of `sheets`. */
export const SHEET_KEYS = ['export', ...TABLE_KEYS, 'sheet', 'totals', 'key'] as const;

export const RECONCILE_KEYS = [
  'name',
  'org',
  'organisation',
  'as-at',
  'source',
  'filter',
  'where',
  'key',
  'match',
  'columns',
  'lines',
  'compare',
  'tolerance',
  'output',
] as const;

export type JobKind = 'import' | 'action' | 'export' | 'sheets' | 'workbook' | 'reconcile';

export const TOP_KEYS: Readonly<Record<JobKind, readonly string[]>> = {
  import: IMPORT_KEYS,
  action: ACTION_KEYS,
  export: EXPORT_KEYS,
  sheets: SHEETS_KEYS,
  workbook: WORKBOOK_KEYS,
  reconcile: RECONCILE_KEYS,
};

const OUTPUT_PARTS = ['file', 'sheet', 'totals', 'mode', 'delimiter', 'dates'];

/** A sentence on a key that other jobs have and this one has not; undefined where no job has it. */
export function misplacedKey(key: string, kind: JobKind, verb: string): string | undefined {
  if (!ELSEWHERE.has(key)) return undefined;
  return (REMEDIES[kind][key] ?? REMEDIES[kind].else).replace('{verb}', verb);
}

/** Every key of any job. */
const ELSEWHERE: ReadonlySet<string> = new Set([...Object.values(TOP_KEYS).flat(), ...SHEET_KEYS, ...OUTPUT_PARTS]);

type Remedies = Readonly<Record<string, string>> & { readonly else: string };

const FROM_FILE =
  'reads Xero, not a file. The file that it writes stands under `output`: `output: { file: ../out/x.xlsx }`.';
const SENDS = 'belongs to an import; an export changes nothing in Xero. Leave it out.';
const CONTROL =
  'belongs to an import. What is to be proved is said by a job that begins with `reconcile:`. Leave it out.';
const COMPARES = 'belongs to a job that begins with `reconcile:`, which compares a sheet with Xero. Leave it out.';
const IN_OUTPUT = 'says how the file is written: move it below `output`.';
const ROWS =
  'belongs to an import. An export gives one row a record, or one for each of its `lines`, `payments` or `allocations`. Leave it out.';

const EXPORTS: Remedies = {
  else: 'belongs to an import. Leave it out.',
  source: `belongs to an import: an export ${FROM_FILE}`,
  group: ROWS,
  'extra-lines': ROWS,
  send: SENDS,
  verify: CONTROL,
  expect: CONTROL,
  match: COMPARES,
  compare: COMPARES,
  tolerance: COMPARES,
  ...Object.fromEntries([...OUTPUT_PARTS, 'key'].map((key) => [key, IN_OUTPUT])),
};

const SHEET_OF_ITS_OWN = Object.fromEntries(
  [...TABLE_KEYS, 'sheet', 'totals', 'key'].map((key) => [
    key,
    'belongs to one table: move it to its entry of `sheets`.',
  ]),
);

const CHOSEN =
  'belongs to an export. An import chooses rows of its file: `source: { keep: [{ Status: open }] }`, or `drop`.';

const REMEDIES: Readonly<Record<JobKind, Remedies>> = {
  import: {
    else: 'belongs to jobs that read Xero. Leave it out.',
    filter: CHOSEN,
    where: CHOSEN,
    output: "belongs to an export. The folder of an import's report is given by `--out`.",
    key: "belongs to a reconciliation. An import's documents are made by `group`, existing ones found by `send: { match: ... }`.",
    match: 'belongs to `send`: `send: { match: [InvoiceNumber] }`.',
    file: 'belongs to `source`: `source: { file: ... }`.',
    sheet: 'belongs to `source`: `source: { sheet: ... }`.',
    dates: 'belongs to `source`: `source: { dates: ... }`.',
    delimiter: 'belongs to `source`: `source: { delimiter: ... }`.',
    mode: 'belongs to `send`: `send: { mode: ... }`.',
  },
  action: { else: 'belongs to other jobs; one that begins with `{verb}` only finds records. Leave it out.' },
  export: EXPORTS,
  sheets: { ...EXPORTS, ...SHEET_OF_ITS_OWN },
  workbook: {
    else: 'belongs to one sheet, or to another kind of job. Move it to its entry of `sheets`, or leave it out.',
  },
  reconcile: {
    else: 'belongs to other jobs; a reconciliation only compares. Leave it out.',
    verify: 'belongs to an import; a reconciliation compares what `compare` names. Leave it out.',
    since: 'belongs to an export; a reconciliation compares all that `filter` takes. Leave it out.',
    order: 'belongs to an export; the workbook of a reconciliation has its own order. Leave it out.',
    ...Object.fromEntries(OUTPUT_PARTS.map((key) => [key, 'belongs to `source` or `output`. Move it there.'])),
  },
};
