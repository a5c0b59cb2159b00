/** What the registry knows of a report: one report, one file. Its rows are tidy: one fact a row, every column named. */

import type { Field } from './entity.ts';

/** The condition that says over which days a report goes. */
export const PERIOD = 'Date';

/** Where a column's value stands in Xero's nested rows and cells. */
export type CellSource =
  /** Title of the section around the row. */
  | { readonly of: 'section' }
  /** The row's first cell: the account's own name where the row is about an account that is known, else the text. */
  | { readonly of: 'label' }
  /** Code of the account that the row is about. */
  | { readonly of: 'account-code' }
  /** Attribute of the row's cells: `account`, `invoiceID`. */
  | { readonly of: 'attribute'; readonly name: string }
  /** The cell below this title of the header row, letter case and spacing ignored. */
  | { readonly of: 'titled'; readonly title: string }
  /** Reports with a column for each period: each cell below a title is a row of its own, with the title ... */
  | { readonly of: 'heading' }
  /** ... the day that the title names, or the last of its month; blank where it names none ... */
  | { readonly of: 'heading-day' }
  /** ... and the cell. */
  | { readonly of: 'value' };

/** Xero's own report, or one that is computed from documents. */
export type ReportSource =
  | {
      readonly kind: 'report';
      /** `/Reports/TrialBalance`. */
      readonly path: string;
      /** Query parameters that take the days. */
      readonly days: { readonly asAt: string } | { readonly from: string; readonly to: string };
      /** One for each column, in their order. */
      readonly cells: readonly CellSource[];
      /** Parameters that are sent where the job says nothing of them. */
      readonly query?: Readonly<Record<string, string>>;
      /** The attribute that rows bear which are about something of their own; others add these up and are left out. */
      readonly about?: string;
    }
  | { readonly kind: 'open-documents'; readonly side: 'receivable' | 'payable' };

export interface ReportSpec {
  /** The word in job files: `TrialBalance`. */
  readonly name: string;
  readonly columns: readonly Field[];
  /** What `filter` may name; Xero's own query parameters. */
  readonly parameters: readonly Field[];
  readonly source: ReportSource;
  readonly scopes: readonly string[];
  /** A sentence for the reference page. */
  readonly note: string;
}
