/** A job as loaded: what the YAML file says, every scalar as it was typed, each part knowing its line. */

export interface Place {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

/** A transform as the job names it: `trim`, or `{ replace: [a, b] }`. */
export interface TransformStep {
  readonly name: string;
  readonly args: readonly string[];
  readonly at: Place;
}

export type LookupElse =
  | { readonly kind: 'error' | 'blank' | 'keep' }
  | { readonly kind: 'text'; readonly text: string };

export interface Lookup {
  /** Inline pairs, or those of the file once it is read; keys as typed. */
  readonly entries: readonly (readonly [from: string, to: string])[];
  readonly file?: { readonly path: string; readonly key: string; readonly value: string };
  readonly else: LookupElse;
}

export type ValueSource =
  | { readonly kind: 'column'; readonly column: string }
  | { readonly kind: 'columns'; readonly columns: readonly string[]; readonly join: string }
  | { readonly kind: 'first'; readonly columns: readonly string[] }
  | { readonly kind: 'template'; readonly parts: readonly (string | { readonly column: string })[] }
  | { readonly kind: 'sum' | 'subtract'; readonly columns: readonly string[] }
  | { readonly kind: 'value'; readonly text: string };

/** Where a value comes from and what is done to it, in the order: source, then, lookup, default. */
export interface ValueForm {
  readonly source: ValueSource;
  readonly then: readonly TransformStep[];
  readonly lookup?: Lookup;
  readonly default?: string;
  /** Date patterns for this value alone. */
  readonly dates?: readonly string[];
  /** An example of the number style for this value alone. */
  readonly numbers?: string;
  readonly at: Place;
}

export interface FieldMapping {
  /** The field in the registry's spelling. */
  readonly field: string;
  readonly form: ValueForm;
  readonly at: Place;
}

/** What makes one document: a field, a column, or every row for itself. */
export type GroupKey =
  | { readonly kind: 'field'; readonly field: string; readonly at: Place }
  | { readonly kind: 'column'; readonly column: string; readonly at: Place }
  | { readonly kind: 'row' };

/** A rule of `keep` or `drop`: every column must match its pattern. */
export type RowPattern = readonly { readonly column: string; readonly pattern: string; readonly at: Place }[];

export interface Source {
  /** As written; relative to the job file. Empty where `--input` must give it. */
  readonly files: readonly string[];
  /** Where the paths of files that are attached start; relative to the job file, in whose own folder they start without it. */
  readonly folder?: string;
  readonly sheet?: string | number;
  readonly header?: number;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly dates?: readonly string[];
  readonly numbers?: string;
  readonly blank: readonly string[];
  readonly fillDown?: { readonly columns: readonly string[]; readonly within?: string };
  readonly keep: readonly RowPattern[];
  readonly drop: readonly RowPattern[];
  readonly joinFiles: boolean;
}

export interface VerifyMapping extends FieldMapping {
  /** A difference of up to this much is a WARNING; a plain decimal text. */
  readonly within?: string;
}

export interface Expect {
  readonly documents?: number;
  readonly rows?: number;
  /** Field to exact decimal text. */
  readonly sum?: Readonly<Record<string, string>>;
  /** `2026-10`, `this-month`, `last-month`, or both ends inclusive. */
  readonly period?: string | { readonly from: string; readonly to: string };
}

export interface Send {
  readonly mode: 'create' | 'update' | 'upsert';
  /** Field lists that find the existing record, instead of the entity's own. */
  readonly match?: readonly string[];
  readonly existing: 'error' | 'skip';
  readonly contacts: 'create' | 'update' | 'existing';
  readonly batch?: number;
  readonly invalid: 'stop' | 'skip';
}

export interface ActionOutput {
  readonly folder?: string;
  readonly file?: string;
  /** Of each file below the folder: `{Number}/{FileName}`. */
  readonly name?: string;
  /** What becomes of another file that stands there; default `keep`. */
  readonly mode?: 'keep' | 'replace';
}

export interface ImportJob {
  readonly kind: 'import';
  readonly name: string;
  /** Absolute path of the job file. */
  readonly path: string;
  /** Aliases; one or more. */
  readonly org: readonly string[];
  /** The ID that the organisation must have, in lower case. */
  readonly organisation?: string;
  readonly entity: string;
  /** Set for an action verb (`email: Invoices`); then only keys are mapped. */
  readonly action?: string;
  readonly source: Source;
  readonly columns: readonly FieldMapping[];
  readonly lines: readonly FieldMapping[];
  readonly extraLines: readonly (readonly FieldMapping[])[];
  readonly group?: readonly GroupKey[];
  readonly verify: readonly VerifyMapping[];
  readonly expect?: Expect;
  readonly send: Send;
  /** Where an action's files or its table go, as written; relative to the job file. */
  readonly output?: ActionOutput;
  /** `exact` turns the resolving of names off. */
  readonly resolve: 'names' | 'exact';
  readonly unused: 'list' | 'error' | 'ignore';
}

/** What a value must be for `filter` to take its record; texts as typed, read by the field's type. */
export type FilterTest =
  | { readonly kind: 'any' | 'not'; readonly values: readonly string[] }
  /** Inclusive; at least one end. */
  | { readonly kind: 'range'; readonly from?: string; readonly to?: string }
  /** `2026-10`, `this` or `last`. */
  | { readonly kind: 'month'; readonly month: string }
  | { readonly kind: 'above' | 'below'; readonly value: string }
  | { readonly kind: 'blank'; readonly blank: boolean };

/** All tests of a field, and all fields, must hold. */
export interface FilterCondition {
  readonly field: string;
  readonly tests: readonly FilterTest[];
  readonly at: Place;
}

/** A column of a table that comes out of Xero. */
export interface OutputColumn {
  /** In the registry's spelling, `Tracking.<category>` included. */
  readonly field: string;
  readonly header: string;
  /** Turned round: what the import's lookup reads as the field's value is written as the text that stands for it. */
  readonly lookup?: Lookup;
  /** Pattern of a date where the table holds texts; else ISO. */
  readonly dates?: string;
  /** An example of the number style where the table holds texts; else plain, with a point. */
  readonly numbers?: string;
  /** Excel's number format. */
  readonly format?: string;
  /** Characters. */
  readonly width?: number;
  readonly at: Place;
}

export interface OrderKey {
  readonly field: string;
  readonly descending: boolean;
  readonly at: Place;
}

/** What a row stands for: a record, or each line, payment or allocation of it. */
export type RowLevel = 'record' | 'lines' | 'payments' | 'allocations';

/** A field that a layout has no column for, so that it must have one of these values; "" stands for blank. */
export interface FixedField {
  readonly field: string;
  readonly values: readonly string[];
}

/** What is peculiar to a table that is imported again. */
export interface Layout {
  /** All headers in their order, where columns of the record and of its lines are mixed. */
  readonly headers?: readonly string[];
  /** Records of which one of these does not hold are left out, and counted. */
  readonly record: readonly FixedField[];
  /** Must hold for every line. */
  readonly lines: readonly FixedField[];
}

/** One table of an export. */
export interface TableExport {
  /** An entity or a report. */
  readonly of: string;
  readonly filter: readonly FilterCondition[];
  /** An expression of Xero's own. */
  readonly where?: string;
  /** `last-run`, or an instant `YYYY-MM-DDTHH:mm:ss` in UTC. */
  readonly since?: string;
  /** The day of a report: `YYYY-MM-DD`, `today`, `yesterday`, `this-month-end` or `last-month-end`. */
  readonly asAt?: string;
  /** `template`: the layout of Xero's own import file, or that of the import job whose path is in `like`. */
  readonly columns: 'all' | 'template' | readonly OutputColumn[];
  /** Absolute path of an import job whose columns are written. */
  readonly like?: string;
  /** Where `columns` stands. */
  readonly columnsAt?: Place;
  readonly level: RowLevel;
  /** Columns of the lines, payments or allocations. */
  readonly inner: 'all' | readonly OutputColumn[];
  readonly layout?: Layout;
  readonly order: readonly OrderKey[];
  readonly sheet?: string;
  /** Headers of columns that get a total below. */
  readonly totals: readonly string[];
  /** Headers that find a row again in mode `update`. */
  readonly key: readonly string[];
  readonly at: Place;
}

export interface Output {
  /** As written, relative to the job file; may hold {today} {month} {org} {as-at}. */
  readonly file: string;
  readonly mode: 'replace' | 'append' | 'update';
  readonly delimiter?: string;
  /** Pattern of dates where the table holds texts; else ISO. */
  readonly dates?: string;
  readonly at: Place;
}

export interface ExportJob {
  readonly kind: 'export';
  readonly name: string;
  /** Absolute path of the job file. */
  readonly path: string;
  readonly org: readonly string[];
  /** The ID that the organisation must have, in lower case. */
  readonly organisation?: string;
  /** One, or those of `sheets`. */
  readonly tables: readonly TableExport[];
  readonly output: Output;
}

/** A way to find the partner of what the key left over: fields that are equal, dates at most so many days apart. */
export interface MatchField {
  readonly field: string;
  readonly withinDays?: number;
  readonly at: Place;
}

export interface ReconcileJob {
  readonly kind: 'reconcile';
  readonly name: string;
  /** Absolute path of the job file. */
  readonly path: string;
  readonly org: readonly string[];
  /** The ID that the organisation must have, in lower case. */
  readonly organisation?: string;
  /** An entity, `Receivables` or `Payables`. */
  readonly of: string;
  readonly asAt?: string;
  /** Undefined where the rows are those of an earlier import. */
  readonly source?: Source;
  /** `last`, or a run's ID. */
  readonly sourceRun?: string;
  readonly filter: readonly FilterCondition[];
  readonly where?: string;
  readonly key: readonly string[];
  readonly match: readonly MatchField[];
  readonly columns: readonly FieldMapping[];
  /** As in an import; then rows of one key are one record, and By account and By tax type know the sheet's side. */
  readonly lines: readonly FieldMapping[];
  readonly compare: readonly string[];
  /** Per amount; a plain decimal text. */
  readonly tolerance: string;
  readonly output: Output;
}

/** A problem of the job file itself. */
export interface JobProblem extends Place {
  readonly code: string;
  /** What is wrong and what to do, with the nearest right word where there is one. */
  readonly message: string;
}
