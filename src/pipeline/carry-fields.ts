/** Adds to what is sent those fields of the record that Xero wants to see again beside its new status. */

import type { DocumentChange, DocumentRecord } from '../journal/run-store.ts';
import { elementReader } from '../xero/element-value.ts';
import { textAt } from '../xero/exact-json.ts';
import { fetchRecords } from '../xero/look-up.ts';
import type { ActionPlan } from './action-plan.ts';
import { spliceBody } from './splice-body.ts';

/** The changes, those of rows that are sent with their body completed; as they are where nothing is asked of Xero. */
export async function carryFields(
  { entity, action, connection }: Pick<ActionPlan, 'entity' | 'action' | 'connection'>,
  documents: readonly DocumentRecord[],
  changes: readonly DocumentChange[],
): Promise<readonly DocumentChange[]> {
  const { carries = [] } = action;
  const sent = changes.filter(({ state }) => state === undefined);
  if (carries.length === 0 || sent.length === 0 || connection.saved !== undefined) return changes;
  const readers = carries.map((name) => {
    const { type = 'text' } = entity.fields.find((field) => field.name === name) ?? {};
    return [name, elementReader(entity, { name, type })] as const;
  });
  const records = await fetchRecords(
    connection.api,
    entity,
    sent.map(({ xeroId }) => xeroId!),
  );
  const byId = new Map(records.map((record) => [textAt(record, entity.idField).toLowerCase(), record]));
  const bodies = new Map(documents.map(({ seq, body }) => [seq, body ?? '{}']));
  return changes.map((change) => {
    const record = change.state === undefined ? byId.get(change.xeroId?.toLowerCase() ?? '') : undefined;
    if (record === undefined) return change;
    const values = readers.map(([name, read]) => [name, read(record)] as const).filter(([, value]) => value !== '');
    return { ...change, body: spliceBody(change.body ?? bodies.get(change.seq)!, Object.fromEntries(values)) };
  });
}
