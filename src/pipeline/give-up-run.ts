/** Gives up a run that broke off: what may be in the books without anybody knowing is remembered, so that no later run enters it twice. */

import { loadImport } from '../job/load-job.ts';
import type { MemberResult, RunRecord } from '../journal/journal.ts';
import { IN_DOUBT } from './chunk-results.ts';
import type { Parts } from './parts.ts';
import { deliveryKind } from './sending.ts';

const PAGE = 100;

/** Resolves with the number of documents whose outcome stays unknown. */
export async function giveUpRun(run: RunRecord, { journal, registry, transforms, clock }: Parts): Promise<number> {
  const [first] = await journal.openRequests(run.id, 0, 1);
  if (first === undefined) return 0;
  const store = await journal.openRun(run.id);
  const loaded = loadImport(run.jobText, run.jobPath, { registry, transforms });
  const action = 'job' in loaded ? loaded.job.action : undefined;
  let unknown = 0;
  for (let after = 0; ; ) {
    const page = await journal.openRequests(run.id, after, PAGE);
    if (page.length === 0) return unknown;
    after = page.at(-1)!.id;
    for (const { id, members } of page) {
      const results: MemberResult[] = [];
      for (const seq of members) {
        const document = await store.document(seq);
        if (document === undefined || document.state === 'done') continue;
        const { key = document.hash, occurrence, hash } = document;
        const entity = deliveryKind(document.entity, document.entity === run.entity ? action : undefined);
        const delivery = { organisationId: run.organisationId, entity, key, occurrence, hash, runId: run.id };
        const doubt = document.key === undefined ? { delivery: { ...delivery, xeroId: IN_DOUBT } } : {};
        results.push({ document: seq, outcome: 'unknown', findings: [], ...doubt });
      }
      unknown += results.length;
      await journal.settleRequest(id, clock.now(), undefined, results);
    }
  }
}
