/** A document as it stands between mapping and sending: typed values by field, header and lines, each knowing its row. */

import type { Decimal } from './decimal.ts';

/** A typed value: text, amount, yes/no; a date is its text `YYYY-MM-DD`. */
export type Value = string | Decimal | boolean;

/** Where a source row stands. */
export interface RowRef {
  /** 0-based over all input files of the run. */
  readonly ordinal: number;
  /** As the spreadsheet shows it. */
  readonly number: number;
  /** Name of the input file, where there are several. */
  readonly file?: string;
}

export interface DocumentLine {
  readonly row: RowRef;
  /** Values by field name, e.g. `UnitAmount`, `Tracking.Region`. A blank cell leaves its field out. */
  readonly values: Map<string, Value>;
  /** Comes from `extra-lines`. */
  readonly extra: boolean;
  /** Fields that the job maps to a column whose cell is blank on this line. */
  readonly blank: ReadonlySet<string>;
  /** What `verify` expects of this line: `LineAmount`, `TaxAmount`. */
  readonly verify: ReadonlyMap<string, Decimal>;
}

export interface Document {
  /** Its rows in source order; at least one. */
  readonly rows: readonly RowRef[];
  /** Header values by field name, e.g. `InvoiceNumber`, `Contact.Name`, `Phones.MOBILE.PhoneNumber`. */
  readonly fields: Map<string, Value>;
  /** The row that gave a header field its value, where that is not the first row. */
  readonly origins: ReadonlyMap<string, RowRef>;
  readonly lines: readonly DocumentLine[];
  /** What `verify` expects of the document: `SubTotal`, `TotalTax`, `Total`. */
  readonly verify: ReadonlyMap<string, Decimal>;
}

/** The user's names for fields, the same for every document of an input file. */
export interface FieldLabels {
  /** The column(s) that feed a header field, as messages name them; undefined where the job does not map it. */
  header(field: string): string | undefined;
  line(field: string): string | undefined;
  verify(field: string): string | undefined;
}
