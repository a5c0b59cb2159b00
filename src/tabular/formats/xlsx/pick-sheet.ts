/** Which sheet of a workbook is read. */

import { nearest } from '../../../model/nearest.ts';
import { Refusal } from '../../../model/refusal.ts';
import type { Sheet, Workbook } from './workbook.ts';

/** A sheet that holds cells. */
export interface Worksheet extends Sheet {
  readonly part: string;
}

/** Tells whether a sheet holds anything. */
export type HasData = (sheet: Worksheet) => Promise<boolean>;

/**
 * The sheet named, or numbered among the tabs that can be seen; without either the only visible one with data.
 * Throws `read/missing-sheet`, `read/several-sheets` or `read/no-sheet`.
 */
export async function pickSheet(
  path: string,
  workbook: Workbook,
  wanted: string | number | undefined,
  hasData: HasData,
): Promise<Worksheet> {
  if (typeof wanted === 'string') return sheetByName(path, workbook, wanted);
  const visible = workbook.sheets.filter((sheet) => !sheet.hidden);
  if (wanted !== undefined) return sheetByNumber(path, visible, wanted);
  const worksheets = visible.filter(isWorksheet);
  const [first] = worksheets;
  if (!first) throw new Refusal('read/no-sheet', `${path} has no visible sheet with cells. Name a sheet by \`sheet\`.`);
  if (worksheets.length === 1) return first;
  const filled: Worksheet[] = [];
  for (const sheet of worksheets) if (await hasData(sheet)) filled.push(sheet);
  if (filled.length > 1) {
    throw new Refusal(
      'read/several-sheets',
      `${path} has several sheets with data: ${quotedNames(filled)}. Say which is meant by \`sheet\`.`,
    );
  }
  return filled[0] ?? first;
}

function isWorksheet(sheet: Sheet): sheet is Worksheet {
  return sheet.part !== undefined;
}

function sheetByName(path: string, workbook: Workbook, name: string): Worksheet {
  const plain = (text: string) => text.trim().toLowerCase();
  const sheets = workbook.sheets.filter(isWorksheet);
  const found =
    sheets.find((sheet) => sheet.name === name) ?? sheets.find((sheet) => plain(sheet.name) === plain(name));
  if (found) return found;
  const near = nearest(
    name,
    sheets.map((sheet) => sheet.name),
  );
  throw new Refusal(
    'read/missing-sheet',
    near.length > 0
      ? `${path} has no sheet "${name}". Did you mean ${near.map((one) => `"${one}"`).join(' or ')}?`
      : `${path} has no sheet "${name}". It has ${quotedNames(sheets)}.`,
  );
}

function sheetByNumber(path: string, visible: readonly Sheet[], number: number): Worksheet {
  const sheet = visible[number - 1];
  if (sheet && isWorksheet(sheet)) return sheet;
  const what = sheet
    ? `sheet ${number} ("${sheet.name}") holds a chart and no cells`
    : `it has no visible sheet ${number}`;
  throw new Refusal('read/missing-sheet', `${path}: ${what}. It shows ${quotedNames(visible.filter(isWorksheet))}.`);
}

function quotedNames(sheets: readonly Sheet[]): string {
  const names = sheets.slice(0, 20).map((sheet) => `"${sheet.name}"`);
  return names.join(', ') + (sheets.length > names.length ? ` and ${sheets.length - names.length} more` : '');
}
