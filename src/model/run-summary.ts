/** The content of `run.json`: a run in numbers. */

export type RowStatus = 'OK' | 'WARNING' | 'ERROR' | 'SKIPPED' | 'UNSENT';

export type StatusCounts = Readonly<Record<RowStatus, number>>;

export interface RunSummary {
  readonly runId: string;
  readonly job: string;
  readonly org: string;
  readonly entity: string;
  readonly status: 'finished' | 'refused' | 'parked' | 'interrupted';
  readonly startedAt: string;
  readonly finishedAt: string;
  /** ISO: from when a parked run may go on, where Xero has told. */
  readonly resumeAt?: string;
  readonly source: {
    readonly files: readonly { readonly path: string; readonly sha256: string; readonly rows: number }[];
  };
  readonly rows: StatusCounts;
  readonly documents: StatusCounts;
  readonly calls: { readonly sent: number; readonly retried: number; readonly limited: number };
  /** Field to exact decimal text over the documents that are OK or WARNING, e.g. `Total`. */
  readonly totals: Readonly<Record<string, string>>;
  /** Code to the number of times it was raised. */
  readonly findings: Readonly<Record<string, number>>;
  readonly unused: readonly string[];
  /** What an export or a reconciliation wrote; the counts where it changed a file that was there. */
  readonly output?: {
    readonly path: string;
    readonly added?: number;
    readonly updated?: number;
    readonly unchanged?: number;
    /** Columns of formulas of the user's own that are blank in the rows added. */
    readonly notFilled?: readonly string[];
    /** Of the amounts that the totals add up, where they are of several. */
    readonly currencies?: readonly string[];
    /** Rows of the file that no record of this export went into. */
    readonly absent?: number;
    /** Row numbers of lines and other parts that their records no longer have. */
    readonly gone?: readonly number[];
    /** Rows of records that the filter no longer takes, brought up to date. */
    readonly left?: number;
  };
  readonly exitCode: number;
}
