/** Numbers equal documents of a retry: those that the retried runs delivered are not among its input, and keep their numbers. */

import type { DocumentChange, RunStore } from '../journal/run-store.ts';
import { type DeliveredPlan, occurrencesDelivered } from './delivered-before.ts';
import { readyDocuments } from './look-up-existing.ts';
import type { Parts } from './parts.ts';

export interface RetryPlan extends DeliveredPlan {
  readonly store: RunStore;
  /** The run whose failed rows are read, and the runs that it retried itself. */
  readonly retried: readonly string[];
}

/** Of documents without a key, the nth takes the nth number that none of the retried runs has delivered. */
export async function numberRetried(plan: RetryPlan, parts: Parts): Promise<void> {
  if (plan.retried.length === 0) return;
  const taken = new Map<string, ReadonlySet<number>>();
  for await (const page of readyDocuments(plan.store)) {
    const changes: DocumentChange[] = [];
    for (const { seq, entity, key, hash, occurrence } of page) {
      if (entity !== plan.entity.name || key !== undefined) continue;
      const numbers = taken.get(hash) ?? (await occurrencesDelivered(plan, hash, plan.retried, parts));
      taken.set(hash, numbers);
      const free = nthFree(occurrence, numbers);
      if (free !== occurrence) changes.push({ seq, occurrence: free });
    }
    if (changes.length > 0) await plan.store.changeDocuments(changes, []);
  }
}

function nthFree(nth: number, taken: ReadonlySet<number>): number {
  let number = 0;
  for (let left = nth; left > 0; ) {
    number += 1;
    if (!taken.has(number)) left -= 1;
  }
  return number;
}
