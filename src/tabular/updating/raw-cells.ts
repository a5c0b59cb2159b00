/** The cells of a row of a worksheet's XML, each as it is written. */

import type { Cell } from '../../model/source-row.ts';
import { readCellTag } from '../formats/xlsx/cell-tag.ts';
import { type CellContext, cellValue } from '../formats/xlsx/cell-value.ts';
import { damagedWorkbook } from '../formats/xlsx/damaged-workbook.ts';
import { attributeOf, decodeEntities } from '../formats/xlsx/xml-attributes.ts';
import { type CellRange, readRange } from './cell-range.ts';
import type { RawRow } from './raw-sheet.ts';

export interface RawCell {
  /** 0-based. */
  readonly column: number;
  readonly type: string | undefined;
  readonly style: string | undefined;
  readonly inner: string;
  readonly raw: string;
}

export interface RawFormula {
  readonly text: string;
  /** The cells that an array formula or a data table fills together. */
  readonly fills?: CellRange;
}

/** Cells in the order in which they stand; those without a reference follow the last. */
export function rawCells({ body }: RawRow, prefix: string): readonly RawCell[] {
  const [open, close] = [`<${prefix}c`, `</${prefix}c>`];
  const cells: RawCell[] = [];
  let column = -1;
  for (let at = body.indexOf(open); at !== -1; ) {
    const tagEnd = body.indexOf('>', at);
    const empty = body.charCodeAt(tagEnd - 1) === 47;
    const innerEnd = empty ? tagEnd : body.indexOf(close, tagEnd);
    if (tagEnd === -1 || innerEnd === -1) break;
    const end = empty ? tagEnd + 1 : innerEnd + close.length;
    const tag = readCellTag(body.slice(at + 1, empty ? tagEnd - 1 : tagEnd));
    column = tag.column ?? column + 1;
    const inner = empty ? '' : body.slice(tagEnd + 1, innerEnd);
    cells.push({ column, type: tag.type, style: tag.style, inner, raw: body.slice(at, end) });
    at = body.indexOf(open, end);
  }
  return cells;
}

const FORMULA = /<((?:[\w.-]+:)?f(?:\s[^>]*?)?)(?:\/>|>([^<]*)<)/;

export function formulaOf({ inner }: RawCell): RawFormula | undefined {
  if (!inner.includes('f')) return undefined;
  const match = FORMULA.exec(inner);
  if (!match) return undefined;
  const [, tag = '', text = ''] = match;
  const kind = attributeOf(tag, 't');
  const fills = kind === 'array' || kind === 'dataTable' ? readRange(attributeOf(tag, 'ref') ?? '') : undefined;
  return { text: decodeEntities(text), ...(fills && { fills }) };
}

/** The cell's value. Throws `read/damaged-workbook`. */
export function readCell(cell: RawCell, context: CellContext, path: string): Cell {
  if (cell.inner === '') return '';
  try {
    const { type, style } = cell;
    return cellValue({ type, style, text: textOf(cell), formula: FORMULA.test(cell.inner) }, context);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw damagedWorkbook(path, `a cell ${error.message}`);
  }
}

function textOf({ inner }: RawCell): string | undefined {
  const value = /<(?:[\w.-]+:)?v(?:\s[^>]*)?>([^<]*)</.exec(inner)?.[1];
  if (value !== undefined) return decoded(value);
  if (/<(?:[\w.-]+:)?v\s*\/>/.test(inner)) return '';
  const spoken = inner.replace(/<((?:[\w.-]+:)?)rPh[\s>][\s\S]*?<\/\1rPh>/g, '');
  const runs = [...spoken.matchAll(/<(?:[\w.-]+:)?t(?:\s[^>]*)?>([^<]*)</g)];
  return runs.length === 0 ? undefined : runs.map((run) => decoded(run[1] ?? '')).join('');
}

function decoded(text: string): string {
  return decodeEntities(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);
}
