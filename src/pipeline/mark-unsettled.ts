/** After a run broke off: documents that may be in the books, or are there without their lines, are never told as OK. */

import type { DocumentState, RunStore } from '../journal/run-store.ts';
import { departing } from './sending.ts';

const PAGE = 500;

/** They stay as they are otherwise, so that the run can be taken up again. */
export async function markUnsettled(store: RunStore, why: string): Promise<void> {
  await mark(store, 'sent', { code: 'xero/unknown-outcome', params: { message: why } });
  await mark(store, 'incomplete', { code: 'xero/incomplete', params: {} });
}

async function mark(
  store: RunStore,
  state: DocumentState,
  told: { readonly code: string; readonly params: Readonly<Record<string, string>> },
): Promise<void> {
  let after = 0;
  for (;;) {
    const documents = await departing(store, await store.documents({ after, limit: PAGE, state }));
    if (documents.length === 0) return;
    after = documents.at(-1)!.seq;
    await store.changeDocuments(
      documents.map(({ seq, firstRow }) => ({ seq, status: 'ERROR', faultRow: firstRow })),
      documents.map(({ seq, firstOrdinal, firstRow }) => ({
        ...{ seq, ...told, severity: 'ERROR', ordinal: firstOrdinal, row: firstRow },
      })),
    );
  }
}
