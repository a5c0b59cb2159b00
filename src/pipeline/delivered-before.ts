/** Compares documents with what earlier runs delivered: an equal one is not sent again, whatever has become of it since. */

import type { Delivery } from '../journal/journal.ts';
import type { DocumentChange, DocumentRecord } from '../journal/run-store.ts';
import type { Finding } from '../model/finding.ts';
import { foldKey } from '../model/index-facts.ts';
import type { ExistingRecord, MatchInput } from '../model/matching.ts';
import type { Action, Entity } from '../model/registry.ts';
import { tellsState } from '../model/tells-state.ts';
import { lookUpIds } from '../xero/look-up.ts';
import { IN_DOUBT } from './chunk-results.ts';
import type { Connection, Parts } from './parts.ts';
import { deliveryKind } from './sending.ts';

export interface DeliveredPlan {
  /** The run that asks; what it has delivered itself, or has on its way, is no other run's. */
  readonly runId: string;
  readonly entity: Entity;
  readonly action: Action | undefined;
  readonly connection: Connection;
  /** What was delivered before is sent again, unless it is on its way at this moment. */
  readonly again: boolean;
}

/**
 * `gone`: Xero holds the record no longer, or only as voided or deleted. `doubtful`: the earlier run could not learn whether
 * it arrived. `under-way`: that run has not learnt it yet.
 */
export interface Delivered {
  readonly delivery: Delivery;
  readonly fate: 'standing' | 'gone' | 'doubtful' | 'under-way';
}

/**
 * By seq, the documents that equal the last delivery of their key, or one that another run has on its way.
 * @param existing what is known of Xero's records already
 */
export async function deliveredBefore(
  plan: DeliveredPlan,
  documents: readonly DocumentRecord[],
  existing: readonly ExistingRecord[],
  parts: Parts,
): Promise<ReadonlyMap<number, Delivered>> {
  const underWay = await deliveriesUnderWay(plan, documents, parts);
  const delivered = plan.again ? new Map<number, Delivered>() : await lastDeliveries(plan, documents, existing, parts);
  return new Map([...underWay, ...delivered]);
}

/** Of equal documents a request may carry some; which of them is not asked, for they cannot be told apart. */
async function deliveriesUnderWay(
  { runId, entity, action, connection }: DeliveredPlan,
  documents: readonly DocumentRecord[],
  { journal }: Parts,
): Promise<ReadonlyMap<number, Delivered>> {
  const organisationId = connection.facts.organisation.id;
  const kind = deliveryKind(entity.name, action?.name);
  const hashes = documents.map(({ hash }) => hash);
  const open = await journal.underWay({ organisationId, exceptRun: runId, entity: kind, hashes });
  const byHash = new Map(open.map((delivery) => [delivery.hash, delivery]));
  return new Map(
    documents.flatMap(({ seq, hash }) => {
      const delivery = byHash.get(hash);
      return delivery === undefined ? [] : [[seq, { delivery, fate: 'under-way' }] as const];
    }),
  );
}

async function lastDeliveries(
  plan: DeliveredPlan,
  documents: readonly DocumentRecord[],
  existing: readonly ExistingRecord[],
  parts: Parts,
): Promise<ReadonlyMap<number, Delivered>> {
  const keys = documents.map((document) => {
    return { key: keyOf(document), occurrence: document.occurrence, hash: document.hash };
  });
  const kind = deliveryKind(plan.entity.name, plan.action?.name);
  const deliveries = await parts.journal.deliveries(plan.connection.facts.organisation.id, kind, keys);
  const byKey = new Map(deliveries.map((delivery) => [`${delivery.occurrence} ${delivery.key}`, delivery]));
  const equal = documents.flatMap((document) => {
    const delivery = byKey.get(`${document.occurrence} ${keyOf(document)}`);
    return delivery?.hash === document.hash && delivery.runId !== plan.runId ? [{ seq: document.seq, delivery }] : [];
  });
  /** What a record's own state tells, or its absence, is not asked here. */
  const standing = await (tellsState(plan.action) ? everyId : standingRecords)(
    plan,
    equal.flatMap(({ delivery }) => (delivery.xeroId === IN_DOUBT ? [] : [delivery.xeroId])),
    existing,
  );
  return new Map(
    equal.map(({ seq, delivery }) => {
      const fate = standing.has(foldKey(delivery.xeroId)) ? 'standing' : 'gone';
      return [seq, { delivery, fate: delivery.xeroId === IN_DOUBT ? 'doubtful' : fate }] as const;
    }),
  );
}

/** Numbers of occurrences looked up at a time. */
const NUMBERS = 50;

/** The occurrences of a document without a key that one of the runs delivered. */
export async function occurrencesDelivered(
  { entity, action, connection }: DeliveredPlan,
  hash: string,
  runs: readonly string[],
  parts: Parts,
): Promise<ReadonlySet<number>> {
  const found = new Set<number>();
  const kind = deliveryKind(entity.name, action?.name);
  for (let first = 1; ; first += NUMBERS) {
    const keys = Array.from({ length: NUMBERS }, (_, index) => ({ key: hash, occurrence: first + index }));
    const deliveries = await parts.journal.deliveries(connection.facts.organisation.id, kind, keys);
    for (const { occurrence, runId } of deliveries) if (runs.includes(runId)) found.add(occurrence);
    if (deliveries.length === 0) return found;
  }
}

const CODES = {
  standing: 'duplicate/already-delivered',
  gone: 'duplicate/deleted-since',
  doubtful: 'duplicate/in-doubt',
  'under-way': 'duplicate/under-way',
} as const;

/** What becomes of a document that is not sent for that reason. */
export function verdictOf(
  document: DocumentRecord,
  { delivery, fate }: Delivered,
): { readonly change: DocumentChange; readonly finding: Finding & { readonly seq: number } } {
  const { seq, match, number } = document;
  const at = match === undefined ? undefined : (JSON.parse(match) as MatchInput).at;
  const place = { ordinal: at?.ordinal ?? -1, row: at?.row ?? 0 };
  const isOpen = fate === 'doubtful' || fate === 'under-way';
  const severity = isOpen ? 'ERROR' : 'WARNING';
  const known = isOpen ? {} : { xeroId: delivery.xeroId, ...(number === undefined ? {} : { xeroNumber: number }) };
  return {
    change: { seq, state: 'done', status: isOpen ? 'ERROR' : 'SKIPPED', faultRow: place.row, ...known },
    finding: { seq, code: CODES[fate], severity, ...place, params: { run: delivery.runId } },
  };
}

function keyOf(document: DocumentRecord): string {
  return document.key ?? document.hash;
}

async function everyId(_plan: DeliveredPlan, ids: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set(ids.map(foldKey));
}

/** The IDs, folded, that Xero still holds and counts; those not met yet are asked for, or without a connection taken to be there. */
async function standingRecords(
  { entity, connection }: DeliveredPlan,
  ids: readonly string[],
  existing: readonly ExistingRecord[],
): Promise<ReadonlySet<string>> {
  const known = new Map(existing.filter((record) => record.entity === entity.name).map(withFoldedId));
  const unknown = [...new Set(ids)].filter((id) => !known.has(foldKey(id)));
  const meet = async (records: readonly ExistingRecord[]) => {
    for (const record of records) known.set(foldKey(record.id), record);
  };
  if (connection.saved === undefined) await lookUpIds(connection.api, entity, unknown, meet);
  else await meet(unknown.map((id) => ({ entity: entity.name, id })));
  const gone = entity.status?.gone ?? [];
  return new Set(
    [...known].filter(([, { status }]) => status === undefined || !gone.includes(status)).map(([id]) => id),
  );
}

function withFoldedId(record: ExistingRecord): readonly [string, ExistingRecord] {
  return [foldKey(record.id), record];
}
