/** A `lookup`: what a cell's text stands for. */

import type { Value } from '../model/document.ts';
import { foldKey } from '../model/index-facts.ts';
import type { Lookup } from '../model/job.ts';
import { nearest } from '../model/nearest.ts';
import { type Cell, cellText } from '../model/source-row.ts';
import { type Failure, failure } from './failure.ts';
import { remember } from './remember.ts';

/** `keep`: the cell itself is the value; an undefined value: blank. */
export type LookedUp = { readonly value: Value | undefined } | Failure | 'keep';

/** @param constant types a text of the job, or takes note that it is no value of the field */
export function compileLookup(
  lookup: Lookup,
  constant: (text: string) => Value | undefined,
  twice: (key: string) => void,
): (cell: Cell) => LookedUp {
  const table = new Map<string, { readonly text: string; readonly value: Value | undefined }>();
  for (const [from, text] of lookup.entries) {
    const key = foldKey(from);
    const known = table.get(key);
    if (known !== undefined && known.text !== text) twice(from);
    table.set(key, { text, value: constant(text) });
  }
  const otherwise = compileElse(lookup, constant);
  const look = remember((text: string): LookedUp => table.get(foldKey(text)) ?? otherwise(text));
  return (cell) => look(cellText(cell));
}

function compileElse(lookup: Lookup, constant: (text: string) => Value | undefined): (text: string) => LookedUp {
  const { else: other } = lookup;
  if (other.kind === 'text') {
    const value = constant(other.text);
    return (text) => ({ value: text.trim() === '' ? undefined : value });
  }
  if (other.kind === 'keep') return (text) => (text.trim() === '' ? { value: undefined } : 'keep');
  if (other.kind === 'blank') return () => ({ value: undefined });
  const keys = lookup.entries.map(([from]) => from);
  return (text) => {
    if (text.trim() === '') return { value: undefined };
    return failure('map/not-in-lookup', { nearest: nearest(text, keys, 1)[0] ?? '' });
  };
}
