/** Refuses where new values or rows could damage what the user has made. */

import { Refusal } from '../../model/refusal.ts';
import { columnLetters } from '../formats/xlsx/column-letters.ts';
import { MAX_ROWS } from '../formats/xlsx/limits.ts';
import { attributeOf } from '../formats/xlsx/xml-attributes.ts';
import { type CellRange, meet, rangeText, readRange } from './cell-range.ts';
import type { Survey } from './survey-sheet.ts';
import type { ExcelTable } from './table-part.ts';

/** What comes into the sheet. */
export interface Incoming {
  readonly path: string;
  readonly sheet: string;
  readonly added: number;
  readonly tables: readonly ExcelTable[];
}

/** Throws a Refusal `write/...`. */
export function checkSafe(survey: Survey, incoming: Incoming): void {
  const { added } = incoming;
  const refuse = (code: string, what: string) => refusal(code, incoming, what);
  if (isProtected(survey.tail))
    throw refuse('write/protected-sheet', 'the sheet is protected. Take its protection off (Review, Unprotect Sheet)');
  if (survey.table?.filledByQuery)
    throw refuse('write/query-table', `a query fills the table "${survey.table.name}". Name another sheet`);
  const { formulaAt } = survey;
  if (formulaAt)
    throw refuse(
      'write/formulas',
      `${columnLetters(formulaAt.column)}${formulaAt.row}, in a column of the export, holds a formula. Move your formula into a column of its own`,
    );
  const touched: CellRange = { ...extent(survey), bottom: survey.lastRow + added };
  checkMerged(survey, touched, refuse);
  for (const range of survey.filled) {
    if (
      !survey.columns.some((column) => meet(range, { ...touched, left: column, right: column })) &&
      !isBelow(range, survey, touched)
    )
      continue;
    throw refuse('write/array-formula', `one formula fills ${rangeText(range)} together. Move it out of the table`);
  }
  if (added > 0) checkRoom(survey, incoming, touched, refuse);
}

type Refuse = (code: string, what: string) => Refusal;

function refusal(code: string, { path, sheet }: Incoming, what: string): Refusal {
  return new Refusal(code, `${path}, sheet "${sheet}", is left as it is: ${what}, and run the same command again.`);
}

/** The rows below the header. */
function extent({ left, right, header, lastRow }: Survey): CellRange {
  return { left, right, top: header + 1, bottom: lastRow };
}

function isBelow(range: CellRange, survey: Survey, touched: CellRange): boolean {
  return meet(range, { ...touched, top: survey.lastRow + 1 });
}

function isProtected(tail: string): boolean {
  const tag = /<((?:[\w.-]+:)?sheetProtection(?:\s[^>]*)?)>/.exec(tail)?.[1];
  return tag !== undefined && /^(?:1|true|on)$/.test(attributeOf(tag, 'sheet') ?? '');
}

function checkMerged(survey: Survey, touched: CellRange, refuse: Refuse): void {
  for (const [, tag = ''] of survey.tail.matchAll(/<((?:[\w.-]+:)?mergeCell\s[^>]*)>/g)) {
    const range = readRange(attributeOf(tag, 'ref') ?? '');
    if (range && meet(range, touched))
      throw refuse(
        'write/merged-cells',
        `the cells ${rangeText(range)} are merged. Unmerge them (Home, Merge & Center)`,
      );
  }
}

/** Whether the rows below the last are free. */
function checkRoom(survey: Survey, { added, tables }: Incoming, touched: CellRange, refuse: Refuse): void {
  const { table, lastRow, contentBelow } = survey;
  const room = `${added} new row${added === 1 ? '' : 's'} would come below row ${lastRow}`;
  if (touched.bottom > MAX_ROWS)
    throw refuse('write/too-many-rows', `${room}, and Excel holds ${MAX_ROWS} rows. Move old rows into another file`);
  if (table && table.totalsRows > 0)
    throw refuse(
      'write/totals-row',
      `${room}, where the table "${table.name}" has its totals. Turn its Total Row off (Table Design), or put the totals above`,
    );
  if (contentBelow !== undefined)
    throw refuse(
      'write/content-below',
      `${room}, but row ${contentBelow} below the table is not blank. Move what stands there`,
    );
  if (survey.endsInTotals || survey.endsWithoutKey) {
    const why = survey.endsInTotals ? 'looks like totals' : 'has no key';
    throw refuse('write/totals-row', `${room}, which ${why}. Move that row away, above the header for instance`);
  }
  const other = tables.find((one) => one !== table && meet(one.range, touched));
  if (other)
    throw refuse(
      'write/content-below',
      `${room}, where the table "${other.name}" would be in the way. Move it, or have all columns in it`,
    );
}
