/** Joins what Xero is asked into queries, each short enough for a URL. */

import { LONGEST_VALUE, portions } from '../portions.ts';
import type { Query, Sent } from './sent-condition.ts';

export interface Question {
  /** Goes with every query. */
  readonly fixed: Query;
  /** An expression of the user's. */
  readonly where?: string;
  readonly sent: readonly Sent[];
}

export interface Asked {
  /** One or more. */
  readonly queries: readonly Query[];
  /** What found no room. */
  readonly unsent: readonly Sent[];
}

/** More than about 50 IDs are answered by 404. */
const MOST_LISTED = 40;
const MOST_EXPRESSIONS = 20;
/** Of all conditions together, as they stand in the URL. */
const LONGEST_ALL = 1.6 * LONGEST_VALUE;

/** What one query is made of. */
interface Part {
  readonly parameters?: Query;
  readonly expression?: string;
}

/** Only one of the conditions is asked in portions, so that no query is asked for every pair of them. */
export function askQueries({ fixed, where, sent }: Question): Asked {
  const unsent: Sent[] = [];
  const chosen: (readonly Part[])[] = [];
  let room = LONGEST_ALL - lengthOf(where ?? '');
  for (const each of sent) {
    const parts = partsOf(each);
    const cost = Math.max(...parts.map(lengthOfPart));
    const taken = chosen.flat().flatMap(({ parameters = {} }) => Object.keys(parameters));
    const clashes = Object.keys(parts[0]?.parameters ?? {}).some((name) => taken.includes(name) || name in fixed);
    const second = parts.length > 1 && chosen.some((other) => other.length > 1);
    if (clashes || second || cost > room) {
      unsent.push(each);
    } else {
      chosen.push(parts);
      room -= cost;
    }
  }
  return { queries: combine(chosen).map((parts) => join(fixed, where, parts)), unsent };
}

function partsOf(sent: Sent): readonly Part[] {
  switch (sent.kind) {
    case 'expressions':
      return portions(sent.texts, MOST_EXPRESSIONS, ' OR ').map((expression) => ({ expression }));
    case 'list':
      return portions(sent.values, MOST_LISTED, ',').map((value) => ({ parameters: { [sent.parameter]: value } }));
    case 'single':
      return sent.values.map((value) => ({ parameters: { [sent.parameter]: value } }));
    case 'bounds':
      return [{ parameters: sent.query }];
  }
}

/** Every choice of one part from each list. */
function combine(lists: readonly (readonly Part[])[]): readonly (readonly Part[])[] {
  return lists.reduce<readonly (readonly Part[])[]>(
    (choices, parts) => choices.flatMap((choice) => parts.map((part) => [...choice, part])),
    [[]],
  );
}

function join(fixed: Query, where: string | undefined, parts: readonly Part[]): Query {
  const expressions = parts.flatMap(({ expression }) => expression ?? []);
  const own = expressions.map((text) => (text.includes(' OR ') && expressions.length > 0 ? `(${text})` : text));
  const all = where === undefined ? own : own.length === 0 ? [where] : [`(${where})`, ...own];
  return {
    ...fixed,
    ...Object.assign({}, ...parts.map(({ parameters = {} }) => parameters)),
    ...(all.length === 0 ? {} : { where: all.join(' AND ') }),
  };
}

/** With what joins it to others. */
function lengthOfPart({ parameters = {}, expression }: Part): number {
  const texts = [...Object.entries(parameters).map(([name, value]) => `${name}=${value}&`), expression ?? ''];
  return lengthOf(`${texts.join('')} AND ()`);
}

function lengthOf(text: string): number {
  return encodeURIComponent(text).length;
}
