/** Settles documents whose fate a reply does not tell: they are looked up first, and only what is missing is sent again. */

import type { MemberResult } from '../journal/journal.ts';
import { Refusal } from '../model/refusal.ts';
import { DEFAULT_TIMEOUT_MS } from '../xero/api.ts';
import { backoff, keyHolds } from '../xero/retry.ts';
import { type Again, NOTHING_AGAIN, refused, saved, unknown, unsent } from './chunk-results.ts';
import { findSent, isUnique, isVisible, type SentRecords } from './find-sent.ts';
import type { Departing, Sending } from './sending.ts';
import { LATE_MS, nextStep, type Step } from './settle-decision.ts';
import type { Doubtful, Underway } from './underway.ts';

type AttemptCall = (
  sending: Sending,
  chunk: Underway,
) => Promise<{ readonly again: Again } | { readonly doubt: Doubtful; readonly known: readonly MemberResult[] }>;

/** How often documents are sent in all where nothing is known to be wrong with them. */
const MOST_SENDINGS = 3;
/** A request that failed may still be at work at Xero: the look-up waits as long, and longer each time. */
const GRACE_MS = 2_000;
const GRACE_GROWS = 5;

/**
 * Rejects where Xero stays out of reach; then the request stays open, for the run to be taken up again.
 * @param known results of the request's other documents, stored first
 */
export async function settleDoubtful(
  sending: Sending,
  doubt: Doubtful,
  known: readonly MemberResult[],
  attempt: AttemptCall,
): Promise<Again> {
  if (!doubt.sent) return unreachable(sending, doubt);
  if (doubt.status === undefined) return settleLost(sending, doubt, attempt);
  if (known.length > 0) await sending.settleSome(doubt.id, known);
  if (doubt.status >= 500) await sending.connection.clock.sleep(graceOf(sending, doubt));
  return conclude(sending, doubt, await findSent(sending, doubt));
}

/** Xero refuses a number that comes twice; where there is none, or as with bills it need not be one's own, what comes late would be a second record. */
function graceOf(sending: Sending, { attempt, documents }: Doubtful): number {
  const grace = GRACE_MS * GRACE_GROWS ** attempt;
  return documents.every((document) => isUnique(sending, document)) ? grace : Math.max(grace, LATE_MS);
}

/** Looks and repeats by turns until it is known what came of the request, or its key is too old. */
async function settleLost(sending: Sending, lost: Doubtful, attempt: AttemptCall): Promise<Again> {
  const { clock } = sending.connection;
  let doubt = lost;
  for (let looks = 1; ; looks += 1) {
    const records = await findSent(sending, doubt);
    const step = stepOf(sending, doubt, records);
    if (step === 'wait') {
      await clock.sleep(LATE_MS - (clock.now() - doubt.quietSince));
    } else if (step === 'repeat') {
      await clock.sleep(backoff(looks, 1));
      const attempted = await attempt(sending, { ...doubt, repeated: true });
      if ('again' in attempted) return attempted.again;
      if (attempted.doubt.status !== undefined) {
        return settleDoubtful(sending, attempted.doubt, attempted.known, attempt);
      }
      doubt = attempted.doubt;
    } else {
      return conclude(sending, doubt, records);
    }
  }
}

function stepOf(sending: Sending, doubt: Doubtful, records: SentRecords): Step {
  const { entity, connection } = sending;
  const now = connection.clock.now();
  const { documents, route } = doubt;
  const isMissing = (document: Departing) => !records.found.has(document.seq) && records.isAbsent(document);
  return nextStep({
    open: documents.length,
    missing: documents.filter(isMissing).length,
    visible: isVisible(sending, route),
    harmless: route === entity.update,
    keyHolds: doubt.request.idempotencyKey !== undefined && keyHolds(now, DEFAULT_TIMEOUT_MS, doubt.intentAt),
    contested: records.contested,
    quietMs: now - doubt.quietSince,
  });
}

async function conclude(sending: Sending, doubt: Doubtful, records: SentRecords): Promise<Again> {
  const results: MemberResult[] = [];
  const missing: Departing[] = [];
  for (const document of doubt.documents) {
    const record = records.found.get(document.seq);
    if (record !== undefined) results.push(saved(sending, document, 'saved', record, []));
    else if (records.isAbsent(document)) missing.push(document);
    else results.push(unknown(sending, document, doubt.why));
  }
  const again = nextSending(doubt, missing);
  const resent = again.groups.length > 0;
  const isLost = !resent && missing.length > 0 && doubt.cause === 'lost';
  const rest = missing.map((document) => (resent || isLost ? unsent(document) : refused(sending, document, doubt.why)));
  await sending.settle(doubt.id, doubt.status, [...results, ...rest]);
  if (isLost) throw unavailable(sending, doubt.why);
  return again;
}

async function unreachable(sending: Sending, doubt: Doubtful): Promise<never> {
  await sending.settle(doubt.id, doubt.status, doubt.documents.map(unsent));
  throw outOfReach(sending, doubt.why);
}

/** A request that surely did not leave. */
export function outOfReach(sending: Sending, why: string): Refusal {
  return new Refusal(
    'xero/unreachable',
    `${sending.connection.facts.organisation.name} could not be reached: ${why}.\nNothing of this request was sent. Check the connection, then go on with \`rowpost resume\`.`,
    3,
  );
}

function unavailable(sending: Sending, why: string): Refusal {
  return new Refusal(
    'xero/unavailable',
    `${sending.connection.facts.organisation.name} does not take anything at present: ${why}.\nGo on later with \`rowpost resume\`: what was delivered is not sent twice.`,
    3,
  );
}

/** Halves begin to count anew; a document that stands alone is not divided further. */
function nextSending({ cause, attempt, documents }: Doubtful, missing: readonly Departing[]): Again {
  if (missing.length === 0) return NOTHING_AGAIN;
  if (cause === 'document' && documents.length > 1) return { groups: halves(missing), attempt: 0 };
  return attempt + 1 < MOST_SENDINGS ? { groups: [missing], attempt: attempt + 1 } : NOTHING_AGAIN;
}

function halves(documents: readonly Departing[]): readonly (readonly Departing[])[] {
  const middle = Math.ceil(documents.length / 2);
  return [documents.slice(0, middle), documents.slice(middle)].filter((half) => half.length > 0);
}
