/** Joins source rows, the fates of their documents and the findings, all in source order, for the reports. */

import type { RowBlock, RunStore, SpanOutcome } from '../journal/run-store.ts';
import type { Finding } from '../model/finding.ts';
import type { SourceRow } from '../model/source-row.ts';

export interface RowOutcome {
  readonly file: number;
  readonly ordinal: number;
  readonly row: SourceRow;
  /** The span that holds the row: the fate of its document. */
  readonly span: SpanOutcome;
  readonly findings: readonly Finding[];
}

/** Every source row once, in source order, a block at a time. */
export async function* rowOutcomes(store: RunStore): AsyncGenerator<readonly RowOutcome[]> {
  const spans = cursor(store.outcomes());
  const findings = cursor(store.findings());
  while ((await findings.peek())?.ordinal === -1) findings.skip();
  for await (const block of store.blocks()) {
    const outcomes: RowOutcome[] = new Array(block.rows.length);
    for (let index = 0; index < block.rows.length; index += 1) {
      outcomes[index] = await outcomeOf(block, index, spans, findings);
    }
    yield outcomes;
  }
}

const NONE: readonly Finding[] = [];

function outcomeOf(block: RowBlock, index: number, spans: Cursor<SpanOutcome>, findings: Cursor<Finding>) {
  const ordinal = block.firstOrdinal + index;
  const place = (span: SpanOutcome, own: readonly Finding[]): RowOutcome => {
    return { file: block.file, ordinal, row: block.rows[index]!, span, findings: own };
  };
  const span = spans.here();
  const next = findings.here();
  if (
    span !== undefined &&
    ordinal < span.firstOrdinal + span.count &&
    (findings.ended() || (next !== undefined && next.ordinal > ordinal))
  ) {
    return place(span, NONE);
  }
  return slowly(ordinal, spans, findings, place);
}

async function slowly(
  ordinal: number,
  spans: Cursor<SpanOutcome>,
  findings: Cursor<Finding>,
  place: (span: SpanOutcome, own: readonly Finding[]) => RowOutcome,
): Promise<RowOutcome> {
  let span = await spans.peek();
  while (span !== undefined && ordinal >= span.firstOrdinal + span.count) {
    spans.skip();
    span = await spans.peek();
  }
  if (span === undefined) throw new Error(`no outcome for row ordinal ${ordinal}`);
  const own: Finding[] = [];
  for (let next = await findings.peek(); next !== undefined && next.ordinal <= ordinal; next = await findings.peek()) {
    if (next.ordinal === ordinal) own.push(next);
    findings.skip();
  }
  return place(span, own);
}

interface Cursor<T> {
  /** The current entry where its page is at hand. */
  here(): T | undefined;
  peek(): Promise<T | undefined>;
  skip(): void;
  ended(): boolean;
}

function cursor<T>(pages: AsyncIterable<readonly T[]>): Cursor<T> {
  const iterator = pages[Symbol.asyncIterator]();
  let page: readonly T[] = [];
  let index = 0;
  let done = false;
  return {
    here: () => page[index],
    async peek() {
      while (index >= page.length && !done) {
        const next = await iterator.next();
        done = next.done === true;
        page = next.done ? [] : next.value;
        index = 0;
      }
      return page[index];
    },
    skip() {
      index += 1;
    },
    ended: () => done,
  };
}
