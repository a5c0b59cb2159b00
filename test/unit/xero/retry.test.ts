import { describe, expect, it } from 'vitest';
import { backoff, isPassing, keyHolds } from '../../../src/xero/retry.ts';

describe('waiting before the next try', () => {
  it('doubles, stays within half and whole of its time, and ends at 30 s', () => {
    expect([1, 2, 3, 4, 7, 40].map((attempt) => backoff(attempt, 1))).toEqual([500, 1000, 2000, 4000, 30_000, 30_000]);
    expect([1, 2, 3, 40].map((attempt) => backoff(attempt, 0))).toEqual([250, 500, 1000, 15_000]);
  });
});

describe('the same key', () => {
  it('holds while a reply would come within five minutes of the intent', () => {
    const intentAt = 1_000_000;
    expect(keyHolds(intentAt + 199_999, 100_000, intentAt)).toBe(true);
    expect(keyHolds(intentAt + 200_000, 100_000, intentAt)).toBe(false);
  });
});

describe('failures that may pass', () => {
  it('are those of the server, but for what it does not know how to do', () => {
    expect([500, 502, 503, 504].every(isPassing)).toBe(true);
    expect([400, 404, 429, 501].some(isPassing)).toBe(false);
  });
});
