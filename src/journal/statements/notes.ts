/** Small facts of a run, as JSON under a name. */

import type { Database } from '../database.ts';
import type { RunStore } from '../run-store.ts';

export function notes(database: Database): Pick<RunStore, 'note' | 'noted'> {
  const save = database.prepare('REPLACE INTO note VALUES (?, ?)');
  const select = database.prepare<{ value: string }>('SELECT value FROM note WHERE name = ?');
  return {
    async note(name, value) {
      database.write(() => save.run(name, JSON.stringify(value ?? null)));
    },
    async noted(name) {
      const row = database.read(() => select.get(name));
      return row && (JSON.parse(row.value) as unknown);
    },
  };
}
