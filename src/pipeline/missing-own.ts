/** Tells which cells are blank that an action cannot do without. */

import type { Document, FieldLabels } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import type { Action } from '../model/registry.ts';

export function missingOwn({ name, fields = [] }: Action, document: Document, labels: FieldLabels): readonly Finding[] {
  const [row] = document.rows;
  return fields
    .filter((field) => field.required !== undefined && !isGiven(field.name, document))
    .map((field) => ({
      code: 'map/required',
      severity: 'ERROR',
      ordinal: row?.ordinal ?? -1,
      row: row?.number ?? 0,
      column: labels.header(field.name) ?? field.name,
      params: { field: field.name, why: `to ${name}` },
    }));
}

/** `Invoice` stands for its number and its identifier as well. */
function isGiven(name: string, { fields }: Document): boolean {
  return [name, `${name}.${name}ID`, `${name}.${name}Number`].some((each) => fields.has(each));
}
