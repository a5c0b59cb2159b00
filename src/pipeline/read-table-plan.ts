/** What is to be read for a table of an export. */

import type { OpenSpool } from '../journal/spool.ts';
import type { EntityShape } from '../model/entity.ts';
import type { TableExport } from '../model/job.ts';
import type { Connection, Progress } from './parts.ts';

export interface ReadTablePlan {
  readonly table: TableExport;
  readonly entity: EntityShape;
  readonly connection: Connection;
  readonly runId: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** If-Modified-Since, as the API writes it. */
  readonly modifiedSince?: string;
  /** Versions by ID that an earlier run has given out already. */
  readonly known?: ReadonlyMap<string, string>;
  readonly openSpool: OpenSpool;
  readonly progress: Pick<Progress, 'documents' | 'calls'>;
  readonly signal?: AbortSignal;
  /** Whether the table changes a file that is there, row by row. */
  readonly isUpdate?: boolean;
}
