/** Finding a document among the records that an organisation holds already: what is asked, what is known, what is decided. */

import type { EntityShape } from './entity.ts';
import type { Finding } from './finding.ts';
import type { WriteMode } from './rule.ts';

/** A record that Xero holds, as far as matching needs it. */
export interface ExistingRecord {
  /** Plural as Xero spells it: `Invoices`. */
  readonly entity: string;
  readonly id: string;
  readonly number?: string;
  readonly contactId?: string;
  readonly contactName?: string;
  readonly type?: string;
  readonly status?: string;
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  readonly currency?: string;
  /** Plain decimal text: what is still owed, or what is left of a credit. */
  readonly amountDue?: string;
  /** ISO 8601. */
  readonly updatedUtc?: string;
  /** Further fields that keys name: `AccountNumber`, `ContactNumber`. */
  readonly keys?: Readonly<Record<string, string>>;
}

/** Where a finding of the matching stands. */
export interface MatchPlace {
  readonly ordinal: number;
  readonly row: number;
  /** The user's column of the key or the target. */
  readonly column?: string;
  /** The cell's text. */
  readonly value?: string;
}

/**
 * One way to recognise the record: all must be equal, case and outer spaces ignored. Named after the properties of
 * ExistingRecord (`id`, `number`, `type`, `contactId`, `contactName`), or after a field of its `keys`.
 */
export type MatchValues = Readonly<Record<string, string>>;

/** The document that a payment settles, or a refund takes from. */
export interface PaymentTarget {
  readonly entity: 'Invoices' | 'CreditNotes' | 'Prepayments' | 'Overpayments';
  readonly number?: string;
  readonly id?: string;
  readonly contactId?: string;
  readonly contactName?: string;
  readonly type?: string;
  readonly currency?: string;
  /** The body's field that takes the ID found: `Invoice.InvoiceID`. */
  readonly idField: string;
}

/** What a line of a batch payment settles. */
export interface LineTarget {
  readonly at: MatchPlace;
  /** Left out where it names none, or several. */
  readonly target?: PaymentTarget;
  /** Plain decimal text. */
  readonly amount?: string;
}

/** What is paid on a document; plain decimal text. */
export interface PaidAmount {
  readonly id: string;
  readonly amount: string;
}

/** What the second phase of checking needs of a document; plain data, so that it can be stored. */
export interface MatchInput {
  readonly entity: string;
  readonly at: MatchPlace;
  /** Ways to recognise it, the first that finds anything decides; empty where the entity has no key. */
  readonly keys: readonly MatchValues[];
  readonly type?: string;
  /** The status mapped, where there is one. */
  readonly status?: string;
  readonly date?: string;
  /** The currency of a payment's account, where it is known. */
  readonly currency?: string;
  /** A payment's amount, plain decimal text. */
  readonly amount?: string;
  /** What each line settles, where the lines are payments. */
  readonly lineTargets?: readonly LineTarget[];
  /** The organisation's own currency, where the lines' documents must be in it. */
  readonly base?: string;
  readonly target?: PaymentTarget;
  /** What it was set against, where an action is about what stands between two documents. */
  readonly other?: PaymentTarget;
  /** Of an action: the contact that the row names, which the record must have. */
  readonly contactId?: string;
  /** The place of its own key, where that of the target is `at`. */
  readonly own?: MatchPlace;
  /** Fields that a new record needs and that the document leaves out; told when `upsert` decides to create. */
  readonly missing: readonly string[];
}

export interface MatchOptions {
  readonly entity: EntityShape;
  readonly mode: WriteMode;
  readonly existing: 'error' | 'skip';
  /** Plain decimal text: what earlier payments of this run pay on a target; left out where there are none. */
  paidSoFar?(targetId: string): string | undefined;
}

/** What becomes of a document; `findings` may hold WARNINGs beside any action, and hold the ERRORs of `refuse`. */
export type MatchDecision =
  | {
      readonly action: 'create';
      readonly findings: readonly Finding[];
      readonly set: MatchSet;
      readonly targetId?: string;
      /** Fields that are added to each line. */
      readonly lines?: readonly MatchSet[];
      /** What the lines pay. */
      readonly paid?: readonly PaidAmount[];
    }
  | { readonly action: 'update'; readonly findings: readonly Finding[]; readonly set: MatchSet; readonly id: string }
  | { readonly action: 'skip'; readonly findings: readonly Finding[]; readonly id: string }
  | { readonly action: 'refuse'; readonly findings: readonly Finding[] };

/** Fields that the decision adds to what is sent: the record's own ID, its number as Xero spells it, or the ID of a payment's target. */
export type MatchSet = Readonly<Record<string, string>>;
