/** The registries of entities and actions, passed in so that a test can run with its own. */

import type { Value } from './document.ts';
import type { EntityShape, Field, FreeAmount, InnerRecords, Route } from './entity.ts';
import type { JsonObject } from './json-tree.ts';
import type { ReportSpec } from './report-spec.ts';
import type { Rule } from './rule.ts';

export interface Entity extends EntityShape {
  /** Rules for this entity alone, besides those for every document. */
  readonly rules: readonly Rule[];
}

/** What is done to an existing record, row by row. */
export interface Act {
  /** Left out where nothing is written to Xero: then the verb has a performer of its own. */
  readonly route?: Route;
  /** Fields of which a row must give one list, where these are not the entity's own keys. */
  readonly keys?: readonly (readonly string[])[];
  /** Fields besides the key that its job may map; those with `required` must be. */
  readonly fields?: readonly Field[];
  /** Other names of its fields, as a job may write them. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Its job says under `output` where files or a table go. */
  readonly output?: true;
  /** Conditions on the record found: field and allowed values. */
  readonly requires?: Readonly<Record<string, readonly string[]>>;
  /** What to do where a condition is not met; by the value found. */
  readonly remedies?: Readonly<Record<string, string>>;
  /** The record found is so already, and is passed over; `again`: unless the run is asked to do it again. */
  readonly done?: { readonly field: string; readonly values: readonly string[]; readonly again?: true };
  /** The record itself goes: one that is not there any more is passed over if an earlier run removed it. */
  readonly removes?: true;
  /** Xero knows no way back. */
  readonly final?: true;
  /** The record stands within another one, which the row names, and is found there. */
  readonly inner?: InnerRecords;
  /** The row's target takes the record's credit; what that leaves within the record tells whether it was done. */
  readonly allocates?: InnerRecords;
  /** Amounts of the record that must be 0, or equal to another one. */
  readonly free?: readonly FreeAmount[];
  /** Fields of the record found that go into the body, too. */
  readonly carries?: readonly string[];
  /** A record may be named once in the input: further rows that name it are passed over. */
  readonly once?: true;
  /** The element that is sent, from the values mapped; default: nothing but the record's ID. */
  readonly body?: (values: ReadonlyMap<string, Value>) => JsonObject;
}

/** What stands at the head of a job on existing records: `email: Invoices`. */
export interface Verb {
  readonly name: string;
  /** A sentence for the reference page and the schema. */
  readonly note: string;
  /** Entities that this verb alone knows. */
  readonly subjects?: readonly Entity[];
  /** What it comes to for an entity; undefined where there is no such thing. */
  on(entity: EntityShape): Act | undefined;
}

/** A verb on its entity. */
export interface Action extends Act {
  readonly name: string;
  readonly note: string;
}

/** The registries, passed in so that a test can run with its own. */
export interface Registry {
  readonly entities: readonly Entity[];
  readonly actions: readonly Verb[];
  readonly reports: readonly ReportSpec[];
}
