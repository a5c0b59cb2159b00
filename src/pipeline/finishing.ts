/** A run as it comes to its second half: what was prepared, and with whom it is delivered. */

import type { RunStore } from '../journal/run-store.ts';
import type { ImportJob } from '../model/job.ts';
import type { Action, Entity } from '../model/registry.ts';
import type { CallCounts } from '../xero/patient-api.ts';
import type { Connection } from './parts.ts';

export interface Finishing {
  readonly runId: string;
  readonly job: ImportJob;
  readonly alias: string;
  readonly command: 'run' | 'check';
  /** Of the input files. */
  readonly paths: readonly string[];
  readonly outDir: string;
  readonly owner: string | undefined;
  /** What other runs delivered is sent again. */
  readonly again: boolean;
  readonly entity: Entity;
  readonly action: Action | undefined;
  readonly store: RunStore;
  /** ISO, UTC. */
  readonly startedAt: string;
  readonly connection: Connection;
  readonly unused: readonly string[];
  /** Control totals that are not met: nothing may be sent. */
  readonly unmet: boolean;
  /** It began to send in an earlier process already. */
  readonly resumed: boolean;
  /** Calls made for the run so far, those of earlier processes included. */
  readonly calls: () => Promise<CallCounts>;
}
