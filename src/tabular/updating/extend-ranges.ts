/** What a sheet says of ranges behind its rows: filters and rules that end with the table go on to its new end. */

import { type CellRange, rangeText, readRange } from './cell-range.ts';

/** The table's place before rows were added. */
export interface TableExtent {
  readonly header: number;
  readonly left: number;
  readonly right: number;
  readonly lastRow: number;
}

/** @param tail the sheet's XML behind its rows @param bottom the table's last row from now on */
export function extendRanges(tail: string, table: TableExtent, bottom: number): string {
  if (table.lastRow <= table.header) return tail;
  const extend = (refs: string, top: number) => extended(refs, { ...table, header: top }, bottom);
  return tail
    .replace(
      /(<(?:[\w.-]+:)?autoFilter\s[^>]*?ref=["'])([^"']*)/,
      (_, start: string, ref: string) => start + extend(ref, table.header - 1),
    )
    .replace(
      /(<(?:[\w.-]+:)?(?:conditionalFormatting|dataValidation)\s[^>]*?sqref=["'])([^"']*)/g,
      (_, start: string, refs: string) => start + extend(refs, table.header),
    )
    .replace(/(<(?:[\w.-]+:)?sqref>)([^<]*)/g, (_, start: string, refs: string) => start + extend(refs, table.header));
}

/** The filter that the workbook names besides: `Sheet1!$A$1:$F$20`. */
export function extendNamedRange(reference: string, table: TableExtent, bottom: number): string {
  return reference.replace(/\$([A-Z]{1,3})\$(\d+):\$([A-Z]{1,3})\$(\d+)$/, (whole, left, top, right, last) => {
    const known = readRange(`${left}${top}:${right}${last}`);
    if (known === undefined || !endsWith(known, { ...table, header: table.header - 1 })) return whole;
    return `$${left}$${top}:$${right}$${bottom}`;
  });
}

function extended(refs: string, table: TableExtent, bottom: number): string {
  return refs
    .split(' ')
    .map((ref) => {
      const range = readRange(ref);
      return range && endsWith(range, table) ? rangeText({ ...range, bottom }) : ref;
    })
    .join(' ');
}

/** The range lies in the table, below `header`, and ends with its last row. */
function endsWith(range: CellRange, { header, left, right, lastRow }: TableExtent): boolean {
  return range.bottom === lastRow && range.top > header && range.left >= left && range.right <= right;
}
