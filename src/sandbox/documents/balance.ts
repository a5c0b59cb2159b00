/** What is paid, credited and open on a document, and the status that follows. */
import { dayPair } from '../books/calendar.ts';
import { compare, type Decimal, decimalOf, subtract, sum, toJson, zero } from '../books/decimal.ts';
import { type JsonObject, objectsOf } from '../json.ts';
import type { DocumentKind } from './document-kind.ts';

/** The fields of a document that follow from its payments and allocations. */
export function balanceFields(kind: DocumentKind, body: JsonObject, day: string): JsonObject {
  const total = decimalOf(body.Total) ?? zero;
  const paid = amounts(body.Payments, 'Amount');
  const credited = amounts(body[kind.collection === 'Invoices' ? 'CreditNotes' : 'Allocations'], creditField(kind));
  const open = subtract(subtract(total, paid), credited);
  const approved = body.Status === 'AUTHORISED' || body.Status === 'PAID';
  const settled = compare(open, zero) <= 0;
  const status = approved ? (settled ? 'PAID' : 'AUTHORISED') : body.Status;
  const fullyPaid = approved && settled ? dayPair('FullyPaidOnDate', day).FullyPaidOnDate : undefined;
  const fields: JsonObject = { Status: status, FullyPaidOnDate: fullyPaid };
  return kind.collection === 'Invoices'
    ? { ...fields, AmountDue: toJson(open), AmountPaid: toJson(paid), AmountCredited: toJson(credited) }
    : { ...fields, RemainingCredit: toJson(open) };
}

/** Whether anything is paid or credited. */
export function isSettledInPart(body: JsonObject): boolean {
  return ['Payments', 'CreditNotes', 'Allocations'].some((field) => objectsOf(body[field]).length > 0);
}

/** What is still open on a document. */
export function openAmount(body: JsonObject): Decimal {
  return decimalOf(body.AmountDue) ?? decimalOf(body.RemainingCredit) ?? zero;
}

function creditField(kind: DocumentKind): string {
  return kind.collection === 'Invoices' ? 'AppliedAmount' : 'Amount';
}

function amounts(list: JsonObject[string], field: string): Decimal {
  return sum(objectsOf(list).map((entry) => decimalOf(entry[field]) ?? zero));
}
