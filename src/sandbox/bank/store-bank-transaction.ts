/** Puts bank transactions into the books. */
import { instantOut } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import { totalsOf } from '../documents/draft.ts';
import { invoiceTypeOf } from '../documents/settled-kind.ts';
import { newId } from '../guid.ts';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import { postBankTransaction } from '../ledger/post-bank-transaction.ts';
import { markRole } from '../resources/contacts.ts';
import type { Call } from '../server/call.ts';
import type { Outcome } from '../server/elements.ts';
import { referredAccount } from './bank-account.ts';
import { creditOf, keepCredit, voidCredit } from './bank-credit.ts';
import type { BankDraft } from './bank-draft.ts';
import { writtenBankTransaction } from './bank-transaction-view.ts';

/** The element of the reply. */
export function storeBankTransaction(
  call: Call,
  draft: BankDraft & { readonly account: JsonObject },
  contactId: string,
): JsonObject {
  const { before, type, header, account, lines, totals } = draft;
  const body: JsonObject = {
    BankTransactionID: before?.id ?? newId(call.now),
    BankAccount: referredAccount(account),
    Type: type,
    Contact: { ContactID: contactId },
    HasAttachments: before?.body.HasAttachments === true,
    ...header.fields,
    Status: 'AUTHORISED',
    LineItems: lines.map((line) => line.body),
    ...totalsOf(totals),
    UpdatedDateUTC: instantOut(call.now),
  };
  const credit = keepCredit(call, body, before === undefined ? undefined : creditOf(call, before));
  const record = bankRecord({ ...body, ...credit }, header.date, call.now);
  call.store.put(record);
  postBankTransaction(call, record);
  markRole(call.store, contactId, invoiceTypeOf(type) === 'ACCREC' ? 'IsCustomer' : 'IsSupplier');
  return writtenBankTransaction(call, record);
}

/** Nothing else of the request counts. */
export function deleteBankTransaction(call: Call, before: StoredRecord): Outcome {
  const body = { ...before.body, Status: 'DELETED', UpdatedDateUTC: instantOut(call.now) };
  const record = bankRecord(body, before.date ?? call.today, call.now);
  call.store.put(record);
  postBankTransaction(call, record);
  const credit = creditOf(call, before);
  if (credit !== undefined) voidCredit(call, credit);
  return { element: writtenBankTransaction(call, record), errors: [], warnings: [] };
}

/** How a bank transaction lies in the books. */
export function bankRecord(body: JsonObject, date: string, updated: number): StoredRecord {
  return {
    kind: 'BankTransactions',
    id: textOf(body.BankTransactionID) ?? '',
    parent: textOf(objectOf(body.Contact).ContactID),
    type: textOf(body.Type),
    status: textOf(body.Status),
    date,
    updated,
    body,
  };
}
