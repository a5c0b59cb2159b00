/**
 * Rows of documents with several spans, sorted by document on disk.
 *
 * Documents are dealt to buckets by ranges of their seqs; the pieces of a bucket lie in parts, written as they come.
 * A bucket is read whole and sorted, or, where it is too large for that, in several ranges of seqs.
 */

import type { Database } from '../database.ts';
import type { Piece, RunStore } from '../run-store.ts';
import { packTexts, rowCells, rowText, unpackTexts } from './packed-rows.ts';

/** Pieces held before they are written, and pieces of a bucket that are sorted at once. */
const HELD = 5_000;
const BUCKET = 5_000;
/** Pieces of a page. */
const PAGE = 500;

/** A piece whose row is a text, which takes a fraction of the memory. */
interface Held {
  readonly seq: number;
  readonly ordinal: number;
  readonly number: number;
  readonly file: number;
  readonly text: string;
}

/** Seq, ordinal, row number, file. */
type Place = readonly [number, number, number, number];

interface Bucket {
  readonly bucket: number;
  readonly pieces: number;
}

export function pieces(database: Database): Pick<RunStore, 'addPieces' | 'scattered'> {
  const insertPart = database.prepare('INSERT INTO piece_part (bucket, pieces, places, cells) VALUES (?, ?, ?, ?)');
  const nextBucket = database.prepare<Bucket>(`
    SELECT bucket, sum(pieces) AS pieces FROM piece_part
    WHERE bucket = (SELECT min(bucket) FROM piece_part WHERE bucket > ?) GROUP BY bucket`);
  const bucketWidth = widthOf(database);
  const parts = partsOf(database);
  let held = new Map<number, Held[]>();
  let heldCount = 0;
  const flush = () => {
    if (heldCount === 0) return;
    database.append(heldCount, () => {
      for (const [bucket, own] of held) {
        const places = own.map(({ seq, ordinal, number, file }): Place => [seq, ordinal, number, file]);
        insertPart.run(bucket, own.length, JSON.stringify(places), packTexts(own.map(({ text }) => text)));
      }
    });
    held = new Map();
    heldCount = 0;
  };
  return {
    async addPieces(added) {
      const width = bucketWidth();
      for (const { seq, ordinal, row, file } of added) {
        const bucket = Math.floor(seq / width);
        const own = held.get(bucket);
        const piece = { seq, ordinal, number: row.number, file, text: rowText(row.cells) };
        if (own === undefined) held.set(bucket, [piece]);
        else own.push(piece);
        heldCount += 1;
        if (heldCount >= HELD) flush();
      }
    },
    async *scattered() {
      flush();
      for (let at = -1; ; ) {
        const bucket = database.read(() => nextBucket.get(at));
        if (bucket === undefined) return;
        at = bucket.bucket;
        for (const range of rangesOf(bucket, parts)) yield* pages(piecesOf(at, range, parts));
      }
    },
  };
}

/** Documents of a bucket, so that it holds about `BUCKET` rows; the same however often it is asked for. */
function widthOf(database: Database): () => number {
  const sizes = database.prepare<{ rows: number | null; documents: number | null }>(`
    SELECT (SELECT max(first_ordinal + count) FROM span) AS rows, (SELECT max(seq) FROM grouped) AS documents`);
  let width: number | undefined;
  return () => {
    if (width === undefined) {
      const { rows, documents } = database.read(() => sizes.get()!);
      width = Math.max(1, Math.ceil((BUCKET * (documents ?? 1)) / (rows ?? 1)));
    }
    return width;
  };
}

type Parts = (bucket: number) => Iterable<readonly Held[]>;

function partsOf(database: Database): Parts {
  const next = database.prepare<{ id: number; places: string; cells: Uint8Array }>(
    'SELECT id, places, cells FROM piece_part WHERE bucket = ? AND id > ? ORDER BY id LIMIT 1',
  );
  return function* (bucket) {
    for (let after = 0; ; ) {
      const part = database.read(() => next.get(bucket, after));
      if (part === undefined) return;
      const texts = unpackTexts(part.cells);
      const places = JSON.parse(part.places) as readonly Place[];
      yield places.map(([seq, ordinal, number, file], index): Held => {
        return { seq, ordinal, number, file, text: texts[index]! };
      });
      after = part.id;
    }
  };
}

/** Ranges of seqs (both ends included) whose pieces fit in memory; a single document always is one range. */
function rangesOf(bucket: Bucket, parts: Parts): readonly (readonly [number, number])[] {
  if (bucket.pieces <= 2 * BUCKET) return [[0, Number.MAX_SAFE_INTEGER]];
  const counts = new Map<number, number>();
  for (const part of parts(bucket.bucket)) {
    for (const { seq } of part) counts.set(seq, (counts.get(seq) ?? 0) + 1);
  }
  const ranges: [number, number][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const [seq, count] of [...counts].sort(([a], [b]) => a - b)) {
    size += count;
    if (size > 2 * BUCKET) {
      ranges.push([seq, seq]);
      size = count;
    }
    ranges.at(-1)![1] = seq;
  }
  return ranges;
}

function piecesOf(bucket: number, [from, to]: readonly [number, number], parts: Parts): readonly Held[] {
  const found: Held[] = [];
  for (const part of parts(bucket)) {
    for (const piece of part) if (piece.seq >= from && piece.seq <= to) found.push(piece);
  }
  return found.sort((a, b) => a.seq - b.seq || a.ordinal - b.ordinal);
}

function* pages(sorted: readonly Held[]): Iterable<readonly (readonly Piece[])[]> {
  let page: Piece[][] = [];
  let size = 0;
  let current = -1;
  for (const { seq, ordinal, number, file, text } of sorted) {
    if (seq !== current) {
      if (size >= PAGE) {
        yield page;
        page = [];
        size = 0;
      }
      page.push([]);
      current = seq;
    }
    page.at(-1)!.push({ seq, ordinal, row: { number, cells: rowCells(text) }, file });
    size += 1;
  }
  if (page.length > 0) yield page;
}
