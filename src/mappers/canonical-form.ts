/** The mapped content of a document as one text: equal texts are the same content. */

import { formatDecimal } from '../model/decimal.ts';
import type { Document, Value } from '../model/document.ts';

/** Changes whenever the form does, so that texts of different forms never meet. */
const VERSION = 'v1';

type Part = string | boolean | null;

/**
 * Fields in alphabetical order, lines as they stand, amounts without superfluous zeros. To be taken before names
 * are resolved. Rows, blanks and what `verify` expects are no part of it.
 */
export function canonicalForm(document: Document): string {
  const parts: Part[] = [];
  addFields(document.fields, parts);
  for (const line of document.lines) {
    parts.push(null);
    addFields(line.values, parts);
  }
  return `${VERSION} ${JSON.stringify(parts)}`;
}

/** The kind of a value is told, so that the text 12 and the amount 12 differ. */
function addFields(values: ReadonlyMap<string, Value>, parts: Part[]): void {
  for (const name of sorted(values.keys())) {
    const value = values.get(name)!;
    if (typeof value === 'object') parts.push(name, 'amount', formatDecimal(value));
    else parts.push(name, typeof value === 'boolean' ? 'flag' : 'text', value);
  }
}

/** By insertion: names are few, and the order of a job's columns is often near the alphabet's. */
function sorted(names: Iterable<string>): readonly string[] {
  const list: string[] = [];
  for (const name of names) {
    let at = list.length;
    while (at > 0 && list[at - 1]! > name) {
      list[at] = list[at - 1]!;
      at -= 1;
    }
    list[at] = name;
  }
  return list;
}
