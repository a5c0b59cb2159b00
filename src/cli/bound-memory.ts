/** Keeps the memory for short-lived objects small: rows and documents come and go by the million, and V8 would let it grow tenfold. */

import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Bytes; more than this makes a run hardly faster. */
const ENOUGH = 16 * 1024 * 1024;

/**
 * The old generation is cleared when it has grown by so much since the last time; V8 would wait for several times its
 * size. What only reads holds so little that it can wait longer, which saves it a tenth of its time.
 */
const GROWTH_PERCENT = { imports: 80, readsOnly: 200 };

/** Lets the young generation grow up to what is enough, and no further. For the whole process. */
export function boundMemory(work: keyof typeof GROWTH_PERCENT): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT[work]}`);
  const observer = new PerformanceObserver(() => {
    const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
    if (young === undefined || young.space_size < ENOUGH) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    observer.disconnect();
  });
  observer.observe({ entryTypes: ['gc'] });
}
