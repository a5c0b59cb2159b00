/** Writes workbooks (.xlsx) sheet by sheet as a stream, with bounded memory. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type ExcelJS from 'exceljs';
import { Refusal } from '../model/refusal.ts';
import type { RowTone, SheetPlan, SheetRow, WriteWorkbook } from '../model/table-format.ts';
import { createColumnTotals } from './column-totals.ts';
import { fixZipTimes } from './fix-zip-times.ts';
import { columnLetters } from './formats/xlsx/column-letters.ts';
import { MAX_ROWS } from './formats/xlsx/limits.ts';
import { readFormatCode } from './formats/xlsx/number-format.ts';
import { ownProperties } from './own-workbook.ts';
import { writeWhole } from './whole-file.ts';
import { type WrittenCell, writtenCell } from './workbook-cell.ts';
import { type CellKind, createStyles, HEADER_STYLE, NUMBER_HEADER_STYLE, type StyleOf } from './workbook-styles.ts';

type Sheet = ExcelJS.Worksheet;

const PAGE = { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 } as const;
/** The sheet, the file, the page. */
const FOOTER = '&L&A&C&F&RPage &P of &N';
/** Excel drops all links of a sheet that has more. */
const MAX_LINKS = 65_530;
const MAX_WAITING = 256 * 1024;

/** The same sheets give the same bytes. Throws `write/failed` and `write/too-many-rows`. */
export const writeWorkbook: WriteWorkbook = (path, sheets) =>
  writeWhole(path, async (temporary) => {
    const { default: excel } = await import('exceljs');
    const stream = createWriteStream(temporary);
    const failed = new Promise<never>((_, reject) => stream.once('error', reject));
    failed.catch(() => undefined);
    const workbook = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
    const taken = new Set<string>();
    const names = sheets.map((plan) => sheetName(plan.name, taken));
    Object.assign(workbook, ownProperties(names));
    const styleOf = createStyles();
    try {
      for (const [i, plan] of sheets.entries())
        await Promise.race([failed, writeSheet(workbook, plan, names[i]!, styleOf)]);
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
  const widths = plan.widths ?? header?.map((text) => Math.min(Math.max(text.length + 3, 9), 50)) ?? [];
  const sheet = workbook.addWorksheet(name, {
    pageSetup: { ...PAGE, ...(header ? { printTitlesRow: '1:1' } : {}) },
    headerFooter: { oddFooter: FOOTER },
    ...(header ? { views: [{ state: 'frozen', ySplit: 1 }] } : {}),
  });
  const look = lookOf(plan, widths, styleOf);
  sheet.columns = widths.map((width) => ({ width }));
  let rows = 0;
  if (header) {
    rows++;
    writeHeader(sheet, header, widths, look);
  }
  const totals = plan.totals && plan.totals.length > 0 ? createColumnTotals(plan.totals) : undefined;
  const first = rows + 1;
  const lastRow = MAX_ROWS - (totals ? 1 : 0);
  for await (const batch of plan.rows) {
    for (const row of batch) {
      if (rows >= lastRow) throw tooManyRows(name);
      totals?.take(row.cells);
      writeRow(sheet, ++rows, row, look);
    }
    do await setImmediate();
    while (waitingBytes(sheet) > MAX_WAITING);
  }
  if (plan.filter && header && header.length > 0) {
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: Math.max(rows, 1), column: header.length } };
  }
  if (totals) writeRow(sheet, rows + 1, totals.row(totalsWidth(plan), first, rows), { ...look, isTotal: true });
  const last = Math.max(rows + (totals ? 1 : 0), 1);
  if (plan.printed !== undefined) sheet.pageSetup.printArea = `A$1:${columnLetters(plan.printed - 1)}$${last}`;
  sheet.commit();
}

function writeHeader(sheet: Sheet, header: readonly string[], widths: readonly number[], look: Look): void {
  const row = sheet.getRow(1);
  header.forEach((text, i) => {
    const cell = row.getCell(i + 1);
    cell.value = writtenCell(text, false).value;
    cell.style = isFormatted(look, i) ? NUMBER_HEADER_STYLE : HEADER_STYLE;
  });
  const lines = Math.max(
    1,
    ...header.map((text, i) => Math.ceil((text.length * 1.2) / (widths[i] ?? text.length * 2))),
  );
  if (lines > 1) row.height = Math.min(lines * LINE_HEIGHT, MAX_HEIGHT);
  row.commit();
}

function tooManyRows(sheet: string): Refusal {
  return new Refusal(
    'write/too-many-rows',
    `Sheet "${sheet}" would have more than the ${MAX_ROWS} rows that Excel holds. Write .csv, or let a filter take fewer.`,
  );
}

function totalsWidth(plan: SheetPlan): number {
  return plan.header?.length ?? Math.max(...(plan.totals ?? [])) + 1;
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

/** Points. Programs do not fit the height of a row that they did not write themselves. */
const LINE_HEIGHT = 15;
const MAX_HEIGHT = 405;

/** How the cells of a sheet look. */
interface Look {
  readonly links: ReadonlySet<number>;
  /** Width in characters of the columns whose texts are wrapped. */
  readonly wrapped: ReadonlyMap<number, number>;
  /** The number formats that the plan gives, by column. */
  readonly formats: ReadonlyMap<number, GivenFormat>;
  readonly styleOf: StyleOf;
  /** The row is that of the totals. */
  readonly isTotal: boolean;
  linksLeft: number;
}

interface GivenFormat {
  readonly code: string;
  /** It shows days or times, and makes nonsense of other numbers. */
  readonly forDates: boolean;
}

function lookOf(plan: SheetPlan, widths: readonly number[], styleOf: StyleOf): Look {
  const wrapped = new Map((plan.wrap ?? []).map((column) => [column, widths[column] ?? 20]));
  const formats = givenFormats(plan.formats ?? {});
  return { links: new Set(plan.links), wrapped, formats, styleOf, isTotal: false, linksLeft: MAX_LINKS };
}

function givenFormats(formats: Readonly<Record<number, string>>): ReadonlyMap<number, GivenFormat> {
  return new Map(
    Object.entries(formats).map(([column, code]) => {
      const { kind } = readFormatCode(code);
      return [Number(column), { code, forDates: kind === 'date' || kind === 'time' }];
    }),
  );
}

function writeRow(sheet: Sheet, number: number, source: SheetRow, look: Look): void {
  const row = sheet.getRow(number);
  // The library knows a style again by its object alone: rows and cells left with one of their own cost a quarter more.
  Object.assign(row, { style: look.styleOf('plain', undefined, 'plain') });
  const tone = source.tone ?? 'plain';
  const formats = source.formats === undefined ? undefined : givenFormats(source.formats);
  let lines = 1;
  source.cells.forEach((cell, i) => {
    const { value, format: own } = writtenCell(cell, look.linksLeft > 0 && look.links.has(i));
    const format = formatFor(value, formats?.get(i) ?? look.formats.get(i)) ?? own;
    const isLink = typeof value === 'object' && value !== null && 'hyperlink' in value;
    if (isLink) look.linksLeft--;
    if (value === null && tone === 'plain' && !look.isTotal) return;
    const target = row.getCell(i + 1);
    target.value = value;
    const width = look.wrapped.get(i);
    if (width !== undefined && typeof value === 'string')
      lines = Math.max(lines, Math.ceil((value.length * 1.1) / width));
    const wrapped = width !== undefined && value !== null;
    const kind = kindOf(look, { tone, isLink, wrapped, aboveNumbers: isFormatted(look, i) });
    target.style = look.styleOf(tone, format, kind);
  });
  if (lines > 1) row.height = Math.min(lines * LINE_HEIGHT, MAX_HEIGHT);
  row.commit();
}

interface CellLook {
  readonly tone: RowTone;
  readonly isLink: boolean;
  readonly wrapped: boolean;
  readonly aboveNumbers: boolean;
}

function kindOf({ isTotal }: Look, { tone, isLink, wrapped, aboveNumbers }: CellLook): CellKind {
  if (isTotal) return 'total';
  if (isLink) return 'link';
  if (wrapped) return 'wrapped';
  return tone === 'heading' && aboveNumbers ? 'above-numbers' : 'plain';
}

function isFormatted({ formats }: Look, column: number): boolean {
  return formats.has(column);
}

/** The given format where it is one for such a value. */
function formatFor(value: WrittenCell['value'], given: GivenFormat | undefined): string | undefined {
  if (given === undefined) return undefined;
  const held = typeof value === 'object' && value !== null && 'formula' in value ? value.result : value;
  if (held instanceof Date) return given.forDates ? given.code : undefined;
  return typeof held === 'number' && !given.forDates ? given.code : undefined;
}
