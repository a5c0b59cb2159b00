/** The long run of killed programs: 500 kills, or as many as CRASH_KILLS says; CRASH_SEED makes others. */

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/crash/**/*.test.ts'],
    env: { CRASH_KILLS: process.env.CRASH_KILLS ?? '500', CRASH_SEED: process.env.CRASH_SEED ?? '2' },
    testTimeout: 4 * 60 * 60_000,
    hookTimeout: 60_000,
    maxWorkers: 1,
  },
});
