/** Records that the organisation holds already, found by ID, number or further keys. */

import { foldKey } from '../../model/index-facts.ts';
import type { ExistingRecord } from '../../model/matching.ts';
import type { Database } from '../database.ts';
import type { RunStore } from '../run-store.ts';

/** The field under which numbers are kept beside the further keys. */
const NUMBER = '';

interface ExistingRow {
  readonly id: number;
  readonly record: string;
}

type Existing = Pick<RunStore, 'addExisting' | 'existingByNumber' | 'existingByKey' | 'existingById' | 'existingCount'>;

export function existing(database: Database): Existing {
  const add = existingWriter(database);
  const byKey = database.prepare<ExistingRow>(`
    SELECT e.id, e.record FROM existing_key k JOIN existing e ON e.id = k.existing
    WHERE k.entity = ? AND k.field = ? AND k.value = ? ORDER BY e.id`);
  const byId = database.prepare<ExistingRow>('SELECT id, record FROM existing WHERE entity = ? AND xero_id = ?');
  const count = database.prepare<{ count: number }>('SELECT count(*) AS count FROM existing WHERE entity = ?');
  const withKey = (entity: string, field: string, values: readonly string[]) =>
    database
      .read(() => [...new Set(values.map(foldKey))].flatMap((value) => byKey.all(entity, field, value)))
      .map(toExisting);
  return {
    async addExisting(records) {
      database.append(records.length, () => {
        for (const record of records) add(record);
      });
    },
    async existingByNumber(entity, numbers) {
      return withKey(entity, NUMBER, numbers);
    },
    async existingByKey(entity, field, values) {
      return withKey(entity, field, values);
    },
    async existingById(entity, ids) {
      return database.read(() => [...new Set(ids)].flatMap((id) => byId.all(entity, id))).map(toExisting);
    },
    async existingCount(entity) {
      return database.read(() => count.get(entity)!.count);
    },
  };
}

function existingWriter(database: Database): (record: ExistingRecord) => void {
  const earlier = database.prepare<ExistingRow>('SELECT id, record FROM existing WHERE entity = ? AND xero_id = ?');
  const remove = database.prepare('DELETE FROM existing WHERE id = ?');
  const removeKey = database.prepare(
    'DELETE FROM existing_key WHERE entity = ? AND field = ? AND value = ? AND existing = ?',
  );
  const insert = database.prepare('INSERT INTO existing (entity, xero_id, record) VALUES (?, ?, ?)');
  const insertKey = database.prepare('INSERT INTO existing_key VALUES (?, ?, ?, ?)');
  return (record) => {
    const { entity, id } = record;
    const old = earlier.get(entity, id);
    if (old !== undefined) {
      for (const [field, value] of keysOf(toExisting(old))) removeKey.run(entity, field, foldKey(value), old.id);
      remove.run(old.id);
    }
    const { lastInsertRowid } = insert.run(entity, id, JSON.stringify(record));
    for (const [field, value] of keysOf(record)) insertKey.run(entity, field, foldKey(value), lastInsertRowid);
  };
}

function keysOf({ number, keys }: ExistingRecord): readonly (readonly [string, string])[] {
  const further = Object.entries(keys ?? {});
  return number === undefined ? further : [[NUMBER, number], ...further];
}

function toExisting(row: ExistingRow): ExistingRecord {
  return JSON.parse(row.record) as ExistingRecord;
}
