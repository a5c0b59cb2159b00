/** The status machine of documents. */
import * as texts from '../validation/messages.ts';
import type { DocumentKind } from './document-kind.ts';

export type DocumentStatus = 'DRAFT' | 'SUBMITTED' | 'AUTHORISED' | 'PAID' | 'VOIDED' | 'DELETED';
export const documentStatuses: readonly DocumentStatus[] = [
  'DRAFT',
  'SUBMITTED',
  'AUTHORISED',
  'PAID',
  'VOIDED',
  'DELETED',
];

const next: Readonly<Record<DocumentStatus, readonly DocumentStatus[]>> = {
  DRAFT: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
  SUBMITTED: ['SUBMITTED', 'AUTHORISED', 'DRAFT', 'DELETED'],
  AUTHORISED: ['AUTHORISED', 'VOIDED'],
  PAID: ['PAID'],
  VOIDED: [],
  DELETED: [],
};

/** Why a document may not take a status; undefined when it may. `settled`: something is paid or credited. */
export function statusError(
  kind: DocumentKind,
  from: DocumentStatus | undefined,
  to: DocumentStatus,
  settled: boolean,
): string | undefined {
  if (from === undefined) {
    return ['DRAFT', 'SUBMITTED', 'AUTHORISED'].includes(to) ? undefined : texts.notForCreation(kind.label);
  }
  if (settled && to === 'VOIDED') return texts.statusOfPaid(to);
  if (settled && from === 'PAID' && to === 'AUTHORISED') return texts.statusOfPaidInvoice(to);
  // Nothing was due on it: paid from the start, and open to all that an approved document is.
  const stands = from === 'PAID' && !settled ? 'AUTHORISED' : from;
  return to === from || next[stands].includes(to) ? finalError(kind, from) : texts.notForModification(kind.label);
}

function finalError(kind: DocumentKind, from: DocumentStatus): string | undefined {
  return from === 'VOIDED' || from === 'DELETED' ? texts.notForModification(kind.label) : undefined;
}
