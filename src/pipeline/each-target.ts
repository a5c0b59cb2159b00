/** What documents settle, one by one: a batch payment settles as many as it has lines. */

import type { MatchInput } from '../model/matching.ts';

/** The input once for each document that it settles; one that settles none or one as it is. */
export function eachTarget(input: MatchInput): readonly MatchInput[] {
  const { lineTargets, ...head } = input;
  if (lineTargets === undefined) return [input];
  return lineTargets.map(({ target }) => (target === undefined ? head : { ...head, target }));
}
