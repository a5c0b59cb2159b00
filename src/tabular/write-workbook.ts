/** Writes workbooks (.xlsx) sheet by sheet as a stream, with bounded memory. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type ExcelJS from 'exceljs';
import type { SheetPlan, SheetRow, WriteWorkbook } from '../model/table-format.ts';
import { fixZipTimes } from './fix-zip-times.ts';
import { writeWhole } from './whole-file.ts';
import { writtenCell } from './workbook-cell.ts';
import { createStyles, HEADER_STYLE, type StyleOf } from './workbook-styles.ts';

type Sheet = ExcelJS.Worksheet;

/** Excel drops all links of a sheet that has more. */
const MAX_LINKS = 65_530;
const MAX_WAITING = 256 * 1024;
const EPOCH = new Date('2000-01-01T00:00:00Z');

/** The same sheets give the same bytes. Throws `write/failed`. */
export const writeWorkbook: WriteWorkbook = (path, sheets) =>
  writeWhole(path, async (temporary) => {
    const { default: excel } = await import('exceljs');
    const stream = createWriteStream(temporary);
    const failed = new Promise<never>((_, reject) => stream.once('error', reject));
    failed.catch(() => undefined);
    const workbook = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
    Object.assign(workbook, { created: EPOCH, modified: EPOCH, creator: 'rowpost', lastModifiedBy: 'rowpost' });
    const styleOf = createStyles();
    const names = new Set<string>();
    try {
      for (const plan of sheets)
        await Promise.race([failed, writeSheet(workbook, plan, sheetName(plan.name, names), styleOf)]);
      await Promise.race([failed, workbook.commit()]);
    } catch (error) {
      stream.destroy();
      if (!stream.closed) await once(stream, 'close');
      throw error;
    }
    await fixZipTimes(temporary);
  });

/** The name as Excel allows it: 31 characters, none of `[]:*?/\`, no two alike. */
function sheetName(wanted: string, taken: Set<string>): string {
  const base =
    wanted
      .replace(/[[\]:*?/\\]/g, '_')
      .replace(/^'|'$/g, '_')
      .slice(0, 31) || 'Sheet';
  let name = base;
  for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${base.slice(0, 31 - ` (${i})`.length)} (${i})`;
  taken.add(name.toLowerCase());
  return name;
}

async function writeSheet(workbook: ExcelJS.Workbook, plan: SheetPlan, name: string, styleOf: StyleOf): Promise<void> {
  const { header } = plan;
  const sheet = workbook.addWorksheet(name, header ? { views: [{ state: 'frozen', ySplit: 1 }] } : {});
  const widths = plan.widths ?? header?.map((text) => Math.min(Math.max(text.length + 3, 9), 50)) ?? [];
  sheet.columns = widths.map((width) => ({ width }));
  let rows = 0;
  if (header) {
    rows++;
    const row = sheet.getRow(rows);
    header.forEach((text, i) => {
      const cell = row.getCell(i + 1);
      cell.value = writtenCell(text, false).value;
      cell.style = HEADER_STYLE;
    });
    row.commit();
  }
  const links = { columns: new Set(plan.links), left: MAX_LINKS };
  for await (const batch of plan.rows) {
    for (const row of batch) writeRow(sheet, ++rows, row, links, styleOf);
    do await setImmediate();
    while (waitingBytes(sheet) > MAX_WAITING);
  }
  if (plan.filter && header && header.length > 0) {
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: Math.max(rows, 1), column: header.length } };
  }
  sheet.commit();
}

/** A part of the sheet that its types do not show: the streams that take its XML into the zip. */
interface StreamedSheet {
  readonly stream?: { readonly pipes?: readonly { readonly _writableState?: { readonly length: number } }[] };
}

/** Bytes that the zip has not taken yet. The sheet takes rows without end, so the writer must do the waiting. */
function waitingBytes(sheet: Sheet): number {
  const { stream } = sheet as unknown as StreamedSheet;
  return stream?.pipes?.[0]?._writableState?.length ?? 0;
}

interface Links {
  readonly columns: ReadonlySet<number>;
  left: number;
}

function writeRow(sheet: Sheet, number: number, source: SheetRow, links: Links, styleOf: StyleOf): void {
  const row = sheet.getRow(number);
  const tone = source.tone ?? 'plain';
  source.cells.forEach((cell, i) => {
    const { value, format } = writtenCell(cell, links.left > 0 && links.columns.has(i));
    const isLink = typeof value === 'object' && value !== null && 'hyperlink' in value;
    if (isLink) links.left--;
    if (value === null && tone === 'plain') return;
    const target = row.getCell(i + 1);
    target.value = value;
    if (tone !== 'plain' || format !== undefined || isLink) target.style = styleOf(tone, format, isLink);
  });
  row.commit();
}
