/** Existing records by what documents are recognised by, so that a page of documents is not compared with a page of records. */

import { foldKey } from '../model/index-facts.ts';
import type { ExistingRecord, LineTarget, MatchInput, MatchValues } from '../model/matching.ts';

/** The records that a document may match; `matchDocument` decides among them. */
export type FindCandidates = (input: MatchInput) => readonly ExistingRecord[];

/** The properties that tell records apart; the type and the contact alone do not. */
const WEAK: ReadonlySet<string> = new Set(['type', 'contactId']);

export function indexExisting(existing: readonly ExistingRecord[]): FindCandidates {
  const index = new Map<string, ExistingRecord[]>();
  const put = (entity: string, name: string, value: string | undefined, record: ExistingRecord) => {
    if (value === undefined) return;
    const key = keyOf(entity, name, value);
    const list = index.get(key);
    if (list === undefined) index.set(key, [record]);
    else list.push(record);
  };
  for (const record of existing) {
    put(record.entity, 'id', record.id, record);
    put(record.entity, 'number', record.number, record);
    put(record.entity, 'contactName', record.contactName, record);
    for (const [name, value] of Object.entries(record.keys ?? {})) put(record.entity, name, value, record);
  }
  return (input) => {
    if (input.lineTargets !== undefined) {
      const wanted = lineLookUps(input.lineTargets).map(([entity, name, value]) => keyOf(entity, name, value));
      return [...new Set(wanted.flatMap((key) => index.get(key) ?? []))];
    }
    const names = lookUps(input);
    if (names === undefined) return existing;
    const found = new Set<ExistingRecord>();
    for (const [name, value] of names) {
      for (const record of index.get(keyOf(input.target?.entity ?? input.entity, name, value)) ?? []) found.add(record);
    }
    return [...found];
  };
}

/** What the lines of a batch payment name. */
function lineLookUps(targets: readonly LineTarget[]): readonly (readonly [string, string, string])[] {
  return targets.flatMap(({ target }): (readonly [string, string, string])[] => {
    if (target?.id !== undefined) return [[target.entity, 'id', target.id]];
    return target?.number === undefined ? [] : [[target.entity, 'number', target.number]];
  });
}

/** The strongest part of each key; undefined where a key has none and all records must be compared. */
function lookUps({ target, keys }: MatchInput): readonly (readonly [string, string])[] | undefined {
  if (target?.id !== undefined) return [['id', target.id]];
  if (target?.number !== undefined) return [['number', target.number]];
  const strongest = keys.map(strongestOf);
  return strongest.every((entry) => entry !== undefined) ? strongest : undefined;
}

function strongestOf(key: MatchValues): readonly [string, string] | undefined {
  return Object.entries(key).find(([name]) => !WEAK.has(name));
}

function keyOf(entity: string, name: string, value: string): string {
  return `${entity} ${name} ${foldKey(value)}`;
}
