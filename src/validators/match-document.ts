/** Decides what becomes of a document once it has been looked up: create, update, skip or refuse. */

import type { EntityShape } from '../model/entity.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { foldKey } from '../model/index-facts.ts';
import type {
  ExistingRecord,
  MatchDecision,
  MatchInput,
  MatchOptions,
  MatchSet,
  MatchValues,
} from '../model/matching.ts';
import { matchBatch } from './match-batch.ts';
import { matchPayment } from './match-payment.ts';

/** @param existing what the lookup found; more than matches is fine. */
export function matchDocument(
  input: MatchInput,
  existing: readonly ExistingRecord[],
  options: MatchOptions,
): MatchDecision {
  if (input.lineTargets !== undefined) return matchBatch(input, input.lineTargets, existing, options);
  if (input.target !== undefined) return matchPayment(input, input.target, existing, options);
  const { entity, mode } = options;
  const found = findMatches(input, existing);
  const alive = found.filter((record) => !isGone(record, entity));
  const [first] = found;
  if (first !== undefined && alive.length === 0 && mode !== 'update' && isHeld(input, first, entity))
    return refuse(input, 'duplicate/number-kept', { status: first.status ?? 'deleted' });
  if (mode === 'create') return alive.length === 0 ? create() : alreadyThere(input, alive, options);
  const [record] = alive;
  if (alive.length > 1) {
    return refuse(input, 'duplicate/several', {
      count: alive.length.toString(),
      candidates: alive.slice(0, 5).map(describeRecord).join(', '),
    });
  }
  if (record !== undefined) return update(input, record, entity);
  const [gone] = found;
  if (gone !== undefined && mode === 'update')
    return refuse(input, 'duplicate/not-editable', { status: gone.status ?? 'deleted' });
  if (mode === 'update') return refuse(input, 'resolve/not-found', {});
  return input.missing.length === 0 ? create() : lacking(input);
}

/** The records of the first key that finds any. */
export function findMatches(input: MatchInput, existing: readonly ExistingRecord[]): readonly ExistingRecord[] {
  for (const key of input.keys) {
    const found = existing.filter((record) => matches(record, key, input));
    if (found.length > 0) return found;
  }
  return [];
}

/** Whether the record is the one that the key means. */
export function matches(record: ExistingRecord, key: MatchValues, input: MatchInput): boolean {
  if (record.entity !== input.entity) return false;
  if (key.id === undefined && input.type !== undefined && record.type !== undefined && record.type !== input.type)
    return false;
  return Object.entries(key).every(([name, value]) => foldKey(read(record, name) ?? '') === foldKey(value));
}

function read(record: ExistingRecord, name: string): string | undefined {
  switch (name) {
    case 'id':
      return record.id;
    case 'number':
      return record.number;
    case 'type':
      return record.type;
    case 'contactId':
      return record.contactId;
    case 'contactName':
      return record.contactName;
    default:
      return new Map(Object.entries(record.keys ?? {})).get(name);
  }
}

function isGone(record: ExistingRecord, entity: EntityShape): boolean {
  return record.status !== undefined && entity.status?.gone.includes(record.status) === true;
}

/** Whether a record that is gone stands in the way of a new one with its number. */
function isHeld(input: MatchInput, record: ExistingRecord, { status }: EntityShape): boolean {
  return (
    status?.keepsNumber === true && input.keys.some((key) => key.number !== undefined && matches(record, key, input))
  );
}

function create(): MatchDecision {
  return { action: 'create', findings: [], set: {} };
}

function alreadyThere(input: MatchInput, alive: readonly ExistingRecord[], options: MatchOptions): MatchDecision {
  const [record] = alive;
  const detail = record === undefined ? '' : describeStanding(record);
  if (options.existing !== 'skip' || record === undefined) return refuse(input, 'duplicate/exists', { detail });
  return {
    action: 'skip',
    id: record.id,
    findings: [tell(input, 'duplicate/existing-skipped', { detail }, 'WARNING')],
  };
}

function update(input: MatchInput, record: ExistingRecord, entity: EntityShape): MatchDecision {
  const { status } = entity;
  const standing = record.status;
  if (status !== undefined && standing !== undefined) {
    const wanted = input.status ?? standing;
    if (wanted === standing && !status.editable.includes(standing)) {
      return refuse(input, 'duplicate/not-editable', { status: standing });
    }
    if (!reachable(entity, wanted, standing))
      return refuse(input, 'duplicate/status-move', { status: standing, wanted });
  }
  return {
    action: 'update',
    id: record.id,
    findings: [],
    set: { [entity.idField]: record.id, ...spelt(input, record, entity) },
  };
}

/** What a record was found by is not changed by the finding: case and outer spaces stay as Xero has them. */
function spelt(input: MatchInput, record: ExistingRecord, { numberField }: EntityShape): MatchSet {
  const key = input.keys.find((candidate) => matches(record, candidate, input));
  const given = key?.number ?? key?.contactName;
  if (numberField === undefined || given === undefined || given === record.number) return {};
  return record.number === undefined ? {} : { [numberField]: record.number };
}

function reachable(entity: EntityShape, wanted: string, standing: string): boolean {
  if (wanted === standing) return true;
  const moves = new Map(Object.entries(entity.status?.moves ?? {})).get(wanted);
  return moves?.includes(standing) === true;
}

function lacking(input: MatchInput): MatchDecision {
  const findings = input.missing.map((field): Finding => {
    const { ordinal, row } = input.at;
    return {
      code: 'map/required',
      severity: 'ERROR',
      ordinal,
      row,
      column: field,
      params: { field, why: 'for every new record' },
    };
  });
  return { action: 'refuse', findings };
}

function refuse(input: MatchInput, code: string, params: Readonly<Record<string, string>>): MatchDecision {
  return { action: 'refuse', findings: [tell(input, code, params, 'ERROR')] };
}

function tell(input: MatchInput, code: string, params: Readonly<Record<string, string>>, severity: Severity): Finding {
  return { code, severity, ...input.at, params };
}

/** For a message that lists candidates. */
export function describeRecord(record: ExistingRecord): string {
  const parts = [record.number ?? record.id, record.contactName, record.date, record.status];
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

function describeStanding(record: ExistingRecord): string {
  const parts = [record.contactName, record.date, record.status];
  return parts.filter((part) => part !== undefined && part !== '').join(', ');
}
