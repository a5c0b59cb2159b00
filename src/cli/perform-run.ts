/** Performs one run, held by this process, and prints what came of it. */

import type { ProvenFormats } from '../mappers/compile-mapping.ts';
import type { FactKind } from '../model/facts.ts';
import { findTask } from '../model/find-task.ts';
import type { ImportJob } from '../model/job.ts';
import type { Act } from '../model/registry.ts';
import type { FinalStep } from '../pipeline/final-step.ts';
import type { ImportResult } from '../pipeline/finish-run.ts';
import { importNeeds } from '../pipeline/import-needs.ts';
import { importRun } from '../pipeline/import-run.ts';
import type { Connection } from '../pipeline/parts.ts';
import { closingLines } from './closing-lines.ts';
import type { Options, Surroundings } from './command.ts';
import { confirmFinal } from './confirm-final.ts';
import { confirmLive } from './confirm-live.ts';
import type { Context, OpenConnection } from './context.ts';
import { type Hold, holdRun } from './hold-run.ts';
import { jobRefusal } from './load-job-file.ts';
import { giveWay } from './meet-unfinished.ts';

/** What the command asked for besides the job, as the journal keeps it for reading the source again. */
export interface Asked {
  /** Absolute paths of the input files. */
  readonly paths: readonly string[];
  readonly again: boolean;
  /** The input is what an earlier run left to correct. */
  readonly retry: boolean;
  readonly limit?: number;
  readonly expect?: string;
  readonly apiUrl?: string;
  readonly limitShare?: string;
  readonly formats?: ProvenFormats;
  readonly retried?: readonly string[];
  /** Which of the job's sheets it is. */
  readonly sheet?: string;
}

export interface Performance {
  /** As the command names the job. */
  readonly name: string;
  readonly job: ImportJob;
  readonly text: string;
  readonly alias: string;
  readonly command: 'run' | 'check';
  readonly runId: string;
  readonly outDir: string;
  readonly asked: Asked;
  /** It broke off before anything was prepared, and is read once more. */
  readonly isKnown: boolean;
}

/** Reads, checks, sends and reports. Resolves with the exit code. */
export function performRun(
  run: Performance,
  options: Options,
  surroundings: Surroundings,
  context: Context,
): Promise<number> {
  const { parts } = context;
  const { job, alias, command, runId, outDir, asked, isKnown } = run;
  const { paths, again, limit, formats, retried } = asked;
  const hold = holdRun(runId, parts.journal, surroundings);
  const action = findTask(parts.registry, job)?.action;
  const needed = importNeeds(job, parts.registry);
  return conclude({ ...run, action, needed }, { options, surroundings, context, hold }, async (reach) => {
    const result = await importRun(
      {
        ...{ job, jobText: run.text, alias, command, paths, runId, isKnown, outDir, again },
        owner: hold.owner,
        asked: JSON.stringify(asked),
        ...(limit === undefined ? {} : { limit }),
        ...(formats === undefined ? {} : { formats }),
        ...(retried === undefined ? {} : { retried }),
        onCreated: async () => {
          await hold.take();
          if (command === 'run') await giveWay(runId, parts, surroundings);
        },
        ...reach,
      },
      parts,
    );
    if ('problems' in result) throw jobRefusal(run.name, result.problems);
    return result;
  });
}

interface Circumstances {
  readonly options: Options;
  readonly surroundings: Surroundings;
  readonly context: Context;
  readonly hold: Hold;
}

/** What is to be known of an action before the organisation is met. */
type Wary = Pick<Act, 'final' | 'output'>;

/** How the organisation is reached. */
interface Reach {
  readonly connect: () => Promise<Connection>;
  readonly onConnected: (connection: Connection) => void;
  readonly confirm: (final: FinalStep) => Promise<boolean>;
}

interface Meeting extends Pick<Performance, 'alias' | 'command'> {
  readonly action: Wary | undefined;
  /** What is loaded of the organisation; everything where left out. */
  readonly needed?: readonly FactKind[] | undefined;
}

/** Prints what `work` comes to; the connection is closed and the run released, whatever happens. */
export async function conclude(
  { alias, command, action, needed }: Meeting,
  { options, surroundings, context, hold }: Circumstances,
  work: (reach: Reach) => Promise<ImportResult>,
): Promise<number> {
  const { progress, parts } = context;
  const writes = command === 'run' && action?.output !== true;
  let connection: OpenConnection | undefined;
  try {
    const result = await work({
      connect: async () => {
        connection = await context.connect(alias, needed);
        if (writes) await confirmLive(connection, options, surroundings, action?.final);
        return connection;
      },
      onConnected: ({ facts, saved }) => {
        progress.end();
        const verb = writes ? 'Writes to' : command === 'run' ? 'Reads from' : 'Checks against';
        const served = alias.startsWith('sandbox') ? ', a local sandbox' : '';
        const local = saved === undefined ? served : ', its snapshot';
        surroundings.err(`${verb} ${facts.organisation.name} (${alias}${local}).\n`);
      },
      confirm: async (final) => {
        progress.end();
        return confirmFinal(final, connection!, options, surroundings, command);
      },
    });
    progress.end();
    const { summary, store, stopped } = result;
    surroundings.out(
      options.json === true
        ? `${JSON.stringify(summary)}\n`
        : await closingLines(result, command, parts, surroundings.cwd),
    );
    if (stopped !== undefined) surroundings.err(`${stopped.message}\n`);
    await store.close();
    return summary.exitCode;
  } finally {
    await connection?.close();
    await hold.release();
  }
}
