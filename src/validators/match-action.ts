/** Decides what an action does about the record that a row names: do it, pass it over, or refuse it. */

import { foldKey } from '../model/index-facts.ts';
import type { ExistingRecord, MatchInput } from '../model/matching.ts';
import { type ActionDecision, type ActionOptions, isDone, judgeRecord, refuse, tell } from './judge-record.ts';
import { matchAllocation } from './match-allocation.ts';
import { describeRecord, findMatches, matches } from './match-document.ts';
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
    const candidates = open.slice(0, 5).map(withId).join(', ');
    return refuse(input, 'duplicate/several', { count: open.length.toString(), candidates });
  }
  const record = open[0] ?? found.find((each) => isDone(each, options)) ?? first;
  const differing = differences(input, record);
  if (differing.length === 0) return judgeRecord(input, record, options);
  return refuse(input, 'resolve/keys-differ', { found: describeRecord(record), what: differing.join(' and ') }, record);
}

/** Told apart by more than the number and name that they share. */
function withId(record: ExistingRecord): string {
  const { id, type } = record;
  return `${describeRecord(record)} (${type === undefined ? '' : `${type} `}${id})`;
}

const WORDS: Readonly<Record<string, string>> = { id: 'ID', contactId: 'contact', contactName: 'name' };

/** What the row says of the record besides what it was found by, and the record is not. */
function differences(input: MatchInput, record: ExistingRecord): readonly string[] {
  const { keys, type, contactId } = input;
  const wrong = keys.filter((key) => !matches(record, key, input)).flatMap((key) => Object.keys(key));
  const isOther = (wanted: string | undefined, held: string | undefined) =>
    wanted !== undefined && held !== undefined && foldKey(wanted) !== foldKey(held);
  if (isOther(type, record.type)) wrong.push('type');
  if (isOther(contactId, record.contactId)) wrong.push('contactId');
  return [...new Set(wrong.map((name) => WORDS[name] ?? name))];
}

/** A final record stands aside where another one of the same number is alive, unless the action is about such records. */
function isGone(record: ExistingRecord, { entity, action }: ActionOptions): boolean {
  const { status } = entity;
  if (record.status === undefined || status?.gone.includes(record.status) !== true) return false;
  return action.requires?.[status.field]?.includes(record.status) !== true;
}
