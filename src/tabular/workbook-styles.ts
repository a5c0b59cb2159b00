/** The looks of the cells in written workbooks, each style one object for all cells that share it. */

import type { Style } from 'exceljs';
import type { RowTone } from '../model/table-format.ts';

export type CellStyle = Partial<Style>;

/** The style of a cell by its row's tone, its number format, and whether it is a link, a text to be wrapped, or part of the row of totals. */
export type StyleOf = (tone: RowTone, format: string | undefined, kind: CellKind) => CellStyle;

export type CellKind = 'link' | 'wrapped' | 'total' | 'plain';

/** Fill colours by tone; the others have none. */
const FILLS: Readonly<Partial<Record<RowTone, string>>> = {
  ok: 'FFE2F0D9',
  warning: 'FFFFF2CC',
  error: 'FFF8CBAD',
  skipped: 'FFEDEDED',
  unsent: 'FFDDEBF7',
};

export const HEADER_STYLE: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFD9E1F2' } },
  alignment: { vertical: 'top', wrapText: true },
};

export function createStyles(): StyleOf {
  const styles = new Map<string, CellStyle>();
  return (tone, format, kind) => {
    const key = `${tone}|${kind}|${format ?? ''}`;
    const known = styles.get(key);
    if (known) return known;
    const style = styleFor(tone, format, kind);
    styles.set(key, style);
    return style;
  };
}

function styleFor(tone: RowTone, format: string | undefined, kind: CellKind): CellStyle {
  const fill = FILLS[tone];
  return {
    ...(fill && { fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: fill } } }),
    ...(format !== undefined && { numFmt: format }),
    ...(tone === 'title' && { font: { bold: true, size: 12, name: 'Calibri' } }),
    ...(kind === 'link' && { font: { underline: true, color: { argb: 'FF0563C1' } } }),
    ...(kind === 'total' && { font: { bold: true }, border: { top: { style: 'thin' } } }),
    ...((fill || kind === 'wrapped') && { alignment: { vertical: 'top', wrapText: kind === 'wrapped' } }),
  };
}
