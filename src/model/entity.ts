/** What the registry knows of a Xero resource: one entity, one file. Everything else follows from these descriptions. */

import type { ImportTemplate } from './import-template.ts';

export type FieldType = 'text' | 'decimal' | 'integer' | 'date' | 'boolean' | 'id' | 'choice';

/** Whose names a field's value is looked up among, in the organisation's facts or documents. */
export type NameKind =
  | 'account-code'
  | 'account'
  | 'tax-type'
  | 'contact'
  | 'contact-name'
  | 'known-contact'
  | 'branding-theme'
  | 'currency'
  | 'item'
  | 'invoice'
  | 'credit-note'
  | 'prepayment'
  | 'tracking-option';

export interface Field {
  /** Path as Xero spells it: `InvoiceNumber`, `Contact.Name`, `Phones.MOBILE.PhoneNumber`; or one of the short names. */
  readonly name: string;
  readonly type: FieldType;
  readonly maxLength?: number;
  /** Most decimal places that Xero keeps. */
  readonly decimals?: number;
  /** The legal values of a `choice`, in Xero's spelling. */
  readonly values?: readonly string[];
  /** `create`: always needed for a new one; `approved`: needed once the status is SUBMITTED, AUTHORISED or POSTED. */
  readonly required?: 'create' | 'approved';
  /** Xero computes it: it can be exported, compared and verified but not imported. */
  readonly readOnly?: true;
  /** Of a read-only field: what a job writes in its stead. */
  readonly instead?: string;
  /** Narrows or names something else and is not part of the body: `Invoice.Contact.Name` of a payment. */
  readonly notSent?: true;
  readonly names?: NameKind;
  /** A sentence for the reference page and `rowpost fields`. */
  readonly note?: string;
}

/** How a path's second part is laid out in the body: `Phones.MOBILE.x` is an element whose `key` is MOBILE, `ContactPersons.1.x` the first element. */
export type Collection = { readonly kind: 'keyed'; readonly key: string } | { readonly kind: 'numbered' };

/** How a request is formed. Braces in a path hold a field of the document: `/Accounts/{AccountID}`. */
export interface Route {
  readonly method: 'PUT' | 'POST' | 'DELETE';
  readonly path: string;
  /** Most documents a request may carry; 1 sends a bare element. */
  readonly batch: number;
  readonly body: 'envelope' | 'element' | 'none';
  readonly summarizeErrors?: true;
  readonly unitdp?: true;
  /** The ID in the reply's elements, where these are no records of the entity itself. */
  readonly replyId?: string;
}

export interface LineSpec {
  /** The array's name in the body: `LineItems`, `JournalLines`, `Options`. */
  readonly name: string;
  readonly fields: readonly Field[];
  /** Lines may carry `Tracking.<category>`. */
  readonly tracking?: true;
  /** The array in which a line holds it; `Tracking` where left out. */
  readonly trackingList?: string;
  /** A new record needs at least one, a draft too. */
  readonly needed?: true;
  /** How amounts are computed and checked; left out for lines without amounts. */
  readonly arithmetic?: 'line-items' | 'journal';
  /** Lines are not part of the document's body but sent by this route, `batch` of them a request, once the document has its ID. */
  readonly route?: Route;
  /** The field by which an update knows lines that the record has already: those with a route of their own are not sent again. */
  readonly key?: string;
  /** The ID that Xero gives such a line. */
  readonly idField?: string;
  /** A line has a list of its own, of which each element is a row: a budget's months. */
  readonly spread?: string;
}

/** One way in which an existing record is recognised. */
export interface MatchKey {
  readonly fields: readonly string[];
  /** Holds only for documents with these values. */
  readonly when?: Readonly<Record<string, readonly string[]>>;
}

/** How existing records are found by number. */
export type LookUp =
  /** A list parameter: `?InvoiceNumbers=a,b`. */
  | { readonly by: 'list'; readonly parameter: string; readonly most: number }
  /** Conditions joined by OR: `?where=CreditNoteNumber=="a" OR ...`. */
  | { readonly by: 'where'; readonly field: string; readonly most: number }
  /** The whole collection is read (unpaged or small). */
  | { readonly by: 'all' };

export interface StatusSpec {
  readonly field: string;
  /** What a new record gets where the job maps none. */
  readonly initial: string;
  /** Statuses in which a record may be created. */
  readonly creatable: readonly string[];
  /** Statuses from which a status may be reached. */
  readonly moves: Readonly<Record<string, readonly string[]>>;
  /** Statuses in which other fields may still be changed. */
  readonly editable: readonly string[];
  /** Final statuses: the record no longer counts as existing. */
  readonly gone: readonly string[];
  /** A status from which nothing leads back to a draft, and what is done by it: `['POSTED', 'post']`. An import that reaches it says so. */
  readonly binding?: readonly [status: string, verb: string];
  /** A record that is gone keeps its number for ever: a new one cannot have it. */
  readonly keepsNumber?: true;
}

/** The verbs that change nothing of a record but its status, or remove it. */
export type StateVerb = 'void' | 'delete' | 'archive' | 'restore' | 'approve' | 'submit' | 'reverse';

/** An amount that must be 0, or the same as another one. */
export type FreeAmount = string | readonly [amount: string, whole: string];

/** Records that stand within others and are known through them: the payments of an invoice, the allocations of a credit. */
export interface InnerRecords {
  /** The entity that they are of: `Payments`. */
  readonly entity: string;
  /** Entities that hold them. */
  readonly owners: readonly string[];
  /** Their array in the owner. */
  readonly list: string;
  readonly idField: string;
  /** For messages: `payment`. */
  readonly word: string;
}

/** What such a verb comes to; sent is the status alone. */
export interface StateChange {
  /** The status that is wanted, reached as `status.moves` says. Left out where the record itself goes (`DELETE`). */
  readonly to?: string;
  /** Default: the entity's `update`. */
  readonly route?: Route;
  /** Statuses beyond it, in which nothing is left to do: a paid document was approved. */
  readonly past?: readonly string[];
  /** Xero shows such a record nowhere any more. */
  readonly removes?: true;
  /** Conditions on the record besides its status: field and allowed values, "" for blank. */
  readonly requires?: Readonly<Record<string, readonly string[]>>;
  /** Xero knows no way back. */
  readonly final?: true;
  /** Amounts of the record that must be 0, or equal to another one: what was paid or credited has to be taken back first. */
  readonly free?: readonly FreeAmount[];
  /** Fields of the record that Xero wants to see again beside the status. */
  readonly carries?: readonly string[];
  /** What to do about a record of which it cannot be done; by its status, or by the field of a condition. */
  readonly remedies?: Readonly<Record<string, string>>;
}

/** Records are delivered stage by stage: a stage starts once the earlier one is settled. */
export type Stage = 'settings' | 'contacts' | 'documents' | 'payments' | 'allocations' | 'attachments';

/** How a collection is read. */
export interface ReadSpec {
  readonly paging: 'page-size' | 'page' | 'offset' | 'none';
  readonly modifiedSince: boolean;
  readonly where: boolean;
  /** Parameters that go with every reading: `includeArchived: 'true'`. */
  readonly query?: Readonly<Record<string, string>>;
  /** Fields that Xero filters by quickly, whatever the volume: by equality, and by ranges. */
  readonly fast?: { readonly equal: readonly string[]; readonly range: readonly string[] };
  /** List parameters that take the place of conditions: field to parameter, `Status: 'Statuses'`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Parameters that take one value each: `Status: 'Status'`. */
  readonly single?: Readonly<Record<string, string>>;
  /** Parameters for the first and the last value of a range: `Date: ['DateFrom', 'DateTo']`. */
  readonly bounds?: Readonly<Record<string, readonly [string, string]>>;
  /** Records that come only where they are asked for, and so only where a filter names the field: archived contacts. */
  readonly hidden?: { readonly field: string; readonly query: Readonly<Record<string, string>> };
  /** What collections give out of the objects within a record, where that is less than a record read by itself: `Contact: ['ContactID', 'Name']`. */
  readonly carried?: Readonly<Record<string, readonly string[]>>;
  /** Objects that collections show under another one's name. */
  readonly shownAs?: readonly ShownAs[];
  /** Lists leave out what stands within the records (their lines): it comes where a record is read by itself. */
  readonly alone?: true;
  /** The records stand in this list of each record of the resource at `path`; they show it under the name `as`. */
  readonly within?: { readonly list: string; readonly ownerId: string; readonly itemId: string; readonly as: string };
  /** Parameters of the reading itself that are no fields of its records, and that a filter may name: `paymentsOnly`. */
  readonly options?: readonly Field[];
  /** Xero gives it to apps of a higher tier alone, so that permission for it is asked for only by jobs that read it. */
  readonly gated?: true;
  /** Of paging `offset`: the number after which a reading goes on, `JournalNumber`. */
  readonly offset?: string;
  /** The instant that tells a record's versions apart; `UpdatedDateUTC` where left out. */
  readonly stamp?: string;
}

/** A refunded credit note stands in its payment as an `Invoice` whose `Type` says what it is. */
export interface ShownAs {
  /** The object as it is shown, and the field in it that tells. */
  readonly object: string;
  readonly field: string;
  readonly values: readonly string[];
  /** What it is, with the fields that have another name there. */
  readonly is: string;
  readonly names: Readonly<Record<string, string>>;
}

/** A list within a record of which each element can be a row: the payments of an invoice. */
export interface InnerList {
  /** Arrays of the body, one after the other: an invoice's allocations are its CreditNotes, Prepayments and Overpayments. */
  readonly names: readonly string[];
  /** Names as in the elements; `Kind` stands for the array. */
  readonly fields: readonly Field[];
}

/** A resource without its rules; see `Entity` in registry.ts. */
export interface EntityShape {
  /** Plural as Xero spells it; the word in job files and the envelope's key. */
  readonly name: string;
  readonly singular: string;
  /** Collection path: `/Invoices`. */
  readonly path: string;
  readonly idField: string;
  /** The number by which people know a record; left out where there is none. */
  readonly numberField?: string;
  readonly fields: readonly Field[];
  readonly collections?: Readonly<Record<string, Collection>>;
  readonly lines?: LineSpec;
  /** What an export may give a row each, besides lines. */
  readonly inner?: Readonly<Partial<Record<'payments' | 'allocations', InnerList>>>;
  /** Fields that make one document of several rows; the first list that applies. Default: the number, else each row. */
  readonly group?: readonly MatchKey[];
  readonly match: readonly MatchKey[];
  readonly lookUp?: LookUp;
  readonly create?: Route;
  /** Left out for records that cannot be changed. */
  readonly update?: Route;
  /** Fields, and lines, that Xero wants in every update: those that a job does not give are sent as they stand. */
  readonly restated?: readonly string[];
  /** Objects of which an update may give a part: the rest of them is sent as it stands. */
  readonly completed?: readonly string[];
  readonly status?: StatusSpec;
  /** Records do not stand in the ledger, so that lock dates do not bind them. */
  readonly unposted?: true;
  /** Xero's announced end of the resource, `YYYY-MM`: every run says so. */
  readonly endOfLife?: string;
  /** What may be done to existing records besides changing their fields. */
  readonly verbs?: Readonly<Partial<Record<StateVerb, StateChange>>>;
  readonly stage: Stage;
  readonly read: ReadSpec;
  /** Xero's own import files of such records. */
  readonly templates?: readonly ImportTemplate[];
  /** Link into Xero for a record; `{id}` and `{shortCode}` are filled in. */
  readonly link?: string | Readonly<Record<string, string>>;
  readonly scope: string;
  /** A sentence for the reference page. */
  readonly note?: string;
}
