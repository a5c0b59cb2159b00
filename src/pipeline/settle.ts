/** Settles documents whose fate a reply does not tell: they are looked up first, and only what is missing is sent again. */

import type { MemberResult } from '../journal/journal.ts';
import type { Route } from '../model/entity.ts';
import { Refusal } from '../model/refusal.ts';
import { type Again, NOTHING_AGAIN, refused, saved, unknown, unsent } from './chunk-results.ts';
import { findSent, type SentRecords } from './find-sent.ts';
import type { Departing, Sending } from './sending.ts';

export interface DoubtfulChunk {
  /** The request's id in the journal. */
  readonly id: number;
  readonly route: Route;
  readonly documents: readonly Departing[];
  readonly attempt: number;
  /** Undefined where no reply came. */
  readonly status: number | undefined;
  /** False where the request surely did not reach Xero. */
  readonly sent: boolean;
  readonly why: string;
  /** Xero refused the request as a whole, before any of it was carried out. */
  readonly refused?: boolean;
  /** `document`: one of the documents may be at fault, so that they go again in halves. `lost`: the way to Xero is. */
  readonly cause: 'document' | 'lost';
}

/** How often documents are sent in all where nothing is known to be wrong with them. */
const MOST_SENDINGS = 3;
/** A request that failed may still be at work at Xero: the look-up waits as long, and longer each time. */
const GRACE_MS = 2_000;
const GRACE_GROWS = 5;

/** Rejects with a Refusal where Xero stays out of reach. @param known results of the request's other documents, stored with it */
export async function settleDoubtful(
  sending: Sending,
  chunk: DoubtfulChunk,
  known: readonly MemberResult[] = [],
): Promise<Again> {
  if (!chunk.sent) return unreachable(sending, chunk);
  const records = await lookUp(sending, chunk, known);
  const results: MemberResult[] = [...known];
  const missing: Departing[] = [];
  for (const document of chunk.documents) {
    const record = records.found.get(document.seq);
    if (record !== undefined) results.push(saved(sending, document, 'saved', record, []));
    else if (records.isAbsent(document)) missing.push(document);
    else results.push(unknown(sending, document, chunk.why));
  }
  const again = nextSending(chunk, missing);
  const resent = again.groups.length > 0;
  const isLost = !resent && missing.length > 0 && chunk.cause === 'lost';
  const rest = missing.map((document) => (resent || isLost ? unsent(document) : refused(sending, document, chunk.why)));
  await sending.settle(chunk.id, chunk.status, [...results, ...rest]);
  if (isLost) throw unavailable(sending, chunk.why);
  return again;
}

async function unreachable(sending: Sending, chunk: DoubtfulChunk): Promise<never> {
  await sending.settle(chunk.id, chunk.status, chunk.documents.map(unsent));
  throw new Refusal(
    'xero/unreachable',
    `${sending.connection.facts.organisation.name} could not be reached: ${chunk.why}.\nNothing of this request was sent. Check the connection and run the job again: what was delivered is not sent twice.`,
    3,
  );
}

function unavailable(sending: Sending, why: string): Refusal {
  return new Refusal(
    'xero/unavailable',
    `${sending.connection.facts.organisation.name} does not take anything at present: ${why}.\nTry again later by running the job again: what was delivered is not sent twice.`,
    3,
  );
}

/** Where even looking up fails nothing can be said of the documents. */
async function lookUp(sending: Sending, chunk: DoubtfulChunk, known: readonly MemberResult[]): Promise<SentRecords> {
  try {
    if (chunk.status === undefined || chunk.status >= 500) {
      await sending.connection.clock.sleep(GRACE_MS * GRACE_GROWS ** chunk.attempt);
    }
    return await findSent(sending, chunk);
  } catch (error) {
    const results = chunk.documents.map((document) => unknown(sending, document, chunk.why));
    await sending.settle(chunk.id, chunk.status, [...known, ...results]);
    throw error;
  }
}

/** Halves begin to count anew; a document that stands alone is not divided further. */
function nextSending({ cause, attempt, documents }: DoubtfulChunk, missing: readonly Departing[]): Again {
  if (missing.length === 0) return NOTHING_AGAIN;
  if (cause === 'document' && documents.length > 1) return { groups: halves(missing), attempt: 0 };
  return attempt + 1 < MOST_SENDINGS ? { groups: [missing], attempt: attempt + 1 } : NOTHING_AGAIN;
}

function halves(documents: readonly Departing[]): readonly (readonly Departing[])[] {
  const middle = Math.ceil(documents.length / 2);
  return [documents.slice(0, middle), documents.slice(middle)].filter((half) => half.length > 0);
}
