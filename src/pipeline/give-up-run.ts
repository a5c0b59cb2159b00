/** Gives up a run that broke off: what may be in the books without anybody knowing is remembered, so that no later run enters it twice. */

import { loadRunJob } from '../job/load-job.ts';
import type { Delivery, MemberResult, RunRecord, StoredRequest } from '../journal/journal.ts';
import type { DocumentRecord, RunStore } from '../journal/run-store.ts';
import { IN_DOUBT } from './chunk-results.ts';
import type { Parts } from './parts.ts';
import { restoreStates } from './restore-states.ts';
import { deliveryKind } from './sending.ts';

const PAGE = 100;

/** Resolves with the number of documents whose outcome stays unknown. */
export async function giveUpRun(run: RunRecord, parts: Parts): Promise<number> {
  const { journal, registry, transforms, clock } = parts;
  const [first] = await journal.openRequests(run.id, 0, 1);
  if (first === undefined) return 0;
  const store = await journal.openRun(run.id);
  await restoreStates(run.id, store, parts);
  const loaded = loadRunJob(run, { registry, transforms });
  const action = 'job' in loaded ? loaded.job.action : undefined;
  let unknown = 0;
  for (let after = 0; ; ) {
    const page = await journal.openRequests(run.id, after, PAGE);
    if (page.length === 0) return unknown;
    after = page.at(-1)!.id;
    for (const request of page) {
      const results = await inDoubt(request, run, action, store);
      unknown += results.length;
      await journal.settleRequest(request.id, clock.now(), undefined, results);
    }
  }
}

/** One without a key is remembered, since no later run could look it up; where the run's file is gone, the request tells. */
async function inDoubt(
  request: StoredRequest,
  run: RunRecord,
  action: string | undefined,
  store: RunStore,
): Promise<readonly MemberResult[]> {
  const results: MemberResult[] = [];
  for (const seq of request.members) {
    const document = await store.document(seq);
    if (document?.state === 'done') continue;
    const known = document === undefined ? pendingOf(request, seq) : pendingIn(document, run, action);
    const isKeyless = known !== undefined && known.key === known.hash;
    const { id: runId, organisationId } = run;
    const doubt = isKeyless ? { delivery: { ...known, organisationId, runId, xeroId: IN_DOUBT } } : {};
    results.push({ document: seq, outcome: 'unknown', findings: [], ...doubt });
  }
  return results;
}

type Known = Pick<Delivery, 'entity' | 'key' | 'occurrence' | 'hash'>;

function pendingOf({ pending }: StoredRequest, seq: number): Known | undefined {
  const found = pending?.find(({ document }) => document === seq);
  if (found === undefined) return undefined;
  const { document: _document, ...known } = found;
  return known;
}

function pendingIn(document: DocumentRecord, run: RunRecord, action: string | undefined): Known {
  const { key = document.hash, occurrence, hash } = document;
  return {
    entity: deliveryKind(document.entity, document.entity === run.entity ? action : undefined),
    key,
    occurrence,
    hash,
  };
}
