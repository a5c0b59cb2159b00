/** Where a finding stands: the row, the user's column and the value of a header or line field. */

import type { Document, DocumentLine, FieldLabels, RowRef } from '../model/document.ts';
import { valueText } from '../model/values.ts';

/** What a report says of its place. */
export interface Place {
  readonly row?: RowRef;
  readonly column: string;
  readonly value?: string;
}

/** A header field: the row that gave its value, its column, and the value as text. */
export function atField(labels: FieldLabels, document: Document, field: string): Place {
  const row = document.origins.get(field) ?? document.rows[0];
  const value = document.fields.get(field);
  return {
    ...(row === undefined ? {} : { row }),
    column: labels.header(field) ?? field,
    ...(value === undefined ? {} : { value: valueText(value) }),
  };
}

/** A line's field; lines of `extra-lines` are named by Xero's field, since `lines` has other columns. */
export function atLine(labels: FieldLabels, line: DocumentLine, field: string): Place {
  const value = line.values.get(field);
  return {
    row: line.row,
    column: (line.extra ? undefined : labels.line(field)) ?? field,
    ...(value === undefined ? {} : { value: valueText(value) }),
  };
}
