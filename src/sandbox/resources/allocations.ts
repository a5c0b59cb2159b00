/** Allocations: the credit of a credit note set against invoices. */
import { dayOf, dayOut } from '../books/calendar.ts';
import { compare, toJson, zero } from '../books/decimal.ts';
import type { StoredRecord } from '../books/store.ts';
import { openAmount } from '../documents/balance.ts';
import { creditNoteKind, invoiceKind } from '../documents/document-kind.ts';
import { byNumber } from '../documents/match-document.ts';
import { withEntry, withoutEntry } from '../documents/settle.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { elementsOf, type Outcome, writeElements } from '../server/elements.ts';
import { amountIn, dayIn, textIn } from '../server/input.ts';
import { envelope, notFound, type Reply } from '../server/reply.ts';
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
  const save = (_call: Call, input: JsonObject) => saveAllocation(call, credit.id, input);
  return writeElements(call, { collection: 'Allocations', flag: 'none', save }, elementsOf(call, 'Allocations'));
}

function saveAllocation(call: Call, creditId: string, input: JsonObject): Outcome {
  const credit = call.store.get('CreditNotes', creditId);
  const invoice = invoiceOf(call, objectOf(input.Invoice));
  const amount = amountIn(input, 'Amount') ?? amountIn(input, 'AppliedAmount') ?? zero;
  if (credit === undefined || invoice === undefined) {
    return { element: input, errors: [texts.documentUnknown], warnings: [] };
  }
  const errors: string[] = [];
  if (credit.status !== 'AUTHORISED') errors.push(texts.notForModification('Credit Note'));
  if (credit.type !== `${invoice.type}CREDIT`) errors.push(texts.allocationWrongType);
  if (credit.body.CurrencyCode !== invoice.body.CurrencyCode)
    errors.push('Credit Note and invoice must have the same currency');
  if (invoice.status === 'PAID') errors.push(texts.allocationPaidOff);
  else if (invoice.status !== 'AUTHORISED') errors.push(texts.notForModification('Invoice'));
  if (amount.units <= 0n) errors.push('Allocation amount must be greater than zero.');
  if (compare(amount, openAmount(invoice.body)) > 0 || compare(amount, openAmount(credit.body)) > 0) {
    errors.push(texts.allocationTooLarge);
  }
  if (errors.length > 0) return { element: input, errors, warnings: [] };
  const AllocationID = crypto.randomUUID();
  const later = [dayIn(input, 'Date') ?? '', credit.date ?? '', invoice.date ?? ''].toSorted().at(-1) ?? call.today;
  const { InvoiceNumber } = invoice.body;
  const entry: JsonObject = {
    AllocationID,
    Amount: toJson(amount),
    Date: dayOut(dayOf(later) ?? call.today),
    Invoice: { InvoiceID: invoice.id, InvoiceNumber, HasErrors: false, ValidationErrors: [] },
    IsDeleted: false,
  };
  const { CreditNoteNumber, Total } = credit.body;
  withEntry(call, creditNoteKind, credit, 'Allocations', entry);
  withEntry(call, invoiceKind, invoice, 'CreditNotes', {
    CreditNoteID: credit.id,
    CreditNoteNumber,
    AllocationID,
    Date: credit.body.Date,
    Total,
    AppliedAmount: toJson(amount),
    HasErrors: false,
  });
  return { element: entry, errors: [], warnings: [] };
}

function removed(call: Call, credit: StoredRecord, allocationId: string): Reply {
  const isIt = (entry: JsonObject) => entry.AllocationID === allocationId.toLowerCase();
  const allocation = objectsOf(credit.body.Allocations).find(isIt);
  const invoiceId = textOf(objectOf(allocation?.Invoice).InvoiceID);
  const invoice = invoiceId === undefined ? undefined : call.store.get('Invoices', invoiceId);
  if (allocation === undefined || invoice === undefined) return notFound();
  withoutEntry(call, creditNoteKind, credit, 'Allocations', isIt);
  withoutEntry(call, invoiceKind, invoice, 'CreditNotes', isIt);
  return envelope(call, { Allocations: [{ ...allocation, IsDeleted: true }] });
}

function invoiceOf(call: Call, reference: JsonObject): StoredRecord | undefined {
  const id = textIn(reference, 'InvoiceID');
  if (id !== undefined) return call.store.get('Invoices', id);
  const number = textIn(reference, 'InvoiceNumber');
  return number === undefined ? undefined : byNumber(call.store, invoiceKind, number)[0];
}
