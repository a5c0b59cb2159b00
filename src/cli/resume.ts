/** What `resume` does: finds the run, and goes on where it broke off. */

import { relative } from 'node:path';
import { loadRunJob } from '../job/load-job.ts';
import type { ImportRecord } from '../journal/journal.ts';
import { findTask } from '../model/find-task.ts';
import type { ImportJob } from '../model/job.ts';
import { Refusal } from '../model/refusal.ts';
import { loadLookups } from '../pipeline/load-lookups.ts';
import type { Parts } from '../pipeline/parts.ts';
import { purged } from '../pipeline/report-again.ts';
import { isPrepared, resumeRun } from '../pipeline/resume-run.ts';
import { resumeTime } from '../pipeline/resume-time.ts';
import { sourceChanged } from '../pipeline/source-changed.ts';
import { boundMemory } from './bound-memory.ts';
import type { Options, Surroundings } from './command.ts';
import type { Context } from './context.ts';
import { type Hold, holdRun, isUnderWay } from './hold-run.ts';
import { jobRefusal } from './load-job-file.ts';
import { type Asked, conclude, performRun } from './perform-run.ts';
import { pinnedTo } from './pinned-to.ts';
import { findImport } from './retry-source.ts';
import { withOptions } from './run-import.ts';

/** @param name of the run; the last unfinished one without. Resolves with the exit code of the whole run. */
export async function resume(name: string | undefined, options: Options, surroundings: Surroundings): Promise<number> {
  boundMemory('imports');
  const { openContext, openJournal } = await import('./context.ts');
  const journal = await openJournal(options, surroundings);
  const found = await findUnfinished(name, journal, surroundings).finally(() => journal.close());
  const asked = JSON.parse(found.asked ?? '{"paths":[],"again":false,"retry":false}') as Asked;
  const { apiUrl, limitShare } = asked;
  const reach = {
    ...(apiUrl === undefined ? {} : { apiUrl }),
    ...(limitShare === undefined ? {} : { limitShare }),
    ...options,
  };
  const context = await openContext(reach, surroundings);
  const hold = holdRun(found.id, context.parts.journal, surroundings);
  try {
    await hold.take();
    const run = await findImport(found.id, context.parts.journal);
    if (isOver(run)) throw nothingLeft(run);
    const code = await goOn({ run, asked, hold, options: reach, surroundings, context });
    if (asked.sheet !== undefined && code !== 5) tellFurtherSheets(run, surroundings);
    return code;
  } catch (error) {
    if (error instanceof Refusal && error.until !== undefined) {
      await context.parts.journal.updateRun(found.id, { resumeAt: resumeTime(error.until) });
    }
    throw error;
  } finally {
    await hold.release();
    context.progress.end();
    await context.close();
  }
}

function tellFurtherSheets({ jobPath }: ImportRecord, { cwd, err }: Surroundings): void {
  const job = relative(cwd, jobPath);
  err(`The job has further sheets. Run it again for them: rowpost run ${job}\nWhat was delivered is not sent twice.\n`);
}

async function findUnfinished(
  name: string | undefined,
  journal: Parts['journal'],
  surroundings: Surroundings,
): Promise<ImportRecord> {
  const [last] = await journal.unfinishedRuns();
  if (name !== undefined && name !== 'last') {
    const run = await findImport(name, journal);
    if (isOver(run)) throw nothingLeft(run);
    return sheetBegun(run, journal, surroundings);
  }
  if (last !== undefined) return sheetBegun(last, journal, surroundings);
  throw new Refusal('usage/nothing-to-resume', 'No run of this workspace is unfinished. See `rowpost runs`.');
}

/** Of a job of several sheets the one of which something was sent: the others wait for it, and are run by the job itself. */
async function sheetBegun(
  run: ImportRecord,
  journal: Parts['journal'],
  surroundings: Surroundings,
): Promise<ImportRecord> {
  if (sheetOf(run) === undefined) return run;
  const group = run.id.replace(/\d+$/, '');
  const all = (await journal.unfinishedRuns()).filter(({ id }) => id.startsWith(group));
  let begun: ImportRecord | undefined;
  for (const each of all) {
    if (await isUnderWay(each.id, journal, surroundings)) throw sheetUnderWay(each);
    if ((await journal.sentCount(each.id)) !== undefined) begun = each;
  }
  const waiting = all.filter((each) => each !== begun);
  for (const { id } of waiting) {
    await journal.updateRun(id, { status: 'refused', finishedAt: new Date().toISOString() });
    await journal.discardRun(id);
  }
  if (begun !== undefined) return begun;
  throw new Refusal(
    'usage/nothing-to-resume',
    `No sheet of the run ${group.slice(0, -1)} was being sent when it broke off.\nRun the job again: what was delivered is not sent twice.`,
  );
}

function sheetOf({ asked }: ImportRecord): string | undefined {
  return (JSON.parse(asked ?? '{}') as Partial<Asked>).sheet;
}

function sheetUnderWay({ id }: ImportRecord): Refusal {
  return new Refusal(
    'run/under-way',
    `The run ${id} is under way in another rowpost.\nWait until it is done, or stop it first.`,
    5,
  );
}

function isOver({ status, command, purgedAt }: ImportRecord): boolean {
  return purgedAt !== undefined || status === 'finished' || status === 'refused' || command !== 'run';
}

function nothingLeft(run: ImportRecord): Refusal {
  const { id, status, command } = run;
  if (run.purgedAt !== undefined) return purged(run);
  const why = command === 'check' ? 'is a check, which sends nothing' : `is ${status}, so nothing of it is left to do`;
  return new Refusal('usage/nothing-to-resume', `The run ${id} ${why}.\nRun the job again, or see \`rowpost runs\`.`);
}

interface GoingOn {
  readonly run: ImportRecord;
  readonly asked: Asked;
  readonly hold: Hold;
  readonly options: Options;
  readonly surroundings: Surroundings;
  readonly context: Context;
}

async function goOn(going: GoingOn): Promise<number> {
  const { run, asked, hold, options, surroundings } = going;
  const { parts } = going.context;
  const loaded = loadRunJob(run, parts);
  if ('problems' in loaded) throw jobRefusal(run.jobPath, loaded.problems);
  const job = loaded.job as ImportJob;
  const context = pinnedTo(job.organisation, going.context);
  if (!(await hasDocuments(run, parts))) {
    if ((await parts.journal.sentCount(run.id)) !== undefined) throw fileMissing(run);
    return readAgain({ ...going, context }, job);
  }
  const { alias, command } = { alias: run.org, command: run.command };
  surroundings.err(`Goes on with the run ${run.id} of ${run.job}.\n`);
  const reads = findTask(parts.registry, job)?.action?.output;
  const action = reads === true ? { output: reads } : undefined;
  return conclude({ alias, command, action }, { options, surroundings, context, hold }, (reach) =>
    resumeRun({ run, job, paths: asked.paths, again: asked.again, owner: hold.owner, ...reach }, parts),
  );
}

/** Read again, what its open requests carry would be sent a second time. */
function fileMissing({ id }: ImportRecord): Refusal {
  return new Refusal(
    'run/file-missing',
    `The run ${id} has sent documents, but its file in the workspace is gone or empty, so it cannot be taken up.\nPut the file \`runs/${id}.db\` back from a backup. Or give the run up with \`rowpost purge ${id}\` and run the job again: what was delivered is not sent twice.`,
  );
}

/** A file that was cut off while it was filled may be damaged: then it is made anew. */
async function hasDocuments(run: ImportRecord, { journal }: Parts): Promise<boolean> {
  try {
    return await isPrepared(await journal.openRun(run.id));
  } catch (error) {
    if (error instanceof Refusal && error.code === 'journal/corrupt' && run.status === 'preparing') return false;
    throw error;
  }
}

async function readAgain({ run, asked, hold, options, surroundings, context }: GoingOn, job: ImportJob) {
  const { parts } = context;
  const changed = await changedInput(run, parts);
  await parts.journal.discardRun(run.id);
  if (changed !== undefined) {
    await parts.journal.updateRun(run.id, { status: 'refused' });
    throw new Refusal(
      'run/source-changed',
      `${changed} has changed since the run ${run.id} read it, or is gone. Nothing of that run was sent.\nRun the job again.`,
    );
  }
  surroundings.err(`The run ${run.id} broke off before anything was sent, so it reads its source again.\n`);
  const given = { ...options, ...(asked.expect === undefined ? {} : { expect: asked.expect }) };
  const whole = withOptions(await loadLookups(job, parts), given, asked.retry, parts);
  await hold.release();
  const { id: runId, org: alias, jobText: text, jobPath: name, command, outDir } = run;
  const performance = { name, job: whole, text, alias, command, runId, outDir, asked, isKnown: true };
  return performRun(performance, options, surroundings, context);
}

async function changedInput(run: ImportRecord, { journal }: Parts): Promise<string | undefined> {
  try {
    return await sourceChanged(await (await journal.openRun(run.id)).files());
  } catch (error) {
    if (error instanceof Refusal && error.code === 'journal/corrupt') return undefined;
    throw error;
  }
}
