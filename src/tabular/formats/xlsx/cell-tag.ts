/** The tag of a cell, read in one pass since there are millions of them. */

import { attributeOf } from './xml-attributes.ts';

export interface CellTag {
  /** 0-based column of the reference `r`; undefined without one, -1 where it has no letters. */
  readonly column: number | undefined;
  /** The attribute `t`. */
  readonly type: string | undefined;
  /** The attribute `s`. */
  readonly style: string | undefined;
}

const SPACE = 32;
const EQUALS = 61;
const R = 114;
const S = 115;
const T = 116;

/** @param tag what stands between `<` and `>` */
export function readCellTag(tag: string): CellTag {
  let column: number | undefined;
  let type: string | undefined;
  let style: string | undefined;
  let at = tag.indexOf(' ');
  while (at !== -1 && at < tag.length) {
    while (tag.charCodeAt(at) <= SPACE) at++;
    if (at >= tag.length) break;
    if (tag.charCodeAt(at + 1) !== EQUALS) return readSlowly(tag);
    const open = at + 2;
    const close = tag.indexOf(tag.charAt(open), open + 1);
    if (close === -1) return readSlowly(tag);
    const name = tag.charCodeAt(at);
    if (name === R) column = columnAt(tag, open + 1);
    else if (name === T) type = tag.slice(open + 1, close);
    else if (name === S) style = tag.slice(open + 1, close);
    at = close + 1;
  }
  return { column, type, style };
}

/** For tags with other attributes, or with spaces where programs write none. */
function readSlowly(tag: string): CellTag {
  const reference = attributeOf(tag, 'r');
  return {
    column: reference === undefined ? undefined : columnAt(reference, 0),
    type: attributeOf(tag, 't'),
    style: attributeOf(tag, 's'),
  };
}

/** Column of a reference such as `AB12` that begins at a position. */
function columnAt(text: string, start: number): number {
  let column = 0;
  for (let i = start; i < start + 8; i++) {
    const letter = (text.charCodeAt(i) & 0xdf) - 64;
    if (!(letter >= 1 && letter <= 26)) break;
    column = column * 26 + letter;
  }
  return column - 1;
}
