/** SQLite files of one run that nobody keeps, private beside those of the runs; what a killed process left goes with the next one. */

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { openDatabase } from './open-database.ts';

export interface TemporaryPlace {
  /** The workspace's folder `runs`. */
  readonly folder: string;
  readonly pid: number;
  readonly isAlive?: (pid: number) => boolean;
}

export interface TemporaryDatabase {
  readonly database: Database;
  /** Closes and removes it. */
  close(): Promise<void>;
}

/** Throws a Refusal as all files of the journal do: disk-full, not-writable. */
export type OpenTemporary = (runId: string, schema: string) => TemporaryDatabase;

/** @param extension by which the files of one kind are known: `spool` */
export function temporaryDatabases(
  extension: string,
  cacheMegabytes: number,
  { folder, pid, isAlive }: TemporaryPlace,
): OpenTemporary {
  const name = new RegExp(`^(\\d+)-\\d+-.*\\.${extension}(?:-wal|-shm|-journal)?$`);
  let opened = 0;
  return (runId, schema) => {
    if (opened === 0 && isAlive !== undefined) sweep(folder, name, isAlive);
    opened += 1;
    const path = join(folder, `${pid}-${opened}-${runId}.${extension}`);
    const database = openDatabase({ path, schema: [schema], durability: 'rebuildable', cacheMegabytes });
    return {
      database,
      async close() {
        database.close();
        for (const side of ['', '-wal', '-shm']) rmSync(`${path}${side}`, { force: true });
      },
    };
  };
}

function sweep(folder: string, name: RegExp, isAlive: (pid: number) => boolean): void {
  for (const file of readdirSync(folder)) {
    const [, pid] = name.exec(file) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(folder, file), { force: true });
  }
}
