/** A row of the user's spreadsheet as it was read: exact texts and, from Excel, typed cells. */

/** A number cell of Excel. `n`: exact decimal text as Excel shows it at 15 digits (`274.66`, `-5`, never an exponent). */
export interface NumberCell {
  readonly n: string;
  /** The cell is shown as a percentage: 0.1 shown as 10 % has `n` = "10". */
  readonly percent?: true;
  /** The text shown where the number format pads with zeros (`0260`). */
  readonly shown?: string;
}

/** A real Excel date: a calendar day `YYYY-MM-DD`; a time of day is dropped. */
export interface DateCell {
  readonly d: string;
}

export interface BooleanCell {
  readonly b: boolean;
}

/** An error cell (`#N/A`, `#DIV/0!`), or `formula` for a formula without a stored value. */
export interface ErrorCell {
  readonly e: string;
}

/** What a cell holds; a text (all that a CSV has) is a plain string, and a blank cell is "". */
export type Cell = string | NumberCell | DateCell | BooleanCell | ErrorCell;

export interface SourceRow {
  /** The row's number as the spreadsheet program shows it, 1-based, header and blank rows counted. */
  readonly number: number;
  /** Cells by column; shorter than the header where the row is. */
  readonly cells: readonly Cell[];
}

/** The text of a cell as a person reads it: dates as `YYYY-MM-DD`, booleans as TRUE or FALSE. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if ('n' in cell) return cell.shown ?? (cell.percent ? `${cell.n}%` : cell.n);
  if ('d' in cell) return cell.d;
  if ('b' in cell) return cell.b ? 'TRUE' : 'FALSE';
  return cell.e === 'formula' ? '' : cell.e;
}
