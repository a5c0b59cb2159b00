/** Puts rows into a spreadsheet that the user has already: added below, or found again by a key and brought up to date. */

import { chmod, realpath, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { Refusal } from '../model/refusal.ts';
import type { SheetRow, UpdatePlan, UpdateResult, UpdateTable } from '../model/table-format.ts';
import { checkContent } from './check-content.ts';
import { checkNotOpen } from './check-not-open.ts';
import { type InputFile, openInputFile } from './input-file.ts';
import { checkKeys, type Rows } from './updating/gather-rows.ts';
import { csvKey, workbookKey } from './updating/same-value.ts';
import { writeWhole } from './whole-file.ts';

type UpdateFormat = (file: InputFile, plan: UpdatePlan, rows: Rows, temporary: string) => Promise<UpdateResult>;

const updateCsv: UpdateFormat = async (...given) => (await import('./updating/update-csv.ts')).updateCsv(...given);
const updateWorkbook: UpdateFormat = async (...given) =>
  (await import('./updating/update-workbook.ts')).updateWorkbook(...given);

const FORMATS: ReadonlyMap<string, UpdateFormat> = new Map([
  ['.csv', updateCsv],
  ['.tsv', updateCsv],
  ['.txt', updateCsv],
  ['.xlsx', updateWorkbook],
]);

/** A link is followed to the file that it names. */
export const updateTable: UpdateTable = async (named, plan, rows) => {
  const extension = extname(named).toLowerCase();
  const update = FORMATS.get(extension);
  if (update === undefined) throw notUpdatable(named, extension);
  const path = await realpath(named).catch(() => named);
  await checkNotOpen(path);
  const before = await stat(path).catch(() => undefined);
  if (before === undefined || before.size === 0) return writeAnew(path, extension, plan, rows);
  const file = await openInputFile(path);
  try {
    await checkContent(file, extension);
    let result: UpdateResult | undefined;
    await writeWhole(path, async (temporary) => {
      result = await update(file, plan, rows, temporary);
      if (result.added + result.updated === 0) return 'unchanged';
      await chmod(temporary, before.mode);
      await checkNotOpen(path);
      const after = await stat(path);
      if (after.mtimeMs !== before.mtimeMs || after.size !== before.size) throw changed(path);
      return undefined;
    });
    return result!;
  } finally {
    await file.handle.close();
  }
};

async function writeAnew(path: string, extension: string, plan: UpdatePlan, rows: Rows): Promise<UpdateResult> {
  const { header, delimiter = extension === '.tsv' ? '\t' : ',', sheet = 'Sheet1', widths, formats } = plan;
  const keys = checkKeys(path, plan, extension === '.xlsx' ? workbookKey : csvKey);
  let added = 0;
  const counted = async function* (): AsyncGenerator<readonly SheetRow[]> {
    for await (const batch of rows) {
      const news = batch.filter(({ isThere }) => isThere === undefined);
      for (const { cells } of news)
        keys.take(cells.map((cell) => (typeof cell === 'object' && 'f' in cell ? cell.result : cell)));
      added += news.length;
      yield news;
    }
    keys.close();
  };
  if (extension === '.xlsx') {
    const { writeWorkbook } = await import('./write-workbook.ts');
    const look = { ...(widths && { widths }), ...(formats && { formats }) };
    await writeWorkbook(path, [{ name: sheet, header, ...look, filter: true, rows: counted() }]);
  } else {
    const { writeCsv } = await import('./write-csv.ts');
    await writeCsv(path, { format: 'csv', delimiter, typed: true }, header, counted());
  }
  return { added, updated: 0, unchanged: 0, notFilled: [] };
}

function notUpdatable(path: string, extension: string): Refusal {
  const what =
    extension === '.xlsm' ? 'holds macros' : extension === '' ? 'has no extension' : `is a ${extension} file`;
  return new Refusal(
    'write/unknown-format',
    `${path} ${what}: rows are put into .xlsx and .csv files alone. Name such a file in \`output\`, or write \`mode: replace\`.`,
  );
}

function changed(path: string): Refusal {
  return new Refusal(
    'write/changed-file',
    `${path} was changed by another program meanwhile, and is left as that program wrote it. Run the same command again.`,
  );
}
