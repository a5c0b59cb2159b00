/** Joins what several requests write in one turn of the event loop into one transaction: one flush to the disk for them all. */

import type { Database } from './database.ts';

/** Resolves once the work is committed; rejects with its error, and then nothing of it is stored. */
export type CommitTogether = <T>(work: () => T) => Promise<T>;

interface Task {
  readonly work: () => unknown;
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

/** So long a write waits for others to go with; far less than a flush to the disk takes. */
const PATIENCE_MS = 1;

export function groupCommit(database: Database): CommitTogether {
  let waiting: Task[] = [];
  const flush = () => {
    const tasks = waiting;
    waiting = [];
    commitTasks(database, tasks);
  };
  return (work) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setTimeout(flush, PATIENCE_MS);
      waiting.push({ work, resolve, reject });
    });
}

/** Where one of them fails, each is tried by itself, so that it fails alone. */
function commitTasks(database: Database, tasks: readonly Task[]): void {
  try {
    const results = database.write(() => tasks.map(({ work }) => work()));
    tasks.forEach(({ resolve }, index) => {
      resolve(results[index] as never);
    });
  } catch (error) {
    if (tasks.length === 1) tasks[0]!.reject(error);
    else for (const task of tasks) commitTasks(database, [task]);
  }
}
