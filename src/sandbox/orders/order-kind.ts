/** What the documents that do not stand in the ledger have in common: purchase orders, quotes, repeating invoices and receipts. */
import type { StoredRecord } from '../books/store.ts';
import type { DocumentContact } from '../documents/document-contact.ts';
import type { JsonObject } from '../json.ts';
import type { Call } from '../server/call.ts';
import type { Fields } from '../validation/check-shape.ts';

/** The part of a head that is a kind's own. */
export interface OwnHead {
  readonly fields: JsonObject;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** A write over what stood there. */
export interface OrderChange {
  /** Empty for a new one. */
  readonly before: JsonObject;
  readonly input: JsonObject;
  readonly status: string;
}

export interface OrderKind {
  readonly collection: 'PurchaseOrders' | 'Quotes' | 'RepeatingInvoices' | 'Receipts';
  readonly idField: string;
  readonly shape: Fields;
  /** The statuses that may follow one; `none` for a new record. The first is what it begins with. */
  readonly next: { readonly none: readonly [string, ...string[]] } & Readonly<Record<string, readonly string[]>>;
  /** The organisation's own series. */
  readonly numbers?: { readonly field: string; readonly prefix: string; readonly taken: string };
  readonly texts: {
    readonly unknown: string;
    readonly statusChange: string;
    readonly deleted: string;
    statusOfNew(status: string): string;
    /** Of those that are only created and ended: what a change is told. */
    readonly fixed?: string;
  };
  /** Statuses in which every line needs an account. */
  readonly strict: readonly string[];
  readonly discounts: readonly string[];
  /** How a refused discount names it. */
  readonly what: string;
  /** Places of unit amounts whatever the call asks for. */
  readonly unitPlaces?: 4;
  /** LineAmountTypes where neither the request nor the record says them. */
  readonly lineAmountTypes: 'Exclusive' | 'Inclusive';
  /** Whether the lines sell or buy. */
  sells(change: OrderChange): boolean;
  /** Errors of a write that leaves out what every write needs, one that only ends the record too. */
  missing?(input: JsonObject): readonly string[];
  contact(call: Call, given: JsonObject[string]): DocumentContact;
  head(call: Call, change: OrderChange): OwnHead;
  /** Its own words for an error that other documents have, too. */
  reword?(text: string): string | undefined;
  /** As replies show it, from what the books hold. */
  view(call: Call, record: StoredRecord): JsonObject;
}
