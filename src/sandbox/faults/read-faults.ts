/** Reads a plan of faults from YAML or JSON, or says everything that is wrong with it, and where. */
import type { ParsedNode, YAMLMap } from 'yaml';
import { didYouMean } from '../nearest-word.ts';
import {
  type Field,
  type FileProblem,
  flag,
  listAt,
  mapOf,
  nodeText,
  oneOf,
  plainText,
  type Reading,
  readFields,
  readYaml,
  wholeNumber,
} from '../yaml-fields.ts';
import { type FaultCondition, type FaultKind, type FaultPlan, type FaultRule, faultKinds } from './fault.ts';

export type ReadFaults = { readonly value: FaultPlan } | { readonly problems: readonly FileProblem[] };

const verbs = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'];
const range: Field = { read: rangeOf, must: 'milliseconds, such as `200`, or a range, such as `100-900`' };

const planFields = { seed: wholeNumber };
const ruleFields = {
  what: oneOf(Object.keys(faultKinds), 'a fault:'),
  'retry-after': { ...wholeNumber, must: 'a whole number of seconds, 0 or more' },
  ms: range,
  seconds: { read: signedNumber, must: 'a whole number of seconds; before it `-` for a clock that is slow' },
  saved: flag,
};
const conditionFields = {
  method: {
    read: (given: string) => verbs.find((verb) => verb === given.toUpperCase()),
    must: `one of ${verbs.join(', ')}`,
  },
  path: { ...plainText, must: 'a path, such as `Invoices/*`, or `/connect/token`' },
  organisation: plainText,
  count: { read: counted, must: 'a number of calls, such as `3`, or which of them, such as `2-4`' },
  probability: { read: share, must: 'a number from 0 to 1' },
  'once-per-key': flag,
};

/** @param endpoints the endpoints that a condition may name, in any letter case */
export function readFaults(source: string, endpoints: readonly string[]): ReadFaults {
  return readYaml(source, (node, reading) => readPlan(node, endpoints, reading));
}

function readPlan(node: ParsedNode | null, endpoints: readonly string[], reading: Reading): FaultPlan | undefined {
  const map = mapOf(node, 'The plan', ['seed', 'faults'], reading);
  if (map === undefined) return undefined;
  const { seed } = readFields(map, planFields, reading) as { readonly seed?: number };
  const list = listAt(map, 'faults');
  if (list === undefined) {
    reading.add(node, 'The plan has no list `faults`. Begin it with `faults:` and a line `- what: 500`.');
    return undefined;
  }
  const rules = list.map((item) => readRule(item, endpoints, reading));
  return { seed: seed ?? 1, rules: rules.filter((rule) => rule !== undefined) };
}

function readRule(node: ParsedNode, endpoints: readonly string[], reading: Reading): FaultRule | undefined {
  const map = mapOf(node, 'A fault', [...Object.keys(ruleFields), 'when'], reading);
  if (map === undefined) return undefined;
  const given = readFields(map, ruleFields, reading);
  const what = given.what as FaultKind | undefined;
  if (what === undefined) {
    if (!map.has('what')) reading.add(node, 'The fault does not say `what` it is, such as `what: 500`.');
  } else checkOptions(map, what, reading);
  const when = map.get('when', true) as ParsedNode | undefined;
  const condition = when === undefined ? {} : readCondition(when, endpoints, reading);
  const { 'retry-after': retryAfter, what: _, ...rest } = given;
  const delay = retryAfter === undefined ? {} : { retryAfter };
  return what === undefined ? undefined : ({ what, when: condition, ...rest, ...delay } as FaultRule);
}

function checkOptions(map: YAMLMap, what: FaultKind, reading: Reading): void {
  const taken: readonly string[] = faultKinds[what].options;
  for (const { key } of map.items as readonly { readonly key: ParsedNode }[]) {
    const name = nodeText(key) ?? '';
    if (name === 'what' || name === 'when' || !Object.hasOwn(ruleFields, name) || taken.includes(name)) continue;
    reading.add(key, `\`${name}\` means nothing for \`${what}\`. Leave it out.`);
  }
  if (what === 'latency' && !map.has('ms')) reading.add(map as ParsedNode, 'A latency needs `ms`, such as `ms: 500`.');
  if (what === 'clock-skew' && !map.has('seconds')) {
    reading.add(map as ParsedNode, 'A clock skew needs `seconds`, such as `seconds: -90`.');
  }
}

function readCondition(node: ParsedNode, endpoints: readonly string[], reading: Reading): FaultCondition {
  const map = mapOf(node, '`when`', ['endpoint', ...Object.keys(conditionFields)], reading);
  if (map === undefined) return {};
  const { 'once-per-key': oncePerKey, ...rest } = readFields(map, conditionFields, reading);
  const named = map.get('endpoint', true) as ParsedNode | undefined;
  const endpoint = nodeText(named);
  if (named !== undefined && !endpoints.some((name) => name.toLowerCase() === endpoint?.toLowerCase())) {
    const guess = didYouMean(endpoint ?? '', endpoints);
    reading.add(
      named,
      `\`endpoint\` must be an endpoint of the API${guess === '' ? ', such as `Invoices`' : ''}.${guess}`,
    );
  }
  const once = oncePerKey === undefined ? {} : { oncePerKey };
  return { ...rest, ...once, ...(endpoint === undefined ? {} : { endpoint }) } as FaultCondition;
}

function signedNumber(given: string): number | undefined {
  return /^[+-]?\d{1,9}$/.test(given) ? Number(given) : undefined;
}

function share(given: string): number | undefined {
  const value = /^\d*\.?\d+$/.test(given) ? Number(given) : Number.NaN;
  return value <= 1 ? value : undefined;
}

/** `200` is [200, 200], `100-900` is [100, 900]. */
function rangeOf(given: string): readonly [number, number] | undefined {
  const [, least, most] = /^(\d{1,9})(?:\s*-\s*(\d{1,9}))?$/.exec(given) ?? [];
  if (least === undefined) return undefined;
  const both = [Number(least), Number(most ?? least)] as const;
  return both[0] <= both[1] ? both : undefined;
}

/** `3` is [1, 3], `2-4` is [2, 4]. */
function counted(given: string): readonly [number, number] | undefined {
  const both = rangeOf(given);
  if (both === undefined || both[0] < 1) return undefined;
  return given.includes('-') ? both : [1, both[1]];
}
