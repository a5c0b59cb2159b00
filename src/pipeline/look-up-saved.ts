/** Looks up in an organisation's snapshot what it holds already, and says how old that is and what it does not tell. */

import type { Finding } from '../model/finding.ts';
import { foldKey } from '../model/index-facts.ts';
import type { ExistingRecord } from '../model/matching.ts';
import { factRecords, isFact } from './fact-records.ts';
import { type LookUpPlan, type Wanted, wantedRecords } from './look-up-existing.ts';
import type { Parts, SavedLists } from './parts.ts';

export interface SavedPlan extends LookUpPlan {
  readonly saved: SavedLists;
  /** Deliveries to the organisation are known. */
  readonly delivered: boolean;
}

export interface SavedLookUp {
  /** Remarks on the run. */
  readonly findings: readonly Finding[];
  /** False where it is not known which records the documents may meet. */
  readonly decides: boolean;
}

/** Stores every saved record that a document may meet. */
export async function lookUpSaved(plan: SavedPlan, parts: Parts): Promise<SavedLookUp> {
  parts.progress.phase('looking up');
  const { entity, saved, delivered } = plan;
  const untold = await lookUp(plan, parts);
  const forgotten =
    delivered && untold.length === 0 && !isFact(entity.name) && saved.records(entity.name) === undefined;
  const unknown = [
    ...untold,
    ...(forgotten ? [`whether ${entity.name} delivered before have been deleted in Xero since`] : []),
  ];
  const age = { taken: new Date(saved.takenAt).toISOString(), age: ageText(parts.clock.now() - saved.takenAt) };
  return {
    findings: [remark('resolve/snapshot', age), ...unknown.map((what) => remark('resolve/not-checked', { what }))],
    decides: untold.length === 0,
  };
}

/** What could not be looked up, in words. */
async function lookUp(plan: SavedPlan, parts: Parts): Promise<readonly string[]> {
  const { entity, store, connection, match = [], saved } = plan;
  if (isFact(entity.name)) {
    const held = factRecords(entity.name, connection.facts, match);
    if (held === undefined) return [unknownMatch(match)];
    await store.addExisting(held);
    return [];
  }
  if (match.some((field) => field !== entity.numberField && field !== entity.idField)) return [unknownMatch(match)];
  const untold = new Set<string>();
  for await (const wanted of wantedRecords(plan, parts)) {
    if (wanted.numbers.length + wanted.ids.length === 0) continue;
    const records = saved.records(wanted.entity.name);
    if (records === undefined) untold.add(wanted.entity.name);
    else for await (const portion of records) await store.addExisting(portion.filter(among(wanted)));
  }
  return [...untold].map((name) => `which ${name} Xero holds already`);
}

function among({ numbers, ids }: Wanted): (record: ExistingRecord) => boolean {
  const [wantedNumbers, wantedIds] = [new Set(numbers.map(foldKey)), new Set(ids.map(foldKey))];
  return ({ id, number }) => wantedIds.has(foldKey(id)) || (number !== undefined && wantedNumbers.has(foldKey(number)));
}

function unknownMatch(match: readonly string[]): string {
  return `which records Xero holds already (a snapshot does not hold ${match.join(', ')}, by which \`match\` finds them)`;
}

function remark(code: string, params: Readonly<Record<string, string>>): Finding {
  return { code, severity: 'WARNING', ordinal: -1, row: 0, params };
}

const SPANS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `3 days`, `17 hours`, `1 minute`: in the largest unit of which there are two. */
export function ageText(milliseconds: number): string {
  const [unit, span] = SPANS.find(([, length]) => milliseconds >= 2 * length) ?? ['minute', 60_000];
  const count = Math.max(0, Math.floor(milliseconds / span));
  if (count === 0) return 'less than a minute';
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
