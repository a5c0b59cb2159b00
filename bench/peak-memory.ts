/** Loaded into every measured process (`node --import`): leaves the most memory it held, in KB, and the processor time it took, in µs, in the file that BENCH_PEAK names. */

import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const { BENCH_PEAK } = process.env;
if (isMainThread && BENCH_PEAK !== undefined) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(BENCH_PEAK, `${maxRSS} ${userCPUTime + systemCPUTime}`);
  });
}
