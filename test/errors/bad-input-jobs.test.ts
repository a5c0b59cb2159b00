/** Job files that are hostile or half right: refused with line and column before any input is opened. */

import { describe, expect, test } from 'vitest';
import { jobOf, report } from '../support/bad-input.ts';

const NINE = 'bcdefghi';
const BOMB = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...[...NINE].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(', ')}]`),
].join('\n');

const CASES: readonly { what: string; job: string | Buffer; says: readonly string[] }[] = [
  { what: 'is empty', job: '', says: ['job.yaml:1:1', 'empty'] },
  { what: 'blows itself up by aliases', job: `${BOMB}\n${jobOf()}`, says: ['job.yaml:2:4', 'job/needs-quotes', '`&`'] },
  {
    what: 'is nested beyond reason',
    job: `org: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`,
    says: ['job.yaml:1:', 'job/too-deep'],
  },
  {
    what: 'is larger than a job can be',
    job: `# ${'x'.repeat(8 * 1024 * 1024)}\n${jobOf()}`,
    says: ['job/too-large', '1 MB'],
  },
  {
    what: 'gives a key twice',
    job: jobOf({ more: 'org: sandbox-au\n' }),
    says: ['job.yaml:17:1', 'job/duplicate-key', 'line 1'],
  },
  {
    what: 'gives a field twice',
    job: jobOf({ columns: ['Date: Due'] }),
    says: ['job.yaml:11:3', 'job/duplicate-key', 'first in line 9'],
  },
  {
    what: 'has a key of every object',
    job: jobOf({ more: '__proto__: { unused: error }\n' }),
    says: ['job.yaml:17:1', 'job/unknown-key', '`__proto__`'],
  },
  {
    what: 'maps a field of every object',
    job: jobOf({ columns: ['constructor: X'] }),
    says: ['job.yaml:11:3', 'job/unknown-field', '`constructor`'],
  },
  { what: 'is no text', job: Buffer.from([0, 1, 2, 255, 254]), says: ['job/not-utf-8'] },
  {
    what: 'asks YAML for code',
    job: jobOf({ columns: ['Reference: !!js/function "x"'] }),
    says: ['job.yaml:11:15', 'job/needs-quotes'],
  },
  {
    what: 'has a regular expression beyond reason',
    job: jobOf({ columns: ['Reference: { column: X, then: [{ extract: "((x{1,1000}){1,1000}){1,1000}" }] }'] }),
    says: ['job.yaml:11:', 'job/transform', 'too large'],
  },
];

describe('a job file is refused that', () => {
  test.each(CASES)('$what', async ({ job, says }) => {
    const { code, err, rows } = await report({ command: 'run', job, files: {} });
    for (const words of says) expect(err).toContain(words);
    expect(code).toBe(1);
    expect(rows).toEqual([]);
  });
});
