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
  const lines = document.lines.map((line) => canonicalFields(line.values));
  return `${VERSION} ${JSON.stringify([canonicalFields(document.fields), lines])}`;
}

/** The kind of a value is told, so that the text 12 and the amount 12 differ. */
function canonicalFields(values: ReadonlyMap<string, Value>): readonly (readonly [string, string, string | boolean])[] {
  const names = [...values.keys()].sort();
  return names.map((name) => {
    const value = values.get(name)!;
    if (typeof value === 'object') return [name, 'amount', formatDecimal(value)];
    return [name, typeof value === 'boolean' ? 'flag' : 'text', value];
  });
}
