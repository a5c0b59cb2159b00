/** Judges whether an action may be done to a record: it may, it is done already, or its state does not allow it. */

import { compare, parseDecimal, ZERO } from '../model/decimal.ts';
import type { EntityShape } from '../model/entity.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { ExistingRecord, MatchInput } from '../model/matching.ts';
import type { Action } from '../model/registry.ts';

/** `absent`: no such record; where the action removes records, an earlier run may have done so. */
export type ActionDecision =
  | {
      readonly does: 'act';
      readonly record: ExistingRecord;
      /** Remarks. */
      readonly findings?: readonly Finding[];
      /** Fields that the look-up adds to what is sent. */
      readonly set?: Readonly<Record<string, string>>;
      /** Of an allocation: the document that takes the credit. */
      readonly targetId?: string;
    }
  | { readonly does: 'skip'; readonly record: ExistingRecord; readonly finding: Finding }
  | { readonly does: 'refuse'; readonly record?: ExistingRecord; readonly finding: Finding }
  | { readonly does: 'absent'; readonly finding: Finding };

export interface ActionOptions {
  readonly entity: EntityShape;
  readonly action: Action;
  /** What is done already is done again, where that is possible. */
  readonly again: boolean;
  /** Plain decimal text: what earlier rows of this run allocate from or to a document; left out where there are none. */
  allocatedSoFar?(id: string): string | undefined;
}

export function judgeRecord(input: MatchInput, record: ExistingRecord, options: ActionOptions): ActionDecision {
  const { action, entity } = options;
  if (isDone(record, options)) {
    const state = recordValue(record, action.done?.field ?? '', entity);
    return { does: 'skip', record, finding: tell(input, 'duplicate/already-so', { state }, 'WARNING') };
  }
  if (!isFree(record, options)) return refuse(input, 'resolve/settled', { action: action.name }, record);
  for (const [field, allowed] of Object.entries(action.requires ?? {})) {
    const value = recordValue(record, field, entity);
    if (allowed.includes(value)) continue;
    const remedy = action.remedies?.[value] ?? action.remedies?.[field] ?? '';
    const needed = allowed.map((each) => each || 'blank').join(', ');
    const params = { action: action.name, field, value, allowed: needed, remedy };
    return refuse(input, 'resolve/not-allowed', params, record);
  }
  return { does: 'act', record };
}

export function isDone(record: ExistingRecord, { action: { done }, entity, again }: ActionOptions): boolean {
  if (done === undefined || (again && done.again === true)) return false;
  return done.values.includes(recordValue(record, done.field, entity));
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

function isFree(record: ExistingRecord, { action: { free = [] }, entity }: ActionOptions): boolean {
  const amount = (field: string) => parseDecimal(recordValue(record, field, entity));
  return free.every((each) => {
    if (typeof each === 'string') return compare(amount(each) ?? ZERO, ZERO) === 0;
    const [part, whole] = each.map(amount);
    return part === undefined || whole === undefined || compare(part, whole) === 0;
  });
}

export function refuse(
  input: Pick<MatchInput, 'at'>,
  code: string,
  params: Readonly<Record<string, string>>,
  record?: ExistingRecord,
): ActionDecision {
  const finding = tell(input, code, params, 'ERROR');
  return record === undefined ? { does: 'refuse', finding } : { does: 'refuse', record, finding };
}

export function tell(
  { at }: Pick<MatchInput, 'at'>,
  code: string,
  params: Readonly<Record<string, string>>,
  severity: Severity,
): Finding {
  return { code, severity, ...at, params };
}
