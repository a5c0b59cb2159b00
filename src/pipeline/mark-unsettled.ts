/** After a run broke off: documents of requests that were not settled may be in the books, and are never told as OK. */

import type { RunStore } from '../journal/run-store.ts';
import { departing } from './sending.ts';

const PAGE = 500;

/** They stay sent, so that the run can be taken up again. */
export async function markUnsettled(store: RunStore, why: string): Promise<void> {
  let after = 0;
  for (;;) {
    const documents = await departing(store, await store.documents({ after, limit: PAGE, state: 'sent' }));
    if (documents.length === 0) return;
    after = documents.at(-1)!.seq;
    await store.changeDocuments(
      documents.map(({ seq, firstRow }) => ({ seq, status: 'ERROR', faultRow: firstRow })),
      documents.map(({ seq, firstOrdinal, firstRow }) => ({
        seq,
        code: 'xero/unknown-outcome',
        severity: 'ERROR',
        ordinal: firstOrdinal,
        row: firstRow,
        params: { message: why },
      })),
    );
  }
}
