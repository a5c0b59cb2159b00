/** The folder of an output file, made before anything is read for it. */

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from '../model/refusal.ts';

/** @param path of the file. Throws `write/folder`. */
export async function makeOutputFolder(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Refusal(
      'write/folder',
      `${dirname(path)}: the folder cannot be made (${reason}). Name another in \`output\`.`,
    );
  }
}
