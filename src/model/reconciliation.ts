/** What a reconciliation finds, as the workbook shows it: two sides, record by record and in total. */

import type { Cell } from './source-row.ts';

/** Why two values of one field differ, the likeliest first told. */
export type DifferenceCause =
  /** Amounts a cent or few apart, as rounding line by line or in total makes them. */
  | 'rounding'
  | 'date'
  /** Texts that differ in case, spacing, punctuation, accents or Ltd/Limited alone. */
  | 'name spelling'
  /** The amounts without tax agree; or the difference is just the tax. */
  | 'tax'
  /** Only what is still due differs, by a payment or credit that one side lacks. */
  | 'missing payment'
  | 'status'
  /** The same amount with the other sign. */
  | 'sign'
  | 'currency'
  | 'amount'
  | 'text';

export interface ReconciledField {
  readonly field: string;
  /** The spreadsheet's header for it. */
  readonly header: string;
  readonly type: 'decimal' | 'date' | 'text';
  readonly compared: boolean;
  /** A number that means nothing when added up, such as a rate. */
  readonly summed?: false;
  /** Part of the key. */
  readonly key?: true;
  /** What the lines come to by it, `200: 99.99; 260: 5.06`; compared sum by sum. */
  readonly allocation?: true;
  /** The sheet does not have it; shown of Xero alone. */
  readonly inSheet?: false;
}

/** A record of one side; `cells` in the order of the fields, blank where the side has none. */
export interface SideRecord {
  readonly cells: readonly Cell[];
  /** Sheet: `sales.xlsx:14`, or `14` where there is one file. Xero: the record's ID. */
  readonly place: string;
  /** Xero: what kind of record it is (`Invoice`, `CreditNote`), where there are several. */
  readonly kind?: string;
  /** Xero: the record does not count there, for its status or its day; no total holds its amounts. */
  readonly counts?: false;
}

export interface Difference {
  /** Index among the fields. */
  readonly field: number;
  readonly sheet: Cell;
  readonly xero: Cell;
  /** Sheet less Xero, of amounts: a decimal text; of dates: days. */
  readonly delta?: string;
  readonly cause: DifferenceCause;
}

/** How a pair was found: by the key, or by the job's fallbacks. */
export type FoundBy = 'key' | 'match';

export interface ReconciledPair {
  readonly sheet: SideRecord;
  readonly xero: SideRecord;
  readonly by: FoundBy;
  /** None where the pair matches, all within the tolerance. */
  readonly differences: readonly Difference[];
}

/** A record without a partner, and why there is none. */
export interface SingleRecord {
  readonly side: 'sheet' | 'xero';
  readonly record: SideRecord;
  /** `missing`: nothing like it on the other side. `duplicate`: its key stands more than once on its own side. `ambiguous`: several records could be its partner. */
  readonly reason: 'missing' | 'duplicate' | 'ambiguous';
  /** Places of the other candidates, at most ten. */
  readonly candidates: readonly string[];
  /** Of a row of an earlier import: the status it got there, where it was not saved. */
  readonly note?: string;
}

/** A sum of one field over one side, exact decimal texts. */
export interface ControlTotal {
  /** What is added up: `Documents`, or a field's name. */
  readonly name: string;
  readonly sheet: string;
  readonly xero: string;
}

/** A control account against the open documents. */
export interface ControlAccount {
  /** `610 Accounts Receivable`. */
  readonly account: string;
  /** Balance in the trial balance as at the day, base currency, debit positive. */
  readonly ledger: string;
  /** What the documents that Xero holds come to. */
  readonly documents: string;
}

/** Sums by account, tax type or month; a side that does not know them is left out. */
export interface GroupSum {
  readonly key: string;
  readonly label: string;
  readonly sheet?: string;
  readonly xero: string;
}

export interface Reconciliation {
  /** Name and value, for the sheet Parameters: organisation, as at, files with their SHA-256, filters, key, tolerance ... */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly fields: readonly ReconciledField[];
  readonly controlTotals: readonly ControlTotal[];
  readonly controlAccounts: readonly ControlAccount[];
  readonly counts: {
    readonly matched: number;
    readonly different: number;
    readonly onlyInSheet: number;
    readonly onlyInXero: number;
  };
  /** How many pairs the job's fallbacks found, whose keys may differ; undefined where the job has none. */
  readonly byLikeness?: number;
  /** Differences of amounts by cause: how many, and their sum sheet less Xero, exact decimal text ("" where none are amounts). */
  readonly causes: readonly { readonly cause: DifferenceCause; readonly count: number; readonly sum: string }[];
  /** True where nothing differs by more than the tolerance and no side has records of its own. */
  readonly passed: boolean;
  matched(): AsyncIterable<readonly ReconciledPair[]>;
  different(): AsyncIterable<readonly ReconciledPair[]>;
  single(side: 'sheet' | 'xero'): AsyncIterable<readonly SingleRecord[]>;
  readonly byAccount: readonly GroupSum[];
  readonly byTaxType: readonly GroupSum[];
  readonly byMonth: readonly GroupSum[];
  /** Index of the field that is added up by month. */
  readonly byMonthField?: number;
}
