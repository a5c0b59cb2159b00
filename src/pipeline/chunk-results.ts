/** The results of a chunk's documents, as the journal stores them. */

import type { MemberResult } from '../journal/journal.ts';
import type { Finding } from '../model/finding.ts';
import type { Departing, Sending } from './sending.ts';

/** What is left of a chunk to be sent again, each group in a request with a new key. */
export interface Again {
  readonly groups: readonly (readonly Departing[])[];
}

/** A document that Xero holds, with its delivery to be remembered. */
export function saved(
  sending: Sending,
  document: Departing,
  outcome: 'saved' | 'warned',
  record: { readonly id?: string; readonly number?: string },
  findings: readonly Finding[],
): MemberResult {
  const xeroId = record.id ?? document.xeroId ?? '';
  return {
    document: document.seq,
    outcome,
    xeroId,
    findings,
    ...(record.number === undefined ? {} : { xeroNumber: record.number }),
    delivery: sending.delivery(document, xeroId),
  };
}

/** A document that Xero refused as a whole, in its words. */
export function refused(sending: Sending, document: Departing, message: string): MemberResult {
  const findings = [sending.finding(document, 'xero/rejected', false, { message })];
  return { document: document.seq, outcome: 'rejected', findings };
}
