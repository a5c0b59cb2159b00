/** Cuts the documents waiting to be sent into chunks: whole documents, at most so many and so many bytes a request. */

import type { DocumentRecord, RunStore } from '../journal/run-store.ts';

/** Xero's guidance is bodies of about 3.5 MB at the most; the envelope and a contact's ID are left some room. */
export const MOST_BYTES = 3_400_000;

export interface ChunkLimits {
  /** Asked for each chunk. */
  readonly documents: () => number;
  readonly bytes: number;
}

/** Ready documents of a stage and verb by seq, chunk after chunk; those sent meanwhile are not met again. */
export async function* readyChunks(
  store: RunStore,
  query: { readonly stage: number; readonly verb: string },
  limits: ChunkLimits,
): AsyncGenerator<readonly DocumentRecord[]> {
  let after = 0;
  let chunk: DocumentRecord[] = [];
  let bytes = 0;
  for (;;) {
    const page = await store.documents({ ...query, after, limit: 500, state: 'ready' });
    if (page.length === 0) break;
    after = page.at(-1)!.seq;
    for (const document of page) {
      const size = Buffer.byteLength(document.body ?? '') + 64;
      if (chunk.length > 0 && (chunk.length >= limits.documents() || bytes + size > limits.bytes)) {
        yield chunk;
        chunk = [];
        bytes = 0;
      }
      chunk.push(document);
      bytes += size;
    }
  }
  if (chunk.length > 0) yield chunk;
}
