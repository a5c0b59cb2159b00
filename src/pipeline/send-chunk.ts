/** Sends one chunk: its request stored before it leaves, its reply read back to documents, its results stored. */

import type { MemberResult } from '../journal/journal.ts';
import type { Route } from '../model/entity.ts';
import { type ApiReply, LostReply } from '../xero/api.ts';
import { type MemberReading, type ReplyMember, readWriteReply } from '../xero/read-reply.ts';
import { type Again, refused, saved } from './chunk-results.ts';
import { formRequest, storeIntent } from './form-request.ts';
import type { Departing, Sending } from './sending.ts';
import { settleUnknown } from './settle.ts';

const NOTHING: Again = { groups: [] };

/**
 * @param route how these documents are written
 * @param attempt 0 for the first time; documents of doubtful fate are not sent endlessly
 */
export async function sendChunk(
  sending: Sending,
  route: Route,
  documents: readonly Departing[],
  attempt: number,
): Promise<Again> {
  const request = formRequest(sending.entity, route, documents, sending.parts.newKey());
  const id = await storeIntent(sending, request, documents);
  let reply: ApiReply;
  try {
    reply = await sending.connection.api.call(request, { intentAt: sending.parts.clock.now() });
  } catch (error) {
    if (!(error instanceof LostReply)) throw error;
    return settleUnknown(sending, {
      id,
      route,
      documents,
      attempt,
      status: undefined,
      sent: error.sent,
      why: error.message,
    });
  }
  const reading = readWriteReply(sending.entity, route, documents.map(memberOf), reply);
  if ('members' in reading) {
    const known = reading.members.filter((member) => member.outcome !== 'missing');
    const missing = documents.filter((_, index) => reading.members[index]!.outcome === 'missing');
    const results = known.map((member) => resultOf(sending, documents, member));
    if (missing.length === 0) {
      await sending.settle(id, reply.status, results);
      return NOTHING;
    }
    const unknown = {
      id,
      route,
      documents: missing,
      attempt,
      status: reply.status,
      sent: true,
      why: 'the reply leaves it out',
    };
    return settleUnknown(sending, unknown, results);
  }
  const { whole } = reading;
  const unknown = { id, route, documents, attempt, status: reply.status, sent: true, why: whole.message };
  if (whole.kind !== 'bad-request' && whole.kind !== 'too-large') return settleUnknown(sending, unknown);
  if (documents.length > 1) return settleUnknown(sending, { ...unknown, bisect: true });
  await sending.settle(id, reply.status, [refused(sending, documents[0]!, whole.message)]);
  return NOTHING;
}

function memberOf(document: Departing): ReplyMember {
  return {
    document: document.seq,
    ...(document.number === undefined ? {} : { number: document.number }),
    ...(document.xeroId === undefined ? {} : { id: document.xeroId }),
    ...(document.echo === undefined ? {} : { echo: document.echo }),
  };
}

function resultOf(sending: Sending, documents: readonly Departing[], member: MemberReading): MemberResult {
  const document = documents.find((candidate) => candidate.seq === member.document)!;
  const findings = member.messages.map((message) =>
    sending.finding(document, message.warning ? 'xero/warning' : 'xero/rejected', message.warning, {
      message: message.text,
    }),
  );
  if (member.outcome === 'rejected') return { document: document.seq, outcome: 'rejected', findings };
  return saved(sending, document, member.outcome === 'warned' ? 'warned' : 'saved', member, findings);
}
