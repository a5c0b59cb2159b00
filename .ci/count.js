/** Prints `N passed, N failed` from vitest's JSON report; arguments: the report, and how many other steps failed. */

import { readFileSync } from 'node:fs';

const [, , path, broken] = process.argv;
const { numPassedTests, numFailedTests, success, testResults } = JSON.parse(readFileSync(path, 'utf8'));
/** Files that could not be run hold no failed test. */
const notRun = testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
).length;
const failed = Math.max(numFailedTests + notRun, success ? 0 : 1) + Number(broken);
process.stdout.write(`${numPassedTests} passed, ${failed} failed\n`);
