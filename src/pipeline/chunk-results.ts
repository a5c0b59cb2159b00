/** The results of a chunk's documents, as the journal stores them. */

import type { MemberResult } from '../journal/journal.ts';
import type { Finding } from '../model/finding.ts';
import type { Departing, Sending } from './sending.ts';

/** What is left of a chunk to be sent again, each group in a request with a new key. */
export interface Again {
  readonly groups: readonly (readonly Departing[])[];
  /** How often these documents were sent in this company already. */
  readonly attempt: number;
}

/** Stands for the ID of a record in a delivery of which nobody knows whether it arrived. */
export const IN_DOUBT = '';

export const NOTHING_AGAIN: Again = { groups: [], attempt: 0 };

/** A document that Xero holds; its delivery is to be remembered, unless lines of it are still to be sent. */
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
    ...(document.followUps === undefined ? { delivery: sending.delivery(document, xeroId) } : {}),
  };
}

/** A document that Xero refused as a whole, in its words. */
export function refused(sending: Sending, document: Departing, message: string): MemberResult {
  const findings = [sending.finding(document, 'xero/rejected', false, { message })];
  return { document: document.seq, outcome: 'rejected', findings };
}

/** A document that may be in the books or not. One without a key is remembered, since no later run could look it up. */
export function unknown(sending: Sending, document: Departing, message: string): MemberResult {
  const findings = [sending.finding(document, 'xero/unknown-outcome', false, { message })];
  const result = { document: document.seq, outcome: 'unknown', findings } as const;
  return document.key === undefined ? { ...result, delivery: sending.delivery(document, IN_DOUBT) } : result;
}

/** A document that surely is not in the books and may be sent again. */
export function unsent(document: Departing): MemberResult {
  return { document: document.seq, outcome: 'retry', findings: [] };
}
