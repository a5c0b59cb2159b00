/** The echo of a refused document: what was asked for, over the little that Xero adds from the document that stands. */
import { dayOf, dayPair } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import { zeroId } from '../guid.ts';
import { type JsonObject, objectOf, objectsOf } from '../json.ts';
import { emptyLists } from '../resources/contact-record.ts';
import { messages, type Outcome } from '../server/elements.ts';
import { knownFields } from '../validation/check-shape.ts';
import type { DocumentKind } from './document-kind.ts';
import { type Draft, totalsOf } from './draft.ts';
import { givenId } from './match-document.ts';

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
  const computed = draft === undefined ? {} : { ...headOf(draft), ...totalsOf(draft.totals) };
  const element: JsonObject = {
    ...noSettlements(kind),
    ...Object.fromEntries(standing.map((field) => [field, body[field]])),
    ...computed,
    ...knownFields(kind.shape, input),
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

function noSettlements(kind: DocumentKind): JsonObject {
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
    ...emptyLists,
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
