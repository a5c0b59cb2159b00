/** E-mails invoices, each by a call of its own; what may have left is never sent blindly a second time. */

import type { MemberResult } from '../../journal/journal.ts';
import { Refusal } from '../../model/refusal.ts';
import { type ApiReply, type ApiRequest, DEFAULT_TIMEOUT_MS } from '../../xero/api.ts';
import { listAt, parseExactJson, textAt } from '../../xero/exact-json.ts';
import { problemText } from '../../xero/read-reply.ts';
import { errorsIn } from '../../xero/reply-text.ts';
import { backoff, keyHolds } from '../../xero/retry.ts';
import { refused, saved, unknown, unsent } from '../chunk-results.ts';
import { storeIntent } from '../form-request.ts';
import { leaveOutDelivered } from '../leave-out-delivered.ts';
import type { Departing, Sending } from '../sending.ts';
import { storedCall } from '../underway.ts';
import { eachRecord } from './each-record.ts';
import type { Performer } from './performer.ts';
import { type Attempted, writeCall } from './write-call.ts';

const WHY_OPEN = 'the run broke off before the reply came';

export const email: Performer = {
  async perform(performance) {
    await eachRecord(performance, async (documents) => {
      for (const document of documents) await send(performance.sending, document);
    });
  },
  async settle(sending, stored, [document]) {
    if (document === undefined) return;
    const { id, intentAt } = stored;
    const result = await resultOf(sending, document, { request: storedCall(stored), intentAt }, { lost: WHY_OPEN });
    await sending.settle(id, undefined, [result === 'limit' ? unsent(document) : result]);
  },
};

/** A request as it was stored. */
interface Stored {
  readonly request: ApiRequest;
  readonly intentAt: number;
}

/** Rejects with a Refusal where Xero sends no more today, or is out of reach: then the document is ready again. */
async function send(sending: Sending, document: Departing): Promise<void> {
  const [left] = await leaveOutDelivered(sending, [document]);
  if (left === undefined) return;
  const path = `${sending.entity.path}/${encodeURIComponent(left.xeroId ?? '')}/Email`;
  const request: ApiRequest = { method: 'POST', path, idempotencyKey: sending.parts.newKey() };
  const { id, intentAt } = await storeIntent(sending, request, [left], { pending: [left] });
  const attempted = await writeCall(sending, request, { intentAt, once: true }).catch(async (error: unknown) => {
    await sending.settle(id, undefined, [unsent(left)]);
    throw error;
  });
  const status = 'lost' in attempted ? undefined : attempted.status;
  const result = await resultOf(sending, left, { request, intentAt }, attempted);
  await sending.settle(id, status, [result === 'limit' ? unsent(left) : result]);
  if (result === 'limit') throw limitReached(sending);
}

async function resultOf(
  sending: Sending,
  document: Departing,
  stored: Stored,
  attempted: Attempted,
): Promise<MemberResult | 'limit'> {
  if ('lost' in attempted) return settleLost(sending, document, stored, attempted.lost);
  const { status } = attempted;
  if (status < 300) return saved(sending, document, 'saved', {}, []);
  if (status >= 500 || status === 409) {
    const isSent = await countsAsSent(sending, document);
    return isSent ? saved(sending, document, 'saved', {}, []) : unknown(sending, document, problemText(attempted));
  }
  if (status === 404) {
    return refused(sending, document, 'there is nobody to send it to: the contact has no e-mail address (HTTP 404)');
  }
  const why = errorsIn(attempted).join(' ') || problemText(attempted);
  return status === 400 && /\blimit\b/i.test(why) ? 'limit' : refused(sending, document, why);
}

/** Looks whether it has left, and repeats the call under its key as long as that protects it. */
async function settleLost(sending: Sending, document: Departing, stored: Stored, lost: string) {
  const { clock } = sending.connection;
  const { request, intentAt } = stored;
  for (let looks = 1; ; looks += 1) {
    if (await countsAsSent(sending, document)) return saved(sending, document, 'saved', {}, []);
    const holds = request.idempotencyKey !== undefined && keyHolds(clock.now(), DEFAULT_TIMEOUT_MS, intentAt);
    if (!holds) return unknown(sending, document, lost);
    await clock.sleep(backoff(looks, 1));
    const attempted = await writeCall(sending, request, { intentAt, once: true, repeated: true });
    if (!('lost' in attempted)) return afterRepetition(sending, document, attempted);
  }
}

/** A refusal may mean that the earlier attempt was carried out. */
async function afterRepetition(sending: Sending, document: Departing, reply: ApiReply): Promise<MemberResult> {
  const isSent = reply.status < 300 || (await countsAsSent(sending, document));
  return isSent ? saved(sending, document, 'saved', {}, []) : unknown(sending, document, problemText(reply));
}

/** An invoice that counts as sent now did not do so before, unless it is sent once more. */
async function countsAsSent({ connection, entity, again }: Sending, { xeroId = '' }: Departing): Promise<boolean> {
  if (again) return false;
  const reply = await connection.api.call({ method: 'GET', path: `${entity.path}/${encodeURIComponent(xeroId)}` });
  const [record] = listAt(parseExactJson(reply.body), entity.name);
  return reply.status === 200 && textAt(record, 'SentToContact') === 'true';
}

function limitReached({ connection }: Sending): Refusal {
  return new Refusal(
    'xero/email-limit',
    `${connection.facts.organisation.name} sends no more e-mails today: Xero allows 1,000 a day, 20 from a trial organisation and none from a demo company.\nGo on tomorrow with \`rowpost resume\`: what was sent is not sent twice.`,
    5,
  );
}
