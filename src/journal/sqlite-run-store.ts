/** A run's own file in SQLite. */

import { rmSync } from 'node:fs';
import { openDatabase } from './open-database.ts';
import type { RunStore } from './run-store.ts';
import { run0001 } from './schema/0001-run.ts';
import { run0002 } from './schema/0002-run.ts';
import { documents } from './statements/documents.ts';
import { existing } from './statements/existing.ts';
import { findings } from './statements/findings.ts';
import { inputRows } from './statements/input-rows.ts';
import { notes } from './statements/notes.ts';
import { outcomes } from './statements/outcomes.ts';
import { pieces } from './statements/pieces.ts';
import { seqCounter } from './statements/seq-counter.ts';
import { spans } from './statements/spans.ts';

/** The store, and the way to make what was added durable. */
export interface SqliteRunStore extends RunStore {
  commit(): void;
}

/** Opens or makes the file; `onClose` is called once it is closed. Throws a Refusal where the file cannot be used. */
export function openSqliteRunStore(path: string, onClose: () => void): SqliteRunStore {
  const database = openDatabase({ path, schema: [run0001, run0002], durability: 'rebuildable', cacheMegabytes: 12 });
  const seqs = seqCounter(database);
  const close = async () => {
    database.close();
    onClose();
  };
  return {
    ...inputRows(database),
    ...spans(database, seqs),
    ...pieces(database),
    ...documents(database, seqs),
    ...existing(database),
    ...outcomes(database),
    ...findings(database),
    ...notes(database),
    commit: () => database.commit(),
    close,
    async discard() {
      await close();
      for (const side of ['', '-wal', '-shm']) rmSync(`${path}${side}`, { force: true });
    },
  };
}
