/** Sends what a document needs besides its own request: lines that have a route of their own, as many a request as it takes. */

import type { MemberResult, StoredRequest } from '../journal/journal.ts';
import type { EntityShape, LineSpec, Route } from '../model/entity.ts';
import { type ApiReply, type ApiRequest, DEFAULT_TIMEOUT_MS, LostReply } from '../xero/api.ts';
import { type ReplyMember, readWriteReply } from '../xero/read-reply.ts';
import { keyHolds } from '../xero/retry.ts';
import { refused, unknown } from './chunk-results.ts';
import { formRequest, storeIntent } from './form-request.ts';
import { type Departing, departing, type Sending } from './sending.ts';
import { outOfReach } from './settle.ts';
import { storedCall } from './underway.ts';

/** How the lines of an entity are sent and read back. */
interface LineRoute {
  readonly shape: EntityShape;
  readonly route: Route;
}

/** A line's request as the journal holds it. */
interface StoredLine extends LineRoute {
  readonly request: ApiRequest;
  readonly id: number;
  readonly intentAt: number;
  /** An earlier attempt at it may have been carried out. */
  readonly repeated: boolean;
}

const PAGE = 100;

/**
 * Lines are sent once their documents are saved. A line that fails makes its document an ERROR; only a document with all
 * of its lines counts as delivered. Rejects as the API does; then documents that lack lines stay `incomplete`.
 */
export async function sendFollowUps(sending: Sending, documents: readonly Departing[]): Promise<void> {
  const lines = lineRoute(sending.entity);
  if (lines === undefined) return;
  for (const document of documents) {
    const now = await sending.store.document(document.seq);
    if (now?.state === 'incomplete') await sendLines(sending, lines, { ...document, ...now }, 0);
  }
}

/** The lines still missing of documents that were saved when the run broke off; none of their requests is open any more. */
export async function resumeFollowUps(sending: Sending): Promise<void> {
  const lines = lineRoute(sending.entity);
  if (lines === undefined) return;
  const { store, parts, runId } = sending;
  for (let after = 0; ; ) {
    const page = await store.documents({ after, limit: PAGE, state: 'incomplete' });
    if (page.length === 0) return;
    after = page.at(-1)!.seq;
    for (const document of await departing(store, page)) {
      await sendLines(sending, lines, document, await parts.journal.carriedOut(runId, pathOf(lines, document)));
    }
  }
}

/** What came of a line whose request was open when the run broke off: it cannot be looked up, so only its key can tell. */
export async function settleLine(sending: Sending, stored: StoredRequest, document: Departing): Promise<void> {
  const lines = lineRoute(sending.entity)!;
  const { id, intentAt } = stored;
  const { connection, parts, runId } = sending;
  if (stored.idempotencyKey === undefined || !keyHolds(connection.clock.now(), DEFAULT_TIMEOUT_MS, intentAt)) {
    return sending.settle(id, undefined, [unknown(sending, document, 'the run broke off before the reply came')]);
  }
  const index = await parts.journal.carriedOut(runId, pathOf(lines, document));
  const { status, failure } = await sendLine(
    sending,
    { ...lines, request: storedCall(stored), id, intentAt, repeated: true },
    document,
  );
  const isLast = index === bodiesOf(document).length - 1;
  await sending.settle(id, status, failure === undefined ? (isLast ? [complete(sending, document)] : []) : [failure]);
}

/** Lines are read back like elements of a collection of their own, which have no number. */
function lineRoute(entity: EntityShape): LineRoute | undefined {
  const { lines, numberField: _number, ...rest } = entity;
  if (lines?.route === undefined) return undefined;
  return { shape: { ...rest, name: lines.name, idField: idFieldOf(lines, entity) }, route: lines.route };
}

function idFieldOf(lines: LineSpec, entity: EntityShape): string {
  return lines.idField ?? entity.idField;
}

function pathOf({ shape, route }: LineRoute, document: Departing): string {
  return formRequest(shape, route, [document], '').path;
}

function bodiesOf({ followUps }: Departing): readonly string[] {
  return JSON.parse(followUps ?? '[]') as readonly string[];
}

function complete(sending: Sending, document: Departing): MemberResult {
  const xeroId = document.xeroId ?? '';
  const delivery = sending.delivery(document, xeroId);
  return { document: document.seq, outcome: 'saved', xeroId, findings: [], delivery };
}

/** @param first the lines before it are in the books */
async function sendLines(sending: Sending, lines: LineRoute, document: Departing, first: number): Promise<void> {
  const bodies = bodiesOf(document);
  let isComplete = true;
  for (const [index, body] of bodies.entries()) {
    if (index < first) continue;
    const line = { ...document, body };
    const request = formRequest(lines.shape, lines.route, [line], sending.parts.newKey());
    const { id, intentAt } = await storeIntent(sending, request, [line], { state: 'incomplete' });
    const { status, failure } = await sendLine(sending, { ...lines, request, id, intentAt, repeated: false }, line);
    isComplete &&= failure === undefined;
    const isLast = index === bodies.length - 1;
    const end = isComplete && isLast ? [complete(sending, document)] : [];
    await sending.settle(id, status, failure === undefined ? end : [failure]);
  }
}

/** Rejects where it surely was not carried out; a request sent for the first time is settled then. */
async function sendLine(
  sending: Sending,
  { shape, route, request, id, intentAt, repeated }: StoredLine,
  line: Departing,
): Promise<{ readonly status: number | undefined; readonly failure?: MemberResult }> {
  let reply: ApiReply;
  try {
    reply = await sending.connection.api.call(request, { intentAt, repeated });
  } catch (error) {
    if (error instanceof LostReply && error.sent) {
      return { status: undefined, failure: unknown(sending, line, error.message) };
    }
    if (!repeated) await sending.settle(id, undefined, []);
    throw error instanceof LostReply ? outOfReach(sending, error.message) : error;
  }
  const { status } = reply;
  /** After a repetition a refusal may mean that the earlier attempt was carried out. */
  const refusal = repeated ? unknown : refused;
  const reading = readWriteReply(shape, route, membersOf(shape, line), reply);
  if ('whole' in reading) {
    const { kind, message } = reading.whole;
    const isRefused = kind === 'bad-request' || kind === 'too-large';
    return { status, failure: (isRefused ? refusal : unknown)(sending, line, message) };
  }
  const { members } = reading;
  const rejected = members.filter(({ outcome }) => outcome === 'rejected');
  if (rejected.length > 0) {
    const texts = rejected.flatMap(({ messages }) => messages.map(({ text }) => text));
    return { status, failure: refusal(sending, line, [...new Set(texts)].join(' ')) };
  }
  if (members.every(({ outcome }) => outcome !== 'missing')) return { status };
  return { status, failure: unknown(sending, line, 'the reply leaves it out') };
}

/** The lines that a request carries; those that name a record of their own are told by it. */
function membersOf({ idField }: EntityShape, { seq, body }: Departing): readonly ReplyMember[] {
  const lines = JSON.parse(`[${body ?? '{}'}]`) as readonly Readonly<Record<string, unknown>>[];
  return lines.map((line) => {
    const id = line[idField];
    return { document: seq, ...(typeof id === 'string' ? { id } : {}) };
  });
}
