/** Invoices and bills, with the sending of an invoice by e-mail. */
import { instantOut } from '../books/calendar.ts';
import { documentReading, documentReply } from '../documents/document-endpoint.ts';
import { invoiceKind } from '../documents/document-kind.ts';
import { documentRecord } from '../documents/document-record.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { noContent, notFound, type Reply, validationReply } from '../server/reply.ts';

export const invoices: Endpoint = (call) => {
  const [reference, sub] = call.path;
  if (call.path.length < 2) return documentReply(call, invoiceKind);
  if (sub === 'Email' && call.path.length === 2 && call.method === 'POST') return emailReply(call, reference ?? '');
  return undefined;
};

/** 204, and the invoice counts as sent; only approved or submitted sales invoices. */
function emailReply(call: Call, reference: string): Reply {
  const record = documentReading(invoiceKind).find(call, reference);
  if (record === undefined) return notFound();
  const sendable = ['SUBMITTED', 'AUTHORISED', 'PAID'].includes(record.status ?? '');
  if (record.type !== 'ACCREC' || !sendable) {
    const message = 'Invoice must be an approved or submitted sales invoice to be emailed';
    return validationReply([{ InvoiceID: record.id, ValidationErrors: [{ Message: message }] }]);
  }
  const body = { ...record.body, SentToContact: true, UpdatedDateUTC: instantOut(call.now) };
  call.store.put(documentRecord(invoiceKind, record.id, body, call.now));
  return noContent();
}
