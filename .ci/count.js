/** Prints `N passed, N failed` over vitest's JSON reports; arguments: how many other steps failed, then the reports. */

import { readFileSync } from 'node:fs';

const [, , broken, ...paths] = process.argv;
let passed = 0;
let failed = Number(broken);

for (const path of paths) {
  const { numPassedTests, numFailedTests, success, testResults } = reportIn(path);
  /** Files that could not be run hold no failed test. */
  const notRun = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  passed += numPassedTests;
  failed += Math.max(numFailedTests + notRun, success ? 0 : 1);
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);

/** A run that left no report has failed. */
function reportIn(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, success: false, testResults: [] };
  }
}
