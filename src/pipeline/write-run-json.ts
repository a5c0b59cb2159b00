/** Writes `run.json`, whole or not at all. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunSummary } from '../model/run-summary.ts';
import { writeWhole } from '../tabular/whole-file.ts';

export function writeRunJson(folder: string, summary: RunSummary): Promise<void> {
  const text = `${JSON.stringify(summary, undefined, 2)}\n`;
  return writeWhole(join(folder, 'run.json'), (temporary) => writeFile(temporary, text));
}
