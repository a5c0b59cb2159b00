import { describe, expect, it } from 'vitest';
import { chunkSize, fewestRequests, fixedSize, growingSize } from '../../../src/pipeline/chunk-size.ts';

const QUICK = { status: 200, milliseconds: 800 };
const FAILURE = { status: 503, milliseconds: 100 };

type Reply = Parameters<ReturnType<typeof growingSize>['learn']>[0];

const quick = (count: number) => Array.from({ length: count }, () => QUICK);

/** One request after the other. */
function sizeAfter(first: number, replies: readonly Reply[]): number {
  const size = growingSize(first);
  for (const reply of replies) size.learn(reply, size.now());
  return size.now();
}

describe('the size of a chunk', () => {
  it('grows while replies are quick, to 200 at the most', () => {
    expect(sizeAfter(50, [QUICK, QUICK])).toBe(50);
    expect(sizeAfter(50, [QUICK, QUICK, QUICK])).toBe(70);
    expect(
      sizeAfter(
        50,
        Array.from({ length: 60 }, () => QUICK),
      ),
    ).toBe(200);
  });

  it('stays where replies take their time, or refuse', () => {
    const slower = { status: 200, milliseconds: 9_000 };
    expect(
      sizeAfter(
        50,
        Array.from({ length: 9 }, () => slower),
      ),
    ).toBe(50);
    expect(sizeAfter(50, [QUICK, QUICK, { status: 400, milliseconds: 100 }, QUICK, QUICK])).toBe(50);
  });

  it.each([
    ['no reply', undefined],
    ['a server error', FAILURE],
    ['a body that is too large', { status: 413, milliseconds: 100 }],
    ['a very slow reply', { status: 200, milliseconds: 40_000 }],
  ])('is halved by %s, and does not soon come back to what failed', (_, failure) => {
    expect(sizeAfter(50, [failure])).toBe(25);
    expect(sizeAfter(50, [failure, ...quick(11)])).toBe(49);
  });

  it('comes back in the end where what failed may have been no matter of size', () => {
    expect(sizeAfter(50, [FAILURE, ...quick(60)])).toBe(200);
    expect(sizeAfter(50, [{ status: 413, milliseconds: 100 }, ...quick(60)])).toBe(49);
    expect(sizeAfter(50, [...quick(15), FAILURE, ...quick(20)])).toBe(199);
    expect(sizeAfter(50, [...quick(15), FAILURE, ...quick(24)])).toBe(200);
  });

  it('is halved once by requests that were under way together', () => {
    const size = growingSize(100);
    for (let request = 0; request < 5; request += 1) size.learn(FAILURE, 100);
    expect(size.now()).toBe(50);
    for (let reply = 0; reply < 9; reply += 1) size.learn(QUICK, size.now());
    expect(size.now()).toBe(99);
  });

  it('is never less than one, and one where a route takes no more', () => {
    expect(
      sizeAfter(
        50,
        Array.from({ length: 20 }, () => undefined),
      ),
    ).toBe(1);
    expect(
      sizeAfter(
        1,
        Array.from({ length: 20 }, () => QUICK),
      ),
    ).toBe(1);
  });

  it('is what the job says where it says so', () => {
    const size = fixedSize(20);
    for (let reply = 0; reply < 20; reply += 1) size.learn(QUICK, 20);
    size.learn(undefined, 20);
    expect(size.now()).toBe(20);
  });

  it('is what the job says beyond what a route begins with, but one where a route takes no more', () => {
    expect(chunkSize(400, { batch: 50 }).now()).toBe(400);
    expect(chunkSize(400, { batch: 1 }).now()).toBe(1);
    expect(chunkSize(undefined, { batch: 50 }).now()).toBe(50);
  });

  it('tells how few requests will do', () => {
    expect(fewestRequests(0, fixedSize(50))).toBe(0);
    expect(fewestRequests(101, fixedSize(50))).toBe(3);
    expect(fewestRequests(220, growingSize(50))).toBe(4);
    expect(fewestRequests(221, growingSize(50))).toBe(5);
  });
});
