/** Carries out what a verb does that has a performer: what a run left open is settled first. */

import type { ImportJob } from '../model/job.ts';
import type { DeliveryPlan } from './deliver.ts';
import { estimateOf } from './estimate.ts';
import type { Parts } from './parts.ts';
import type { Performer } from './performers/performer.ts';
import { createSending, type Departing, departing, type Sending } from './sending.ts';

const PAGE = 100;

/** Rejects with a Refusal once what is under way is settled; what is left stays ready. */
export async function performDocuments(
  plan: DeliveryPlan & { readonly job: ImportJob; readonly outDir: string },
  performer: Performer,
  parts: Parts,
): Promise<void> {
  const { connection, documents, job, outDir } = plan;
  const sending = createSending({ ...plan, parts });
  if (documents > 0) {
    parts.progress.plan(estimateOf({ documents, batch: undefined, route: undefined }, connection.api));
  }
  if (plan.resumed) await settleLeft(sending, performer);
  let over = 0;
  await performer.perform({
    sending,
    job,
    outDir,
    done(count) {
      over += count;
      parts.progress.documents(over, documents);
      parts.progress.calls(connection.api.counts().sent);
    },
  });
  await plan.calls();
}

async function settleLeft(sending: Sending, { settle }: Performer): Promise<void> {
  const { parts, runId, store } = sending;
  for (let after = 0; ; ) {
    const page = await parts.journal.openRequests(runId, after, PAGE);
    if (page.length === 0) return;
    after = page.at(-1)!.id;
    for (const request of page) {
      const members: Departing[] = [];
      for (const seq of request.members) {
        const document = await store.document(seq);
        if (document?.state === 'sent') members.push(...(await departing(store, [document])));
      }
      if (settle === undefined || members.length === 0) await sending.settle(request.id, undefined, []);
      else await settle(sending, request, members);
    }
  }
}
