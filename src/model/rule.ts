/** A check of one document against the organisation's facts. */

import type { Totals } from './arithmetic.ts';
import type { Document, FieldLabels, RowRef } from './document.ts';
import type { EntityShape } from './entity.ts';
import type { Facts } from './facts.ts';
import type { FindingKind, Severity } from './finding.ts';

export type WriteMode = 'create' | 'update' | 'upsert';

/** What a rule tells: the code, at which row (default: the document's first), about which column and value. */
export interface Report {
  readonly code: string;
  /** Default ERROR. */
  readonly severity?: Severity;
  readonly row?: RowRef;
  readonly column?: string | undefined;
  readonly value?: string;
  readonly params?: Readonly<Record<string, string>>;
}

export interface CheckContext {
  readonly entity: EntityShape;
  readonly facts: Facts;
  readonly labels: FieldLabels;
  readonly mode: WriteMode;
  /** Names are resolved against the organisation; off with `resolve: exact`. */
  readonly resolveNames: boolean;
  /** What `send.contacts` says of contacts that Xero does not know. */
  readonly contacts: 'create' | 'update' | 'existing';
  /** The document's amounts as Xero will compute them; undefined where a line's own values do not allow it. */
  readonly totals: Totals | undefined;
  report(report: Report): void;
}

export interface Rule {
  /** File name of the rule. */
  readonly name: string;
  readonly kinds: readonly FindingKind[];
  check(document: Document, context: CheckContext): void;
}
