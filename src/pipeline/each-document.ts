/** Walks the source rows document by document: neighbouring rows as they come, scattered ones gathered afterwards. */

import type { Piece, RowBlock, RunStore, Span } from '../journal/run-store.ts';
import { compileRowSteps } from '../mappers/row-steps.ts';
import type { Source } from '../model/job.ts';
import type { SourceRow } from '../model/source-row.ts';
import type { MappedFile } from './read-source.ts';

/** The rows of one document, filled down, in source order; all of one file unless files are joined. */
export interface DocumentRows {
  readonly seq: number;
  /** File of the first row. */
  readonly file: number;
  readonly rows: readonly { readonly ordinal: number; readonly row: SourceRow; readonly file: number }[];
}

/** In order of seq among documents whose rows stand together, then the scattered ones; some hundred at a time. */
export async function* eachDocument(
  store: RunStore,
  files: readonly MappedFile[],
  source: Source,
): AsyncGenerator<readonly DocumentRows[]> {
  const spans = spanCursor(store);
  let split: readonly DocumentRows['rows'][number][] = [];
  for await (const block of steppedBlocks(store, files, source)) {
    const ready: DocumentRows[] = [];
    const pieces: Piece[] = [];
    let at = 0;
    while (at < block.rows.length) {
      const span = await spans.covering(block.firstOrdinal + at);
      const end = Math.min(span.firstOrdinal + span.count - block.firstOrdinal, block.rows.length);
      if (span.seq !== 0) {
        const rows = [...split, ...slice(block, at, end)];
        split = [];
        if (!span.alone) pieces.push(...rows.map((entry) => ({ seq: span.seq, ...entry })));
        else if (block.firstOrdinal + end < span.firstOrdinal + span.count) split = rows;
        else ready.push({ seq: span.seq, file: block.file, rows });
      }
      at = end;
    }
    if (pieces.length > 0) await store.addPieces(pieces);
    if (ready.length > 0) yield ready;
  }
  for await (const documents of store.scattered()) {
    yield documents.map((pieces) => ({ seq: pieces[0]!.seq, file: pieces[0]!.file, rows: pieces }));
  }
}

/** The blocks as read, with `blank` and `fill-down` applied once more. */
async function* steppedBlocks(store: RunStore, files: readonly MappedFile[], source: Source): AsyncGenerator<RowBlock> {
  let step: ((row: SourceRow) => { readonly row: SourceRow }) | undefined;
  let current = -1;
  for await (const block of store.blocks()) {
    if (block.file !== current) {
      current = block.file;
      const steps = compileRowSteps(source, files[current]!.file.header);
      step = 'step' in steps ? steps.step : undefined;
    }
    yield step === undefined ? block : { ...block, rows: block.rows.map((row) => step!(row).row) };
  }
}

function slice(block: RowBlock, from: number, to: number): DocumentRows['rows'] {
  const rows: { ordinal: number; row: SourceRow; file: number }[] = [];
  for (let index = from; index < to; index += 1) {
    rows.push({ ordinal: block.firstOrdinal + index, row: block.rows[index]!, file: block.file });
  }
  return rows;
}

function spanCursor(store: RunStore) {
  const pages = store.spans()[Symbol.asyncIterator]();
  let page: readonly Span[] = [];
  let index = 0;
  return {
    /** The span that holds this row; called with rising ordinals. */
    async covering(ordinal: number): Promise<Span> {
      for (;;) {
        const span = page[index];
        if (span === undefined) {
          const next = await pages.next();
          if (next.done) throw new Error(`no span covers row ordinal ${ordinal}`);
          page = next.value;
          index = 0;
        } else if (ordinal < span.firstOrdinal + span.count) {
          return span;
        } else {
          index += 1;
        }
      }
    },
  };
}
