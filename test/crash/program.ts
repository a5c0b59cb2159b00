/** The real program as a process of its own, killed by itself at a chosen moment or from outside at any instant. */

import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface Death {
  /** Counted from 1 over the calls of the program's concrete parts. */
  readonly moment?: number;
  /** Milliseconds after the start. */
  readonly after?: number;
  /** The power goes, and with it what was written and not flushed. */
  readonly powerless?: boolean;
}

export interface Ended {
  /** Null where it was killed. */
  readonly code: number | null;
  readonly printed: string;
}

const ROOT = resolve(import.meta.dirname, '../..');

/** @param moments the file that takes the names of all moments */
export function runProgram(
  folder: string,
  args: readonly string[],
  death: Death = {},
  moments?: string,
): Promise<Ended> {
  const preload = join(ROOT, 'test/crash/kill-at.ts');
  const child = spawn(process.execPath, ['--import', preload, join(ROOT, 'src/main.ts'), ...args], {
    cwd: folder,
    env: {
      ...process.env,
      KILL_AT_MOMENT: String(death.moment ?? 0),
      FLUSHED_FOLDER: join(folder, 'flushed'),
      ...(moments === undefined ? {} : { MOMENTS_FILE: moments }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (printed += String(part)));
  const timer = death.after === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), death.after);
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => {
      clearTimeout(timer);
      if (code === null && death.powerless === true) loseUnflushed(folder);
      done({ code, printed });
    });
  });
}

/** The journal flushes each commit; the run's own file goes back to where it was called prepared. */
function loseUnflushed(folder: string): void {
  const flushed = join(folder, 'flushed');
  if (!existsSync(flushed)) return;
  const [name = ''] = readdirSync(flushed).filter((file) => file.endsWith('.db'));
  for (const side of ['', '-wal', '-shm']) {
    const file = join(folder, '.rowpost/runs', `${name}${side}`);
    rmSync(file, { force: true });
    if (existsSync(join(flushed, `${name}${side}`))) cpSync(join(flushed, `${name}${side}`), file);
  }
}
