/** Loaded into every measured process (`node --import`): leaves the most memory it held, in KB, in the file that BENCH_PEAK names. */

import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const { BENCH_PEAK } = process.env;
if (isMainThread && BENCH_PEAK !== undefined) {
  process.on('exit', () => writeFileSync(BENCH_PEAK, String(process.resourceUsage().maxRSS)));
}
