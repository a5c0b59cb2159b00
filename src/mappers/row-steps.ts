/** What happens to a source row before it is mapped: blank texts, `fill-down`, `keep`, `drop`, in this order. */

import type { JobProblem, Place, RowPattern, Source } from '../model/job.ts';
import { type Cell, cellText, type SourceRow } from '../model/source-row.ts';
import { isBlank } from './is-blank.ts';
import { type HeaderIndex, matchHeader } from './match-header.ts';
import { wildcard } from './wildcard.ts';

export interface SteppedRow {
  /** The row to map: cells that mean blank are emptied, filled-down cells hold the value from above. */
  readonly row: SourceRow;
  /** The user's row with nothing but the filled-down cells changed: what the failed rows' file takes. */
  readonly filled: SourceRow;
  /** Left out: no rule of `keep` fits it, or one of `drop` does. */
  readonly skipped?: 'keep' | 'drop';
}

/** Remembers the cells to repeat: one for each input file, fed with its rows in order. */
export interface RowSteps {
  step(row: SourceRow): SteppedRow;
  /** 0-based columns that the steps look at. */
  readonly uses: readonly number[];
}

type Test = (row: SourceRow) => boolean;
type FindColumn = (name: string, at: Place, where: string) => number;

const NO_PLACE: Place = { line: 1, column: 1 };

export function compileRowSteps(
  source: Source,
  header: readonly string[],
): RowSteps | { readonly problems: readonly JobProblem[] } {
  const problems: JobProblem[] = [];
  const uses: number[] = [];
  const find = columnFinder(matchHeader(header), problems, uses);
  const empty = compileBlank(source.blank);
  const fill = compileFillDown(source.fillDown, find);
  const keep = source.keep.map((pattern) => compilePattern(pattern, find, 'source.keep'));
  const drop = source.drop.map((pattern) => compilePattern(pattern, find, 'source.drop'));
  if (problems.length > 0) return { problems };

  const step = (original: SourceRow): SteppedRow => {
    const emptied = empty(original);
    const filling = fill(emptied);
    const row = filling.length === 0 ? emptied : withCells(emptied, filling);
    const filled = filling.length === 0 ? original : withCells(original, filling);
    if (keep.length > 0 && !keep.some((test) => test(row))) return { row, filled, skipped: 'keep' };
    if (drop.some((test) => test(row))) return { row, filled, skipped: 'drop' };
    return { row, filled };
  };
  return { step, uses };
}

function columnFinder(index: HeaderIndex, problems: JobProblem[], uses: number[]): FindColumn {
  return (name, at, where) => {
    const match = index.find(name);
    if ('index' in match) {
      uses.push(match.index);
      return match.index;
    }
    problems.push({ line: at.line, column: at.column, code: match.code, message: `\`${where}\`: ${match.problem}` });
    return -1;
  };
}

function compileBlank(texts: readonly string[]): (row: SourceRow) => SourceRow {
  const blank = new Set(texts.map((text) => text.trim().toLowerCase()));
  if (blank.size === 0) return (row) => row;
  const means = (cell: Cell) => !isBlank(cell) && blank.has(cellText(cell).trim().toLowerCase());
  return (row) =>
    row.cells.some(means) ? { number: row.number, cells: row.cells.map((cell) => (means(cell) ? '' : cell)) } : row;
}

type Filling = readonly { readonly index: number; readonly cell: Cell }[];
const NOTHING: Filling = [];

function compileFillDown(fillDown: Source['fillDown'], find: FindColumn): (row: SourceRow) => Filling {
  if (fillDown === undefined) return () => NOTHING;
  const columns = fillDown.columns.map((name) => find(name, NO_PLACE, 'source.fill-down'));
  const within = fillDown.within === undefined ? -1 : find(fillDown.within, NO_PLACE, 'source.fill-down.within');
  const ordered = columns.includes(within) ? [within, ...columns.filter((index) => index !== within)] : columns;
  const above = new Map<number, Cell>();
  let group = '';

  return (row) => {
    const filling: { index: number; cell: Cell }[] = [];
    const fill = (index: number) => {
      const cell = row.cells[index];
      if (!isBlank(cell)) above.set(index, cell!);
      else if (above.has(index)) filling.push({ index, cell: above.get(index)! });
    };
    const others = ordered[0] === within && within >= 0 ? ordered.slice(1) : ordered;
    if (others.length < ordered.length) fill(within);
    if (within >= 0) {
      const now = cellText(filling[0]?.cell ?? row.cells[within] ?? '')
        .trim()
        .toLowerCase();
      if (now !== group) for (const index of others) above.delete(index);
      group = now;
    }
    for (const index of others) fill(index);
    return filling;
  };
}

function withCells(row: SourceRow, filling: Filling): SourceRow {
  const cells = row.cells.slice();
  for (const { index, cell } of filling) {
    while (cells.length < index) cells.push('');
    cells[index] = cell;
  }
  return { number: row.number, cells };
}

function compilePattern(pattern: RowPattern, find: FindColumn, where: string): Test {
  const tests = pattern.map(({ column, pattern: text, at }) => {
    const index = find(column, at, where);
    const fits = wildcard(text);
    return (row: SourceRow) => fits(cellText(row.cells[index] ?? ''));
  });
  return (row) => tests.every((test) => test(row));
}
