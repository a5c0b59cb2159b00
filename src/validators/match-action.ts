/** Decides what an action does about the record that a row names: do it, pass it over, or refuse it. */

import type { ExistingRecord, MatchInput } from '../model/matching.ts';
import { type ActionDecision, type ActionOptions, isDone, judgeRecord, refuse, tell } from './judge-record.ts';
import { matchAllocation } from './match-allocation.ts';
import { describeRecord, findMatches } from './match-document.ts';
import { matchInner } from './match-inner.ts';

/** What the look-up found; more than matches is fine. */
export interface ActionCandidates {
  readonly own: readonly ExistingRecord[];
  /** Records of what the row names besides: an owner, or what takes a credit. */
  readonly targets: readonly ExistingRecord[];
  /** Records that stand within these. */
  readonly inner: readonly ExistingRecord[];
}

export function matchAction(
  input: MatchInput,
  { own, targets, inner }: ActionCandidates,
  options: ActionOptions,
): ActionDecision {
  const { action } = options;
  if (action.inner !== undefined && input.target !== undefined)
    return matchInner(input, input.target, { owners: targets, inner }, action.inner, options);
  const decision = matchOwn(keyed(input), own, options);
  if (decision.does !== 'act' || action.allocates === undefined || input.target === undefined) return decision;
  return matchAllocation(input, input.target, decision.record, targets, options);
}

/** What is said of the record itself is said at its own key. */
function keyed(input: MatchInput): MatchInput {
  return input.own === undefined ? input : { ...input, at: input.own };
}

function matchOwn(input: MatchInput, own: readonly ExistingRecord[], options: ActionOptions): ActionDecision {
  const found = findMatches(input, own);
  const [first] = found;
  const { name } = options.action;
  if (first === undefined)
    return { does: 'absent', finding: tell(input, 'resolve/no-record', { action: name }, 'ERROR') };
  const open = found.filter((record) => !isGone(record, options));
  if (open.length > 1 && !open.every((record) => isDone(record, options))) {
    const candidates = open.slice(0, 5).map(describeRecord).join(', ');
    return refuse(input, 'duplicate/several', { count: open.length.toString(), candidates });
  }
  return judgeRecord(input, open[0] ?? found.find((record) => isDone(record, options)) ?? first, options);
}

/** A final record stands aside where another one of the same number is alive, unless the action is about such records. */
function isGone(record: ExistingRecord, { entity, action }: ActionOptions): boolean {
  const { status } = entity;
  if (record.status === undefined || status?.gone.includes(record.status) !== true) return false;
  return action.requires?.[status.field]?.includes(record.status) !== true;
}
