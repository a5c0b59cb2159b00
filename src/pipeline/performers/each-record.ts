/** Works through the ready documents record by record, a few records at a time. */

import PQueue from 'p-queue';
import { readyDocuments } from '../look-up-existing.ts';
import { type Departing, departing } from '../sending.ts';
import { byRecord, type Performance } from './performer.ts';

const IN_FLIGHT = 5;

/**
 * Documents of one record go to `work` together, as far as they stand near each other. Rejects with the first failure once all that is under way has ended.
 * @param before told the IDs of the next few hundred records
 */
export async function eachRecord(
  { sending, done }: Performance,
  work: (documents: readonly Departing[]) => Promise<void>,
  before: (ids: readonly string[]) => Promise<void> = async () => {},
): Promise<void> {
  const queue = new PQueue({ concurrency: IN_FLIGHT });
  const failures: unknown[] = [];
  const attempt = async (documents: readonly Departing[]) => {
    if (failures.length > 0) return;
    try {
      await work(documents);
      done(documents.length);
    } catch (error) {
      failures.push(error);
    }
  };
  for await (const page of readyDocuments(sending.store)) {
    if (failures.length > 0) break;
    const records = byRecord(await departing(sending.store, page));
    await before([...records.keys()]);
    for (const documents of records.values()) {
      void queue.add(() => attempt(documents));
    }
    await queue.onIdle();
  }
  if (failures.length > 0) throw failures[0];
}
