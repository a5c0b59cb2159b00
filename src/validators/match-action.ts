/** Decides what an action does about the record that a row names: do it, pass it over, or refuse it. */

import { compare, parseDecimal, ZERO } from '../model/decimal.ts';
import type { EntityShape } from '../model/entity.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { ExistingRecord, MatchInput } from '../model/matching.ts';
import type { Action } from '../model/registry.ts';
import { describeRecord, findMatches } from './match-document.ts';

/** `absent`: no such record; where the action removes records, an earlier run may have done so. */
export type ActionDecision =
  | { readonly does: 'act'; readonly record: ExistingRecord }
  | { readonly does: 'skip'; readonly record: ExistingRecord; readonly finding: Finding }
  | { readonly does: 'refuse'; readonly record?: ExistingRecord; readonly finding: Finding }
  | { readonly does: 'absent'; readonly finding: Finding };

export interface ActionOptions {
  readonly entity: EntityShape;
  readonly action: Action;
  /** What is done already is done again, where that is possible. */
  readonly again: boolean;
}

/** @param existing what the look-up found; more than matches is fine */
export function matchAction(
  input: MatchInput,
  existing: readonly ExistingRecord[],
  options: ActionOptions,
): ActionDecision {
  const found = findMatches(input, existing);
  const [first] = found;
  if (first === undefined) return { does: 'absent', finding: absent(input, options.action) };
  const open = found.filter((record) => !isGone(record, options));
  if (open.length > 1 && !open.every((record) => isDone(record, options))) {
    const candidates = open.slice(0, 5).map(describeRecord).join(', ');
    return refuse(input, undefined, 'duplicate/several', { count: open.length.toString(), candidates });
  }
  return judge(input, open[0] ?? found.find((record) => isDone(record, options)) ?? first, options);
}

/** The fields of records that the action asks about, besides the type and the status, which every look-up brings. */
export function askedFields(
  { requires = {}, done, free = [] }: Action,
  { status }: Pick<EntityShape, 'status'>,
): readonly string[] {
  const names = [...Object.keys(requires), ...(done === undefined ? [] : [done.field]), ...free.flat()];
  return [...new Set(names)].filter((name) => name !== 'Type' && name !== (status?.field ?? 'Status'));
}

/** A record's value as a document would hold it; blank where it has none, or the look-up did not bring it. */
export function recordValue(record: ExistingRecord, field: string, { status }: Pick<EntityShape, 'status'>): string {
  if (field === 'Type') return record.type ?? '';
  if (field === (status?.field ?? 'Status')) return record.status ?? '';
  return record.keys?.[field] ?? '';
}

function judge(input: MatchInput, record: ExistingRecord, options: ActionOptions): ActionDecision {
  const { action, entity } = options;
  if (isDone(record, options)) {
    const state = recordValue(record, action.done?.field ?? '', entity);
    return { does: 'skip', record, finding: tell(input, 'duplicate/already-so', { state }, 'WARNING') };
  }
  if (!isFree(record, options)) return refuse(input, record, 'resolve/settled', { action: action.name });
  for (const [field, allowed] of Object.entries(action.requires ?? {})) {
    const value = recordValue(record, field, entity);
    if (allowed.includes(value)) continue;
    const remedy = action.remedies?.[value] ?? '';
    const params = { action: action.name, field, value, allowed: allowed.join(', '), remedy };
    return refuse(input, record, 'resolve/not-allowed', params);
  }
  return { does: 'act', record };
}

function isDone(record: ExistingRecord, { action: { done }, entity, again }: ActionOptions): boolean {
  if (done === undefined || (again && done.again === true)) return false;
  return done.values.includes(recordValue(record, done.field, entity));
}

/** A final record stands aside where another one of the same number is alive, unless the action is about such records. */
function isGone(record: ExistingRecord, { entity, action }: ActionOptions): boolean {
  const { status } = entity;
  if (record.status === undefined || status?.gone.includes(record.status) !== true) return false;
  return action.requires?.[status.field]?.includes(record.status) !== true;
}

function isFree(record: ExistingRecord, { action: { free = [] }, entity }: ActionOptions): boolean {
  const amount = (field: string) => parseDecimal(recordValue(record, field, entity));
  return free.every((each) => {
    if (typeof each === 'string') return compare(amount(each) ?? ZERO, ZERO) === 0;
    const [part, whole] = each.map(amount);
    return part === undefined || whole === undefined || compare(part, whole) === 0;
  });
}

function absent(input: MatchInput, { name }: Action): Finding {
  return tell(input, 'resolve/no-record', { action: name }, 'ERROR');
}

function refuse(
  input: MatchInput,
  record: ExistingRecord | undefined,
  code: string,
  params: Readonly<Record<string, string>>,
): ActionDecision {
  const finding = tell(input, code, params, 'ERROR');
  return record === undefined ? { does: 'refuse', finding } : { does: 'refuse', record, finding };
}

function tell(input: MatchInput, code: string, params: Readonly<Record<string, string>>, severity: Severity): Finding {
  return { code, severity, ...input.at, params };
}
