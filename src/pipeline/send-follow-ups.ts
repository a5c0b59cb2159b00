/** Sends what a document needs besides its own request: lines that have a route of their own, one request each. */

import type { MemberResult } from '../journal/journal.ts';
import type { EntityShape, LineSpec, Route } from '../model/entity.ts';
import { type ApiRequest, LostReply } from '../xero/api.ts';
import { readWriteReply } from '../xero/read-reply.ts';
import { refused, unknown } from './chunk-results.ts';
import { formRequest, storeIntent } from './form-request.ts';
import type { Departing, Sending } from './sending.ts';

/**
 * Lines are sent once their documents are saved. A line that fails makes its document an ERROR; only a document with all
 * of its lines counts as delivered. Rejects as the API does, with the documents that lack lines marked.
 */
export async function sendFollowUps(sending: Sending, documents: readonly Departing[]): Promise<void> {
  const { lines } = sending.entity;
  if (lines?.route === undefined) return;
  const waiting = new Map((await savedWithLines(sending, documents)).map((document) => [document.seq, document]));
  try {
    for (const document of waiting.values()) {
      waiting.delete(document.seq);
      await sendLines(sending, lineShape(sending.entity, lines), lines.route, document);
    }
  } catch (error) {
    await markIncomplete(sending, [...waiting.values()]);
    throw error;
  }
}

/** Of these documents, those that are saved and whose lines were never sent become ERRORs. */
export async function leaveIncomplete(sending: Sending, documents: readonly Departing[]): Promise<void> {
  if (sending.entity.lines?.route !== undefined) {
    await markIncomplete(sending, await savedWithLines(sending, documents));
  }
}

async function savedWithLines(sending: Sending, documents: readonly Departing[]): Promise<readonly Departing[]> {
  const saved: Departing[] = [];
  for (const document of documents) {
    const now = document.followUps === undefined ? undefined : await sending.store.document(document.seq);
    if (now?.state === 'done' && now.status !== 'ERROR' && now.xeroId !== undefined)
      saved.push({ ...document, ...now });
  }
  return saved;
}

async function markIncomplete(sending: Sending, documents: readonly Departing[]): Promise<void> {
  await sending.store.changeDocuments(
    documents.map(({ seq, firstRow }) => ({ seq, state: 'done', status: 'ERROR', faultRow: firstRow })),
    documents.map((document) => ({ ...sending.finding(document, 'xero/incomplete', false, {}), seq: document.seq })),
  );
}

/** Lines are read back like elements of a collection of their own, which have no number. */
function lineShape(entity: EntityShape, lines: LineSpec): EntityShape {
  const { numberField: _number, ...rest } = entity;
  return { ...rest, name: lines.name, idField: lines.idField ?? entity.idField };
}

async function sendLines(sending: Sending, shape: EntityShape, route: Route, document: Departing): Promise<void> {
  const bodies = JSON.parse(document.followUps ?? '[]') as readonly string[];
  const xeroId = document.xeroId ?? '';
  let complete = true;
  for (const [index, body] of bodies.entries()) {
    const line = { ...document, body };
    const request = formRequest(shape, route, [line], sending.parts.newKey());
    const { id, intentAt } = await storeIntent(sending, request, [line]);
    const { status, failure } = await sendLine(sending, { shape, route, request, id, intentAt }, line);
    complete &&= failure === undefined;
    const end: MemberResult = complete
      ? { document: line.seq, outcome: 'saved', xeroId, findings: [], delivery: sending.delivery(document, xeroId) }
      : { document: line.seq, outcome: 'rejected', findings: [] };
    const isLast = index === bodies.length - 1;
    await sending.settle(id, status, failure === undefined ? (isLast ? [end] : []) : [failure]);
  }
}

interface StoredLine {
  readonly shape: EntityShape;
  readonly route: Route;
  readonly request: ApiRequest;
  /** The request's id in the journal. */
  readonly id: number;
  readonly intentAt: number;
}

async function sendLine(
  sending: Sending,
  { shape, route, request, id, intentAt }: StoredLine,
  line: Departing,
): Promise<{ readonly status: number | undefined; readonly failure?: MemberResult }> {
  try {
    const reply = await sending.connection.api.call(request, { intentAt });
    const reading = readWriteReply(shape, route, [{ document: line.seq }], reply);
    const { status } = reply;
    if ('whole' in reading) {
      const { kind, message } = reading.whole;
      const isRefused = kind === 'bad-request' || kind === 'too-large';
      return { status, failure: (isRefused ? refused : unknown)(sending, line, message) };
    }
    const [member] = reading.members;
    if (member?.outcome === 'missing') return { status, failure: unknown(sending, line, 'the reply leaves it out') };
    if (member?.outcome !== 'rejected') return { status };
    return { status, failure: refused(sending, line, member.messages.map(({ text }) => text).join(' ')) };
  } catch (error) {
    if (error instanceof LostReply) return { status: undefined, failure: unknown(sending, line, error.message) };
    const findings = [sending.finding(line, 'xero/incomplete', false, {})];
    await sending.settle(id, undefined, [{ document: line.seq, outcome: 'rejected', findings }]);
    throw error;
  }
}
