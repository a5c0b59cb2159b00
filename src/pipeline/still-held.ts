/** A process that was asleep while another one took its run over: it must not touch what is the other's by now. */

import { Refusal } from '../model/refusal.ts';
import type { Finishing } from './finishing.ts';
import type { Parts } from './parts.ts';

/** Rejects with `run/taken-over` where the run is not this process's any more. */
export async function stillHeld(
  { runId, owner }: Pick<Finishing, 'runId' | 'owner'>,
  { journal }: Pick<Parts, 'journal'>,
): Promise<void> {
  if (owner === undefined || (await journal.lease(runId))?.owner === owner) return;
  throw new Refusal(
    'run/taken-over',
    `Another rowpost has taken the run ${runId} over meanwhile, so this one stops and leaves the report to it.\nSee \`rowpost runs\` for what becomes of it.`,
    5,
  );
}
