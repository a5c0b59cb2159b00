/** The cell formats of a workbook: what each makes of a number. */

import { tooLarge } from './damaged-workbook.ts';
import { MAX_SMALL_PART_BYTES, MAX_STYLES } from './limits.ts';
import { builtInFormat, type NumberFormat, readFormatCode } from './number-format.ts';
import { scanPart } from './scan-part.ts';
import type { WorkbookPackage } from './workbook-package.ts';
import { attributeOf } from './xml-attributes.ts';

/** Number formats by the number that a cell's `s` gives. Throws `read/damaged-workbook` or `read/too-large`. */
export async function readStyles(
  workbook: WorkbookPackage,
  part: string | undefined,
): Promise<readonly NumberFormat[]> {
  const codes = new Map<number, NumberFormat>();
  const ids: number[] = [];
  if (part === undefined) return [];
  // Other lists of the part hold elements of the same names.
  let list = '';
  await scanPart(workbook, part, MAX_SMALL_PART_BYTES, {
    wantsText: false,
    open(name, tag) {
      if (name === 'cellXfs' || name === 'numFmts') list = name;
      else if (name === 'numFmt' && list === 'numFmts') {
        codes.set(Number(attributeOf(tag, 'numFmtId')), readFormatCode(attributeOf(tag, 'formatCode') ?? ''));
      } else if (name === 'xf' && list === 'cellXfs') ids.push(Number(attributeOf(tag, 'numFmtId') ?? 0));
      if (Math.max(ids.length, codes.size) > MAX_STYLES) {
        throw tooLarge(workbook.path, `it has more than ${MAX_STYLES} cell formats`);
      }
    },
    text: () => undefined,
    close(name) {
      if (name === list) list = '';
    },
  });
  return ids.map((id) => codes.get(id) ?? builtInFormat(id));
}
