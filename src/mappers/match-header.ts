/** Finds the columns that a job names in the header of an input file. */

import { foldHeader } from '../model/fold-header.ts';
import { nearest } from '../model/nearest.ts';
import { columnIndex, columnLetter } from './column-letter.ts';

export type ColumnMatch =
  | { readonly index: number }
  /** `job/unknown-column` or `job/columns-alike`, and a message that says what to write instead. */
  | { readonly code: string; readonly problem: string };

export interface HeaderIndex {
  readonly header: readonly string[];
  /** A header's text, or `=C` for a column by its letter. */
  find(column: string): ColumnMatch;
  /** A column as messages name it, each by another name: its header, `=C` where that is blank, both where two look alike. */
  label(index: number): string;
}

/** Headers match without regard to case, spacing, punctuation and a leading `*`. */
export function matchHeader(header: readonly string[]): HeaderIndex {
  const places = new Map<string, number[]>();
  header.forEach((text, index) => {
    const folded = foldHeader(text);
    if (folded === '') return;
    const known = places.get(folded);
    if (known === undefined) places.set(folded, [index]);
    else known.push(index);
  });
  const find = (column: string): ColumnMatch => {
    if (column.startsWith('=')) return findByLetter(header, column);
    const found = places.get(foldHeader(column)) ?? [];
    if (found.length === 1) return { index: found[0]! };
    return found.length === 0 ? unknownColumn(header, column) : columnsAlike(header, column, found);
  };
  const label = (index: number) => {
    const alike = places.get(foldHeader(header[index] ?? '')) ?? [];
    return alike.length > 1 ? `${labelOf(header, index)} (=${columnLetter(index)})` : labelOf(header, index);
  };
  return { header, find, label };
}

function labelOf(header: readonly string[], index: number): string {
  const text = (header[index] ?? '').trim();
  return text === '' ? `=${columnLetter(index)}` : text;
}

function findByLetter(header: readonly string[], column: string): ColumnMatch {
  const index = columnIndex(column.slice(1).trim());
  if (index !== undefined && index < header.length) return { index };
  const last = header.length === 0 ? 'none' : `\`=A\` to \`=${columnLetter(header.length - 1)}\``;
  const problem = `\`${column}\` names no column of the header row. Its columns by letter: ${last}.`;
  return { code: 'job/unknown-column', problem };
}

function unknownColumn(header: readonly string[], column: string): ColumnMatch {
  const close = nearest(column, header);
  const hint =
    close.length > 0
      ? `Did you mean ${close.map((name) => `\`${name.trim()}\``).join(' or ')}?`
      : `The header row has: ${listHeaders(header)}.`;
  return { code: 'job/unknown-column', problem: `No column has the header \`${column}\`. ${hint}` };
}

function listHeaders(header: readonly string[]): string {
  const named = header.map((_, index) => `\`${labelOf(header, index)}\``);
  return named.length <= 30 ? named.join(', ') : `${named.slice(0, 30).join(', ')} and ${named.length - 30} more`;
}

function columnsAlike(header: readonly string[], column: string, found: readonly number[]): ColumnMatch {
  const which = found.map((index) => `\`${labelOf(header, index)}\` in column ${columnLetter(index)}`).join(', ');
  const letters = found.map((index) => `"=${columnLetter(index)}"`).join(' or ');
  const problem = `\`${column}\` fits several headers: ${which}. Name the column by its letter: ${letters}.`;
  return { code: 'job/columns-alike', problem };
}
