/** All kinds of jobs, and the one that is made of others. */

import type { ExportJob, ImportJob, ReconcileJob } from './job.ts';

/** Several sheets that are imported one after the other, as one rests on another. */
export interface WorkbookJob {
  readonly kind: 'workbook';
  readonly name: string;
  /** Absolute path of the job file. */
  readonly path: string;
  readonly org: readonly string[];
  /** The ID that the organisation must have, in lower case. */
  readonly organisation?: string;
  /** As the job lists them; each knows its place in the file by its name. */
  readonly sheets: readonly ImportJob[];
  /** What open items must come to: `Receivables`, `Payables` to exact decimal text, in the organisation's own currency. */
  readonly balances?: Readonly<Record<string, string>>;
}

export type Job = ImportJob | WorkbookJob | ExportJob | ReconcileJob;
