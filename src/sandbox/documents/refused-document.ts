/** The echo of a refused document: what was asked for, over the little that Xero adds from the document that stands. */
import { dayOf, dayPair } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, objectOf, objectsOf } from '../json.ts';
import { messages, type Outcome, zeroId } from '../server/elements.ts';
import type { DocumentKind } from './document-kind.ts';
import { type Draft, totalsOf } from './draft.ts';
import { givenId } from './match-document.ts';
import { creditNoteFields, invoiceFields } from './request-fields.ts';
import { knownFields } from './request-shape.ts';

const standing = ['Type', 'LineAmountTypes', 'LineItems', 'SubTotal', 'TotalTax', 'Total', 'CurrencyCode'];

export interface Refusal {
  readonly kind: DocumentKind;
  readonly input: JsonObject;
  readonly before: StoredRecord | undefined;
  readonly errors: readonly string[];
  readonly draft?: Draft;
  /** Errors that stand inside the contact. */
  readonly contactErrors?: readonly string[];
}

export function refusedDocument(refusal: Refusal): Outcome {
  const { kind, input, before, draft, errors } = refusal;
  const body = before?.body ?? {};
  const known = kind.collection === 'Invoices' ? invoiceFields : creditNoteFields;
  const computed = draft === undefined ? {} : { ...headOf(draft), ...totalsOf(draft.totals) };
  const element: JsonObject = {
    ...emptyLists(kind),
    ...Object.fromEntries(standing.map((field) => [field, body[field]])),
    ...computed,
    ...knownFields(known, input),
    ...datesOf(body, draft, input),
    [kind.idField]: before?.id ?? givenId(kind, input) ?? zeroId,
    Contact: contactEcho(body, input, refusal.contactErrors ?? []),
    LineItems: linesEcho(body, input),
  };
  return { element, errors, warnings: [], nestedError: true };
}

function headOf(draft: Draft): JsonObject {
  const { LineAmountTypes, CurrencyCode, CurrencyRate } = draft.header.fields;
  return { Type: draft.type, Status: draft.status, LineAmountTypes, CurrencyCode, CurrencyRate };
}

function emptyLists(kind: DocumentKind): JsonObject {
  const lists = { Payments: [], InvoiceAddresses: [] };
  return kind.collection === 'Invoices'
    ? { ...lists, CreditNotes: [], Prepayments: [], Overpayments: [], IsDiscounted: false, InvoicePaymentServices: [] }
    : { ...lists, Allocations: [] };
}

function datesOf(body: JsonObject, draft: Draft | undefined, input: JsonObject): JsonObject {
  const pairs = ['Date', 'DueDate'].map((field) =>
    dayPair(field, dayOf(input[field]) ?? dayOf(draft?.header.fields[field]) ?? dayOf(body[field])),
  );
  return Object.assign({}, ...pairs) as JsonObject;
}

function contactEcho(body: JsonObject, input: JsonObject, errors: readonly string[]): JsonObject {
  const { ContactID } = objectOf(body.Contact);
  return {
    ...(ContactID === undefined ? {} : { ContactID }),
    Addresses: [],
    Phones: [],
    ContactGroups: [],
    ContactPersons: [],
    ...objectOf(input.Contact),
    HasValidationErrors: errors.length > 0,
    ValidationErrors: messages(errors),
  };
}

/** Submitted lines carry an empty list of errors; those that stand do not. */
function linesEcho(body: JsonObject, input: JsonObject): readonly JsonObject[] {
  if (Array.isArray(input.LineItems)) {
    return objectsOf(input.LineItems).map((line) => ({ ...line, ValidationErrors: [] }));
  }
  return objectsOf(body.LineItems).map(({ ValidationErrors: _errors, ...line }) => line);
}
