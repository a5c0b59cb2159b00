/** The sandbox's time, at a speed of its own. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createClock, wait } from '../../src/sandbox/clock.ts';

const start = Date.UTC(2026, 2, 1);
beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

test('runs with real time where nothing else is said', () => {
  const clock = createClock();
  vi.advanceTimersByTime(1500);
  expect(clock.now()).toBe(start + 1500);
});

test('begins where it is told and runs so many times as fast, in whole milliseconds', () => {
  const clock = createClock({ start: 1_000_000, speed: 2.5 });
  vi.advanceTimersByTime(3);
  expect(clock.now()).toBe(1_000_007);
});

test('does what is asked for in its own time', () => {
  const clock = createClock({ speed: 60 });
  const done: number[] = [];
  clock.after(60_000, () => done.push(clock.now() - start));
  vi.advanceTimersByTime(999);
  expect(done).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(done).toEqual([60_000]);
});

test('calls off what it was asked to do', () => {
  const clock = createClock();
  const work = vi.fn();
  clock.after(10, work)();
  vi.advanceTimersByTime(20);
  expect(work).not.toHaveBeenCalled();
});

test('does not take a very long wait for none', () => {
  const clock = createClock({ speed: 0.001 });
  const work = vi.fn();
  clock.after(86_400_000, work);
  vi.advanceTimersByTime(1);
  expect(work).not.toHaveBeenCalled();
});

test('gives up a wait that is called off', async () => {
  const clock = createClock();
  const [now, later] = [new AbortController(), new AbortController()];
  now.abort();
  expect(await wait(clock, 1000, now.signal)).toBe(false);
  const waiting = wait(clock, 1000, later.signal);
  later.abort();
  expect(await waiting).toBe(false);
  const whole = wait(clock, 1000, new AbortController().signal);
  vi.advanceTimersByTime(1000);
  expect(await whole).toBe(true);
});
