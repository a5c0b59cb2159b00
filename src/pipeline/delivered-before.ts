/** Compares documents with what earlier runs delivered: an equal one is not sent again, whatever has become of it since. */

import type { Delivery } from '../journal/journal.ts';
import type { DocumentRecord } from '../journal/run-store.ts';
import type { Finding } from '../model/finding.ts';
import { foldKey } from '../model/index-facts.ts';
import type { ExistingRecord, MatchInput } from '../model/matching.ts';
import type { Action, Entity } from '../model/registry.ts';
import { lookUpIds } from '../xero/look-up.ts';
import { IN_DOUBT } from './chunk-results.ts';
import type { Connection, Parts } from './parts.ts';
import { deliveryKind } from './sending.ts';

export interface DeliveredPlan {
  readonly entity: Entity;
  readonly action: Action | undefined;
  readonly connection: Connection;
}

export interface Delivered {
  readonly delivery: Delivery;
  /** Xero holds the record no longer, or only as voided or deleted. */
  readonly gone: boolean;
  /** The earlier run could not learn whether it arrived. */
  readonly doubtful: boolean;
}

/** By seq, the documents that equal the last delivery of their key. @param existing what is known of Xero's records already */
export async function deliveredBefore(
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
    return delivery?.hash === document.hash ? [{ seq: document.seq, delivery }] : [];
  });
  const standing = await standingRecords(
    plan,
    equal.flatMap(({ delivery }) => (delivery.xeroId === IN_DOUBT ? [] : [delivery.xeroId])),
    existing,
  );
  return new Map(
    equal.map(({ seq, delivery }) => {
      const gone = !standing.has(foldKey(delivery.xeroId));
      return [seq, { delivery, gone, doubtful: delivery.xeroId === IN_DOUBT }] as const;
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

/** The finding of a document that is not sent for that reason. */
export function deliveredFinding(
  document: DocumentRecord,
  { delivery, gone, doubtful }: Delivered,
): Finding & { readonly seq: number } {
  const at = document.match === undefined ? undefined : (JSON.parse(document.match) as MatchInput).at;
  return {
    seq: document.seq,
    code: doubtful ? 'duplicate/in-doubt' : gone ? 'duplicate/deleted-since' : 'duplicate/already-delivered',
    severity: doubtful ? 'ERROR' : 'WARNING',
    ordinal: at?.ordinal ?? -1,
    row: at?.row ?? 0,
    params: { run: delivery.runId },
  };
}

function keyOf(document: DocumentRecord): string {
  return document.key ?? document.hash;
}

/** The IDs, folded, that Xero still holds and counts; those not met yet are asked for. */
async function standingRecords(
  { entity, connection }: DeliveredPlan,
  ids: readonly string[],
  existing: readonly ExistingRecord[],
): Promise<ReadonlySet<string>> {
  const known = new Map(existing.filter((record) => record.entity === entity.name).map(withFoldedId));
  const unknown = [...new Set(ids)].filter((id) => !known.has(foldKey(id)));
  await lookUpIds(connection.api, entity, unknown, async (records) => {
    for (const record of records) known.set(foldKey(record.id), record);
  });
  const gone = entity.status?.gone ?? [];
  return new Set(
    [...known].filter(([, { status }]) => status === undefined || !gone.includes(status)).map(([id]) => id),
  );
}

function withFoldedId(record: ExistingRecord): readonly [string, ExistingRecord] {
  return [foldKey(record.id), record];
}
