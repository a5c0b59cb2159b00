/** The prepayment or overpayment that a bank transaction makes: it follows the transaction as long as nothing is set against it. */
import { instantOut } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import { balanceFields } from '../documents/balance.ts';
import { invoiceKind } from '../documents/document-kind.ts';
import { documentRecord } from '../documents/document-record.ts';
import { nextNumber } from '../documents/match-document.ts';
import { overpaymentKind, prepaymentKind, type SettledKind } from '../documents/settled-kind.ts';
import { newId } from '../guid.ts';
import { type JsonObject, textOf } from '../json.ts';
import { keepOpenItem } from '../ledger/keep-open-item.ts';
import type { Call } from '../server/call.ts';

/** Undefined for money that is spent or received for what its lines say. */
export function creditKindOf(type: string | undefined): SettledKind | undefined {
  if (type?.endsWith('-PREPAYMENT') === true) return prepaymentKind;
  return type?.endsWith('-OVERPAYMENT') === true ? overpaymentKind : undefined;
}

/** The credit that a stored bank transaction has made. */
export function creditOf(call: Call, { type, body }: StoredRecord): StoredRecord | undefined {
  const kind = creditKindOf(type);
  return kind === undefined ? undefined : call.store.get(kind.collection, textOf(body[kind.idField]) ?? '');
}

const followed = [
  ...['Type', 'Contact', 'Reference', 'DateString', 'Date', 'LineAmountTypes', 'CurrencyCode', 'CurrencyRate'],
  ...['LineItems', 'SubTotal', 'TotalTax', 'Total', 'Status'],
];

/** Makes or changes the credit of a transaction's body, and gives its id back by the field that names it. */
export function keepCredit(call: Call, transaction: JsonObject, before: StoredRecord | undefined): JsonObject {
  const kind = creditKindOf(textOf(transaction.Type));
  if (kind === undefined) return {};
  const id = before?.id ?? newId(call.now);
  const received = textOf(transaction.Type)?.startsWith('RECEIVE') === true;
  const number = before?.body.InvoiceNumber ?? (received ? nextNumber(call, invoiceKind) : undefined);
  const fields: JsonObject = {
    [kind.idField]: id,
    ...(kind === prepaymentKind && number !== undefined ? { InvoiceNumber: number } : {}),
    CurrencyRate: 1,
    ...Object.fromEntries(
      followed.map((field) => [field, transaction[field] ?? (field === 'CurrencyRate' ? 1 : undefined)]),
    ),
    HasAttachments: before?.body.HasAttachments === true,
    Allocations: [],
    Payments: [],
    UpdatedDateUTC: instantOut(call.now),
  };
  const record = documentRecord(kind, id, { ...fields, ...balanceFields(kind, fields) }, call.now);
  call.store.put(record);
  keepOpenItem(call.store, record);
  return { [kind.idField]: id };
}

/** A credit ends with its transaction. */
export function voidCredit(call: Call, credit: StoredRecord): void {
  const kind = creditKindOf(credit.type) ?? prepaymentKind;
  const fields = { ...credit.body, Status: 'VOIDED', UpdatedDateUTC: instantOut(call.now) };
  const record = documentRecord(kind, credit.id, { ...fields, ...balanceFields(kind, fields) }, call.now);
  call.store.put(record);
  keepOpenItem(call.store, record);
}
