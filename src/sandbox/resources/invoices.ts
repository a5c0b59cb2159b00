/** Invoices and bills, their sending by e-mail and their address for the customer. */
import { documentReading, documentReply } from '../documents/document-endpoint.ts';
import { invoiceKind } from '../documents/document-kind.ts';
import type { Endpoint } from '../server/call.ts';
import { emailReply } from './email.ts';
import { onlineInvoiceReply } from './online-invoice.ts';

export const invoices: Endpoint = (call) => {
  const [reference = '', sub] = call.path;
  if (call.path.length < 2) return documentReply(call, invoiceKind);
  const asked = `${call.method} ${sub?.toLowerCase()}`;
  if (call.path.length > 2 || (asked !== 'POST email' && asked !== 'GET onlineinvoice')) return undefined;
  const record = documentReading(invoiceKind).find(call, reference);
  return call.method === 'POST' ? emailReply(call, record) : onlineInvoiceReply(call, record);
};
