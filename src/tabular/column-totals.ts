/** The totals below the columns of a written sheet: live formulas, their results added up exactly as the rows go by. */

import { add, type Decimal, decimal, formatDecimal, formatFixed, parseDecimal, ZERO } from '../model/decimal.ts';
import type { Cell, NumberCell } from '../model/source-row.ts';
import type { FormulaCell, SheetRow } from '../model/table-format.ts';
import { columnLetters } from './formats/xlsx/column-letters.ts';
import { isNumberInExcel } from './workbook-cell.ts';

export interface ColumnTotals {
  take(cells: SheetRow['cells']): void;
  /**
   * The row of totals below the sheet's rows `first` to `last`, `width` columns wide. A column of which a number had to
   * be written as text gets the exact total without a formula, which would leave that number out.
   */
  row(width: number, first: number, last: number): SheetRow;
}

interface Total {
  sum: Decimal;
  live: boolean;
}

const LABEL = 'Total';
/** As Excel's own totals row has it: the sum of the rows that the filter shows. */
const SUM_OF_SHOWN = 9;

/** @param columns 0-based */
export function createColumnTotals(columns: readonly number[]): ColumnTotals {
  const totals = new Map<number, Total>(columns.map((column) => [column, { sum: ZERO, live: true }]));
  return {
    take(cells) {
      for (const [column, total] of totals) {
        const cell = numberIn(cells[column]);
        if (cell === undefined) continue;
        const value = decimal(cell.n);
        total.sum = add(total.sum, cell.percent ? { units: value.units, scale: value.scale + 2 } : value);
        if (!isNumberInExcel(cell)) total.live = false;
      }
    },
    row(width, first, last) {
      const cells: (Cell | FormulaCell)[] = Array.from({ length: width }, () => '');
      const free = cells.findIndex((_, column) => !totals.has(column));
      if (free >= 0) cells[free] = LABEL;
      for (const [column, { sum, live }] of totals) {
        const result: Cell = { n: plainText(sum) };
        const letters = columnLetters(column);
        const f = `SUBTOTAL(${SUM_OF_SHOWN},${letters}${first}:${letters}${last})`;
        cells[column] = live && last >= first ? { f, result } : result;
      }
      return { cells };
    },
  };
}

/** The number that Excel would add; it passes over other subtotals. */
function numberIn(cell: Cell | FormulaCell | undefined): NumberCell | undefined {
  if (typeof cell !== 'object') return undefined;
  if ('f' in cell) return /^\s*SUBTOTAL\(/i.test(cell.f) ? undefined : numberIn(cell.result);
  return 'n' in cell && parseDecimal(cell.n) !== undefined ? cell : undefined;
}

/** With two places where that shows all of it. */
function plainText(sum: Decimal): string {
  const short = formatDecimal(sum);
  const places = short.split('.')[1]?.length ?? 0;
  return places === 1 || (places === 0 && sum.scale === 2) ? formatFixed(sum, 2) : short;
}
