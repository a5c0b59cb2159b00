/** Looks up which of an action's records are as it wanted them, although no reply says so. */

import { foldKey } from '../model/index-facts.ts';
import type { ExistingRecord } from '../model/matching.ts';
import type { Action } from '../model/registry.ts';
import { askedFields, recordValue } from '../validators/match-action.ts';
import { lookUpIds } from '../xero/look-up.ts';
import type { Departing, Sending } from './sending.ts';

/** By seq, for actions whose records tell their state. */
export async function findChanged(
  { entity, connection }: Pick<Sending, 'entity' | 'connection'>,
  action: Action,
  documents: readonly Departing[],
): Promise<ReadonlyMap<number, { readonly id: string; readonly number?: string }>> {
  const records = new Map<string, ExistingRecord>();
  const ids = [...new Set(documents.flatMap(({ xeroId }) => xeroId ?? []))];
  const meet = async (page: readonly ExistingRecord[]) => {
    for (const record of page) records.set(foldKey(record.id), record);
  };
  await lookUpIds(connection.api, entity, ids, meet, { keyFields: askedFields(action, entity) });
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
