/** Decides which faults strike a call, by a plan alone: the same calls in the same order meet the same faults. */
import type { Fault, FaultCondition, FaultPlan, FaultRule } from './fault.ts';

export interface FaultCall {
  readonly method: string;
  /** The path from the root, without the query. */
  readonly pathname: string;
  /** First segment after the API's base path; undefined outside of the API. */
  readonly endpoint: string | undefined;
  /** Every name of the organisation. */
  readonly organisation: readonly string[];
  /** Idempotency-Key. */
  readonly key: string | undefined;
}

export interface RuleState {
  readonly rule: FaultRule;
  /** Calls that met the conditions before probability and count. */
  readonly matched: number;
  readonly struck: number;
}

export interface Faults {
  /** In the order of the plan. A call outside of the API is struck only by rules whose path begins with a slash. */
  decide(call: FaultCall): readonly Fault[];
  seed(): number;
  states(): readonly RuleState[];
  /** Begins anew with another plan. */
  replace(plan: FaultPlan): void;
}

/** What has been seen of one rule. */
interface Counter extends RuleState {
  matched: number;
  struck: number;
  readonly keys: Set<string>;
  readonly meets: (call: FaultCall) => boolean;
  readonly random: () => number;
}

export const noFaults: FaultPlan = { seed: 1, rules: [] };

/** More are not remembered; the oldest goes. */
const mostKeys = 100_000;

export function createFaults(plan: FaultPlan): Faults {
  let seed = plan.seed;
  let counters = plan.rules.map(counterOf(seed));
  return {
    decide: (call) => counters.flatMap((counter) => strike(counter, call)),
    seed: () => seed,
    states: () => counters.map(({ rule, matched, struck }) => ({ rule, matched, struck })),
    replace: (next) => {
      seed = next.seed;
      counters = next.rules.map(counterOf(seed));
    },
  };
}

function counterOf(seed: number): (rule: FaultRule, at: number) => Counter {
  return (rule, at) => ({
    rule,
    matched: 0,
    struck: 0,
    keys: new Set(),
    meets: matcherOf(rule.when),
    random: randomOf(seed + at * 7919),
  });
}

function strike(counter: Counter, call: FaultCall): readonly Fault[] {
  const { rule, keys } = counter;
  const { count, probability, oncePerKey } = rule.when;
  const key = call.key ?? `${call.method} ${call.pathname}`;
  if (!counter.meets(call) || (oncePerKey === true && keys.has(key))) return [];
  counter.matched += 1;
  const [draw, chance] = [counter.random(), counter.random()];
  if (count !== undefined && (counter.matched < count[0] || counter.matched > count[1])) return [];
  if (probability !== undefined && chance >= probability) return [];
  counter.struck += 1;
  if (oncePerKey === true) remember(keys, key);
  return [{ rule, draw }];
}

function remember(keys: Set<string>, key: string): void {
  keys.add(key);
  const [oldest] = keys;
  if (keys.size > mostKeys && oldest !== undefined) keys.delete(oldest);
}

function matcherOf({ endpoint, method, path, organisation }: FaultCondition): (call: FaultCall) => boolean {
  const pattern = path === undefined ? undefined : patternOf(path);
  const same = (wanted: string | undefined, given: string) =>
    wanted === undefined || wanted.toLowerCase() === given.toLowerCase();
  return (call) =>
    (call.endpoint !== undefined || path?.startsWith('/') === true) &&
    same(endpoint, call.endpoint ?? '') &&
    same(method, call.method) &&
    (organisation === undefined || call.organisation.some((name) => same(organisation, name))) &&
    (pattern === undefined || pattern.test(call.pathname));
}

function patternOf(path: string): RegExp {
  const whole = path.startsWith('/') ? path : `/api.xro/2.0/${path}`;
  const source = whole
    .split(/(\*+)/)
    .map((part) =>
      part === '*' ? '[^/]*' : part.startsWith('*') ? '.*' : part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
    )
    .join('');
  return new RegExp(`^${source}$`, 'i');
}

/** Numbers from 0 up to 1 that look random (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
