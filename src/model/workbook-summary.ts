/** The content of `run.json` for a job of several sheets: what they come to together, and each by itself. */

import type { RunSummary } from './run-summary.ts';

export interface FinishedSheet {
  /** What it is called in reports. */
  readonly label: string;
  /** 0-based, in the order of delivery. */
  readonly place: number;
  /** Of its own report. */
  readonly folder: string;
  readonly summary: RunSummary;
}

export interface WorkbookSummary extends RunSummary {
  readonly sheets: readonly {
    readonly sheet: string;
    readonly entity: string;
    readonly runId: string;
    readonly status: RunSummary['status'];
    readonly rows: RunSummary['rows'];
    readonly documents: RunSummary['documents'];
    readonly totals: RunSummary['totals'];
    readonly exitCode: number;
  }[];
}
