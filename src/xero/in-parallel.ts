/** Works through entries a few at a time, as many as Xero answers at once. */

import { XERO_LIMITS } from './limits.ts';

/** Entries are taken in order. Rejects with the first failure and then takes no more. */
export async function inParallel<T>(entries: Iterable<T>, work: (entry: T) => Promise<void>): Promise<void> {
  const queue = entries[Symbol.iterator]();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (let next = queue.next(); !next.done && !failed; next = queue.next()) {
      try {
        await work(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: XERO_LIMITS.concurrent }, worker));
}
