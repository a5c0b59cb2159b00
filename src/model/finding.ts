/** A problem with data: a stable code, where it stands, and the parameters from which its message is rendered late. */

export type Severity = 'ERROR' | 'WARNING';

export interface Finding {
  /** `area/problem`, e.g. `line-math/line-amount`. */
  readonly code: string;
  readonly severity: Severity;
  /** The source row's ordinal in the run (0-based over all input files); -1 for the run as a whole. */
  readonly ordinal: number;
  /** The row's number as the spreadsheet shows it; 0 for the run as a whole. */
  readonly row: number;
  /** The user's column (or the field, for a constant), where one is at fault. */
  readonly column?: string;
  /** What the cell holds, as text. */
  readonly value?: string;
  /** What the message needs besides, all as texts. */
  readonly params?: Readonly<Record<string, string>>;
}

/** What a code means: one per code, in the file of the rule or stage that raises it. */
export interface FindingKind {
  readonly code: string;
  /** A short heading for the reference page. */
  readonly title: string;
  /** What is wrong, a sentence that names the value; `params` as the raiser gave them. */
  readonly what: (finding: Finding) => string;
  /** What to do about it, a sentence. */
  readonly remedy: (finding: Finding) => string;
}
