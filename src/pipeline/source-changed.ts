/** Tells whether the input files of a run are still what was read. */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { InputFile } from '../journal/run-store.ts';

/** The path of a file that is gone or holds something else; undefined where all are as they were. */
export async function sourceChanged(files: readonly InputFile[]): Promise<string | undefined> {
  for (const { path, sha256 } of files) if ((await hashOf(path)) !== sha256) return path;
  return undefined;
}

async function hashOf(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const part of createReadStream(path)) hash.update(part as Buffer);
  } catch {
    return undefined;
  }
  return hash.digest('hex');
}
