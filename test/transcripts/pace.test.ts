import { describe, expect, it } from 'vitest';
import { XERO_LIMITS } from '../../src/xero/limits.ts';
import { surelyLeft } from '../../src/xero/pacing/minute-window.ts';
import { pace } from '../../src/xero/pacing/pace.ts';
import { FRESH, type PaceState } from '../../src/xero/pacing/pace-state.ts';

const ALL = { share: 1, dayFloor: 0 };

/** The state after calls, in the order of their events: `['ask', time]` begins the next, `[n, time, left]` is the reply to the nth. */
function stateAfter(events: readonly (readonly ['ask', number] | readonly [number, number, number])[]): PaceState {
  return events.reduce<PaceState>((state, [what, now, minuteLeft]) => {
    if (what === 'ask')
      return pace(state, { kind: 'ask', now, owner: '1', allowance: ALL, ahead: 0 }, XERO_LIMITS).state;
    const reply = { status: 200, body: '', minuteLeft: minuteLeft! };
    return pace(state, { kind: 'reply', now, call: what, reply }, XERO_LIMITS).state;
  }, FRESH);
}

describe('what is left', () => {
  it('is the lowest count of calls that were on their way together, in whatever order they were counted and answered', () => {
    const state = stateAfter([
      ['ask', 100_000],
      [1, 100_300, 10],
      ['ask', 100_500],
      ['ask', 101_000],
      [2, 101_005, 5],
      ['ask', 101_010],
      [3, 101_300, 6],
      [4, 101_500, 7],
    ]);
    expect(surelyLeft(state, XERO_LIMITS, 101_500)).toBe(6);
  });

  it('takes off the calls whose replies are out, and those that never had one', () => {
    const begun = stateAfter([
      ['ask', 100_000],
      [1, 100_300, 10],
      ['ask', 100_400],
      ['ask', 100_400],
    ]);
    expect(surelyLeft(begun, XERO_LIMITS, 100_400)).toBe(8);
    const { state } = pace(begun, { kind: 'lost', now: 100_900, call: 2 }, XERO_LIMITS);
    expect(surelyLeft(state, XERO_LIMITS, 100_900)).toBe(8);
  });

  it('counts no call as given back that the newest reply may not have counted any more', () => {
    const call = (seq: number, sent: number, ended: number, told: number) => ({ seq, owner: '1', sent, ended, told });
    const calls = [
      call(1, 84_000, 86_000, 0),
      call(2, 84_100, 84_300, 2),
      call(3, 84_200, 84_400, 1),
      call(4, 144_350, 144_370, 1),
      call(5, 144_380, 144_390, 0),
    ];
    const reference = { seq: 5, sent: 144_380, received: 144_390, left: 0 };
    const state = { ...FRESH, seq: 5, calls, heardAt: 144_390, reference };
    const limits = { minute: 3, concurrent: 5 };
    expect(surelyLeft(state, limits, 144_500)).toBe(0);
    expect(surelyLeft(state, limits, 146_030)).toBe(1);
  });

  it('is the whole minute at a turn that is foreseen', () => {
    const before = stateAfter([
      ['ask', 100_000],
      [1, 100_300, 0],
    ]);
    const turn = { from: 100_500, to: 100_900, learntAt: 100_300, at: 100_300 };
    expect(surelyLeft({ ...before, turn }, XERO_LIMITS, 100_950)).toBe(0);
    expect(surelyLeft({ ...before, turn }, XERO_LIMITS, 100_951)).toBe(60);
  });
});
