/** What is paid, credited and open on a document, and the status that follows. */
import { dayOf, dayPair } from '../books/calendar.ts';
import { compare, type Decimal, decimalOf, subtract, sum, toJson, zero } from '../books/decimal.ts';
import { type JsonObject, objectsOf } from '../json.ts';
import { creditLists, type SettledKind } from './settled-kind.ts';

/** The fields of a document that follow from its payments and allocations. */
export function balanceFields(kind: SettledKind, body: JsonObject): JsonObject {
  const isInvoice = kind.collection === 'Invoices';
  const total = decimalOf(body.Total) ?? zero;
  const paid = amounts(body.Payments, 'Amount');
  const credits = isInvoice ? creditLists.flatMap(([list]) => objectsOf(body[list])) : objectsOf(body.Allocations);
  const credited = amounts(credits, isInvoice ? 'AppliedAmount' : 'Amount');
  const open = body.Status === 'VOIDED' ? zero : subtract(subtract(total, paid), credited);
  const approved = body.Status === 'AUTHORISED' || body.Status === 'PAID';
  const settled = approved && compare(open, zero) <= 0;
  const fields: JsonObject = {
    Status: approved ? (settled ? 'PAID' : 'AUTHORISED') : body.Status,
    FullyPaidOnDate: settled ? paidOn(body, credits) : undefined,
  };
  return isInvoice
    ? { ...fields, AmountDue: toJson(open), AmountPaid: toJson(paid), AmountCredited: toJson(credited) }
    : { ...fields, RemainingCredit: toJson(open) };
}

/** Whether anything is paid or credited. */
export function isSettledInPart(body: JsonObject): boolean {
  return ['Payments', 'CreditNotes', 'Prepayments', 'Overpayments', 'Allocations'].some(
    (field) => objectsOf(body[field]).length > 0,
  );
}

/** What is still open on a document. */
export function openAmount(body: JsonObject): Decimal {
  return decimalOf(body.AmountDue) ?? decimalOf(body.RemainingCredit) ?? zero;
}

/** The day of the last payment or allocation, which is not before the document; the document's where nothing was due. */
function paidOn(body: JsonObject, credits: readonly JsonObject[]): JsonObject[string] {
  const own = dayOf(body.Date) ?? '';
  const payments = objectsOf(body.Payments).map((entry) => dayOf(entry.Date) ?? '');
  const allocations = credits.map((entry) => [own, dayOf(entry.Date) ?? ''].toSorted()[1] ?? '');
  return dayPair('FullyPaidOnDate', [...payments, ...allocations].toSorted().at(-1) ?? own).FullyPaidOnDate;
}

function amounts(list: JsonObject[string] | readonly JsonObject[], field: string): Decimal {
  return sum(objectsOf(list).map((entry) => decimalOf(entry[field]) ?? zero));
}
