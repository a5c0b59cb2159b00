/** Joins source rows, the fates of their documents and the findings, all in source order, for the reports. */

import type { RunStore, SpanOutcome } from '../journal/run-store.ts';
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

const NONE: readonly Finding[] = [];

/** Every source row once, in source order, a block at a time. */
export async function* rowOutcomes(store: RunStore): AsyncGenerator<readonly RowOutcome[]> {
  const spans = cursor(store.outcomes(), (span) => span.firstOrdinal + span.count);
  const findings = cursor(store.findings(), (finding) => finding.ordinal + 1);
  for await (const { file, firstOrdinal, rows } of store.blocks()) {
    const outcomes: RowOutcome[] = new Array(rows.length);
    for (let index = 0; index < rows.length; index += 1) {
      const ordinal = firstOrdinal + index;
      if (!spans.skipTo(ordinal)) await spans.loadTo(ordinal);
      if (!findings.skipTo(ordinal)) await findings.loadTo(ordinal);
      const span = spans.here();
      if (span === undefined) throw new Error(`no outcome for row ordinal ${ordinal}`);
      const own = findings.here()?.ordinal === ordinal ? await takeAt(ordinal, findings) : NONE;
      outcomes[index] = { file, ordinal, row: rows[index]!, span, findings: own };
    }
    yield outcomes;
  }
}

async function takeAt(ordinal: number, findings: Cursor<Finding>): Promise<readonly Finding[]> {
  const own: Finding[] = [];
  for (let next = findings.here(); next?.ordinal === ordinal; next = findings.here()) {
    own.push(next);
    findings.skip();
    if (!findings.skipTo(ordinal)) await findings.loadTo(ordinal);
  }
  return own;
}

/** Walks over pages with rising ordinals, waiting for nothing but the next page. */
interface Cursor<T> {
  /** Undefined at the end. */
  here(): T | undefined;
  skip(): void;
  /** Passes over what ends before the ordinal; false where another page has to be loaded for it. */
  skipTo(ordinal: number): boolean;
  loadTo(ordinal: number): Promise<void>;
}

/** @param endOf the ordinal behind an entry */
function cursor<T>(pages: AsyncIterable<readonly T[]>, endOf: (entry: T) => number): Cursor<T> {
  const iterator = pages[Symbol.asyncIterator]();
  let page: readonly T[] = [];
  let index = 0;
  let done = false;
  const skipTo = (ordinal: number): boolean => {
    while (index < page.length && endOf(page[index]!) <= ordinal) index += 1;
    return index < page.length || done;
  };
  return {
    here: () => page[index],
    skip() {
      index += 1;
    },
    skipTo,
    async loadTo(ordinal) {
      while (!skipTo(ordinal)) {
        const next = await iterator.next();
        done = next.done === true;
        page = next.done ? [] : next.value;
        index = 0;
      }
    },
  };
}
