/** Completes documents with the contacts that were made for them. */

import type { DocumentRecord, RunStore } from '../journal/run-store.ts';
import { spliceBody } from './splice-body.ts';

/** Puts the IDs of contacts created in the stage before into the bodies; those known before stand there already. */
export async function withContacts(
  store: RunStore,
  chunk: readonly DocumentRecord[],
): Promise<readonly DocumentRecord[]> {
  const ids = new Map<number, string | undefined>();
  for (const { needs } of chunk) {
    if (needs !== undefined && !ids.has(needs)) ids.set(needs, (await store.document(needs))?.xeroId);
  }
  if (ids.size === 0) return chunk;
  return chunk.map((document) => {
    if (document.needs === undefined) return document;
    const id = ids.get(document.needs);
    if (id === undefined) throw new Error(`document ${document.seq} is to be sent before its contact is there`);
    const body = spliceBody(document.body ?? '{}', { 'Contact.ContactID': id });
    return { ...document, body, echo: { ...document.echo, 'Contact.ContactID': id } };
  });
}
