/** Reads Excel workbooks (.xlsx): strings and styles first, then one sheet as a stream, with bounded memory. */

import { createHash } from 'node:crypto';
import { Refusal } from '../../model/refusal.ts';
import { cellText, type SourceRow } from '../../model/source-row.ts';
import type { InputTable, TableSource } from '../../model/table-format.ts';
import { type InputFile, readChunks } from '../input-file.ts';
import type { CellContext } from './xlsx/cell-value.ts';
import { pickSheet } from './xlsx/pick-sheet.ts';
import { readSheet } from './xlsx/read-sheet.ts';
import { readSharedStrings } from './xlsx/shared-strings.ts';
import { readStyles } from './xlsx/styles.ts';
import { readWorkbook } from './xlsx/workbook.ts';
import { openPackage } from './xlsx/workbook-package.ts';

type Batches = AsyncGenerator<readonly SourceRow[]>;

/** Opens a workbook; takes over the file, which `close` closes. Throws Refusals `read/...`. */
export async function openXlsx(file: InputFile, source: TableSource): Promise<InputTable> {
  const sha256 = await hashOf(file);
  const parts = await openPackage(file);
  const workbook = await readWorkbook(parts);
  const context: CellContext = {
    strings: await readSharedStrings(parts, workbook.stringsPart),
    formats: await readStyles(parts, workbook.stylesPart),
    date1904: workbook.date1904,
  };
  const sheet = await pickSheet(source.path, workbook, source.sheet, (one) =>
    hasRows(readSheet(parts, one.part, one.name, context)),
  );
  const batches = readSheet(parts, sheet.part, sheet.name, context);
  const { header, rest } = await takeHeader(batches, source.header ?? 1);
  if (!header) {
    await batches.return(undefined);
    throw noHeader(source.path, sheet.name, source.header ?? 1);
  }
  return {
    header: header.cells.map(cellText),
    dialect: { format: 'xlsx', sheet: sheet.name },
    sha256,
    guessedEncoding: false,
    rows: () => chained(rest, batches),
    async close() {
      await batches.return(undefined);
      await file.handle.close();
    },
  };
}

async function hashOf(file: InputFile): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of readChunks(file)) hash.update(chunk);
  return hash.digest('hex');
}

async function hasRows(batches: Batches): Promise<boolean> {
  for await (const batch of batches) if (batch.length > 0) return true;
  return false;
}

/** The row with that number, and the rows behind it in the batch where it stood. */
async function takeHeader(
  batches: Batches,
  number: number,
): Promise<{ header?: SourceRow; rest: readonly SourceRow[] }> {
  while (true) {
    const next = await batches.next();
    if (next.done) return { rest: [] };
    const at = next.value.findIndex((row) => row.number >= number);
    const row = next.value[at];
    if (row) return row.number === number ? { header: row, rest: next.value.slice(at + 1) } : { rest: [] };
  }
}

async function* chained(first: readonly SourceRow[], rest: Batches): Batches {
  if (first.length > 0) yield first;
  yield* rest;
}

function noHeader(path: string, sheet: string, row: number): Refusal {
  return new Refusal(
    'read/no-header',
    `${path}, sheet "${sheet}", has no header in row ${row}: the row is blank or missing. Say by \`header\` in which row the column names stand.`,
  );
}
