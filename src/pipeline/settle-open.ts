/** First of all when a run is taken up again: the requests that were stored and have no result are settled. */

import type { StoredRequest } from '../journal/journal.ts';
import type { DocumentRecord } from '../journal/run-store.ts';
import type { Route } from '../model/entity.ts';
import type { Entity } from '../model/registry.ts';
import { unknown } from './chunk-results.ts';
import { settleInTurn } from './send-chunk.ts';
import { settleLine } from './send-follow-ups.ts';
import { departing, type Sending } from './sending.ts';
import { storedCall } from './underway.ts';
import { withContacts } from './with-contacts.ts';

export interface OpenPlan {
  /** What sends the documents of an entity. */
  readonly sending: (entity: string) => Sending | undefined;
  /** The routes of an entity, by verb. */
  readonly routes: (entity: Entity) => readonly (readonly [verb: string, Route])[];
}

const PAGE = 100;
const WHY = 'the run broke off before the reply came';

/** What is found missing is ready to be sent again. Rejects where Xero is out of reach; what is not settled then stays open. */
export async function settleOpen(
  runId: string,
  { journal, store }: { readonly journal: Sending['parts']['journal']; readonly store: Sending['store'] },
  plan: OpenPlan,
): Promise<void> {
  for (let after = 0; ; ) {
    const page = await journal.openRequests(runId, after, PAGE);
    if (page.length === 0) return;
    after = page.at(-1)!.id;
    for (const request of page) {
      const members: DocumentRecord[] = [];
      for (const seq of request.members) {
        const document = await store.document(seq);
        if (document !== undefined) members.push(document);
      }
      await settleOne(request, members, plan);
    }
  }
}

async function settleOne(stored: StoredRequest, members: readonly DocumentRecord[], plan: OpenPlan): Promise<void> {
  const [first] = members;
  const sending = plan.sending(first?.entity ?? '');
  if (first === undefined || sending === undefined) throw new Error(`request ${stored.id} has no documents any more`);
  const { lines } = sending.entity;
  const isLine = lines?.route !== undefined && isOf(lines.route, stored);
  const left = members.filter(({ state }) => state === (isLine ? 'incomplete' : 'sent'));
  if (left.length === 0) return sending.settle(stored.id, undefined, []);
  const documents = await departing(sending.store, await withContacts(sending.store, left));
  if (isLine) return settleLine(sending, stored, documents[0]!);
  const [, route] = plan.routes(sending.entity).find(([verb]) => verb === first.verb) ?? [];
  if (route === undefined || !isOf(route, stored)) {
    const results = documents.map((document) => unknown(sending, document, WHY));
    return sending.settle(stored.id, undefined, results);
  }
  const { idempotencyKey, ...bare } = storedCall(stored);
  /** Of a request that was settled in part, the same bytes would carry more than what is open. */
  const isWhole = documents.length === stored.members.length && idempotencyKey !== undefined;
  await settleInTurn(sending, {
    id: stored.id,
    route,
    request: isWhole ? { ...bare, idempotencyKey } : bare,
    documents,
    attempt: 0,
    intentAt: stored.intentAt,
    serverTime: stored.serverTime,
    repeated: true,
    status: undefined,
    sent: true,
    why: WHY,
    cause: 'lost',
    quietSince: sending.connection.clock.now(),
  });
}

/** Lines that go by themselves have a path of their own. */
function isOf({ method, path }: Route, stored: StoredRequest): boolean {
  const parts = path.split('/');
  const own = stored.path.split('/');
  const fits = parts.length === own.length && parts.every((part, at) => part.startsWith('{') || part === own[at]);
  return fits && method === stored.method;
}
