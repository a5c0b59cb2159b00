/** What looking a name up comes to: the one thing meant, or the code and parameters of a finding. */

import type { Value } from '../../model/document.ts';
import type { Facts } from '../../model/facts.ts';
import { nearest } from '../../model/nearest.ts';

export interface Unresolved {
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Puts what is sent in the place of what was written; gives back why it cannot. */
export type ResolveField = (
  field: string,
  text: string,
  values: Map<string, Value>,
  facts: Facts,
  names: boolean,
) => Unresolved | undefined;

export type Resolution<T> = { readonly found: T } | Unresolved;

/** Most candidates that a message lists. */
const MOST = 5;

/** The one candidate, or why there is none: `unknown` with the nearest words, or `ambiguous` with the candidates. */
export function chooseOne<T>(
  candidates: readonly T[],
  describe: (candidate: T) => string,
  codes: { readonly unknown: string; readonly ambiguous: string },
  near: () => readonly string[],
): Resolution<T> {
  const [first] = candidates;
  if (first === undefined) return { code: codes.unknown, params: { candidates: near().join(', ') } };
  if (candidates.length === 1) return { found: first };
  const listed = candidates.slice(0, MOST).map(describe).join(', ');
  return { code: codes.ambiguous, params: { candidates: listed, count: candidates.length.toString() } };
}

/** Those in use where there are any, else all. */
export function preferActive<T extends { readonly status: string }>(candidates: readonly T[]): readonly T[] {
  if (candidates.length < 2) return candidates;
  const active = candidates.filter((candidate) => candidate.status === 'ACTIVE');
  return active.length > 0 ? active : candidates;
}

/** The names nearest to a word, told by what it may be called. */
export function nearestOf<T>(
  word: string,
  things: readonly T[],
  names: (thing: T) => readonly string[],
  tell: (thing: T) => string,
): readonly string[] {
  const byName = new Map<string, string>();
  for (const thing of things) for (const name of names(thing)) if (!byName.has(name)) byName.set(name, tell(thing));
  return [...new Set(nearest(word, byName.keys()).map((name) => byName.get(name) ?? name))];
}
