/** Looks up which of an action's records are as it wanted them, although no reply says so. */

import { foldKey } from '../model/index-facts.ts';
import type { ExistingRecord } from '../model/matching.ts';
import type { Action } from '../model/registry.ts';
import { askedFields, recordValue } from '../validators/judge-record.ts';
import { parseExactJson, textAt } from '../xero/exact-json.ts';
import { lookUpIds } from '../xero/look-up.ts';
import type { Departing, Sending } from './sending.ts';

/** By seq, for actions whose records tell their state. */
export async function findChanged(
  sending: Pick<Sending, 'entity' | 'connection' | 'parts'>,
  action: Action,
  documents: readonly Departing[],
): Promise<ReadonlyMap<number, { readonly id: string; readonly number?: string }>> {
  const { entity } = sending;
  const records = await recordsNow(sending, action, documents);
  const isSo = (record: ExistingRecord | undefined) => {
    if (record === undefined) return action.removes === true;
    const { done } = action;
    return done?.values.includes(recordValue(record, done.field, entity)) === true;
  };
  const found = documents.filter(({ xeroId = '' }) => isSo(records.get(foldKey(xeroId))));
  const known = found.map(({ seq, xeroId = '', xeroNumber }) => {
    return [seq, { id: xeroId, ...(xeroNumber === undefined ? {} : { number: xeroNumber }) }] as const;
  });
  return new Map(known);
}

/** By folded ID; those that stand within others are found through these. */
async function recordsNow(
  { entity, connection: { api }, parts: { registry } }: Pick<Sending, 'entity' | 'connection' | 'parts'>,
  action: Action,
  documents: readonly Departing[],
): Promise<ReadonlyMap<string, ExistingRecord>> {
  const records = new Map<string, ExistingRecord>();
  const meet = async (page: readonly ExistingRecord[]) => {
    for (const record of page) if (record.entity === entity.name) records.set(foldKey(record.id), record);
  };
  const { inner } = action;
  if (inner === undefined || action.removes !== true) {
    const ids = documents.flatMap(({ xeroId }) => xeroId ?? []);
    await lookUpIds(api, entity, [...new Set(ids)], meet, { keyFields: askedFields(action, entity) });
    return records;
  }
  const within = documents.map(({ body = '{}' }) => parseExactJson(body));
  for (const owner of registry.entities.filter(({ name }) => inner.owners.includes(name))) {
    const own = within.filter((json) => textAt(json, 'Owner') === owner.name);
    const ids = new Set(own.map((json) => textAt(json, 'OwnerID')));
    await lookUpIds(api, owner, [...ids], meet, { inner });
  }
  return records;
}
