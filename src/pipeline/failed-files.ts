/** The failed rows' files in a folder of reports: which there are, and away with those of an earlier run. */

import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = /^failed(?:-\d+)?\.(?:csv|xlsx)$/;

/** Absolute paths, sorted; a copy under any other name is the user's own. */
export async function failedFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => NAME.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** Removes those that are neither of this run nor were read by it. */
export async function clearFailedFiles(folder: string, keep: readonly string[]): Promise<void> {
  for (const path of await failedFiles(folder)) if (!keep.includes(path)) await rm(path, { force: true });
}
