/** Finds the files that a job's `file` means: a path, a pattern, or a list of them. */

import { glob, readdir, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, resolve } from 'node:path';
import { nearest } from '../model/nearest.ts';
import { Refusal } from '../model/refusal.ts';

/**
 * Absolute paths, each once: those of a pattern sorted by name, a list in its order.
 * A name that exists is taken as it is, even where it holds `*`, `?`, `[` or `{`.
 * Throws `read/missing-file` where one of them finds nothing.
 * @param folder the folder that relative names start from, absolute
 */
export async function findInputs(file: string | readonly string[], folder: string): Promise<string[]> {
  const found = new Set<string>();
  for (const name of typeof file === 'string' ? [file] : file) {
    for (const path of await filesOf(name, folder)) found.add(path);
  }
  if (found.size === 0) throw new Refusal('read/missing-file', 'No input file is named. Name one by `file`.');
  return [...found];
}

async function filesOf(name: string, folder: string): Promise<string[]> {
  const path = isAbsolute(name) ? name : resolve(folder, name);
  if (await exists(path)) return [path];
  const matches = /[*?[{]/.test(name) ? await matching(name, folder) : [];
  if (matches.length === 0) throw await missing(name, path);
  return matches;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Files that match a pattern, without the lock files (`~$name.xlsx`) and hidden files that stand beside open ones. */
async function matching(pattern: string, folder: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const entry of glob(pattern, { cwd: folder, withFileTypes: true })) {
    if (entry.isDirectory() || /^(?:~\$|\.)/.test(entry.name)) continue;
    paths.push(resolve(entry.parentPath, entry.name));
  }
  return paths.sort();
}

async function missing(name: string, path: string): Promise<Refusal> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => undefined);
  if (!names) return new Refusal('read/missing-file', `No file ${name}: there is no folder ${folder}. Check the path.`);
  const near = nearest(basename(path), names);
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'Check the name.';
  return new Refusal('read/missing-file', `No file ${name} was found in ${folder}. ${hint}`);
}
