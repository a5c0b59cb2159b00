/** Ranges of cells such as `A1:F20`. */

import { columnLetters } from '../formats/xlsx/column-letters.ts';

/** Columns 0-based, rows 1-based, all inclusive. */
export interface CellRange {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A cell or a range, with or without dollar signs; undefined for anything else, whole columns included. */
export function readRange(text: string): CellRange | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(text.trim());
  if (!match) return undefined;
  const [, first = '', top = '', last = first, bottom = top] = match;
  return { left: columnNumber(first), top: Number(top), right: columnNumber(last), bottom: Number(bottom) };
}

export function rangeText({ left, top, right, bottom }: CellRange): string {
  return `${columnLetters(left)}${top}:${columnLetters(right)}${bottom}`;
}

export function meet(a: CellRange, b: CellRange): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}
