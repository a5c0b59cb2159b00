/** Where the workspace lies: `--home`, else ROWPOST_HOME, else `.rowpost` in the current folder. */

import { resolve } from 'node:path';
import type { Options, Surroundings } from './command.ts';

export function workspaceFolder(options: Options, { cwd, env }: Surroundings): string {
  const home = typeof options.home === 'string' ? options.home : env.ROWPOST_HOME;
  return resolve(cwd, home === undefined || home === '' ? '.rowpost' : home);
}
