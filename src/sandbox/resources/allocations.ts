/** Allocations: the credit of a credit note, prepayment or overpayment set against invoices. */
import { dayOf, dayOut } from '../books/calendar.ts';
import { compare, type Decimal, round, toJson, zero } from '../books/decimal.ts';
import type { StoredRecord } from '../books/store.ts';
import { openAmount } from '../documents/balance.ts';
import { invoiceKind, settledKinds } from '../documents/document-kind.ts';
import { referredInvoice } from '../documents/document-view.ts';
import { byNumber } from '../documents/match-document.ts';
import { withEntry, withoutEntry } from '../documents/settle.ts';
import { invoiceTypeOf, type SettledKind } from '../documents/settled-kind.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { elementsOf, messages, type Outcome, writeElements } from '../server/elements.ts';
import { amountIn, dayIn, textIn } from '../server/input.ts';
import { bareReply, envelope, notFound, type Reply, validationReply } from '../server/reply.ts';
import { checkShape, knownFields } from '../validation/check-shape.ts';
import { allocationShape } from '../validation/document-shapes.ts';
import { lockError } from '../validation/lock-error.ts';
import * as texts from '../validation/messages.ts';

/** PUT adds allocations, GET lists them, DELETE of one takes it back. */
export function allocationsReply(
  call: Call,
  credit: StoredRecord,
  allocationId: string | undefined,
): Reply | undefined {
  if (call.method === 'DELETE' && allocationId !== undefined) return removed(call, credit, allocationId);
  if (allocationId !== undefined) return undefined;
  if (call.method === 'GET') return envelope(call, { Allocations: credit.body.Allocations });
  if (call.method !== 'PUT') return undefined;
  const inputs = elementsOf(call, 'Allocations');
  checkShape('Allocations', allocationShape, inputs);
  const of = kindOf(credit);
  const save = (input: JsonObject) => saveAllocation(call, of, credit.id, input);
  return writeElements(call, { collection: 'Allocations', flag: 'none', save }, inputs);
}

function kindOf({ kind }: StoredRecord): SettledKind {
  return settledKinds[kind as SettledKind['collection']];
}

function saveAllocation(call: Call, kind: SettledKind, creditId: string, input: JsonObject): Outcome {
  const credit = call.store.get(kind.collection, creditId);
  const echo = () => echoOf(input, referredCredit(kind, creditId));
  const invoice = invoiceOf(call, objectOf(input.Invoice), credit?.type);
  const amount = round(amountIn(input, 'Amount') ?? amountIn(input, 'AppliedAmount') ?? zero, 2);
  if (credit === undefined || invoice === undefined) {
    return { element: echo(), errors: [texts.documentUnknown], warnings: [] };
  }
  const days = [dayIn(input, 'Date') ?? '', credit.date ?? '', invoice.date ?? ''];
  const date = days.toSorted().at(-1) ?? call.today;
  const found = allocationErrors(call, credit, invoice, amount, date);
  const errors = found.map((text) => text.replace('Credit Note', kind.label));
  if (errors.length > 0) return { element: echo(), errors, warnings: [] };
  const entry = entryOf(invoice, amount, date);
  withEntry(call, kind, credit, 'Allocations', entry);
  withEntry(call, invoiceKind, invoice, kind.collection, creditEntry(kind, credit, entry));
  const shown = { ...objectOf(entry.Invoice), ValidationErrors: [] };
  const element = { ...entry, Invoice: shown, ...referredCredit(kind, credit.id), ValidationErrors: [] };
  return { element, errors: [], warnings: [] };
}

function allocationErrors(
  call: Call,
  credit: StoredRecord,
  invoice: StoredRecord,
  amount: Decimal,
  date: string,
): readonly string[] {
  const errors: string[] = [];
  const { settings } = call;
  if (credit.status !== 'AUTHORISED') errors.push(texts.notForModification('Credit Note'));
  if (invoiceTypeOf(credit.type) !== invoice.type) errors.push(texts.allocationWrongType);
  if (credit.body.CurrencyCode !== invoice.body.CurrencyCode) errors.push(texts.allocationOtherCurrency);
  if (settings.allocationContact === 'same' && credit.parent !== invoice.parent) {
    errors.push(texts.allocationOtherContact);
  }
  if (invoice.status === 'PAID') errors.push(texts.allocationPaidOff);
  else if (invoice.status !== 'AUTHORISED') errors.push(texts.notForModification('Invoice'));
  if (amount.units <= 0n) errors.push(texts.allocationNotPositive);
  if (compare(amount, openAmount(invoice.body)) > 0 || compare(amount, openAmount(credit.body)) > 0) {
    errors.push(texts.allocationTooLarge);
  }
  const lock = lockError(call, date);
  return lock === undefined ? errors : [...errors, lock];
}

/** The allocation as the credit lists it. */
function entryOf(invoice: StoredRecord, amount: Decimal, date: string): JsonObject {
  const { InvoiceNumber } = invoice.body;
  return {
    AllocationID: crypto.randomUUID(),
    Amount: toJson(amount),
    Date: dayOut(date),
    Invoice: referredInvoice({ InvoiceID: invoice.id, InvoiceNumber }),
  };
}

/** The credit as the invoice lists it. */
function creditEntry(kind: SettledKind, credit: StoredRecord, { AllocationID, Amount }: JsonObject): JsonObject {
  const { DateString, Date: date, Total, CurrencyRate } = credit.body;
  return {
    ...objectOf(referredCredit(kind, credit.id)[kind.singular]),
    ...(kind.numberField === 'CreditNoteNumber' ? { CreditNoteNumber: credit.body.CreditNoteNumber } : {}),
    AllocationID,
    HasErrors: false,
    InvoiceAddresses: [],
    CurrencyRate,
    AppliedAmount: Amount,
    DateString,
    Date: date,
    Total,
  };
}

function referredCredit({ singular, idField }: SettledKind, id: string): JsonObject {
  return { [singular]: { [idField]: id, ID: id, LineItems: [] } };
}

/** A refused allocation as it was asked for. */
function echoOf(input: JsonObject, credit: JsonObject): JsonObject {
  const date = dayOf(input.Date);
  const invoice = { ...referredInvoice(objectOf(input.Invoice)), ValidationErrors: [] };
  const dated = date === undefined ? {} : { Date: dayOut(date) };
  return { ...knownFields(allocationShape, input), ...dated, Invoice: invoice, ...credit };
}

/** Answers with the allocation alone, as published. */
function removed(call: Call, credit: StoredRecord, allocationId: string): Reply {
  const isIt = (entry: JsonObject) => entry.AllocationID === allocationId.toLowerCase();
  const allocation = objectsOf(credit.body.Allocations).find(isIt);
  const invoiceId = textOf(objectOf(allocation?.Invoice).InvoiceID);
  const invoice = invoiceId === undefined ? undefined : call.store.get('Invoices', invoiceId);
  if (allocation === undefined || invoice === undefined) return notFound();
  const lock = lockError(call, dayOf(allocation.Date) ?? call.today);
  if (lock !== undefined) return validationReply([{ ...allocation, ValidationErrors: messages([lock]) }]);
  const kind = kindOf(credit);
  withoutEntry(call, kind, credit, 'Allocations', isIt);
  withoutEntry(call, invoiceKind, invoice, kind.collection, isIt);
  const { AllocationID, Amount, Date: date } = allocation;
  return bareReply({ AllocationID, Amount, Date: date, Invoice: { InvoiceID: invoice.id }, IsDeleted: true });
}

/** By number the invoice of the credit's own side comes first. */
function invoiceOf(call: Call, reference: JsonObject, creditType: string | undefined): StoredRecord | undefined {
  const id = textIn(reference, 'InvoiceID');
  if (id !== undefined) return call.store.get('Invoices', id);
  const number = textIn(reference, 'InvoiceNumber');
  const named = number === undefined ? [] : byNumber(call.store, invoiceKind, number);
  return named.find((record) => invoiceTypeOf(creditType) === record.type) ?? named[0];
}
