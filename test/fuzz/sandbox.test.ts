import { expect, test } from 'vitest';
import { fuzzSandbox } from '../support/fuzz-sandbox.ts';

const CASES = Number(process.env.FUZZ_CASES ?? 100_000);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_121);

test(`${CASES} requests of every kind leave the sandbox up and its books whole`, async () => {
  const { problems, replies, documents } = await fuzzSandbox(CASES, SEED);
  expect(problems).toEqual([]);
  expect(Object.values(replies).reduce((sum, count) => sum + count, 0)).toBe(CASES);
  expect(documents).toBeGreaterThan(CASES / 1000);
});
