/** Finds the columns of an export in the header of the user's table. */

import { foldHeader } from '../../model/fold-header.ts';
import { nearest } from '../../model/nearest.ts';
import { Refusal } from '../../model/refusal.ts';

/** A row that may be the header. */
export interface HeaderRow {
  /** 1-based. */
  readonly number: number;
  /** By 0-based column. */
  readonly texts: readonly string[];
}

/** Rows that are looked at for the header. */
export const HEADER_ROWS = 50;

/** Whether each of the headers stands in the row, in a column of its own at least. */
export function holdsAll(wanted: readonly string[], { texts }: HeaderRow): boolean {
  const there = new Set(texts.map(foldHeader));
  return wanted.every((header) => there.has(foldHeader(header)));
}

/** The column of each wanted header. Throws `write/columns-alike` where one fits twice. */
export function columnsIn(path: string, wanted: readonly string[], { texts, number }: HeaderRow): readonly number[] {
  const folded = texts.map(foldHeader);
  const columns = wanted.map((header) => {
    const fold = foldHeader(header);
    if (folded.indexOf(fold) !== folded.lastIndexOf(fold))
      throw alike(`${path}: more than one column of row ${number} has the header "${header}"`);
    return folded.indexOf(fold);
  });
  const twice = columns.findIndex((column, i) => columns.indexOf(column) !== i);
  if (twice >= 0) throw alike(`${path}: two columns of the export have the header "${wanted[twice]}"`);
  return columns;
}

/** `write/missing-columns`, or `write/no-header` where no row looks like the header. */
export function headerMissing(path: string, wanted: readonly string[], rows: readonly HeaderRow[]): Refusal {
  const known = rows.map((row) => ({ row, missing: missingIn(wanted, row) }));
  const [best] = known.sort((a, b) => a.missing.length - b.missing.length);
  if (best === undefined || best.missing.length === wanted.length) {
    return new Refusal(
      'write/no-header',
      `${path} is left as it is: no row has the headers ${listed(wanted)}. Name the right file and \`sheet\`, or give the table this header.`,
    );
  }
  const [first = ''] = best.missing;
  const close = nearest(
    first,
    best.row.texts.filter((text) => text.trim() !== ''),
  );
  const hint =
    close.length > 0 ? ` Is "${first}" what the table calls ${close.map((name) => `"${name}"`).join(' or ')}?` : '';
  return new Refusal(
    'write/missing-columns',
    `${path} is left as it is: its header in row ${best.row.number} has no ${listed(best.missing)}.${hint} Add the columns there, or take them out of the job.`,
  );
}

function missingIn(wanted: readonly string[], { texts }: HeaderRow): readonly string[] {
  const there = new Set(texts.map(foldHeader));
  return wanted.filter((header) => !there.has(foldHeader(header)));
}

function alike(what: string): Refusal {
  return new Refusal(
    'write/columns-alike',
    `${what}, so that it is left open which is meant. Give each a name of its own.`,
  );
}

function listed(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
