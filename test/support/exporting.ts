/** Exports out of a workspace's sandbox, from the job's text to the file. */

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { loadJobFile } from '../../src/cli/load-job-file.ts';
import type { ExportJob } from '../../src/model/job.ts';
import { type ExportResult, exportRun } from '../../src/pipeline/export-run.ts';
import type { Workspace } from './workspace.ts';

/** What came of each table. Rejects where the job has problems. */
export async function exported(
  workspace: Workspace,
  text: string,
  command: 'run' | 'check' = 'run',
): Promise<ExportResult['tables']> {
  await workspace.write({ 'export.yaml': text });
  const { job } = await loadJobFile('export.yaml', workspace.folder, workspace.parts);
  const { connection, close } = await workspace.connect();
  try {
    const result = await exportRun(
      {
        job: job as ExportJob,
        jobText: text,
        alias: 'sandbox-gb',
        command,
        runId: randomUUID(),
        outDir: join(workspace.folder, 'runs', randomUUID()),
        connect: async () => connection,
        onConnected: () => {},
      },
      workspace.parts,
    );
    if ('problems' in result) throw new Error(result.problems.map(({ message }) => message).join('\n'));
    return result.tables;
  } finally {
    await close();
  }
}
