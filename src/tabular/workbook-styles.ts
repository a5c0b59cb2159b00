/** The looks of the cells in written workbooks, each style one object for all cells that share it. */

import type { Style } from 'exceljs';
import type { RowTone } from '../model/table-format.ts';

export type CellStyle = Partial<Style>;

/** The style of a cell by its row's tone, its number format, and whether it is a link, a text to be wrapped, or part of the row of totals. */
export type StyleOf = (tone: RowTone, format: string | undefined, kind: CellKind) => CellStyle;

export type CellKind = 'link' | 'wrapped' | 'total' | 'above-numbers' | 'plain';

/** Fill colours by tone; the others have none. */
const FILLS: Readonly<Partial<Record<RowTone, string>>> = {
  ok: 'FFE2F0D9',
  warning: 'FFFFF2CC',
  error: 'FFF8CBAD',
  skipped: 'FFEDEDED',
  unsent: 'FFDDEBF7',
  heading: 'FFD9E1F2',
  pass: 'FFC6E0B4',
  fail: 'FFF4B084',
};

/** Programs take a font without a name for any font. */
const FONT = { name: 'Calibri', size: 11 };

const FONTS: Readonly<Partial<Record<RowTone, CellStyle['font']>>> = {
  title: { ...FONT, bold: true, size: 14 },
  heading: { ...FONT, bold: true },
  pass: { ...FONT, bold: true, size: 14 },
  fail: { ...FONT, bold: true, size: 14 },
};

export const HEADER_STYLE: CellStyle = {
  font: { ...FONT, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFD9E1F2' } },
  alignment: { vertical: 'top', wrapText: true },
};

/** Above numbers. */
export const NUMBER_HEADER_STYLE: CellStyle = {
  ...HEADER_STYLE,
  alignment: { ...HEADER_STYLE.alignment, horizontal: 'right', indent: 1 },
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
    ...(FONTS[tone] && { font: FONTS[tone] }),
    ...(kind === 'link' && { font: { ...FONT, underline: true, color: { argb: 'FF0563C1' } } }),
    ...(kind === 'total' && { font: { ...FONT, bold: true }, border: { top: { style: 'thin' } } }),
    ...((fill || kind === 'wrapped') && { alignment: alignmentOf(kind) }),
  };
}

function alignmentOf(kind: CellKind): NonNullable<CellStyle['alignment']> {
  const above = kind === 'above-numbers' && { horizontal: 'right' as const, indent: 1 };
  return { vertical: 'top', wrapText: kind === 'wrapped', ...above };
}
