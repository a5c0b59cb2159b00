/** Sends what a document needs besides its own request: lines that have a route of their own, one request each. */

import type { EntityShape, Route } from '../model/entity.ts';
import { LostReply } from '../xero/api.ts';
import { readWriteReply } from '../xero/read-reply.ts';
import { formRequest, storeIntent } from './form-request.ts';
import type { Departing, Sending } from './sending.ts';

/** Lines are sent once their documents are saved; a line that fails makes its document an ERROR. */
export async function sendFollowUps(sending: Sending, documents: readonly Departing[]): Promise<void> {
  const { lines } = sending.entity;
  if (lines?.route === undefined) return;
  const shape: EntityShape = { ...withoutNumber(sending.entity), idField: lines.idField ?? sending.entity.idField };
  for (const document of documents) {
    const bodies: readonly string[] = document.followUps === undefined ? [] : JSON.parse(document.followUps);
    const parent = await sending.store.document(document.seq);
    if (parent?.xeroId === undefined || parent.status === 'ERROR') continue;
    for (const body of bodies) await sendLine(sending, shape, lines.route, { ...document, ...parent, body });
  }
}

function withoutNumber(entity: EntityShape): EntityShape {
  const { numberField: _number, ...rest } = entity;
  return rest;
}

async function sendLine(sending: Sending, shape: EntityShape, route: Route, line: Departing): Promise<void> {
  const request = formRequest(sending.entity, route, [line], sending.parts.newKey());
  const id = await storeIntent(sending, request, [line]);
  const fail = async (code: string, status: number | undefined, messages: readonly string[]) => {
    const findings = messages.map((message) => sending.finding(line, code, false, { message }));
    const outcome = code === 'xero/rejected' ? 'rejected' : 'unknown';
    await sending.settle(id, status, [{ document: line.seq, outcome, findings }]);
  };
  try {
    const reply = await sending.connection.api.call(request, { intentAt: sending.parts.clock.now() });
    const reading = readWriteReply(shape, route, [{ document: line.seq }], reply);
    if ('whole' in reading) return await fail('xero/rejected', reply.status, [reading.whole.message]);
    const [member] = reading.members;
    if (member?.outcome === 'rejected')
      return await fail(
        'xero/rejected',
        reply.status,
        member.messages.map(({ text }) => text),
      );
    if (member?.outcome === 'missing')
      return await fail('xero/unknown-outcome', reply.status, ['the reply leaves it out']);
    await sending.settle(id, reply.status, []);
  } catch (error) {
    if (!(error instanceof LostReply)) throw error;
    await fail('xero/unknown-outcome', undefined, [error.message]);
  }
}
