/** Reads a plan of faults from YAML or JSON, or says everything that is wrong with it, and where. */
import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument, type YAMLMap } from 'yaml';
import { type FaultCondition, type FaultKind, type FaultPlan, type FaultRule, faultKinds } from './fault.ts';
import { didYouMean } from './nearest-word.ts';

export interface FaultProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type ReadFaults = { readonly plan: FaultPlan } | { readonly problems: readonly FaultProblem[] };

/** A value that a key takes: its reading, undefined where the text is none, and what it must be. */
interface Field {
  readonly read: (text: string) => unknown;
  readonly must: string;
}

/** What is being read: where problems go. */
interface Reading {
  add(node: ParsedNode | null, message: string): void;
}

const whole: Field = { read: wholeNumber, must: 'a whole number, 0 or more' };
const flag: Field = { read: (text) => ({ true: true, false: false })[text], must: '`true` or `false`' };
const text: Field = { read: (given) => (given.trim() === '' ? undefined : given.trim()), must: 'a text' };
const verbs = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'];

const planFields = { seed: whole };
const ruleFields = {
  what: { read: (given: string) => (Object.hasOwn(faultKinds, given) ? given : undefined), must: 'a fault' },
  'retry-after': { ...whole, must: 'a whole number of seconds, 0 or more' },
  ms: { read: range, must: 'milliseconds, such as `200`, or a range, such as `100-900`' },
  seconds: { read: signedNumber, must: 'a whole number of seconds; before it `-` for a clock that is slow' },
  saved: flag,
};
const conditionFields = {
  method: {
    read: (given: string) => verbs.find((verb) => verb === given.toUpperCase()),
    must: `one of ${verbs.join(', ')}`,
  },
  path: { ...text, must: 'a path, such as `Invoices/*`, or `/connect/token`' },
  organisation: text,
  count: { read: counted, must: 'a number of calls, such as `3`, or which of them, such as `2-4`' },
  probability: { read: share, must: 'a number from 0 to 1' },
  'once-per-key': flag,
};

/** @param endpoints the endpoints that a condition may name, in any letter case */
export function readFaults(source: string, endpoints: readonly string[]): ReadFaults {
  const lines = new LineCounter();
  const problems: FaultProblem[] = [];
  const add = (offset: number, message: string) => {
    const { line, col } = lines.linePos(offset);
    problems.push({ line, column: col, message });
  };
  const reading: Reading = { add: (node, message) => add(node?.range?.[0] ?? 0, message) };
  const document = parseDocument<ParsedNode>(source, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  for (const { pos, message } of document.errors) add(pos[0], `This is not YAML: ${message.replace(/\.?$/, '.')}`);
  const plan = problems.length === 0 ? readPlan(document.contents, endpoints, reading) : undefined;
  return plan === undefined || problems.length > 0
    ? { problems: problems.toSorted((a, b) => a.line - b.line || a.column - b.column) }
    : { plan };
}

function readPlan(node: ParsedNode | null, endpoints: readonly string[], reading: Reading): FaultPlan | undefined {
  const map = mapOf(node, 'The plan', ['seed', 'faults'], reading);
  if (map === undefined) return undefined;
  const { seed } = readFields(map, planFields, reading) as { readonly seed?: number };
  const list = map.get('faults', true) as ParsedNode | undefined;
  if (!isSeq(list)) {
    reading.add(list ?? node, 'The plan has no list `faults`. Begin it with `faults:` and a line `- what: 500`.');
    return undefined;
  }
  const rules = (list.items as readonly ParsedNode[]).map((item) => readRule(item, endpoints, reading));
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
    const name = textOf(key) ?? '';
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
  const endpoint = textOf(named);
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

/** The values of the keys that were read. */
function readFields(map: YAMLMap, fields: Readonly<Record<string, Field>>, reading: Reading): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, { read, must }] of Object.entries(fields)) {
    const node = map.get(name, true) as ParsedNode | undefined;
    if (node === undefined) continue;
    const given = textOf(node);
    const value = given === undefined ? undefined : read(given);
    if (value !== undefined) values[name] = value;
    else {
      const guess = name === 'what' ? didYouMean(given ?? '', Object.keys(faultKinds)) : '';
      const all = name === 'what' && guess === '' ? `: ${Object.keys(faultKinds).join(', ')}` : '';
      reading.add(node, `\`${name}\` must be ${must}${all}.${guess}`);
    }
  }
  return values;
}

/** The node as a map; keys that mean nothing are problems. */
function mapOf(node: ParsedNode | null, what: string, known: readonly string[], reading: Reading): YAMLMap | undefined {
  if (!isMap(node)) {
    reading.add(node, `${what} must be \`key: value\` lines; its keys are ${known.join(', ')}.`);
    return undefined;
  }
  for (const { key } of node.items as readonly { readonly key: ParsedNode }[]) {
    const name = textOf(key) ?? '';
    if (known.includes(name)) continue;
    const guess = didYouMean(name, known);
    const all = guess === '' ? ` Its keys are ${known.join(', ')}.` : '';
    reading.add(key, `${what} has no key \`${name}\`.${guess}${all}`);
  }
  return node as YAMLMap;
}

function textOf(node: ParsedNode | undefined): string | undefined {
  return isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
}

function wholeNumber(given: string): number | undefined {
  return /^\d{1,9}$/.test(given) ? Number(given) : undefined;
}

function signedNumber(given: string): number | undefined {
  return /^[+-]?\d{1,9}$/.test(given) ? Number(given) : undefined;
}

function share(given: string): number | undefined {
  const value = /^\d*\.?\d+$/.test(given) ? Number(given) : Number.NaN;
  return value <= 1 ? value : undefined;
}

/** `200` is [200, 200], `100-900` is [100, 900]. */
function range(given: string): readonly [number, number] | undefined {
  const [, least, most] = /^(\d{1,9})(?:\s*-\s*(\d{1,9}))?$/.exec(given) ?? [];
  if (least === undefined) return undefined;
  const both = [Number(least), Number(most ?? least)] as const;
  return both[0] <= both[1] ? both : undefined;
}

/** `3` is [1, 3], `2-4` is [2, 4]. */
function counted(given: string): readonly [number, number] | undefined {
  const both = range(given);
  if (both === undefined || both[0] < 1) return undefined;
  return given.includes('-') ? both : [1, both[1]];
}
