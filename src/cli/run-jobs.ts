/** What `run` and `check` share: the jobs of the command, each with its report, and the exit code of the first that failed. */

import { boundMemory } from './bound-memory.ts';
import type { Options, Surroundings } from './command.ts';
import type { Context } from './context.ts';
import { jointProgress } from './joint-progress.ts';
import { type JobFile, loadJobFile } from './load-job-file.ts';
import type { OneRun } from './one-run.ts';
import { pinnedTo } from './pinned-to.ts';
import { runSeveral, summaryOf } from './run-several.ts';

/** All job files are read before the first is run. Resolves with the exit code: 0, or that of the first job that has another. */
export async function runJobs(
  names: readonly string[],
  command: 'run' | 'check',
  options: Options,
  surroundings: Surroundings,
): Promise<number> {
  const { openContext } = await import('./context.ts');
  const context = await openContext(options, surroundings);
  try {
    const files: NamedJob[] = [];
    for (const name of names) files.push({ name, ...(await loadJobFile(name, surroundings.cwd, context.parts)) });
    boundMemory(files.some(({ job }) => job.kind === 'import' || job.kind === 'workbook') ? 'imports' : 'readsOnly');
    const runs = files.flatMap((file, index) => planned(file, index, files.length, command, options));
    if (runs.length === 1) return await runOne(runs[0]!, options, surroundings, context);
    const progress = jointProgress(context.progress, runs.length);
    const perform = (run: OneRun) => {
      const parts = { ...context.parts, progress: progress[runs.indexOf(run)]! };
      return runOne(run, options, surroundings, { ...context, parts });
    };
    const ended = await runSeveral(runs, perform, surroundings);
    context.progress.end();
    if (options.json !== true) surroundings.out(await summaryOf(ended, context.parts.journal));
    return ended.find(({ code }) => code !== 0)?.code ?? 0;
  } finally {
    context.progress.end();
    await context.close();
  }
}

/** `--org` takes the place of the organisations that the job names. */
function planned(
  file: NamedJob,
  index: number,
  files: number,
  command: OneRun['command'],
  options: Options,
): readonly OneRun[] {
  const { name } = file.job;
  const org = typeof options.org === 'string' ? [options.org] : file.job.org;
  return org.map((alias) => {
    const folder = files > 1 || org.length > 1 ? `${name}-${alias}-${index + 1}` : undefined;
    return { ...file, alias, command, folder };
  });
}

interface NamedJob extends JobFile {
  /** As the command names it. */
  readonly name: string;
}

/** Each kind of job has a performer of its own, loaded when one is met. */
async function runOne(run: OneRun, options: Options, surroundings: Surroundings, reach: Context): Promise<number> {
  const { job } = run;
  const context = pinnedTo(job.organisation, reach);
  switch (job.kind) {
    case 'import':
      return (await import('./run-import.ts')).runImport({ ...run, job }, options, surroundings, context);
    case 'workbook':
      return (await import('./run-workbook.ts')).runWorkbook({ ...run, job }, options, surroundings, context);
    case 'export':
      return (await import('./run-export.ts')).runExport({ ...run, job }, options, surroundings, context);
    case 'reconcile':
      return (await import('./run-reconcile.ts')).runReconcile({ ...run, job }, options, surroundings, context);
  }
}
