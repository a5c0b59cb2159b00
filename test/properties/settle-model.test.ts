/**
 * A small world of requests, replies that get lost, records and look-ups, explored in every order of events: the decisions
 * by which doubtful requests are settled neither lose a document nor enter one twice. All documents are equal, the hardest
 * case. Each world says what may happen in it; a world in which too much may happen shows that the model would notice.
 */

import { describe, expect, test } from 'vitest';
import { type Doubt, nextStep, type Step } from '../../src/pipeline/settle-decision.ts';
import { watchServerTime } from '../../src/xero/server-time.ts';

interface World {
  /** Documents of each request under way at the beginning. */
  readonly requests: readonly number[];
  /** An attempt may go on at the server after nobody waits for it any more, until it is quiet. */
  readonly late: boolean;
  /** The server may not keep a key. */
  readonly forgets: boolean;
  /** It works on two attempts under one key at a time. */
  readonly bothInFlight?: boolean;
  readonly decide: (doubt: Doubt) => Step;
}

interface Attempt {
  readonly request: number;
  readonly key: number;
  readonly documents: number;
  /** Records it has made. */
  readonly made: readonly number[];
  readonly waitedFor: boolean;
}

interface Request {
  readonly key: number;
  readonly open: number;
  readonly state: 'waiting' | 'doubt' | 'over';
  readonly keyHolds: boolean;
  readonly quiet: boolean;
  /** Sent under a new key so often. */
  readonly renewed: number;
}

interface State {
  readonly requests: readonly Request[];
  readonly attempts: readonly Attempt[];
  /** Records in the books, true once told to be some document's. */
  readonly records: readonly boolean[];
  /** What the server answers for a key: the records made, or a failure (null) where it gave up half-way. */
  readonly kept: readonly (readonly [key: number, records: readonly number[] | null])[];
  readonly keys: number;
}

/** Sent anew more often than that is not explored: it is the same again. */
const MOST_RENEWED = 1;

function begin({ requests }: World): State {
  return {
    requests: requests.map((open, key) => ({ ...FRESH, key, open, renewed: 0 })),
    attempts: requests.map((documents, at) => ({ request: at, key: at, documents, made: [], waitedFor: true })),
    records: [],
    kept: [],
    keys: requests.length,
  };
}

const FRESH = { state: 'waiting', keyHolds: true, quiet: false } as const;

function* next(world: World, state: State): Generator<State> {
  for (const at of state.attempts.keys()) yield* serve(world, state, at);
  for (const at of state.requests.keys()) {
    yield* passTime(world, state, at);
    if (state.requests[at]!.state === 'doubt' && isAlone(state, at)) yield* settle(world, state, at);
  }
}

/** Nothing else is waited for while records are counted. */
function isAlone(state: State, own: number): boolean {
  return state.requests.every(({ state: now }, at) => at === own || now !== 'waiting');
}

/** The server makes the next record, answers from what it kept, or gives up; a key is kept once work under it has begun. */
function* serve(world: World, state: State, at: number): Generator<State> {
  const attempt = state.attempts[at]!;
  const without = { ...state, attempts: state.attempts.toSpliced(at, 1) };
  const isBegun = attempt.made.length > 0;
  if (!isBegun || world.forgets) yield lose(without, attempt);
  if (isBegun) yield lose({ ...without, kept: [...state.kept, [attempt.key, null]] }, attempt);
  const kept = isBegun ? undefined : state.kept.find(([key]) => key === attempt.key)?.[1];
  if (kept !== undefined) {
    if (kept !== null) yield* reply(without, attempt, kept);
    else if (attempt.waitedFor) yield change(without, attempt.request, { state: 'doubt', keyHolds: false });
    return;
  }
  const others = state.attempts.filter((other, index) => index !== at && other.key === attempt.key);
  const isBusy = world.bothInFlight !== true && attempt.made.length === 0 && others.some(({ made }) => made.length > 0);
  if (isBusy) return;
  const made = [...attempt.made, state.records.length];
  const grown = { ...state, records: [...state.records, false] };
  if (made.length < attempt.documents) {
    yield { ...grown, attempts: state.attempts.with(at, { ...attempt, made }) };
    return;
  }
  const done = { ...grown, attempts: without.attempts };
  yield* reply({ ...done, kept: [...state.kept, [attempt.key, made]] }, attempt, made);
  if (world.forgets) yield* reply(done, attempt, made);
}

/** What comes back for an attempt that nobody waits for is lost by itself. */
function* reply(state: State, attempt: Attempt, made: readonly number[]): Generator<State> {
  yield lose(state, attempt);
  if (attempt.waitedFor) yield receive(state, attempt, made);
}

function lose(state: State, { request, waitedFor }: Attempt): State {
  return waitedFor ? change(state, request, { state: 'doubt' }) : state;
}

/** Records that were told to be a twin's by now are missing here, and are sent under a new key. */
function receive(state: State, { request }: Attempt, made: readonly number[]): State {
  const own = made.filter((record) => !state.records[record]);
  const told = { ...state, records: state.records.map((taken, record) => taken || own.includes(record)) };
  return renew(told, request, made.length - own.length);
}

function* passTime(world: World, state: State, at: number): Generator<State> {
  const { state: now, keyHolds, quiet } = state.requests[at]!;
  const under = state.attempts.filter(({ request }) => request === at);
  if (now === 'waiting' && world.late) {
    const left = state.attempts.map((attempt) => (attempt.request === at ? { ...attempt, waitedFor: false } : attempt));
    yield change({ ...state, attempts: left }, at, { state: 'doubt' });
  }
  if (now === 'doubt' && keyHolds) yield change(state, at, { keyHolds: false });
  if (now === 'doubt' && !quiet && under.length === 0) yield change(state, at, { quiet: true });
}

function* settle(world: World, state: State, at: number): Generator<State> {
  const { open, keyHolds, quiet, key } = state.requests[at]!;
  const free = [...state.records.keys()].filter((record) => !state.records[record]).slice(0, open);
  const step = world.decide({
    ...{ open, missing: open - free.length, visible: true, harmless: false, keyHolds },
    contested: state.requests.some((other, index) => index !== at && other.state !== 'over'),
    quietMs: quiet ? Number.POSITIVE_INFINITY : 0,
  });
  if (step === 'repeat') {
    const attempt = { request: at, key, documents: open, made: [], waitedFor: true };
    yield change({ ...state, attempts: [...state.attempts, attempt] }, at, { state: 'waiting', quiet: false });
  } else if (step === 'settle' || step === 'send-anew') {
    const told = { ...state, records: state.records.map((taken, record) => taken || free.includes(record)) };
    yield renew(told, at, open - free.length);
  }
}

/** What is missing goes out under a new key; with nothing missing the request is over. */
function renew(state: State, at: number, missing: number): State {
  if (missing === 0) return change(state, at, { state: 'over', open: 0 });
  const { renewed } = state.requests[at]!;
  const attempt = { request: at, key: state.keys, documents: missing, made: [], waitedFor: true };
  const fresh = { ...FRESH, key: state.keys, open: missing, renewed: renewed + 1 };
  return change({ ...state, keys: state.keys + 1, attempts: [...state.attempts, attempt] }, at, fresh);
}

function change(state: State, at: number, by: Partial<Request>): State {
  return { ...state, requests: state.requests.with(at, { ...state.requests[at]!, ...by }) };
}

/** Every state that can be reached; what is wrong with the first wrong one, and whether one comes to its end. */
function explore(world: World): {
  readonly wrong: string | undefined;
  readonly states: number;
  readonly ended: number;
} {
  const documents = world.requests.reduce((sum, open) => sum + open, 0);
  const seen = new Set<string>();
  const open: State[] = [begin(world)];
  let ended = 0;
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const isOver = state.requests.every((request) => request.state === 'over');
    const wrong = { wrong: JSON.stringify(state), states: seen.size, ended };
    if (state.records.length > documents) return { ...wrong, wrong: `entered twice: ${wrong.wrong}` };
    if (isOver && state.records.length < documents) return { ...wrong, wrong: `lost: ${wrong.wrong}` };
    if (isOver) ended += 1;
    for (const after of next(world, state)) {
      if (after.requests.some(({ renewed }) => renewed > MOST_RENEWED) || after.attempts.length > 3) continue;
      const name = JSON.stringify(after);
      if (seen.has(name)) continue;
      seen.add(name);
      open.push(after);
    }
  }
  return { wrong: undefined, states: seen.size, ended };
}

const SIZES = [[1], [2], [3], [1, 1], [2, 1]];

describe.each(SIZES.map((requests) => ({ requests, name: requests.join(' and ') })))(
  'requests of $name',
  ({ requests }) => {
    test.each([
      { name: 'attempts that arrive late', late: true, forgets: false },
      { name: 'keys that are forgotten', late: false, forgets: true },
    ])('with $name: nothing is lost and nothing entered twice', ({ late, forgets }) => {
      const { wrong, states, ended } = explore({ requests, late, forgets, decide: nextStep });
      expect(wrong).toBeUndefined();
      expect(states).toBeGreaterThan(10);
      expect(ended).toBeGreaterThan(0);
    });
  },
);

describe('whatever the clocks say', () => {
  const skews = [-86_400_000, -3_600_000, -1_500, -1, 0, 1, 999, 1_500, 3_600_000, 86_400_000];
  const latencies = [0, 1, 500, 999, 30_000];
  test.each(skews)(
    'a server whose clock is %i ms ahead: what it makes after a request was stored is looked at',
    async (ahead) => {
      for (const latency of latencies) {
        let now = 1_790_000_000_123;
        const clock = { now: () => now, sleep: async () => {} };
        const api = {
          async call() {
            const serverTime = Math.floor((now + ahead) / 1000) * 1000;
            now += latency;
            return { status: 200, body: '', serverTime };
          },
        };
        const timed = watchServerTime(api, clock);
        await timed.call({ method: 'GET', path: '/Organisation' });
        now += 12_345;
        const [stored, made] = [timed.serverNow(), now + ahead];
        expect(stored).toBeLessThanOrEqual(made);
        expect(stored).toBeGreaterThan(made - latency - 1_000);
      }
    },
  );
});

/** The real decision but for one thing. */
function but(wrong: (doubt: Doubt, step: Step) => Step): World['decide'] {
  return (doubt) => wrong(doubt, nextStep(doubt));
}

describe('the model notices', () => {
  test.each<[string, Partial<World>]>([
    ['keys that are forgotten while attempts arrive late', { late: true, forgets: true }],
    ['two attempts under one key that are both carried out', { late: true, bothInFlight: true }],
    ['a new key before it is quiet', { late: true, decide: but((_, step) => (step === 'wait' ? 'send-anew' : step)) }],
    [
      'a new key in place of the same',
      { late: true, decide: but((_, step) => (step === 'repeat' ? 'send-anew' : step)) },
    ],
    [
      'a repetition without a look',
      { forgets: true, decide: but(({ keyHolds }, step) => (keyHolds ? 'repeat' : step)) },
    ],
  ])('%s', (_name, change) => {
    expect(explore({ requests: [2], late: false, forgets: false, decide: nextStep, ...change }).wrong).toBeDefined();
  });

  test('a twin taken for settled while its own attempt may still arrive', () => {
    const decide = but(({ missing }, step) => (missing === 0 ? 'settle' : step));
    expect(explore({ requests: [1, 1], late: true, forgets: false, decide }).wrong).toMatch(/twice/);
  });
});
