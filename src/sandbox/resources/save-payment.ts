/** Creates one payment of an invoice, bill or credit note. */
import { dayPair, instantOut } from '../books/calendar.ts';
import { compare, type Decimal, decimalOf, divide, round, toJson, zero } from '../books/decimal.ts';
import { sameText } from '../books/facts.ts';
import type { StoredRecord } from '../books/store.ts';
import { openAmount } from '../documents/balance.ts';
import { creditNoteKind, type DocumentKind, invoiceKind } from '../documents/document-kind.ts';
import { documentView } from '../documents/document-view.ts';
import { lockError } from '../documents/header.ts';
import { byNumber } from '../documents/match-document.ts';
import { withEntry } from '../documents/settle.ts';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { type Outcome, zeroId } from '../server/elements.ts';
import { amountIn, dayIn, textIn } from '../server/input.ts';
import * as texts from '../validation/messages.ts';

const types: Readonly<Record<string, string>> = {
  ACCREC: 'ACCRECPAYMENT',
  ACCPAY: 'ACCPAYPAYMENT',
  ACCRECCREDIT: 'ARCREDITPAYMENT',
  ACCPAYCREDIT: 'APCREDITPAYMENT',
};

interface Target {
  readonly kind: DocumentKind;
  readonly field: 'Invoice' | 'CreditNote';
  readonly record: StoredRecord | undefined;
}

export function savePayment(call: Call, input: JsonObject): Outcome {
  const target = targetOf(call, input);
  const account = accountOf(call, input);
  const amount = round(amountIn(input, 'Amount') ?? zero, 2);
  const date = dayIn(input, 'Date') ?? call.today;
  const errors = paymentErrors(call, { target, account, amount, date, sent: input });
  const document = target.record;
  if (errors.length > 0 || document === undefined || account === undefined) {
    const shown = document === undefined ? {} : { [target.field]: documentView(call, document, 'detail') };
    return { element: { ...input, ...shown, ...dayPair('Date', date), PaymentID: zeroId }, errors, warnings: [] };
  }
  const id = crypto.randomUUID();
  const reference = textIn(input, 'Reference');
  const rate = amountIn(input, 'CurrencyRate') ?? decimalOf(document.body.CurrencyRate) ?? zero;
  const body: JsonObject = {
    PaymentID: id,
    ...dayPair('Date', date),
    BankAmount: toJson(amountIn(input, 'BankAmount') ?? divide(amount, rate, 2)),
    Amount: toJson(amount),
    ...(reference === undefined ? {} : { Reference: reference }),
    CurrencyRate: toJson(rate, 6),
    PaymentType: types[document.type ?? ''],
    Status: 'AUTHORISED',
    UpdatedDateUTC: instantOut(call.now),
    HasAccount: true,
    IsReconciled: input.IsReconciled === true,
    Account: { AccountID: account.AccountID, Code: account.Code, Name: account.Name },
    HasValidationErrors: false,
    [target.field]: { [target.kind.idField]: document.id },
  };
  const [key, type] = [reference?.toLowerCase(), textOf(body.PaymentType)];
  call.store.put({
    kind: 'Payments',
    id,
    key,
    parent: document.id,
    type,
    status: 'AUTHORISED',
    date,
    updated: call.now,
    body,
  });
  const { PaymentID, Amount, CurrencyRate } = body;
  const entry = {
    PaymentID,
    Date: body.Date,
    Amount,
    Reference: reference,
    CurrencyRate,
    HasAccount: false,
    HasValidationErrors: false,
  };
  const settled = withEntry(call, target.kind, document, 'Payments', entry);
  const warnings = date < (document.date ?? '') ? [texts.paymentBeforeDocument] : [];
  return { element: { ...body, [target.field]: documentView(call, settled, 'detail') }, errors, warnings };
}

function paymentErrors(
  call: Call,
  payment: {
    readonly target: Target;
    readonly account: JsonObject | undefined;
    readonly amount: Decimal;
    readonly date: string;
    readonly sent: JsonObject;
  },
): readonly string[] {
  const { target, account, amount, date, sent } = payment;
  const errors: string[] = [];
  const document = target.record;
  if (document === undefined) errors.push(texts.documentUnknown);
  if (account === undefined) {
    const named = textIn(sent, 'Code') !== undefined || sent.Account !== undefined;
    errors.push(named ? texts.paymentAccountUnknown : 'The account code or ID must be specified');
  } else if (account.Status !== 'ACTIVE' || (account.Type !== 'BANK' && account.EnablePaymentsToAccount !== true)) {
    errors.push(texts.paymentAccountType);
  }
  const rate = amountIn(sent, 'CurrencyRate');
  if (rate !== undefined && rate.units <= 0n) errors.push(texts.rateNotPositive);
  if (amount.units <= 0n) errors.push(texts.paymentNotPositive);
  if (document !== undefined && document.status !== 'AUTHORISED') errors.push(texts.paymentStatus);
  if (
    document !== undefined &&
    compare(amount, document.status === 'AUTHORISED' ? openAmount(document.body) : zero) > 0
  ) {
    errors.push(texts.paymentTooLarge);
  }
  const lock = lockError(call, date);
  return lock === undefined ? errors : [...errors, lock];
}

function targetOf(call: Call, input: JsonObject): Target {
  const [invoice, credit] = [objectOf(input.Invoice), objectOf(input.CreditNote)];
  const creditId = textIn(credit, 'CreditNoteID');
  const creditNumber = textIn(credit, 'CreditNoteNumber') ?? textIn(input, 'CreditNoteNumber');
  if (creditId !== undefined || creditNumber !== undefined) {
    return { kind: creditNoteKind, field: 'CreditNote', record: found(call, creditNoteKind, creditId, creditNumber) };
  }
  const id = textIn(invoice, 'InvoiceID');
  const number = textIn(invoice, 'InvoiceNumber') ?? textIn(input, 'InvoiceNumber');
  return { kind: invoiceKind, field: 'Invoice', record: found(call, invoiceKind, id, number) };
}

/** By number the organisation's own documents come before suppliers'. */
function found(
  call: Call,
  kind: DocumentKind,
  id: string | undefined,
  number: string | undefined,
): StoredRecord | undefined {
  if (id !== undefined) return call.store.get(kind.collection, id);
  const named = number === undefined ? [] : byNumber(call.store, kind, number);
  return named.find((record) => record.type === kind.types.sales) ?? named[0];
}

function accountOf(call: Call, input: JsonObject): JsonObject | undefined {
  const given = objectOf(input.Account);
  const id = textIn(given, 'AccountID');
  if (id !== undefined) return call.facts.accountById(id);
  const code = textIn(given, 'Code') ?? textIn(input, 'Code');
  const account = code === undefined ? undefined : call.facts.accountByCode(code);
  return sameText(account?.Code, code) ? account : undefined;
}
