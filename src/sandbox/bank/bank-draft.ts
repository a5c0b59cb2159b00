/** A bank transaction on its way into the books: read, computed and judged. */
import { dayOf } from '../books/calendar.ts';
import { compare, zero } from '../books/decimal.ts';
import { computeTotals, type Totals } from '../books/line-maths.ts';
import type { StoredRecord } from '../books/store.ts';
import { type DocumentContact, documentContact } from '../documents/document-contact.ts';
import { documentLines } from '../documents/document-lines.ts';
import type { Line } from '../documents/lines.ts';
import { invoiceTypeOf } from '../documents/settled-kind.ts';
import type { JsonObject } from '../json.ts';
import { ledgerErrors } from '../ledger/post-document.ts';
import { systemAccount } from '../ledger/system-account.ts';
import type { Call } from '../server/call.ts';
import * as bankTexts from '../validation/bank-messages.ts';
import { lockError } from '../validation/lock-error.ts';
import * as texts from '../validation/messages.ts';
import { bankAccountOf } from './bank-account.ts';
import { type BankHeader, bankHeader } from './bank-header.ts';

export interface BankDraft {
  readonly before: StoredRecord | undefined;
  readonly type: string;
  readonly header: BankHeader;
  readonly account: JsonObject | undefined;
  readonly contact: DocumentContact;
  readonly lines: readonly Line[];
  readonly totals: Totals;
}

/** Reads a write of a bank transaction over what stood there. */
export function bankDraft(call: Call, input: JsonObject, before: StoredRecord | undefined, type: string): BankDraft {
  const body = before?.body ?? {};
  const overpayment = type.endsWith('-OVERPAYMENT');
  const sales = invoiceTypeOf(type) === 'ACCREC';
  const { body: account, errors: accountErrors } = bankAccountOf(call, input.BankAccount ?? body.BankAccount);
  const header = bankHeader(call, body, input, { overpayment, account });
  const control = systemAccount(call.store, sales ? 'DEBTORS' : 'CREDITORS');
  const lines = documentLines(call, body, input, {
    sales,
    strict: true,
    discountable: false,
    what: 'bank transactions',
    lineAmountTypes: header.lineAmountTypes,
    account: overpayment ? call.facts.accountById(control) : undefined,
  });
  const totals = computeTotals(
    lines.map((line) => line.figures),
    header.lineAmountTypes,
  );
  const contact = documentContact(call, input.Contact ?? body.Contact);
  const errors = [...accountErrors, ...header.errors];
  return { before, type, header: { ...header, errors }, account, contact, lines, totals };
}

/** What forbids it: every rule that its head, its lines and its total break. */
export function bankDraftErrors(call: Call, draft: BankDraft): readonly string[] {
  const { before, type, header, totals, lines } = draft;
  const errors = [...draft.contact.errors, ...header.errors, ...lines.flatMap((line) => line.errors)];
  if (lines.length === 0) errors.push(texts.linesMissing);
  else if (compare(totals.total, zero) < 0) errors.push(texts.negativeTotal);
  else if (compare(totals.total, zero) === 0) errors.push(bankTexts.bankTotalNotPositive);
  const [earlier = header.date] = [dayOf(before?.body.Date) ?? header.date, header.date].toSorted();
  const lock = lockError(call, earlier);
  if (lock !== undefined) errors.push(lock);
  const body = { ...header.fields, LineItems: lines.map((line) => line.body) };
  const id = before?.id ?? '';
  return [...errors, ...ledgerErrors(call, { id, type: invoiceTypeOf(type), status: 'AUTHORISED', body })];
}
