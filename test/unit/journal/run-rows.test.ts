import { describe, expect, it } from 'vitest';
import type { NewSpan, Piece, RowBlock } from '../../../src/journal/run-store.ts';
import type { Cell } from '../../../src/model/source-row.ts';
import { collect, openRun } from './open-journal.ts';

const span = (firstOrdinal: number, count: number, key: string | null, change: Partial<NewSpan> = {}): NewSpan => ({
  firstOrdinal,
  count,
  file: 0,
  key,
  ...change,
});

const block = (
  firstOrdinal: number,
  numbers: readonly number[],
  cells: readonly Cell[] = ['a'],
  file = 0,
): RowBlock => ({
  file,
  firstOrdinal,
  rows: numbers.map((number) => ({ number, cells })),
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('input files', () => {
  it('come back by index, the last word on each', async () => {
    const store = await openRun();
    const file = (index: number, rows: number) => ({
      index,
      path: `/in/${index}.csv`,
      sha256: 'ab',
      header: ['Invoice No', 'é"\n'],
      headerRow: 3,
      dialect: { format: 'csv', delimiter: ';', bom: true } as const,
      firstOrdinal: index * 10,
      rows,
    });
    await store.addFile(file(1, 0));
    await store.addFile(file(0, 10));
    await store.addFile(file(1, 7));
    expect(await store.files()).toEqual([file(0, 10), file(1, 7)]);
  });
});

describe('blocks', () => {
  it('keep texts as they are, whatever they hold', async () => {
    const store = await openRun();
    const rows = [['INV-1', '', 'Zoë 😀', '  \u001f\n"'], [''], ['a', ''], ['\u0000'], ['\ud800'], []];
    const blocks = [...rows.map((cells, index) => block(index * 2, [2, 4], cells)), block(12, [9], ['last'])];
    await store.addBlocks(blocks);
    expect(await all(store.blocks())).toEqual(blocks);
  });

  it('keep every kind of cell and every row number', async () => {
    const store = await openRun();
    const cells: Cell[] = [
      '',
      'Zoë \u0000 "x"\n',
      { n: '0.1', percent: true },
      { d: '2026-11-20' },
      { b: false },
      { e: '#N/A' },
    ];
    const blocks = [block(0, [2, 3, 4], cells), block(3, [5, 9, 10], []), block(6, [1], ['other file'], 1)];
    await store.addBlocks(blocks.slice(0, 2));
    await store.addBlocks([...blocks.slice(2), block(7, [])]);
    expect(await all(store.blocks())).toEqual(blocks);
    expect(await all((await openRun()).blocks())).toEqual([]);
  });

  it('can be read while more are added', async () => {
    const store = await openRun();
    await store.addBlocks([block(0, [2]), block(1, [3])]);
    const seen: number[] = [];
    for await (const { firstOrdinal } of store.blocks()) {
      seen.push(firstOrdinal);
      if (firstOrdinal < 2) await store.addBlocks([block(firstOrdinal + 2, [9])]);
      await store.note('seen', firstOrdinal);
    }
    expect(seen).toEqual([0, 1, 2, 3]);
  });
});

describe('spans', () => {
  it('are grouped by key over files, numbered as the documents begin', async () => {
    const store = await openRun();
    const first = await store.addSpans([
      span(0, 2, 'B'),
      span(2, 1, 'A'),
      span(3, 1, null),
      span(4, 5, null, { left: 'keep/left-out' }),
      span(9, 1, 'B'),
    ]);
    const second = await store.addSpans([span(10, 1, 'A', { file: 1 }), span(11, 1, null, { file: 1 })]);
    const left = await store.addSpans([span(12, 1, 'A', { file: 1, left: 'keep/left-out' })]);
    expect(first.map(({ seq }) => seq)).toEqual([1, 2, 3, 0, 1]);
    expect([...second, ...left]).toEqual([
      { seq: 2, file: 0 },
      { seq: 4, file: 1 },
      { seq: 0, file: 1 },
    ]);
    expect(await collect(store.spans())).toEqual([
      { firstOrdinal: 0, count: 2, seq: 1, alone: false },
      { firstOrdinal: 2, count: 1, seq: 2, alone: false },
      { firstOrdinal: 3, count: 1, seq: 3, alone: true },
      { firstOrdinal: 4, count: 5, seq: 0, alone: true },
      { firstOrdinal: 9, count: 1, seq: 1, alone: false },
      { firstOrdinal: 10, count: 1, seq: 2, alone: false },
      { firstOrdinal: 11, count: 1, seq: 4, alone: true },
      { firstOrdinal: 12, count: 1, seq: 0, alone: true },
    ]);
  });

  it('tell keys apart by every character', async () => {
    const store = await openRun();
    const keys = ['a', 'A', 'a ', 'a\u0000', 'a\u0000b', 'é', 'e\u0301', '', '1', '1.0'];
    const placed = await store.addSpans([...keys, ...keys].map((key, index) => span(index, 1, key)));
    expect(placed.map(({ seq }) => seq)).toEqual([...keys.keys(), ...keys.keys()].map((index) => index + 1));
  });

  it('lead to the first row of each document', async () => {
    const store = await openRun();
    await store.addBlocks([block(0, [2, 3, 4]), block(3, [6, 8, 9]), block(6, [2, 3], ['x'], 1)]);
    await store.addSpans([span(0, 1, 'A'), span(1, 3, 'B'), span(4, 2, 'C'), span(6, 1, 'A', { file: 1 })]);
    await store.addSpans([span(7, 1, 'D', { file: 1 })]);
    expect(await store.firstRows([4, 1, 2, 3, 99])).toEqual(
      new Map([
        [1, { ordinal: 0, row: 2, file: 0 }],
        [2, { ordinal: 1, row: 3, file: 0 }],
        [3, { ordinal: 4, row: 8, file: 0 }],
        [4, { ordinal: 7, row: 3, file: 1 }],
      ]),
    );
  });
});

describe('pieces', () => {
  const piece = (seq: number, ordinal: number): Piece => ({
    seq,
    ordinal,
    row: { number: ordinal + 2, cells: [`row ${ordinal}`, { n: '1' }] },
    file: 0,
  });

  it('come back document by document, rows in source order', async () => {
    const store = await openRun();
    await store.addSpans(['A', 'B', 'A', 'C', 'B'].map((key, ordinal) => span(ordinal, 1, key)));
    await store.addPieces([piece(1, 0), piece(2, 1), piece(1, 2)]);
    await store.addPieces([piece(2, 4)]);
    expect(await collect(store.scattered())).toEqual([
      [piece(1, 0), piece(1, 2)],
      [piece(2, 1), piece(2, 4)],
    ]);
  });

  it('of a few large documents among many small ones are sorted too', async () => {
    const store = await openRun();
    const [small, large] = [9_000, 4];
    const spans = Array.from({ length: small }, (_, index) => span(index, 1, null));
    const pieces: Piece[] = [];
    for (let ordinal = small; ordinal < small + 24_000; ordinal += 1) {
      spans.push(span(ordinal, 1, `large ${ordinal % large}`));
      pieces.push(piece(small + 1 + (ordinal % large), ordinal));
    }
    await store.addSpans(spans);
    await store.addPieces(pieces);
    const documents = await collect(store.scattered());
    expect(documents.map((document) => document[0]?.seq)).toEqual([1, 2, 3, 4].map((index) => small + index));
    for (const document of documents) {
      const expected = pieces.filter(({ seq }) => seq === document[0]?.seq).map(({ ordinal }) => ordinal);
      expect(document.map(({ ordinal }) => ordinal)).toEqual(expected);
    }
  });

  it('can be read while documents are added', async () => {
    const store = await openRun();
    const pieces = Array.from({ length: 3000 }, (_, ordinal) => piece(1 + (ordinal % 1000), ordinal));
    await store.addSpans(pieces.map(({ seq, ordinal }) => span(ordinal, 1, String(seq))));
    await store.addPieces(pieces);
    const seen: number[] = [];
    for await (const page of store.scattered()) {
      const documents = page.map((document) => document[0]!.seq);
      seen.push(...documents);
      const body = { entity: 'Invoices', stage: 0, state: 'ready', status: 'OK', hash: 'h' } as const;
      await store.addDocuments(
        documents.map((seq) => ({ ...body, seq })),
        [],
      );
      await store.note('seen', seen.length);
    }
    expect(seen).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
  });
});
