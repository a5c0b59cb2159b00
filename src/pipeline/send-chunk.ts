/** Sends one chunk: its request stored before it leaves, its reply read back to documents, its results stored. */

import type { MemberResult } from '../journal/journal.ts';
import type { EntityShape, Route } from '../model/entity.ts';
import { Refusal } from '../model/refusal.ts';
import { type ApiReply, LostReply } from '../xero/api.ts';
import { type MemberReading, type ReplyMember, readWriteReply, type WholeProblem } from '../xero/read-reply.ts';
import { idsIn } from './body-ids.ts';
import { type Again, NOTHING_AGAIN, refused, saved, unsent } from './chunk-results.ts';
import { formRequest, storeIntent } from './form-request.ts';
import type { Departing, Sending } from './sending.ts';
import { type DoubtfulChunk, settleDoubtful } from './settle.ts';

/**
 * Rejects with a Refusal once the request is settled: its documents are as they were, or their outcome is unknown.
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
  const chunk = { id, route, documents, attempt };
  let reply: ApiReply;
  try {
    reply = await sending.connection.api.call(request, { intentAt: sending.connection.clock.now() });
  } catch (error) {
    return withoutReply(sending, chunk, error);
  }
  const reading = readWriteReply(
    sending.entity,
    route,
    documents.map((document) => memberOf(sending.entity, document)),
    reply,
  );
  return 'whole' in reading
    ? settleWhole(sending, { ...chunk, status: reply.status }, reading.whole)
    : settleMembers(sending, { ...chunk, status: reply.status }, reading.members);
}

type Sent = Pick<DoubtfulChunk, 'id' | 'route' | 'documents' | 'attempt'>;
type Answered = Sent & { readonly status: number };

/** A call that was refused (signed out, no right, a limit used up) did nothing: the documents wait as before. */
async function withoutReply(sending: Sending, chunk: Sent, error: unknown): Promise<Again> {
  if (error instanceof LostReply) {
    return settleDoubtful(sending, {
      ...chunk,
      status: undefined,
      sent: error.sent,
      why: error.message,
      cause: 'lost',
    });
  }
  if (error instanceof Refusal && error.code === 'xero/reply-too-large') {
    const why = 'the reply was too large to be read';
    return settleDoubtful(sending, { ...chunk, status: undefined, sent: true, why, cause: 'document' });
  }
  await sending.settle(chunk.id, undefined, chunk.documents.map(unsent));
  throw error;
}

async function settleMembers(sending: Sending, chunk: Answered, members: readonly MemberReading[]): Promise<Again> {
  const { documents } = chunk;
  const known = members.filter((member) => member.outcome !== 'missing');
  const missing = documents.filter((_, index) => members[index]!.outcome === 'missing');
  const results = known.map((member) => resultOf(sending, documents, member));
  if (missing.length > 0) {
    const why = 'the reply leaves it out';
    return settleDoubtful(sending, { ...chunk, documents: missing, sent: true, why, cause: 'document' }, results);
  }
  await sending.settle(chunk.id, chunk.status, results);
  return NOTHING_AGAIN;
}

/** A 500 may be Xero's failure over a document; by 502 and above it says that it is out of reach. */
async function settleWhole(sending: Sending, chunk: Answered, { kind, message }: WholeProblem): Promise<Again> {
  const isRefused = kind === 'bad-request' || kind === 'too-large';
  if (isRefused && chunk.documents.length === 1) {
    await sending.settle(chunk.id, chunk.status, [refused(sending, chunk.documents[0]!, message)]);
    return NOTHING_AGAIN;
  }
  const cause = kind === 'key-conflict' || chunk.status > 501 ? 'lost' : 'document';
  return settleDoubtful(sending, { ...chunk, sent: true, why: message, refused: isRefused, cause });
}

/** Without a number of its own, a document is recognised by the records that it names besides what it says. */
function memberOf(entity: EntityShape, document: Departing): ReplyMember {
  const ids = entity.numberField === undefined ? idsIn(entity, document.body) : {};
  return {
    document: document.seq,
    ...(document.number === undefined ? {} : { number: document.number }),
    ...(document.xeroId === undefined ? {} : { id: document.xeroId }),
    echo: { ...document.echo, ...ids },
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
