/** Sends requests as rows say them, one after the other in their order; one whose outcome is not known is never sent again. */

import type { MemberResult } from '../../journal/journal.ts';
import type { DocumentChange } from '../../journal/run-store.ts';
import type { Finding } from '../../model/finding.ts';
import { readRequest, type WrittenRequest } from '../../validators/check-request.ts';
import { type ApiReply, type ApiRequest, DEFAULT_TIMEOUT_MS } from '../../xero/api.ts';
import { errorsIn, replyText } from '../../xero/reply-text.ts';
import { keyHolds } from '../../xero/retry.ts';
import { IN_DOUBT, refused, unknown, unsent } from '../chunk-results.ts';
import { type Delivered, verdictOf } from '../delivered-before.ts';
import { storeIntent } from '../form-request.ts';
import { readyDocuments } from '../look-up-existing.ts';
import type { Parts } from '../parts.ts';
import { type Departing, deliveryKind, departing, type Sending } from '../sending.ts';
import { storedCall } from '../underway.ts';
import { ownValues, type Performer, type SurveyPlan, told } from './performer.ts';
import { type Attempted, writeCall } from './write-call.ts';

/** Stands for the ID of a record in the delivery of a request. */
const CARRIED_OUT = 'carried-out';
const WHY_OPEN = 'the run broke off before the reply came';

export const raw: Performer = {
  apart: true,
  survey,
  async perform({ sending, done }) {
    for await (const page of readyDocuments(sending.store)) {
      for (const document of await departing(sending.store, page)) {
        await send(sending, document);
        done(1);
      }
    }
  },
  async settle(sending, stored, [document]) {
    const { clock } = sending.connection;
    if (document === undefined) return;
    const { id, intentAt, idempotencyKey } = stored;
    if (idempotencyKey === undefined || !keyHolds(clock.now(), DEFAULT_TIMEOUT_MS, intentAt)) {
      return sending.settle(id, undefined, [unknown(sending, document, WHY_OPEN)]);
    }
    const reply = await sending.connection.api.call(storedCall(stored), { intentAt, repeated: true });
    const isDone = reply.status < 300;
    const result = isDone ? resultOf(sending, document, reply) : unknown(sending, document, WHY_OPEN);
    await sending.settle(id, reply.status, [result]);
  },
};

async function survey(plan: SurveyPlan, parts: Parts): Promise<void> {
  const { store } = plan;
  for await (const page of readyDocuments(store)) {
    const documents = await departing(store, page);
    const earlier = await sentBefore(plan, documents, parts);
    const changes: DocumentChange[] = [];
    const findings: (Finding & { readonly seq: number })[] = [];
    for (const document of documents) {
      const { seq, firstRow: faultRow } = document;
      const read = readRequest(ownValues(document));
      const before = earlier.get(seq);
      if ('problem' in read) {
        changes.push({ seq, state: 'done', status: 'ERROR', faultRow });
        findings.push(told(document, read.problem.code, read.problem.params));
      } else if (before !== undefined && read.request.method !== 'GET') {
        const { change, finding } = verdictOf(document, before);
        changes.push({ ...change, xeroId: '' });
        findings.push(finding);
      } else {
        changes.push({ seq, verb: plan.action.name, body: JSON.stringify(read.request) });
      }
    }
    await store.changeDocuments(changes, findings);
  }
}

/** By seq, what an earlier run sent, or has on its way. */
async function sentBefore(
  { runId, entity, action, connection, again }: SurveyPlan,
  documents: readonly Departing[],
  { journal }: Parts,
): Promise<ReadonlyMap<number, Delivered>> {
  const organisationId = connection.facts.organisation.id;
  const kind = deliveryKind(entity.name, action.name);
  const hashes = documents.map(({ hash }) => hash);
  const open = await journal.underWay({ organisationId, exceptRun: runId, entity: kind, hashes });
  const asked = documents.map(({ hash, occurrence }) => ({ key: hash, occurrence, hash }));
  const made = again ? [] : await journal.deliveries(organisationId, kind, asked);
  return new Map(
    documents.flatMap(({ seq, hash, occurrence }): (readonly [number, Delivered])[] => {
      const underWay = open.find((delivery) => delivery.hash === hash);
      if (underWay !== undefined) return [[seq, { delivery: underWay, fate: 'under-way' }]];
      const delivery = made.find((each) => each.hash === hash && each.occurrence === occurrence);
      if (delivery === undefined || delivery.runId === runId) return [];
      return [[seq, { delivery, fate: delivery.xeroId === IN_DOUBT ? 'doubtful' : 'standing' }]];
    }),
  );
}

async function send(sending: Sending, document: Departing): Promise<void> {
  const written = JSON.parse(document.body ?? '{}') as WrittenRequest;
  if (written.method === 'GET') return ask(sending, document, written);
  const request: ApiRequest = { ...written, idempotencyKey: sending.parts.newKey() };
  const { id, intentAt } = await storeIntent(sending, request, [document], { pending: [document] });
  const attempted = await writeCall(sending, request, { intentAt }).catch(async (error: unknown) => {
    await sending.settle(id, undefined, [unsent(document)]);
    throw error;
  });
  const status = 'lost' in attempted ? undefined : attempted.status;
  await sending.settle(id, status, [writtenResult(sending, document, attempted)]);
}

/** A reply of 5xx, or that the same request is still at work, does not tell what was done; 501 is for what Xero never does. */
function writtenResult(sending: Sending, document: Departing, attempted: Attempted): MemberResult {
  if ('lost' in attempted) return unknown(sending, document, attempted.lost);
  const { status } = attempted;
  const isTold = status === 501 || (status < 500 && status !== 409);
  return isTold ? resultOf(sending, document, attempted) : unknown(sending, document, replyText(attempted));
}

async function ask(sending: Sending, document: Departing, request: ApiRequest): Promise<void> {
  const { findings, outcome } = resultOf(sending, document, await sending.connection.api.call(request));
  const { seq, firstRow: faultRow } = document;
  const change: DocumentChange =
    outcome === 'saved' ? { seq, state: 'done' } : { seq, state: 'done', status: 'ERROR', faultRow };
  await sending.store.changeDocuments(
    [change],
    findings.map((finding) => ({ ...finding, seq })),
  );
}

/** Elements that Xero refuses may stand in a reply of 200. */
function resultOf(sending: Sending, document: Departing, reply: ApiReply): MemberResult {
  const errors = errorsIn(reply);
  if (reply.status >= 300 || errors.length > 0) {
    const why = errors.length === 0 ? replyText(reply) : errors.join(' ');
    return refused(sending, document, `${reply.status} ${why}`);
  }
  const params = { status: String(reply.status), ...pieces(replyText(reply)) };
  return {
    document: document.seq,
    outcome: 'saved',
    findings: [sending.finding(document, 'xero/answered', true, params)],
    delivery: sending.delivery(document, CARRIED_OUT),
  };
}

/** A message shows no more than so much of each of its parts. */
const PIECE = 1500;

function pieces(text: string): Readonly<Record<string, string>> {
  const parts = text.match(new RegExp(`[\\s\\S]{1,${PIECE}}`, 'gu')) ?? [];
  return Object.fromEntries(parts.map((part, index) => [`body${index}`, part]));
}
