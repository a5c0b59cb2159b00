/** Flattens Xero's nested report rows (header, sections, rows, cells, attributes) into tidy rows. Pure. */

import { formatDecimal, formatFixed, parseDecimal } from '../../model/decimal.ts';
import type { Field } from '../../model/entity.ts';
import type { Facts } from '../../model/facts.ts';
import { Refusal } from '../../model/refusal.ts';
import type { CellSource } from '../../model/report-spec.ts';
import type { Cell } from '../../model/source-row.ts';
import { type ExactObject, listAt, textAt } from '../exact-json.ts';
import { readDate } from '../xero-date.ts';
import { headingDay } from './heading-day.ts';

/** What the tidy rows hold: a source for each column. */
export interface Flattening {
  readonly name: string;
  readonly columns: readonly Field[];
  readonly cells: readonly CellSource[];
  /** Rows without this attribute are left out. */
  readonly about?: string;
}

/** A row of the report with what stands around it. */
interface Line {
  readonly section: string;
  /** Titles of the header row above, folded by `fold`. */
  readonly titles: readonly string[];
  readonly headings: readonly string[];
  readonly values: readonly string[];
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * The tidy rows of one element of `Reports`: rows of totals are left out, amounts are exact, blank cells blank.
 * Throws a Refusal (exit 3) where a column stands under no title of the report's header or holds no amount.
 */
export function flattenRows(
  report: ExactObject,
  { name, columns, cells, about }: Flattening,
  facts: Facts,
): readonly Cell[][] {
  const perValue = cells.some(({ of }) => of === 'value' || of === 'heading');
  const lines = linesOf(listAt(report, 'Rows')).filter(
    ({ attributes }) => about === undefined || attributes.has(about),
  );
  return lines.flatMap((line) => {
    const places = perValue ? valuePlaces(line.headings) : [0];
    return places.map((place) =>
      cells.map((source, index) => cellOf(name, columns[index], textOf(name, source, line, place, facts))),
    );
  });
}

/** All columns but the first; the last one that adds up the others is left out, as rows of totals are. */
function valuePlaces(headings: readonly string[]): readonly number[] {
  const places = headings.keys().drop(1).toArray();
  return places.length > 1 && headings.at(-1) === 'Total' ? places.slice(0, -1) : places;
}

function linesOf(rows: readonly ExactObject[]): readonly Line[] {
  const lines: Line[] = [];
  let headings: readonly string[] = [];
  const walk = (inner: readonly ExactObject[], section: string): void => {
    for (const row of inner) {
      const values = listAt(row, 'Cells').map((cell) => textAt(cell, 'Value'));
      const type = textAt(row, 'RowType');
      if (type === 'Header') headings = values;
      else if (type === 'Section') walk(listAt(row, 'Rows'), textAt(row, 'Title') || section);
      else if (type === 'Row') {
        lines.push({ section, titles: headings.map(fold), headings, values, attributes: attributesOf(row) });
      }
    }
  };
  walk(rows, '');
  return lines;
}

/** Every cell of a row repeats them, the first that has one is taken. */
function attributesOf(row: ExactObject): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const attribute of listAt(row, 'Cells').flatMap((cell) => listAt(cell, 'Attributes'))) {
    const id = textAt(attribute, 'Id');
    if (!found.has(id)) found.set(id, textAt(attribute, 'Value'));
  }
  return found;
}

function textOf(report: string, source: CellSource, line: Line, place: number, facts: Facts): string {
  switch (source.of) {
    case 'section':
      return line.section;
    case 'label':
      return accountOf(line, facts)?.name ?? line.values[0] ?? '';
    case 'account-code':
      return accountOf(line, facts)?.code ?? '';
    case 'attribute':
      return line.attributes.get(source.name) ?? '';
    case 'titled':
      return titled(report, source.title, line);
    case 'heading':
      return line.headings[place] ?? '';
    case 'heading-day':
      return headingDay(line.headings[place] ?? '');
    case 'value':
      return line.values[place] ?? '';
  }
}

function accountOf({ attributes }: Line, facts: Facts) {
  return facts.accountById(attributes.get('account') ?? attributes.get('accountID') ?? '');
}

/** A report laid out in another way is refused: an amount under the wrong title would go unnoticed. */
function titled(report: string, title: string, { titles, headings, values }: Line): string {
  const place = titles.indexOf(fold(title));
  if (place >= 0 && titles.lastIndexOf(fold(title)) === place) return values[place] ?? '';
  const shown = headings.filter((heading) => heading !== '').join(', ');
  throw layoutRefusal(report, `has not one column ${title} but these: ${shown === '' ? 'none' : shown}`);
}

function fold(title: string): string {
  return title.replace(/\s+/g, '').toLowerCase();
}

function cellOf(report: string, column: Field | undefined, text: string): Cell {
  if (text === '') return '';
  if (column?.type === 'date') return { d: readDate(text) };
  if (column?.type !== 'decimal' && column?.type !== 'integer') return text;
  const bare = text.replaceAll(',', '').trim();
  const bracketed = /^\((.+)\)$/.exec(bare)?.[1];
  const amount = parseDecimal(bracketed === undefined ? bare : `-${bracketed}`);
  if (amount === undefined) throw layoutRefusal(report, `holds ${JSON.stringify(text)} where ${column.name} belongs`);
  const { decimals = 0 } = column;
  return { n: amount.scale <= decimals ? formatFixed(amount, decimals) : formatDecimal(amount) };
}

function layoutRefusal(report: string, problem: string): Refusal {
  return new Refusal(
    'xero/unknown-layout',
    `Xero's report ${report} ${problem}.\nIts layout is none that rowpost knows, so nothing is taken from it.`,
    3,
  );
}
