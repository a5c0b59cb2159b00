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
  PAID: ['PAID', 'AUTHORISED'],
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
  return next[from].includes(to) ? undefined : texts.notForModification(kind.label);
}
