/** Tells whether a cell is blank: empty, missing, or nothing but spaces. */

import type { Cell } from '../model/source-row.ts';

export function isBlank(cell: Cell | undefined): boolean {
  if (cell === undefined || cell === '') return true;
  if (typeof cell !== 'string') return false;
  const first = cell.charCodeAt(0);
  return (first <= 32 || first >= 160) && cell.trim() === '';
}
