/** Sends one chunk: its request stored before it leaves, its reply read back to documents, its results stored. */

import type { MemberResult } from '../journal/journal.ts';
import type { EntityShape, Route } from '../model/entity.ts';
import { Refusal } from '../model/refusal.ts';
import { type ApiReply, LostReply } from '../xero/api.ts';
import { type MemberReading, type ReplyMember, readWriteReply, type WholeProblem } from '../xero/read-reply.ts';
import { idsIn } from './body-ids.ts';
import { type Again, NOTHING_AGAIN, refused, saved, unsent } from './chunk-results.ts';
import { isNumbered } from './find-sent.ts';
import { formRequest, storeIntent } from './form-request.ts';
import { leaveOutDelivered } from './leave-out-delivered.ts';
import type { Departing, Sending } from './sending.ts';
import { settleDoubtful } from './settle.ts';
import type { Doubtful, Underway } from './underway.ts';

/** Either all is settled, or what is not, with the results of the request's other documents. */
export type Attempted =
  | { readonly again: Again }
  | { readonly doubt: Doubtful; readonly known: readonly MemberResult[] };

/**
 * Rejects with a Refusal: the documents are as they were, or the request stays open for the run to be taken up again.
 * @param route how these documents are written
 * @param attempt 0 for the first time; documents of doubtful fate are not sent endlessly
 */
export async function sendChunk(
  sending: Sending,
  route: Route,
  documents: readonly Departing[],
  attempt: number,
): Promise<Again> {
  const attempted = await sending.turns.pass(async () => {
    const underway = await begin(sending, route, documents);
    if (underway === undefined) return { again: NOTHING_AGAIN };
    return attemptCall(sending, { ...underway, route, attempt, repeated: false });
  });
  return 'again' in attempted ? attempted.again : settleInTurn(sending, attempted.doubt, attempted.known);
}

/** Stores the request of those documents that no other run has delivered or under way; undefined where none is left. */
async function begin(sending: Sending, route: Route, documents: readonly Departing[]) {
  const isHarmless = route === sending.entity.update;
  for (;;) {
    const left = await leaveOutDelivered(sending, documents);
    if (left.length === 0) return undefined;
    const request = formRequest(sending.entity, route, left, sending.parts.newKey());
    const pending = isHarmless ? [] : left.filter(({ firstOrdinal }) => firstOrdinal >= 0);
    try {
      return { ...(await storeIntent(sending, request, left, { pending })), request, documents: left };
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'run/rivalled')) throw error;
    }
  }
}

/** Where content alone tells documents apart, nothing else may be on its way while they are counted. */
export function settleInTurn(sending: Sending, doubt: Doubtful, known: readonly MemberResult[] = []): Promise<Again> {
  const numbered = doubt.documents.every((document) => isNumbered(sending, document));
  const { pass, alone } = sending.turns;
  return (numbered ? pass : alone)(() => settleDoubtful(sending, doubt, known, attemptCall));
}

/** One call, its reply taken in as far as it tells what became of the documents. */
async function attemptCall(sending: Sending, chunk: Underway): Promise<Attempted> {
  let reply: ApiReply;
  try {
    reply = await sending.connection.api.call(chunk.request, {
      intentAt: chunk.intentAt,
      once: true,
      repeated: chunk.repeated,
    });
  } catch (error) {
    return withoutReply(sending, chunk, error);
  }
  const members = chunk.documents.map((document) => memberOf(sending.entity, document));
  const reading = readWriteReply(sending.entity, chunk.route, members, reply);
  return 'whole' in reading
    ? takeWhole(sending, chunk, reply.status, reading.whole)
    : takeMembers(sending, chunk, reply.status, reading.members);
}

function doubtOf(
  { connection }: Sending,
  chunk: Underway,
  doubt: Pick<Doubtful, 'status' | 'sent' | 'why' | 'cause'> & Partial<Pick<Doubtful, 'refused' | 'documents'>>,
): Doubtful {
  return { ...chunk, quietSince: connection.clock.now(), ...doubt };
}

/** A call that was refused (signed out, no right, a limit used up) did nothing: the documents wait as before. */
async function withoutReply(sending: Sending, chunk: Underway, error: unknown): Promise<Attempted> {
  if (error instanceof LostReply) {
    const { sent, message: why } = error;
    const status = undefined;
    return { doubt: doubtOf(sending, chunk, { status, sent: sent || chunk.repeated, why, cause: 'lost' }), known: [] };
  }
  if (error instanceof Refusal && error.code === 'xero/reply-too-large') {
    const why = 'the reply was too large to be read';
    return { doubt: doubtOf(sending, chunk, { status: 200, sent: true, why, cause: 'document' }), known: [] };
  }
  if (!chunk.repeated) await sending.settle(chunk.id, undefined, chunk.documents.map(unsent));
  throw error;
}

async function takeMembers(
  sending: Sending,
  chunk: Underway,
  status: number,
  members: readonly MemberReading[],
): Promise<Attempted> {
  const { documents } = chunk;
  const taken = chunk.repeated ? await takenIds(sending, members) : new Set<string>();
  /** After a repetition a refusal may mean that an earlier attempt was carried out, and an ID may be a twin's by now. */
  const isOpen = ({ outcome, id }: MemberReading) =>
    outcome === 'missing' || (chunk.repeated && outcome === 'rejected') || taken.has(id ?? '');
  const results = members.filter((member) => !isOpen(member)).map((member) => resultOf(sending, documents, member));
  const open = documents.filter((_, index) => isOpen(members[index]!));
  await noteInner(sending, members);
  if (open.length === 0) {
    await sending.settle(chunk.id, status, results);
    return { again: NOTHING_AGAIN };
  }
  const [message] = members.filter(isOpen).flatMap(({ messages }) => messages);
  const why = message?.text ?? 'the reply leaves it out';
  return {
    doubt: doubtOf(sending, chunk, { documents: open, status, sent: true, why, cause: 'document' }),
    known: results,
  };
}

/** What was made within records is known from now on: a later equal one is another. */
async function noteInner({ action, store }: Sending, members: readonly MemberReading[]): Promise<void> {
  const { allocates } = action ?? {};
  if (allocates === undefined) return;
  const ids = members.flatMap(({ innerId }) => innerId ?? []);
  await store.addExisting(ids.map((id) => ({ entity: allocates.entity, id })));
}

function takenIds({ parts }: Sending, members: readonly MemberReading[]): Promise<ReadonlySet<string>> {
  return parts.journal.assignedIds(members.flatMap(({ id }) => (id === undefined ? [] : [id])));
}

/** A 500 may be Xero's failure over a document; by 502 and above it says that it is out of reach. */
async function takeWhole(
  sending: Sending,
  chunk: Underway,
  status: number,
  { kind, message: why }: WholeProblem,
): Promise<Attempted> {
  const isRefused = !chunk.repeated && (kind === 'bad-request' || kind === 'too-large');
  if (isRefused && chunk.documents.length === 1) {
    await sending.settle(chunk.id, status, [refused(sending, chunk.documents[0]!, why)]);
    return { again: NOTHING_AGAIN };
  }
  if (kind === 'in-flight') {
    return { doubt: doubtOf(sending, chunk, { status: undefined, sent: true, why, cause: 'lost' }), known: [] };
  }
  const cause = kind === 'key-conflict' || status > 501 ? 'lost' : 'document';
  return { doubt: doubtOf(sending, chunk, { status, sent: true, why, refused: isRefused, cause }), known: [] };
}

/** Without a number of its own, a document is recognised by the records that it names besides what it says. */
function memberOf(entity: EntityShape, document: Departing): ReplyMember {
  const ids = entity.numberField === undefined ? idsIn(entity, document.body) : {};
  return {
    document: document.seq,
    ...(document.number === undefined ? {} : { number: document.number }),
    ...(document.xeroId === undefined ? {} : { id: document.xeroId }),
    echo: { ...document.echo, ...ids },
    ...(document.body === undefined || document.number !== undefined ? {} : { body: document.body }),
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
