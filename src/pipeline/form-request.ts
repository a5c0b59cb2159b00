/** Forms the request that carries a chunk, and stores it as an intent before it leaves. */

import type { PendingDelivery } from '../journal/journal.ts';
import type { EntityShape, Route } from '../model/entity.ts';
import type { ApiRequest } from '../xero/api.ts';
import { parseBody } from './parse-body.ts';
import type { Departing, Sending } from './sending.ts';
import { spliceBody } from './splice-body.ts';

/** The request as the journal holds it before it leaves. */
export interface Intent {
  readonly id: number;
  /** ms since the epoch: ours, and Xero's own. */
  readonly intentAt: number;
  readonly serverTime: number;
}

interface IntentPlan {
  /** Of the documents while it is under way. */
  readonly state?: 'sent' | 'incomplete';
  /** Those of which no other run may send an equal one before this request is settled. */
  readonly pending?: readonly Departing[];
}

/** The request and its members durable before it leaves. Rejects as `storeRequests` does. */
export async function storeIntent(
  { parts, store, connection, runId, owner, delivery }: Sending,
  request: ApiRequest,
  documents: readonly Departing[],
  { state = 'sent', pending = [] }: IntentPlan = {},
): Promise<Intent> {
  const [intentAt, serverTime] = [connection.clock.now(), Math.floor(connection.serverNow())];
  const stored = {
    runId,
    method: request.method,
    path: request.path,
    query: new URLSearchParams(request.query).toString(),
    members: documents.map((document) => document.seq),
    intentAt,
    serverTime,
    ...(pending.length === 0 ? {} : { pending: pending.map((document) => pendingOf(document, delivery)) }),
    ...(request.body === undefined ? {} : { body: request.body }),
    ...(request.idempotencyKey === undefined ? {} : { idempotencyKey: request.idempotencyKey }),
  };
  const [id] = await parts.journal.storeRequests([stored], owner);
  if (state === 'sent') {
    await store.changeDocuments(
      documents.map(({ seq }) => ({ seq, state })),
      [],
    );
  }
  return { id: id!, intentAt, serverTime };
}

/** What other runs may know of it. */
function pendingOf(document: Departing, delivery: Sending['delivery']): PendingDelivery {
  const { entity, key, occurrence, hash } = delivery(document, '');
  return { document: document.seq, entity, key, occurrence, hash };
}

/** Documents carry their bodies; an ID that is known goes into the path or the body, as the route wants it. DELETE takes no key. */
export function formRequest(
  entity: EntityShape,
  route: Route,
  documents: readonly Departing[],
  idempotencyKey: string,
): ApiRequest {
  const first = documents[0]!;
  const path = pathOf(entity, route, first);
  const query: Record<string, string> = {};
  if (route.summarizeErrors) query.summarizeErrors = 'false';
  if (route.unitdp) query.unitdp = '4';
  const key = route.method === 'DELETE' ? {} : { idempotencyKey };
  const head = { method: route.method, path, ...key, ...(Object.keys(query).length > 0 ? { query } : {}) };
  if (route.body === 'none') return head;
  const inBody = route !== entity.create && !route.path.includes('{');
  const bodies = documents.map((document) => {
    const set = inBody && document.xeroId !== undefined ? { [entity.idField]: document.xeroId } : {};
    return spliceBody(document.body ?? '{}', set);
  });
  return { ...head, body: route.body === 'element' ? bodies[0]! : `{"${envelopeOf(route)}":[${bodies.join(',')}]}` };
}

/** Braces hold the record's ID, or the parts of one that slashes separate; `{Owner}` and `{OwnerID}` the record that it stands within. */
function pathOf({ idField }: EntityShape, { path }: Route, { xeroId = '', body }: Departing): string {
  const owner = path.includes('{Owner') ? parseBody(body ?? '{}') : {};
  const ids = xeroId.split('/').values();
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const held = name === idField ? undefined : owner[name];
    return encodeURIComponent(typeof held === 'string' ? held : (ids.next().value ?? ''));
  });
}

/** The name of the array that is sent: `/CreditNotes/{CreditNoteID}/Allocations` takes Allocations. */
function envelopeOf({ path }: Route): string {
  return path.split('/').findLast((part) => part !== '' && !part.startsWith('{')) ?? '';
}
