/** What is told before sending. */

import { describe, expect, test } from 'vitest';
import { createProgress } from '../../src/cli/progress.ts';
import { systemClock } from '../../src/model/clock.ts';
import type { Estimate } from '../../src/pipeline/estimate.ts';

const SOME: Estimate = { documents: 20_000, calls: 400, fewest: 107, minutes: { least: 1, most: 6 }, made: 0 };

function lineOf(estimate: Partial<Estimate>): string {
  const told: string[] = [];
  createProgress(
    {
      cwd: '',
      env: {},
      pid: 1,
      terminal: false,
      columns: 80,
      signal: new AbortController().signal,
      out: () => {},
      err: (text) => told.push(text),
    },
    systemClock,
  ).plan({ ...SOME, ...estimate });
  return told.join('');
}

describe('the line before sending', () => {
  test.each<[Partial<Estimate>, string]>([
    [{}, 'Sends 20,000 documents in 107 to 400 calls: 1 to 6 minutes.'],
    [
      { dayLeft: 4_970, made: 30 },
      'Sends 20,000 documents in 107 to 400 calls: 1 to 6 minutes, at most 8 % of the 4,970 calls left today. Looking up took 30 calls.',
    ],
    [
      { dayLeft: 300 },
      'Sends 20,000 documents in 107 to 400 calls: 1 to 6 minutes, perhaps more than the 300 calls left today: then the rest waits for tomorrow.',
    ],
    [
      { dayLeft: 100 },
      'Sends 20,000 documents in 107 to 400 calls: 1 to 6 minutes, and more than the 100 calls left today: the rest waits for tomorrow.',
    ],
    [
      { documents: 1, calls: 1, fewest: 1, minutes: { least: 0, most: 0 }, dayLeft: 4_999, made: 1 },
      'Sends 1 document in about 1 call: less than a minute, less than 1 % of the 4,999 calls left today. Looking up took 1 call.',
    ],
    [
      { fewest: 400, minutes: { least: 6, most: 6 }, dayLeft: 1_000 },
      'Sends 20,000 documents in about 400 calls: about 6 minutes, 40 % of the 1,000 calls left today.',
    ],
    [
      { fewest: 50, calls: 80, minutes: { least: 0, most: 1 } },
      'Sends 20,000 documents in 50 to 80 calls: at most 1 minute.',
    ],
  ])('%j', (estimate, line) => {
    expect(lineOf(estimate)).toBe(`${line}\n`);
  });
});
