/** Creates one payment of an invoice or bill, or refund of a credit. */
import { dayOut, dayPair, instantOut } from '../books/calendar.ts';
import { compare, type Decimal, decimalOf, divide, one, round, toJson, zero } from '../books/decimal.ts';
import type { StoredRecord } from '../books/store.ts';
import { openAmount } from '../documents/balance.ts';
import { paidView } from '../documents/document-view.ts';
import { accountOf, type Target, targetOf } from '../documents/payment-target.ts';
import { newPaymentView, shownDocument } from '../documents/payment-view.ts';
import { withEntry } from '../documents/settle.ts';
import { newId, zeroId } from '../guid.ts';
import { type JsonObject, textOf } from '../json.ts';
import { isBeyondLedger } from '../ledger/base-cents.ts';
import type { Call } from '../server/call.ts';
import type { Outcome } from '../server/elements.ts';
import { amountIn, dayIn, textIn } from '../server/input.ts';
import { isSet, knownFields } from '../validation/check-shape.ts';
import { paymentShape } from '../validation/document-shapes.ts';
import { lockError } from '../validation/lock-error.ts';
import * as texts from '../validation/messages.ts';

const types: Readonly<Record<string, string>> = {
  ACCREC: 'ACCRECPAYMENT',
  ACCPAY: 'ACCPAYPAYMENT',
  ACCRECCREDIT: 'ARCREDITPAYMENT',
  ACCPAYCREDIT: 'APCREDITPAYMENT',
  'RECEIVE-PREPAYMENT': 'ARPREPAYMENTPAYMENT',
  'SPEND-PREPAYMENT': 'APPREPAYMENTPAYMENT',
  'RECEIVE-OVERPAYMENT': 'AROVERPAYMENTPAYMENT',
  'SPEND-OVERPAYMENT': 'APOVERPAYMENTPAYMENT',
};

interface Sum {
  /** In the document's currency. */
  readonly amount: Decimal;
  /** What passes the bank account. */
  readonly bankAmount: Decimal;
  readonly rate: Decimal;
}

/** @param batch BatchPaymentID of the batch that it belongs to. */
export function savePayment(call: Call, input: JsonObject, batch?: string): Outcome {
  const target = targetOf(call, input);
  const account = accountOf(call, input);
  const date = dayIn(input, 'Date') ?? call.today;
  const errors = [...account.errors, ...paymentErrors(call, target, input, date)];
  const document = target.record;
  if (errors.length > 0 || document === undefined || account.body === undefined) {
    const shown = document === undefined ? {} : shownDocument(call, document, paidView(call, document, true));
    const asked = knownFields(paymentShape, input);
    return { element: { ...asked, ...shown, ...dayPair('Date', date), PaymentID: zeroId }, errors, warnings: [] };
  }
  const sum = sumOf(call, input, document, account.body);
  const record = paymentRecord(call, input, { document, account: account.body, sum, date, target, batch });
  call.store.put(record);
  const paid = withEntry(call, target.kind, document, 'Payments', entryOf(record.body));
  return { element: newPaymentView(call, record, paid), errors, warnings: warningsOf(call, input, document, date) };
}

function paymentErrors(call: Call, target: Target, input: JsonObject, date: string): readonly string[] {
  const document = target.record;
  const errors = [...target.errors];
  const amount = round(amountIn(input, 'Amount') ?? zero, 2);
  if (!isPositive(input, 'CurrencyRate', 6)) errors.push(texts.rateNotPositive);
  if (!isPositive(input, 'BankAmount', 2)) errors.push(texts.bankAmountNotPositive);
  const [bank, rate] = [amountIn(input, 'BankAmount'), amountIn(input, 'CurrencyRate')];
  if (isBeyondLedger(amount, rate) || isBeyondLedger(bank, undefined)) errors.push(texts.largeAmount);
  if (amount.units <= 0n) errors.push(texts.paymentNotPositive);
  if (document !== undefined) {
    const open = document.status === 'AUTHORISED' ? openAmount(document.body) : zero;
    if (document.status !== 'AUTHORISED') errors.push(texts.paymentStatus);
    if (compare(amount, open) > 0) errors.push(texts.paymentTooLarge);
  }
  const lock = lockError(call, date);
  return lock === undefined ? errors : [...errors, lock];
}

/** Absent, or above zero once rounded. */
function isPositive(input: JsonObject, field: string, places: number): boolean {
  const given = amountIn(input, field);
  return given === undefined || round(given, places).units > 0n;
}

/** The rate is that sent, that of the amounts sent, or the document's. */
function sumOf(call: Call, input: JsonObject, document: StoredRecord, account: JsonObject): Sum {
  const amount = round(amountIn(input, 'Amount') ?? zero, 2);
  const [given, bank] = [amountIn(input, 'CurrencyRate'), amountIn(input, 'BankAmount')];
  const currency = textOf(document.body.CurrencyCode);
  if (currency === call.organisation.baseCurrency) return { amount, bankAmount: amount, rate: one };
  const implied = bank === undefined ? undefined : divide(amount, bank, 6);
  const standing = decimalOf(document.body.CurrencyRate) ?? one;
  const rate = round(given ?? (implied !== undefined && implied.units > 0n ? implied : standing), 6);
  const sameCurrency = textOf(account.CurrencyCode) === currency;
  const converted = sameCurrency ? amount : divide(amount, rate, 2);
  return { amount, bankAmount: bank === undefined ? converted : round(bank, 2), rate };
}

function paymentRecord(
  call: Call,
  input: JsonObject,
  parts: {
    readonly target: Target;
    readonly document: StoredRecord;
    readonly account: JsonObject;
    readonly sum: Sum;
    readonly date: string;
    readonly batch: string | undefined;
  },
): StoredRecord {
  const { target, document, account, sum, date, batch } = parts;
  const { AccountID, Code, Name, CurrencyCode } = account;
  const id = newId(call.now);
  const reference = textIn(input, 'Reference');
  const body: JsonObject = {
    PaymentID: id,
    Date: dayOut(date),
    BankAmount: toJson(sum.bankAmount),
    Amount: toJson(sum.amount),
    ...(reference === undefined ? {} : { Reference: reference }),
    CurrencyRate: toJson(sum.rate, 6),
    ...(batch === undefined ? {} : { BatchPaymentID: batch }),
    ...statementTexts(input),
    PaymentType: types[document.type ?? ''],
    Status: 'AUTHORISED',
    UpdatedDateUTC: instantOut(call.now),
    HasAccount: true,
    IsReconciled: isSet(input.IsReconciled),
    Account: { AccountID, Code, Name, ...(account.Type === 'BANK' ? { CurrencyCode } : {}) },
    HasValidationErrors: false,
    [target.kind.singular]: { [target.kind.idField]: document.id },
  };
  const [key, type] = [reference?.toLowerCase(), textOf(body.PaymentType)];
  return { kind: 'Payments', id, key, parent: document.id, type, status: 'AUTHORISED', date, updated: call.now, body };
}

/** What the payee's bank statement shows. */
function statementTexts(input: JsonObject): JsonObject {
  const fields = ['BankAccountNumber', 'Particulars', 'Details'];
  const given = fields.flatMap((field) => {
    const text = textIn(input, field);
    return text === undefined ? [] : [[field, text] as const];
  });
  return Object.fromEntries(given);
}

/** The payment in its document's list. */
function entryOf({ PaymentID, BatchPaymentID, Date: date, Amount, Reference, CurrencyRate }: JsonObject): JsonObject {
  const batch = BatchPaymentID === undefined ? {} : { BatchPaymentID };
  const reference = Reference === undefined ? {} : { Reference };
  return {
    PaymentID,
    ...batch,
    Date: date,
    Amount,
    ...reference,
    CurrencyRate,
    HasAccount: false,
    HasValidationErrors: false,
  };
}

function warningsOf(call: Call, input: JsonObject, document: StoredRecord, date: string): readonly string[] {
  const rate = amountIn(input, 'CurrencyRate');
  const base = document.body.CurrencyCode === call.organisation.baseCurrency;
  return [
    ...(date < (document.date ?? '') ? [texts.paymentBeforeDocument] : []),
    ...(base && rate !== undefined && compare(rate, one) !== 0 ? [texts.baseRateIgnored] : []),
  ];
}
