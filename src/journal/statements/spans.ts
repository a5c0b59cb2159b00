/** Spans grouped by key into documents, whose seqs follow the order in which the documents begin. */

import type { Database } from '../database.ts';
import type { NewSpan, PlacedSpan, RunStore, Span } from '../run-store.ts';
import type { SeqCounter } from './seq-counter.ts';

/** Spans of a page. */
const PAGE = 1000;

interface FirstRow {
  readonly ordinal: number;
  readonly file: number;
  readonly block: number;
  readonly first_row: number;
  readonly row_numbers: string | null;
}

export function spans(database: Database, seqs: SeqCounter): Pick<RunStore, 'addSpans' | 'spans' | 'firstRows'> {
  const place = placing(database, seqs);
  const markSeveral = database.prepare(`
    UPDATE grouped SET several = 1
    WHERE several = 0 AND seq IN (SELECT seq FROM document_key WHERE several = 1)`);
  const selectSpans = database.prepare<{ first: number; count: number; seq: number; several: number | null }>(`
    SELECT s.first_ordinal AS first, s.count, s.seq, g.several
    FROM span s LEFT JOIN grouped g ON g.seq = s.seq
    WHERE s.first_ordinal > ? ORDER BY s.first_ordinal LIMIT ${PAGE}`);
  const firstRow = database.prepare<FirstRow>(`
    SELECT g.first_ordinal AS ordinal, g.file, b.first_ordinal AS block, b.first_row, b.row_numbers
    FROM grouped g JOIN block b
      ON b.first_ordinal = (SELECT max(first_ordinal) FROM block WHERE first_ordinal <= g.first_ordinal)
    WHERE g.seq = ?`);
  return {
    async addSpans(added) {
      return database.append(added.length, () => added.map(place));
    },
    async *spans() {
      database.write(() => markSeveral.run());
      let after = -1;
      for (;;) {
        const rows = database.read(() => selectSpans.all(after));
        if (rows.length === 0) return;
        yield rows.map(
          ({ first, count, seq, several }): Span => ({ firstOrdinal: first, count, seq, alone: several !== 1 }),
        );
        after = rows.at(-1)!.first;
      }
    },
    async firstRows(asked) {
      const found = database.read(() => asked.map((seq) => [seq, firstRow.get(seq)] as const));
      return new Map(
        found.flatMap(([seq, row]) =>
          row === undefined ? [] : [[seq, { ordinal: row.ordinal, row: rowNumber(row), file: row.file }] as const],
        ),
      );
    },
  };
}

interface KnownKey extends PlacedSpan {
  readonly several: number;
}

/** Places a span by the text of its key; a key met again marks its document as having several spans. */
function placing(database: Database, seqs: SeqCounter): (span: NewSpan) => PlacedSpan {
  const insertSpan = database.prepare('INSERT INTO span VALUES (?, ?, ?, ?)');
  const byKey = database.prepare<KnownKey>('SELECT seq, file, several FROM document_key WHERE key = ?');
  const insertKey = database.prepare('INSERT INTO document_key VALUES (?, ?, ?, 0) ON CONFLICT DO NOTHING');
  const insertGroup = database.prepare('INSERT INTO grouped VALUES (?, ?, ?, 0)');
  const markSeveral = database.prepare('UPDATE document_key SET several = 1 WHERE key = ?');
  /** As the last key was, so most likely is the next: asking is left out for new ones, trying for known ones. */
  let isNew = true;
  const knownKey = (key: string, seq: number, file: number): KnownKey | undefined => {
    const known = isNew ? undefined : byKey.get(key);
    isNew = known === undefined && insertKey.run(key, seq, file).changes > 0;
    return isNew ? undefined : (known ?? byKey.get(key));
  };
  const documentOf = ({ key, file, firstOrdinal }: NewSpan): PlacedSpan => {
    const seq = seqs.peek();
    const known = key === null ? undefined : knownKey(key, seq, file);
    if (known === undefined) {
      insertGroup.run(seq, file, firstOrdinal);
      seqs.use(seq);
      return { seq, file };
    }
    if (known.several === 0) markSeveral.run(key);
    return { seq: known.seq, file: known.file };
  };
  return (span) => {
    const placed = span.left === undefined ? documentOf(span) : { seq: 0, file: span.file };
    insertSpan.run(span.firstOrdinal, span.count, placed.seq, span.left ?? null);
    return placed;
  };
}

function rowNumber(row: FirstRow): number {
  const index = row.ordinal - row.block;
  if (row.row_numbers === null) return row.first_row + index;
  return (JSON.parse(row.row_numbers) as readonly number[])[index]!;
}
