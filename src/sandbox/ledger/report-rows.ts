/** The rows and cells of which Xero's reports are made. */
import type { JsonObject } from '../json.ts';

/** What the cells of a row are about, such as an account or an invoice. */
export interface Subject {
  readonly id: 'account' | 'accountID' | 'invoiceID';
  readonly value: string;
}

/** A row of cells; every cell names the subject, if there is one. */
export function row(type: 'Header' | 'Row' | 'SummaryRow', values: readonly string[], subject?: Subject): JsonObject {
  const about = subject === undefined ? {} : { Attributes: [{ Value: subject.value, Id: subject.id }] };
  return { RowType: type, Cells: values.map((Value) => ({ Value, ...about })) };
}

export function section(title: string, rows: readonly JsonObject[]): JsonObject {
  return { RowType: 'Section', Title: title, Rows: rows };
}
