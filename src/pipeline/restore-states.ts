/** Brings the file of a run that broke off to where the journal stands: results taken over, members of open requests marked as sent. */

import type { MemberResult } from '../journal/journal.ts';
import type { RunStore } from '../journal/run-store.ts';
import type { Parts } from './parts.ts';
import { applyResults, isIncomplete } from './sending.ts';

const PAGE = 500;

/** The journal is never behind the file, and may be ahead of it. Doing it twice changes nothing. */
export async function restoreStates(runId: string, store: RunStore, { journal }: Parts): Promise<void> {
  await store.takeUp(['xero/unknown-outcome', 'xero/incomplete']);
  for (let after = 0; ; ) {
    const page = await journal.results(runId, after, PAGE);
    if (page.length === 0) break;
    after = page.at(-1)!.position;
    const missed: MemberResult[] = [];
    for (const result of page) if (await isMissed(store, result)) missed.push(result);
    if (missed.length > 0) await applyResults(store, missed);
  }
  for (let after = 0; ; ) {
    const page = await journal.openRequests(runId, after, PAGE);
    if (page.length === 0) return;
    after = page.at(-1)!.id;
    const open: number[] = [];
    for (const seq of page.flatMap(({ members }) => members)) if (await isOpen(store, seq)) open.push(seq);
    await store.changeDocuments(
      open.map((seq) => ({ seq, state: 'sent' })),
      [],
    );
  }
}

/** What is done was taken over with its findings; of an incomplete document only what came of its lines may be missing. */
async function isMissed(store: RunStore, result: MemberResult): Promise<boolean> {
  const state = (await store.document(result.document))?.state;
  if (state === 'incomplete') return result.outcome !== 'retry' && !isIncomplete(result);
  return state !== undefined && state !== 'done';
}

async function isOpen(store: RunStore, seq: number): Promise<boolean> {
  const state = (await store.document(seq))?.state;
  return state === 'ready' || state === 'sent';
}
