/** Whether a workbook may be written anew, or holds work of the user's that would be lost. */

import { extname } from 'node:path';
import { Refusal } from '../model/refusal.ts';
import type { MayReplace } from '../model/table-format.ts';
import { checkContent } from './check-content.ts';
import { checkNotOpen } from './check-not-open.ts';
import { MAX_SHEET_BYTES } from './formats/xlsx/limits.ts';
import { scanPart } from './formats/xlsx/scan-part.ts';
import { readWorkbook } from './formats/xlsx/workbook.ts';
import { openPackage, type WorkbookPackage } from './formats/xlsx/workbook-package.ts';
import { openInputFile } from './input-file.ts';
import { originOf } from './own-workbook.ts';

/** Parts that hold what a user has made. */
const MADE = /^xl\/(?:charts|pivotTables|drawings|comments|threadedComments|externalLinks|vbaProject)/i;
const OUR_TOTAL = /^SUBTOTAL\(9,[A-Z]{1,3}\d+:[A-Z]{1,3}\d+\)$/;

const UPDATE = 'Name another file, delete this one, or write `mode: update`, which keeps what is yours.';

/** Other files than workbooks are data and may be replaced. Throws `write/not-ours`, `write/open-elsewhere`, `write/read-only`. */
export const mayReplace: MayReplace = async (path, remedy = UPDATE) => {
  await checkNotOpen(path);
  if (extname(path).toLowerCase() !== '.xlsx') return;
  const reason = await foreignWork(path);
  if (reason === undefined) return;
  throw new Refusal('write/not-ours', `${path} is not replaced: ${reason}. ${remedy}`);
};

/** What of the file would be lost, in words. */
async function foreignWork(path: string): Promise<string | undefined> {
  const file = await openInputFile(path).catch(unlessNothing);
  if (file === undefined) return undefined;
  try {
    await checkContent(file, '.xlsx');
    const workbook = await openPackage(file);
    const { state, sheets } = await originOf(workbook);
    if (state === 'written') return undefined;
    if (state === 'foreign') return 'rowpost did not write it';
    if (workbook.packed.some(({ name }) => MADE.test(name)))
      return 'charts, pivot tables, pictures or comments were added to it';
    return await addedContent(workbook, sheets);
  } catch (error) {
    if (error instanceof Refusal) return 'it is no workbook that rowpost wrote';
    throw error;
  } finally {
    await file.handle.close();
  }
}

/** A file that is missing or empty has nothing to lose. */
function unlessNothing(error: unknown): undefined {
  if (error instanceof Refusal && (error.code === 'read/missing-file' || error.code === 'read/empty-file')) return;
  throw error;
}

async function addedContent(workbook: WorkbookPackage, ours: readonly string[]): Promise<string | undefined> {
  const { sheets } = await readWorkbook(workbook);
  const added = sheets.find((sheet) => !ours.includes(sheet.name));
  if (added) return `sheet "${added.name}" was added to it`;
  for (const { name, part } of sheets)
    if (part !== undefined && (await hasOwnFormula(workbook, part)))
      return `sheet "${name}" holds formulas, and another program has saved the file`;
  return undefined;
}

async function hasOwnFormula(workbook: WorkbookPackage, part: string): Promise<boolean> {
  let found = false;
  let formula: string | undefined;
  const handler = {
    wantsText: false,
    open(name: string) {
      if (name !== 'f') return;
      formula = '';
      handler.wantsText = true;
    },
    text(text: string) {
      formula += text;
    },
    close() {
      if (formula !== undefined && !OUR_TOTAL.test(formula)) found = true;
      formula = undefined;
      handler.wantsText = false;
    },
  };
  await scanPart(workbook, part, MAX_SHEET_BYTES, handler);
  return found;
}
