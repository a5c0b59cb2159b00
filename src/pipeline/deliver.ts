/** Delivers what preparing left ready: stage by stage, chunk by chunk, a few requests in flight. */

import PQueue from 'p-queue';
import type { DocumentRecord, RunStore } from '../journal/run-store.ts';
import type { Route } from '../model/entity.ts';
import type { Action, Entity } from '../model/registry.ts';
import { MOST_BYTES, readyChunks } from './chunk.ts';
import type { Again } from './chunk-results.ts';
import { chunkSize, watched } from './chunk-size.ts';
import { estimateOf } from './estimate.ts';
import type { Connection, Parts } from './parts.ts';
import { sendChunk } from './send-chunk.ts';
import { resumeFollowUps, sendFollowUps } from './send-follow-ups.ts';
import { createSending, type Departing, departing, type Sending } from './sending.ts';
import { settleOpen } from './settle-open.ts';
import { STAGES } from './stages.ts';
import { withContacts } from './with-contacts.ts';
import { refuseWithoutContact } from './without-contact.ts';

export interface DeliveryPlan {
  readonly runId: string;
  readonly entity: Entity;
  readonly action: Action | undefined;
  readonly store: RunStore;
  readonly connection: Connection;
  /** Documents a request, where the job fixes it. */
  readonly batch: number | undefined;
  /** Documents to be sent in all, for the progress line. */
  readonly documents: number;
  /** Whose lease on the run must hold. */
  readonly owner: string | undefined;
  /** What other runs delivered is sent again. */
  readonly again: boolean;
  /** It was begun by an earlier process, which may have left requests open. */
  readonly resumed: boolean;
  /** Called after each request, to keep account of the calls. */
  readonly calls: () => Promise<void>;
}

const IN_FLIGHT = 5;

/** Rejects with a Refusal (day limit, sign-in, unreachable) once what is in flight is settled; what is left stays ready. */
export async function deliver(plan: DeliveryPlan, parts: Parts): Promise<void> {
  parts.progress.phase('sending');
  const progress = { done: 0 };
  const [[, first] = []] = routesOf(plan);
  const { documents, batch, connection } = plan;
  if (documents > 0) parts.progress.plan(estimateOf({ documents, batch, route: first }, connection.api));
  const contacts = parts.registry.entities.find((entity) => entity.name === 'Contacts');
  if (plan.resumed) await settleBroken(plan, contacts, parts);
  if (contacts !== undefined && plan.entity.stage !== 'contacts') {
    await deliverEntity({ ...plan, entity: contacts, action: undefined }, parts, progress);
    await refuseWithoutContact(plan.store);
  }
  await deliverEntity(plan, parts, progress);
}

async function settleBroken(plan: DeliveryPlan, contacts: Entity | undefined, parts: Parts): Promise<void> {
  const own = createSending({ ...plan, parts });
  const before =
    contacts === undefined ? undefined : createSending({ ...plan, entity: contacts, action: undefined, parts });
  await settleOpen(
    plan.runId,
    { journal: parts.journal, store: plan.store },
    {
      sending: (entity) => [own, before].find((sending) => sending?.entity.name === entity),
      routes: (entity) => routesOf(entity === plan.entity ? plan : { entity, action: undefined }),
    },
  );
  await resumeFollowUps(own);
  await plan.calls();
}

async function deliverEntity(plan: DeliveryPlan, parts: Parts, progress: { done: number }): Promise<void> {
  const stage = STAGES.indexOf(plan.entity.stage);
  for (const [verb, route] of routesOf(plan)) {
    const size = chunkSize(plan.batch, route);
    const api = watched(plan.connection.api, route, size);
    const chunks = readyChunks(plan.store, { stage, verb }, { documents: size.now, bytes: MOST_BYTES });
    const sending = createSending({ ...plan, connection: { ...plan.connection, api }, parts });
    await deliverChunks(sending, route, chunks, (count) => {
      progress.done += count;
      api.expect(Math.ceil((plan.documents - progress.done) / size.now()));
      parts.progress.documents(progress.done, plan.documents);
      parts.progress.calls(plan.connection.api.counts().sent);
    });
  }
}

function routesOf(plan: Pick<DeliveryPlan, 'entity' | 'action'>): readonly (readonly [string, Route])[] {
  if (plan.action !== undefined) return plan.action.route === undefined ? [] : [[plan.action.name, plan.action.route]];
  const routes: [string, Route][] = [];
  if (plan.entity.create !== undefined) routes.push(['create', plan.entity.create]);
  if (plan.entity.update !== undefined) routes.push(['update', plan.entity.update]);
  return routes;
}

async function deliverChunks(
  sending: Sending,
  route: Route,
  chunks: AsyncIterable<readonly DocumentRecord[]>,
  onDone: (documents: number) => void,
): Promise<void> {
  const queue = new PQueue({ concurrency: IN_FLIGHT });
  const failures: unknown[] = [];
  const enqueue = (documents: readonly Departing[], attempt: number): void => {
    void queue.add(async () => {
      if (failures.length > 0) return;
      try {
        const again = await sendWhole(sending, route, documents, attempt);
        for (const group of again.groups) enqueue(group, again.attempt);
        onDone(documents.length - again.groups.reduce((sum, group) => sum + group.length, 0));
      } catch (error) {
        failures.push(error);
      }
    });
  };
  try {
    for await (const chunk of chunks) {
      if (failures.length > 0) break;
      enqueue(await departing(sending.store, await withContacts(sending.store, chunk)), 0);
      await queue.onSizeLessThan(IN_FLIGHT);
    }
  } catch (error) {
    failures.push(error);
  }
  await queue.onIdle();
  if (failures.length > 0) throw failures[0];
}

/** The chunk, then those lines of its documents that go by themselves. */
async function sendWhole(
  sending: Sending,
  route: Route,
  documents: readonly Departing[],
  attempt: number,
): Promise<Again> {
  const again = await sendChunk(sending, route, documents, attempt);
  await sendFollowUps(sending, documents);
  return again;
}
