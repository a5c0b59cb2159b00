import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { NewSpan, Piece, RunStore, Span } from '../../src/journal/run-store.ts';
import { openSqliteJournal } from '../../src/journal/sqlite-journal.ts';
import fc from '../support/seeded.ts';

/** What becomes of a stretch of rows: left out, a document of its own, or part of the document with a key. */
const stretch = fc.record({
  count: fc.integer({ min: 1, max: 4 }),
  file: fc.integer({ min: 0, max: 2 }),
  key: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('A', 'a', 'B', 'INV-1', 'INV-10', '', 'é') },
    { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  left: fc.boolean(),
});

type Stretch = { readonly count: number; readonly file: number; readonly key: string | null; readonly left: boolean };

function toSpans(stretches: readonly Stretch[]): NewSpan[] {
  let firstOrdinal = 0;
  return stretches.map(({ count, file, key, left }) => {
    const span = { firstOrdinal, count, file, key: left ? null : key, ...(left ? { left: 'keep/left-out' } : {}) };
    firstOrdinal += count;
    return span;
  });
}

/** The same grouping, with everything in memory. */
function grouped(spans: readonly NewSpan[]): { readonly documents: NewSpan[][]; readonly seqs: number[] } {
  const documents: NewSpan[][] = [];
  const byKey = new Map<string, number>();
  const seqs = spans.map((span) => {
    if (span.left !== undefined) return 0;
    const known = span.key === null ? undefined : byKey.get(span.key);
    const seq = known ?? documents.push([]);
    if (span.key !== null) byKey.set(span.key, seq);
    documents[seq - 1]!.push(span);
    return seq;
  });
  return { documents, seqs };
}

function piecesOf(span: NewSpan, seq: number): Piece[] {
  return Array.from({ length: span.count }, (_, index) => {
    const ordinal = span.firstOrdinal + index;
    return { seq, ordinal, row: { number: ordinal * 2 + 2, cells: [`cell ${ordinal}`] }, file: span.file };
  });
}

function* batches<T>(items: readonly T[], size: number): Iterable<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

async function collect<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

async function inStore(work: (store: RunStore) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rowpost-journal-'));
  const journal = await openSqliteJournal(folder);
  try {
    await work(await journal.openRun('r1'));
  } finally {
    await journal.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

it('groups any order of rows as a plain map in memory does', async () => {
  const input = fc.array(stretch, { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(input, fc.integer({ min: 1, max: 20 }), async (stretches, size) => {
      const spans = toSpans(stretches);
      const { documents, seqs } = grouped(spans);
      await inStore(async (store) => {
        const placed = [];
        for (const batch of batches(spans, size)) placed.push(...(await store.addSpans(batch)));
        const firstFile = (seq: number, own: number) => documents[seq - 1]?.[0]?.file ?? own;
        expect(placed).toEqual(seqs.map((seq, index) => ({ seq, file: firstFile(seq, spans[index]!.file) })));

        const isAlone = (seq: number) => (documents[seq - 1]?.length ?? 1) === 1;
        const expected = spans.map(({ firstOrdinal, count }, index): Span => {
          const seq = seqs[index]!;
          return { firstOrdinal, count, seq, alone: isAlone(seq) };
        });
        expect(await collect(store.spans())).toEqual(expected);

        const pieces = spans.flatMap((span, index) => (isAlone(seqs[index]!) ? [] : piecesOf(span, seqs[index]!)));
        for (const batch of batches(pieces, size)) await store.addPieces(batch);
        const wanted = documents
          .map((own, index) => own.flatMap((span) => piecesOf(span, index + 1)))
          .filter((_, index) => !isAlone(index + 1));
        expect(await collect(store.scattered())).toEqual(wanted);
      });
    }),
    { numRuns: 60 },
  );
});
