/** Hands out the sequence numbers of a run's documents. */

import type { Database } from '../database.ts';

export interface SeqCounter {
  /** The next number, which stays free until it is used. */
  peek(): number;
  /** Called for the number peeked, or for one that a document brings along. */
  use(seq: number): void;
}

/** Goes on after the highest number in the file. */
export function seqCounter(database: Database): SeqCounter {
  const highest = database.prepare<{ seq: number }>(`
    SELECT max(ifnull((SELECT max(seq) FROM grouped), 0), ifnull((SELECT max(seq) FROM document), 0)) AS seq`);
  let next = database.read(() => highest.get()!.seq) + 1;
  return {
    peek: () => next,
    use: (seq) => {
      next = Math.max(next, seq + 1);
    },
  };
}
