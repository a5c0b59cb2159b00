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

export interface ImportJob {
  readonly kind: 'import';
  readonly name: string;
  /** Absolute path of the job file. */
  readonly path: string;
  /** Aliases; one or more. */
  readonly org: readonly string[];
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
  /** `exact` turns the resolving of names off. */
  readonly resolve: 'names' | 'exact';
  readonly unused: 'list' | 'error' | 'ignore';
}

/** Later kinds (export, reconcile) join here. */
export type Job = ImportJob;

/** A problem of the job file itself. */
export interface JobProblem extends Place {
  readonly code: string;
  /** What is wrong and what to do, with the nearest right word where there is one. */
  readonly message: string;
}
