/** What a webhook sends, and how it is signed. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Change } from './change-log.ts';

/** A change, and the organisation it happened in. */
export interface TenantChange extends Change {
  readonly tenantId: string;
}

const paths = {
  CONTACT: 'Contacts',
  INVOICE: 'Invoices',
  CREDITNOTE: 'CreditNotes',
  PREPAYMENT: 'Prepayments',
  OVERPAYMENT: 'Overpayments',
} as const;

/** @param before number of the last event sent before; @param origin `http://127.0.0.1:PORT` */
export function payload(changes: readonly TenantChange[], before: number, origin: string): string {
  return JSON.stringify({
    events: changes.map((change) => eventOf(change, origin)),
    firstEventSequence: changes.length === 0 ? 0 : before + 1,
    lastEventSequence: changes.length === 0 ? 0 : before + changes.length,
    entropy: entropy(),
  });
}

/** Value of the header x-xero-signature. */
export function signature(body: string, key: string): string {
  return createHmac('sha256', key).update(body).digest('base64');
}

function eventOf({ category, type, resourceId, at, documentType, status, tenantId }: TenantChange, origin: string) {
  return {
    resourceUrl: `${origin}/api.xro/2.0/${paths[category]}/${resourceId}`,
    resourceId,
    tenantId,
    tenantType: 'ORGANISATION',
    eventCategory: category,
    eventType: type,
    eventDateUtc: new Date(at).toISOString().slice(0, -1),
    ...(category === 'CREDITNOTE' ? { data: { Type: documentType, Status: status } } : {}),
  };
}

/** Twenty capital letters. */
function entropy(): string {
  return String.fromCharCode(...randomBytes(20).map((byte) => 65 + (byte % 26)));
}
