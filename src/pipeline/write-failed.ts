/** Writes the rows of documents that were refused or held back, in the layout of the input, to be corrected and run again. */

import { join } from 'node:path';
import type { InputFile, RunStore } from '../journal/run-store.ts';
import { compileRowSteps } from '../mappers/row-steps.ts';
import type { Source } from '../model/job.ts';
import type { RowStatus } from '../model/run-summary.ts';
import type { SourceRow } from '../model/source-row.ts';
import type { SheetRow } from '../model/table-format.ts';
import type { Parts } from './parts.ts';
import { rowOutcomes } from './row-outcomes.ts';

/**
 * One file where all inputs have the same layout, else one an input (`failed-1.csv`, `failed-2.csv`). One an input too
 * where documents were refused for standing in several: in one file they would be one document when it is run again.
 * @param statuses documents held back are to be corrected with the others only where the run came to its end
 * @returns the names written. Rows whose outcome at Xero is unknown are left out: they may be in the books.
 */
export async function writeFailed(
  store: RunStore,
  source: Source,
  folder: string,
  statuses: readonly RowStatus[],
  parts: Parts,
): Promise<readonly string[]> {
  const files = await store.files();
  const { unknown, severalFiles } = await tellingFindings(store);
  const groups = sameLayout(files) && !severalFiles ? [files] : files.map((file) => [file]);
  const names: string[] = [];
  for (const [index, group] of groups.entries()) {
    const sample = group[0]!;
    const name = `failed${groups.length > 1 ? `-${index + 1}` : ''}.${sample.dialect.format}`;
    const path = join(folder, name);
    const written = { rows: 0 };
    const rows = counted(failedRows(store, source, group, { statuses, unknown }), written);
    if (sample.dialect.format === 'csv') {
      const above = Array.from({ length: sample.headerRow - 1 }, (): SheetRow => ({ cells: [] }));
      const table = above.length === 0 ? { header: sample.header, rows } : { header: [], rows: headed(sample, rows) };
      await parts.writeCsv(path, sample.dialect, table.header, table.rows);
    } else {
      await parts.writeWorkbook(path, [{ name: sample.dialect.sheet ?? 'Sheet1', rows: headed(sample, rows) }]);
    }
    if (written.rows > 0) names.push(name);
  }
  return names;
}

/** A file without a row is none to correct: its name is not given, and so it is cleared away. */
async function* counted(
  batches: AsyncIterable<readonly SheetRow[]>,
  written: { rows: number },
): AsyncGenerator<readonly SheetRow[]> {
  for await (const batch of batches) {
    written.rows += batch.length;
    yield batch;
  }
}

function sameLayout(files: readonly InputFile[]): boolean {
  const first = files[0]!;
  return files.every((file) => layoutOf(file) === layoutOf(first));
}

/** Byte order mark and ends of lines aside. */
function layoutOf({ header, headerRow, dialect }: InputFile): string {
  const { format, delimiter, encoding, sheet } = dialect;
  return JSON.stringify([header, headerRow, format, delimiter, encoding, sheet]);
}

/** Blank rows down to the header's own, the header, the rows. */
async function* headed(file: InputFile, rows: AsyncIterable<readonly SheetRow[]>): AsyncGenerator<readonly SheetRow[]> {
  const blank = file.dialect.format === 'csv' ? file.headerRow - 2 : file.headerRow - 1;
  const above = Array.from({ length: blank }, (): SheetRow => ({ cells: [''] }));
  yield [...above, { cells: file.header, tone: 'title' }];
  yield* rows;
}

async function* failedRows(
  store: RunStore,
  source: Source,
  group: readonly InputFile[],
  { statuses, unknown }: { readonly statuses: readonly RowStatus[]; readonly unknown: ReadonlySet<number> },
): AsyncGenerator<readonly SheetRow[]> {
  const wanted = new Map(group.map((file) => [file.index, stepOf(source, file)]));
  for await (const batch of rowOutcomes(store)) {
    const rows: SheetRow[] = [];
    for (const { file, row, span } of batch) {
      const step = wanted.get(file);
      if (step === undefined) continue;
      const filled = step(row);
      if (statuses.includes(span.status) && !unknown.has(span.seq)) rows.push({ cells: filled.cells });
    }
    yield rows;
  }
}

function stepOf(source: Source, file: InputFile): (row: SourceRow) => SourceRow {
  const steps = compileRowSteps(source, file.header);
  return 'step' in steps ? (row) => steps.step(row).filled : (row) => row;
}

/** The documents that are, or may be, in the books, few by nature: those of unknown outcome and those without their lines; and whether some stand in several files. */
async function tellingFindings(store: RunStore) {
  const unknown = new Set<number>();
  let severalFiles = false;
  for await (const page of store.findings()) {
    for (const { code, seq } of page) {
      if (code === 'xero/unknown-outcome' || code === 'xero/incomplete') unknown.add(seq);
      if (code === 'group/several-files') severalFiles = true;
    }
  }
  return { unknown, severalFiles };
}
