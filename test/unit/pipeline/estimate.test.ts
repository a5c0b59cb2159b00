import { describe, expect, it } from 'vitest';
import { estimateOf } from '../../../src/pipeline/estimate.ts';

describe('what sending takes', () => {
  it('is less than a minute where the minute has room for all calls', () => {
    const left = { perMinute: 60, minute: 48, day: 4_900 };
    expect(estimateOf(2_400, 50, left)).toEqual({ documents: 2_400, calls: 48, minutes: 0, dayLeft: 4_900 });
    expect(estimateOf(2_401, 50, left)).toMatchObject({ calls: 49, minutes: 1 });
  });

  it('is reckoned with what the run may use of each minute', () => {
    expect(estimateOf(20_000, 50, { perMinute: 60 })).toEqual({ documents: 20_000, calls: 400, minutes: 6 });
    expect(estimateOf(20_000, 50, { perMinute: 30, minute: 60 })).toMatchObject({ minutes: 13 });
  });
});
