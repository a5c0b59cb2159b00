/** Documents and the contacts they need: neither is sent where the other is not. */

import type { DocumentRecord, RunStore } from '../journal/run-store.ts';
import { departing } from './sending.ts';

const PAGE = 500;

/** Contacts that no document needs any more, because all of theirs were refused or skipped, are left out. */
export async function leaveOutContacts(store: RunStore, stage: number): Promise<void> {
  let after = 0;
  for (;;) {
    const page = await store.documents({ after, limit: PAGE, stage, state: 'ready' });
    if (page.length === 0) return;
    after = page.at(-1)!.seq;
    for (const { seq, match } of page) {
      const isOnTheWay = match === undefined;
      if (!isOnTheWay || (await store.documentsNeeding([seq], 0, 1)).length > 0) continue;
      await store.changeDocuments([{ seq, state: 'done', status: 'SKIPPED' }], []);
    }
  }
}

/** Documents whose contact was not saved are errors; they must not be sent without it. */
export async function refuseWithoutContact(store: RunStore): Promise<void> {
  const messages = await contactMessages(store);
  let after = 0;
  for (;;) {
    const failed = await store.failedContacts(after, PAGE);
    if (failed.length === 0) return;
    after = failed.at(-1)!.seq;
    for (const contact of failed) await refuseNeeding(store, contact, messages.get(contact.seq) ?? '');
  }
}

/** What Xero said of contacts, by their seq: as they stand in no row, their findings come first. */
async function contactMessages(store: RunStore): Promise<ReadonlyMap<number, string>> {
  const messages = new Map<number, string>();
  for await (const page of store.findings()) {
    for (const { seq, ordinal, severity, params } of page) {
      if (ordinal >= 0) return messages;
      if (severity !== 'ERROR' || params?.message === undefined) continue;
      const before = messages.get(seq);
      messages.set(seq, before === undefined ? params.message : `${before} ${params.message}`);
    }
  }
  return messages;
}

async function refuseNeeding(store: RunStore, contact: DocumentRecord, message: string): Promise<void> {
  let after = 0;
  for (;;) {
    const documents = await departing(store, await store.documentsNeeding([contact.seq], after, PAGE));
    if (documents.length === 0) return;
    after = documents.at(-1)!.seq;
    const params = { name: contact.number ?? contact.xeroId ?? '', message };
    await store.changeDocuments(
      documents.map(({ seq, firstRow }) => ({ seq, state: 'done', status: 'ERROR', faultRow: firstRow })),
      documents.map(({ seq, firstOrdinal, firstRow }) => ({
        seq,
        code: 'xero/contact-not-created',
        severity: 'ERROR',
        ordinal: firstOrdinal,
        row: firstRow,
        params,
      })),
    );
  }
}
