/** The tables that Excel itself keeps on a sheet: where they lie, and the formulas of their columns. */

import { MAX_SMALL_PART_BYTES } from '../formats/xlsx/limits.ts';
import { partText } from '../formats/xlsx/part-text.ts';
import { relationshipsOf, relationshipsPart } from '../formats/xlsx/workbook.ts';
import type { WorkbookPackage } from '../formats/xlsx/workbook-package.ts';
import { attributeOf, decodeEntities } from '../formats/xlsx/xml-attributes.ts';
import { type CellRange, rangeText, readRange } from './cell-range.ts';

export interface ExcelTable {
  readonly part: string;
  readonly xml: string;
  readonly name: string;
  readonly range: CellRange;
  readonly totalsRows: number;
  /** A query fills it, and takes out what it did not bring. */
  readonly filledByQuery: boolean;
  /** By 0-based column of the sheet: the formula that each of its cells has, where it can be put into a new row. */
  readonly formulas: ReadonlyMap<number, string>;
}

/** Throws `read/damaged-workbook`. */
export async function readTables(workbook: WorkbookPackage, sheetPart: string): Promise<readonly ExcelTable[]> {
  const tables: ExcelTable[] = [];
  if (!workbook.has(relationshipsPart(sheetPart))) return tables;
  for (const { kind, part } of await relationshipsOf(workbook, sheetPart)) {
    if (kind !== 'table') continue;
    const table = readTable(part, await wholeText(workbook, part));
    if (table) tables.push(table);
  }
  return tables;
}

/** The text of a small part. Throws `read/damaged-workbook`. */
export async function wholeText(workbook: WorkbookPackage, part: string): Promise<string> {
  let text = '';
  for await (const piece of partText(workbook, part, MAX_SMALL_PART_BYTES)) text += piece;
  return text;
}

/** The table's part when it ends in another row, its filter with it. */
export function withBottom({ xml, range }: ExcelTable, bottom: number): string {
  const [from, to] = [rangeText(range), rangeText({ ...range, bottom })];
  return xml.replace(/<(?:[\w.-]+:)?(?:table|autoFilter)\s[^>]*>/g, (tag) =>
    tag.replace(/(\sref=["'])([^"']*)/, (whole, start: string, ref: string) => (ref === from ? start + to : whole)),
  );
}

function readTable(part: string, xml: string): ExcelTable | undefined {
  const tag = /<((?:[\w.-]+:)?table\s[^>]*)>/.exec(xml)?.[1];
  const range = tag === undefined ? undefined : readRange(attributeOf(tag, 'ref') ?? '');
  if (tag === undefined || range === undefined) return undefined;
  return {
    part,
    xml,
    name: attributeOf(tag, 'displayName') ?? '',
    range,
    totalsRows: Number(attributeOf(tag, 'totalsRowCount') ?? 0),
    filledByQuery: /^(?:queryTable|xml)$/.test(attributeOf(tag, 'tableType') ?? ''),
    formulas: formulasOf(xml, range.left),
  };
}

const COLUMN = /<((?:[\w.-]+:)?)tableColumn\s[^>]*?(?:\/>|>([\s\S]*?)<\/\1tableColumn>)/g;
const CALCULATED = /<((?:[\w.-]+:)?calculatedColumnFormula(?:\s[^>]*)?)>([^<]*)</;

function formulasOf(xml: string, left: number): ReadonlyMap<number, string> {
  const formulas = new Map<number, string>();
  [...xml.matchAll(COLUMN)].forEach(([, , inner = ''], i) => {
    const [, tag = '', text = ''] = CALCULATED.exec(inner) ?? [];
    const formula = decodeEntities(text);
    if (formula !== '' && attributeOf(tag, 'array') === undefined && isSameInEveryRow(formula))
      formulas.set(left + i, formula);
  });
  return formulas;
}

/** Whether the formula names cells of its own row by their columns' names alone, and no cell by its place. */
function isSameInEveryRow(formula: string): boolean {
  let bare = formula.replace(/"(?:[^"]|"")*"|'(?:[^']|'')*'/g, '');
  for (let before = ''; before !== bare; ) {
    before = bare;
    bare = bare.replace(/\[[^[\]]*\]/g, '');
  }
  return !/(?<![A-Za-z0-9_.$])\$?[A-Za-z]{1,3}\d+(?![A-Za-z0-9_(])/.test(bare);
}
