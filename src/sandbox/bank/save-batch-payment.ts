/** Creates one batch payment with its payments, all or none, or deletes it with them. */
import { dayPair, instantOut } from '../books/calendar.ts';
import { type Decimal, decimalOf, sum, toJson, zero } from '../books/decimal.ts';
import type { StoredRecord } from '../books/store.ts';
import { accountOf, targetOf } from '../documents/payment-target.ts';
import { newId, zeroId } from '../guid.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { endPayment } from '../resources/end-payment.ts';
import { savePayment } from '../resources/save-payment.ts';
import type { Call } from '../server/call.ts';
import { messages, type Outcome } from '../server/elements.ts';
import { dayIn, textIn } from '../server/input.ts';
import * as bankTexts from '../validation/bank-messages.ts';
import { batchPaymentShape } from '../validation/bank-shapes.ts';
import { knownFields } from '../validation/check-shape.ts';
import { lockError } from '../validation/lock-error.ts';
import * as texts from '../validation/messages.ts';

const heads = ['Reference', 'Particulars', 'Code', 'Details', 'Narrative'];
const parts = ['BankAccountNumber', 'Particulars', 'Code', 'Reference', 'Details'];
const lengths: Readonly<Record<string, number>> = { Particulars: 12, Code: 12, Details: 18, Narrative: 18 };

export function createBatchPayment(call: Call, input: JsonObject): Outcome {
  const given = objectsOf(input.Payments);
  const account = accountOf(call, input);
  const errors = [...account.errors, ...headErrors(call, input), ...targetErrors(call, given)];
  if (errors.length > 0) return refusedBatch(input, errors, []);
  const date = dayIn(input, 'Date') ?? call.today;
  const id = newId(call.now);
  const paid = allOrNone(call, given, (payment) => {
    const about = Object.fromEntries(parts.map((field) => [field, payment[field]]));
    const { Invoice, Amount } = payment;
    return savePayment(call, { Invoice, Amount, ...about, Account: input.Account, Date: date }, id);
  });
  if ('refused' in paid) return refusedBatch(input, [], paid.refused);
  const total = sum(paid.elements.map((element) => decimalOf(element.Amount) ?? zero));
  const type = typeOf(call, given) === 'ACCPAY' ? 'PAYBATCH' : 'RECBATCH';
  const record = batchRecord(call, { id, type, date, total, account: account.body ?? {}, input, paid: paid.elements });
  call.store.put(record);
  return { element: record.body, errors: [], warnings: [] };
}

/** POST names the batch and the status DELETED, and nothing else counts. */
export function deleteBatchPayment(call: Call, input: JsonObject): Outcome {
  const record = call.store.get('BatchPayments', textIn(input, 'BatchPaymentID') ?? zeroId);
  if (record === undefined) return refusedBatch(input, [texts.missingId('Batch Payment')], []);
  const errors = deleteErrors(call, record, input);
  if (errors.length > 0) return refusedBatch({ ...record.body, ...input }, errors, []);
  for (const { PaymentID } of objectsOf(record.body.Payments)) {
    const payment = call.store.get('Payments', textOf(PaymentID) ?? '');
    if (payment !== undefined && payment.status !== 'DELETED') endPayment(call, payment);
  }
  const body = { ...record.body, Status: 'DELETED', UpdatedDateUTC: instantOut(call.now) };
  call.store.put({ ...record, status: 'DELETED', updated: call.now, body });
  return { element: body, errors: [], warnings: [] };
}

function deleteErrors(call: Call, record: StoredRecord, input: JsonObject): readonly string[] {
  if (textIn(input, 'Status')?.toUpperCase() !== 'DELETED') return [bankTexts.batchFixed];
  if (record.status === 'DELETED') return [texts.notForModification('Batch Payment')];
  const lock = lockError(call, record.date ?? call.today);
  return lock === undefined ? [] : [lock];
}

function headErrors(call: Call, input: JsonObject): readonly string[] {
  const reference = call.organisation.country === 'NZ' ? 12 : 255;
  const most = { ...lengths, Reference: reference };
  return Object.entries(most).flatMap(([field, length]) =>
    (textIn(input, field)?.length ?? 0) > length ? [texts.tooLong(field, length)] : [],
  );
}

/** A batch pays documents of one side, in the base currency. */
function targetErrors(call: Call, payments: readonly JsonObject[]): readonly string[] {
  if (payments.length === 0) return [bankTexts.paymentsMissing];
  const documents = payments.flatMap((payment) => targetOf(call, payment).record ?? []);
  const foreign = documents.some(({ body }) => body.CurrencyCode !== call.organisation.baseCurrency);
  const long = payments.flatMap((payment) =>
    Object.entries(lengths).flatMap(([field, length]) =>
      (textIn(payment, field)?.length ?? 0) > length ? [texts.tooLong(field, length)] : [],
    ),
  );
  return [
    ...(new Set(documents.map(({ type }) => type)).size > 1 ? [bankTexts.batchSides] : []),
    ...(foreign ? [bankTexts.batchForeign] : []),
    ...new Set(long),
  ];
}

function typeOf(call: Call, [first]: readonly JsonObject[]): string | undefined {
  return first === undefined ? undefined : targetOf(call, first).record?.type;
}

type Paid = { readonly elements: readonly JsonObject[] } | { readonly refused: readonly Outcome[] };

/** Nothing stays of any where one is refused. */
function allOrNone(call: Call, payments: readonly JsonObject[], save: (payment: JsonObject) => Outcome): Paid {
  let outcomes: readonly Outcome[] = [];
  const undone = new Error('undone');
  try {
    call.store.transaction(() => {
      outcomes = payments.map(save);
      if (outcomes.some(({ errors }) => errors.length > 0)) throw undone;
    });
  } catch (error) {
    if (error !== undone) throw error;
    return { refused: outcomes };
  }
  return { elements: outcomes.map(({ element }) => element) };
}

interface Batch {
  readonly id: string;
  readonly type: string;
  readonly date: string;
  readonly total: Decimal;
  readonly account: JsonObject;
  readonly input: JsonObject;
  readonly paid: readonly JsonObject[];
}

function batchRecord(call: Call, { id, type, date, total, account, input, paid }: Batch): StoredRecord {
  const body: JsonObject = {
    BatchPaymentID: id,
    Account: { AccountID: account.AccountID, ...(account.Code === undefined ? {} : { Code: account.Code }) },
    ...given(input, heads),
    ...dayPair('Date', date),
    Payments: paid.map((payment) => ({
      PaymentID: payment.PaymentID,
      Invoice: {
        InvoiceID: objectOf(payment.Invoice).InvoiceID,
        InvoiceNumber: objectOf(payment.Invoice).InvoiceNumber,
      },
      Amount: payment.Amount,
      ...given(payment, parts),
    })),
    Type: type,
    Status: 'AUTHORISED',
    TotalAmount: toJson(total),
    UpdatedDateUTC: instantOut(call.now),
    IsReconciled: false,
  };
  return { kind: 'BatchPayments', id, type, status: 'AUTHORISED', date, updated: call.now, body };
}

function given(input: JsonObject, fields: readonly string[]): JsonObject {
  const texts = fields.flatMap((field) => (textIn(input, field) === undefined ? [] : [[field, input[field]] as const]));
  return Object.fromEntries(texts);
}

/** Errors of a payment stand with the payment. */
function refusedBatch(input: JsonObject, errors: readonly string[], payments: readonly Outcome[]): Outcome {
  const shown = objectsOf(input.Payments).map((payment, at) => ({
    ...payment,
    ValidationErrors: messages(payments[at]?.errors ?? []),
  }));
  const element = { ...knownFields(batchPaymentShape, input), BatchPaymentID: zeroId, Payments: shown };
  const below = payments.flatMap((payment) => payment.errors);
  return { element, errors: [...errors, ...new Set(below)], warnings: [] };
}
