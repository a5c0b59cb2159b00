import { describe, expect, it } from 'vitest';
import { estimateOf } from '../../../src/pipeline/estimate.ts';
import type { CallsLeft } from '../../../src/xero/limiter.ts';

const ROUTE = { batch: 50 };

function estimate(documents: number, batch: number | undefined, left: CallsLeft, sent = 0, route = ROUTE) {
  const counts = () => ({ sent, retried: 0, limited: 0 });
  return estimateOf({ documents, batch, route }, { left: () => left, counts });
}

describe('what sending takes', () => {
  it('is less than a minute where the minute has room for all calls', () => {
    const left = { perMinute: 60, minute: 48, day: 4_900 };
    expect(estimate(2_400, 50, left)).toMatchObject({ calls: 48, minutes: { least: 0, most: 0 }, dayLeft: 4_900 });
    expect(estimate(2_401, 50, left)).toMatchObject({ calls: 49, minutes: { least: 1, most: 1 } });
  });

  it('is reckoned with what the run may use of each minute', () => {
    expect(estimate(20_000, 50, { perMinute: 60 })).toMatchObject({ calls: 400, minutes: { most: 6 } });
    expect(estimate(20_000, 50, { perMinute: 30, minute: 60 })).toMatchObject({ minutes: { most: 13 } });
  });

  it('is less where requests may grow', () => {
    const grown = estimate(20_000, undefined, { perMinute: 60 });
    expect(grown).toMatchObject({ documents: 20_000, calls: 400, minutes: { least: 1, most: 6 } });
    expect(grown.fewest).toBe(3 + 3 + 3 + 3 + Math.ceil((20_000 - 3 * (50 + 70 + 98 + 138) - 3 * 194) / 200) + 3);
    expect(estimate(2_000, undefined, { perMinute: 60 }, 0, { batch: 1 })).toMatchObject({
      calls: 2_000,
      fewest: 2_000,
    });
  });

  it('tells the calls that were made to look things up', () => {
    expect(estimate(10, 50, { perMinute: 60, day: 900 }, 34)).toMatchObject({ made: 34, dayLeft: 900 });
  });
});
