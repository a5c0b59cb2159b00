/** Where the tests are, and how long one may take on a busy machine; the browser, killed programs and the long fuzzing have configurations of their own. */

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/crash/**', 'test/fuzz/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
