/** The registries of entities and actions, passed in so that a test can run with its own. */

import type { EntityShape, Field, Route } from './entity.ts';
import type { ReportSpec } from './report-spec.ts';
import type { Rule } from './rule.ts';

export interface Entity extends EntityShape {
  /** Rules for this entity alone, besides those for every document. */
  readonly rules: readonly Rule[];
}

/** What is done to existing records row by row: `email: Invoices`. */
export interface Action {
  /** The verb as it stands at the head of a job. */
  readonly name: string;
  /** Names of the entities it exists for. */
  readonly entities: readonly string[];
  readonly route: Route;
  /** Fields besides the key that its job may map. */
  readonly fields?: readonly Field[];
  /** Conditions on the record found: field and allowed values. */
  readonly requires?: Readonly<Record<string, readonly string[]>>;
  readonly note: string;
}

/** The registries, passed in so that a test can run with its own. */
export interface Registry {
  readonly entities: readonly Entity[];
  readonly actions: readonly Action[];
  readonly reports: readonly ReportSpec[];
}
