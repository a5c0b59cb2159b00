/** The tests that open workbooks in LibreOffice: Debian's libreoffice-calc, or the one that SOFFICE names. */

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/office/**/*.office.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 1,
  },
});
