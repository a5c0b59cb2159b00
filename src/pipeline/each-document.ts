/** Walks the source rows document by document: neighbouring rows as they come, scattered ones gathered afterwards. */

import type { Piece, RowBlock, RunStore, Span } from '../journal/run-store.ts';
import { compileRowSteps } from '../mappers/row-steps.ts';
import type { RowRef } from '../model/document.ts';
import type { Source } from '../model/job.ts';
import type { SourceRow } from '../model/source-row.ts';
import type { MappedFile } from './read-source.ts';

export interface DocumentRow {
  readonly ref: RowRef;
  /** Filled down. */
  readonly row: SourceRow;
  readonly file: number;
}

/** The rows of one document in source order; all of one file unless files are joined. */
export interface DocumentRows {
  readonly seq: number;
  /** File of the first row. */
  readonly file: number;
  readonly rows: readonly DocumentRow[];
}

/** Documents handed over at a time: few enough that what is made of them is short-lived. */
const BATCH = 100;

/** In order of seq among documents whose rows stand together, then the scattered ones. */
export async function* eachDocument(
  store: RunStore,
  files: readonly MappedFile[],
  source: Source,
): AsyncGenerator<readonly DocumentRows[]> {
  const spans = spanCursor(store);
  let ready: DocumentRows[] = [];
  let open: DocumentRow[] = [];
  for await (const block of steppedBlocks(store, files, source)) {
    const { label } = files[block.file]!;
    const pieces: Piece[] = [];
    for (let at = 0; at < block.rows.length; ) {
      const span = spans.at(block.firstOrdinal + at) ?? (await spans.covering(block.firstOrdinal + at));
      const end = Math.min(span.firstOrdinal + span.count - block.firstOrdinal, block.rows.length);
      if (span.seq !== 0 && span.alone) {
        addRows(block, at, end, label, open);
        if (block.firstOrdinal + end === span.firstOrdinal + span.count) {
          ready.push({ seq: span.seq, file: block.file, rows: open });
          open = [];
        }
      } else if (span.seq !== 0) addPieces(block, at, end, span.seq, pieces);
      at = end;
      if (ready.length < BATCH) continue;
      yield ready;
      ready = [];
    }
    if (pieces.length > 0) await store.addPieces(pieces);
  }
  if (ready.length > 0) yield ready;
  yield* scatteredDocuments(store, files);
}

async function* scatteredDocuments(
  store: RunStore,
  files: readonly MappedFile[],
): AsyncGenerator<readonly DocumentRows[]> {
  for await (const documents of store.scattered()) {
    yield documents.map((pieces) => ({
      seq: pieces[0]!.seq,
      file: pieces[0]!.file,
      rows: pieces.map(({ ordinal, row, file }) => ({ ref: rowRef(ordinal, row, files[file]!.label), row, file })),
    }));
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

function addRows(block: RowBlock, from: number, to: number, label: string | undefined, rows: DocumentRow[]): void {
  for (let index = from; index < to; index += 1) {
    const row = block.rows[index]!;
    rows.push({ ref: rowRef(block.firstOrdinal + index, row, label), row, file: block.file });
  }
}

function addPieces(block: RowBlock, from: number, to: number, seq: number, pieces: Piece[]): void {
  for (let index = from; index < to; index += 1) {
    pieces.push({ seq, ordinal: block.firstOrdinal + index, row: block.rows[index]!, file: block.file });
  }
}

function rowRef(ordinal: number, row: SourceRow, label: string | undefined): RowRef {
  return label === undefined ? { ordinal, number: row.number } : { ordinal, number: row.number, file: label };
}

function spanCursor(store: RunStore) {
  const pages = store.spans()[Symbol.asyncIterator]();
  let page: readonly Span[] = [];
  let index = 0;
  /** The span that holds this row, where its page is at hand; called with rising ordinals. */
  const at = (ordinal: number): Span | undefined => {
    while (index < page.length && ordinal >= page[index]!.firstOrdinal + page[index]!.count) index += 1;
    return page[index];
  };
  return {
    at,
    async covering(ordinal: number): Promise<Span> {
      for (;;) {
        const span = at(ordinal);
        if (span !== undefined) return span;
        const next = await pages.next();
        if (next.done) throw new Error(`no span covers row ordinal ${ordinal}`);
        page = next.value;
        index = 0;
      }
    },
  };
}
