/** The mapped content of a document as one text: equal texts are the same content. */

import { formatDecimal } from '../model/decimal.ts';
import type { Document, Value } from '../model/document.ts';

/** Changes whenever the form does, so that texts of different forms never meet. */
const VERSION = 'v1';

/**
 * Fields in alphabetical order, lines as they stand, amounts without superfluous zeros. To be taken before names
 * are resolved. Rows, blanks and what `verify` expects are no part of it.
 */
export function canonicalForm(document: Document): string {
  let text = `${VERSION} ${canonicalFields(document.fields)}`;
  for (const line of document.lines) text += `\n${canonicalFields(line.values)}`;
  return text;
}

/** Lengths keep names and values apart; the kind of a value is told, so that the text 12 and the amount 12 differ. */
function canonicalFields(values: ReadonlyMap<string, Value>): string {
  let text = '';
  for (const name of sorted(values.keys())) {
    const value = values.get(name)!;
    const kind = typeof value === 'object' ? 'amount' : typeof value === 'boolean' ? 'flag' : 'text';
    const plain = typeof value === 'object' ? formatDecimal(value) : String(value);
    text += `${name.length}:${name} ${kind} ${plain.length}:${plain};`;
  }
  return text;
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
