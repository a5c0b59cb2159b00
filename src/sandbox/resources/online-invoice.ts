/** The address at which a customer would see an invoice. */
import { createHash } from 'node:crypto';
import type { StoredRecord } from '../books/store.ts';
import type { Call } from '../server/call.ts';
import { envelope, notFound, type Reply } from '../server/reply.ts';

/** Sales invoices only, and no drafts; the address is the sandbox's own, so that none leads into real books. */
export function onlineInvoiceReply(call: Call, record: StoredRecord | undefined): Reply {
  const shown = record?.type === 'ACCREC' && record.status !== 'DRAFT' && record.status !== 'DELETED';
  if (record === undefined || !shown) return notFound();
  const token = createHash('sha256').update(record.id).digest('base64url').slice(0, 40);
  return envelope(call, { OnlineInvoices: [{ OnlineInvoiceUrl: `${call.origin}/in/${token}` }] });
}
