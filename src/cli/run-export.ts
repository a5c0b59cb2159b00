/** Runs or checks one export. */

import type { ExportJob } from '../model/job.ts';
import { Refusal } from '../model/refusal.ts';
import type { Options, Surroundings } from './command.ts';
import type { Context } from './context.ts';
import type { OneRun } from './one-run.ts';

export async function runExport(
  _run: OneRun<ExportJob>,
  _options: Options,
  _surroundings: Surroundings,
  _context: Context,
): Promise<number> {
  throw new Refusal('job/later', 'Exports come with a later version.');
}
