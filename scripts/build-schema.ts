/** Writes schema/job.schema.json from the registries; `--check` exits 1 where the committed file is stale. */

import { readFile, writeFile } from 'node:fs/promises';
import { jobSchema } from '../src/job/job-schema.ts';
import { transforms } from '../src/mappers/transforms/index.ts';
import { actions } from '../src/xero/actions/index.ts';
import { entities } from '../src/xero/entities/index.ts';
import { reports } from '../src/xero/reports/index.ts';

const file = new URL('../schema/job.schema.json', import.meta.url);
const schema = jobSchema({ registry: { entities, actions, reports }, transforms });
const text = `${JSON.stringify(schema, undefined, 2)}\n`;

if (process.argv.includes('--check')) {
  const committed = await readFile(file, 'utf8').catch(() => '');
  if (committed !== text) {
    process.stderr.write('schema/job.schema.json is stale. Run: node scripts/build-schema.ts\n');
    process.exitCode = 1;
  }
} else {
  await writeFile(file, text);
}
