/** The folder of a run's reports: made and tried out before anything is sent, so that no report is lost afterwards. */

import { randomUUID } from 'node:crypto';
import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../model/refusal.ts';
import type { RunSummary } from '../model/run-summary.ts';

const REPORTS = ['report.csv', 'report.xlsx', 'run.json'];
/** What the system says of a file that is open in another program, or that is a folder. */
const IN_THE_WAY: ReadonlySet<unknown> = new Set(['EBUSY', 'EPERM', 'EISDIR']);

/** Makes the folder and tries to write there. Throws `write/folder`. */
export async function makeReportFolder(folder: string): Promise<void> {
  const probe = join(folder, `.${randomUUID().slice(0, 8)}.tmp`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(probe, 'x');
  } catch (error) {
    throw new Refusal(
      'write/folder',
      `${folder}: the reports cannot be written there, ${causeOf(error)}. Nothing was sent. Name another folder with --out, or make room in this one.`,
    );
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
  for (const name of REPORTS) await tryOut(join(folder, name));
}

/** Why there is no report, for a run that has sent something: it must not look as if nothing had happened. */
export function unreported(error: unknown, summary: RunSummary): unknown {
  if (!(error instanceof Refusal)) return error;
  const { OK, WARNING } = summary.documents;
  return new Refusal(
    error.code,
    `${error.message}\nThe run itself is over, with ${OK + WARNING} documents in Xero: \`rowpost report ${summary.runId}\` writes its report.`,
    5,
  );
}

/** A report of an earlier run must make way for the new one. */
async function tryOut(path: string): Promise<void> {
  try {
    const file = await open(path, 'r+');
    await file.close();
  } catch (error) {
    if (!IN_THE_WAY.has(codeOf(error))) return;
    throw new Refusal(
      'write/folder',
      `${path} cannot be replaced, ${causeOf(error)}. Nothing was sent. Close it there, or name another folder with --out.`,
    );
  }
}

function causeOf(error: unknown): string {
  const code = codeOf(error);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'since the disk is full';
    case 'EEXIST':
    case 'ENOTDIR':
      return 'since a file has that name';
    case 'EISDIR':
      return 'since a folder has that name';
    case 'EACCES':
    case 'EROFS':
      return 'since you may not write there';
    case 'EBUSY':
    case 'EPERM':
      return 'since it is open in another program or protected';
    default:
      return `since the system reports ${code}`;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
