/** Looks up what the organisation holds already: records with the documents' numbers, and the documents that payments settle. */

import type { DocumentRecord, RunStore } from '../journal/run-store.ts';
import type { ContactFact } from '../model/facts.ts';
import { foldKey } from '../model/index-facts.ts';
import type { ExistingRecord, MatchInput } from '../model/matching.ts';
import type { Entity } from '../model/registry.ts';
import { lookUpAll, lookUpIds, lookUpNumbers } from '../xero/look-up.ts';
import type { Connection, Parts } from './parts.ts';

export interface LookUpPlan {
  readonly entity: Entity;
  readonly store: RunStore;
  readonly connection: Connection;
  /** Fields of `send.match`. */
  readonly match: readonly string[] | undefined;
  /** Further fields that the records are asked about. */
  readonly fields?: readonly string[];
}

/** Numbers held in memory at a time. */
const MOST_NUMBERS = 100_000;
const PAGE = 500;

/** Stores every existing record that a document may meet. */
export async function lookUpExisting(plan: LookUpPlan, parts: Parts): Promise<void> {
  parts.progress.phase('looking up');
  const { entity, store, connection } = plan;
  const save = (records: readonly ExistingRecord[]) => store.addExisting(records);
  const { match = [], fields = [] } = plan;
  const keyFields = [...match, ...fields];
  if (entity.name === 'Contacts' && keyFields.every((field) => CONTACT_KEYS.has(field))) {
    await save(connection.facts.contacts.map(contactRecord));
    return;
  }
  if (match.some((field) => field !== entity.numberField && field !== entity.idField)) {
    await lookUpAll(connection.api, entity, save, { keyFields });
    return;
  }
  if (entity.read.within !== undefined) {
    await lookUpAll(connection.api, entity, save, { keyFields });
    return;
  }
  if (isToldByContentAlone(entity)) await lookUpAll(connection.api, entity, save);
  for await (const wanted of wantedRecords(plan, parts)) {
    await lookUpNumbers(connection.api, wanted.entity, wanted.numbers, save, { keyFields });
    await lookUpIds(connection.api, wanted.entity, wanted.ids, save, { keyFields });
    parts.progress.calls(connection.api.counts().sent);
  }
}

/**
 * New records without a number are told from others by when they came. Where Xero does not tell when, all that are there
 * already have to be known, lest one of them is taken for what this run sends.
 */
function isToldByContentAlone({ create, lookUp, read }: Entity): boolean {
  return create !== undefined && lookUp === undefined && !read.modifiedSince;
}

/** Fields of a contact that the organisation's facts hold. */
export const CONTACT_KEYS: ReadonlySet<string> = new Set(['Name', 'ContactNumber', 'AccountNumber', 'ContactID']);

export function contactRecord(contact: ContactFact): ExistingRecord {
  return {
    entity: 'Contacts',
    id: contact.id,
    number: contact.name,
    contactName: contact.name,
    status: contact.status,
    keys: { Name: contact.name, ContactNumber: contact.number, AccountNumber: contact.accountNumber },
  };
}

/** Records to be looked up. */
export interface Wanted {
  readonly entity: Entity;
  readonly numbers: readonly string[];
  readonly ids: readonly string[];
}

/** Distinct numbers and IDs by entity, in as few portions as memory allows. */
export async function* wantedRecords(plan: LookUpPlan, parts: Parts): AsyncGenerator<Wanted> {
  const wanted = new Map<string, { numbers: Map<string, string>; ids: Map<string, string> }>();
  const want = (entity: string) => {
    const known = wanted.get(entity) ?? { numbers: new Map(), ids: new Map() };
    wanted.set(entity, known);
    return known;
  };
  for await (const page of hasTargets(plan.entity) ? targets(plan) : identities(plan)) {
    for (const { entity, id, number } of page) {
      if (id !== null) want(entity).ids.set(foldKey(id), id);
      else if (number !== null) want(entity).numbers.set(foldKey(number), number);
    }
    if ([...wanted.values()].every((entry) => entry.numbers.size < MOST_NUMBERS)) continue;
    yield* portions(wanted, parts);
    wanted.clear();
  }
  yield* portions(wanted, parts);
}

interface Identity {
  readonly entity: string;
  readonly id: string | null;
  readonly number: string | null;
}

/** What the documents themselves are known by. */
async function* identities({ entity, store }: LookUpPlan): AsyncGenerator<readonly Identity[]> {
  for (let after = 0; ; ) {
    const page = await store.identities(entity.name, after, PAGE);
    if (page.length === 0) return;
    yield page.map(({ number, xeroId }) => ({ entity: entity.name, id: xeroId, number }));
    after = page.at(-1)!.seq;
  }
}

/** What the documents that they settle are known by, or else they themselves. */
async function* targets({ entity, store }: LookUpPlan): AsyncGenerator<readonly Identity[]> {
  for await (const page of readyDocuments(store)) {
    const own = page.filter((document) => document.entity === entity.name);
    yield own.map(({ match, number, xeroId }): Identity => {
      const target = match === undefined ? undefined : (JSON.parse(match) as MatchInput).target;
      const known = target ?? { entity: entity.name, id: xeroId, number };
      return { entity: known.entity, id: known.id ?? null, number: known.number ?? null };
    });
  }
}

function* portions(
  wanted: ReadonlyMap<string, { numbers: Map<string, string>; ids: Map<string, string> }>,
  parts: Parts,
): Generator<Wanted> {
  for (const [name, { numbers, ids }] of wanted) {
    const entity = parts.registry.entities.find((candidate) => candidate.name === name);
    if (entity === undefined) continue;
    const known = entity.lookUp === undefined ? [] : [...numbers.values()];
    yield { entity, numbers: known, ids: [...ids.values()] };
  }
}

/** Whether a document may find a record that it is, or settles, among those looked up. */
export async function canMeet({ entity, store }: LookUpPlan): Promise<boolean> {
  return hasTargets(entity) || (await store.existingCount(entity.name)) > 0;
}

/** Whether its documents settle others, as payments do. */
function hasTargets(entity: Entity): boolean {
  return entity.fields.some(({ names }) => names === 'invoice' || names === 'credit-note');
}

/** Documents that may be sent, by seq. */
export async function* readyDocuments(store: RunStore): AsyncGenerator<readonly DocumentRecord[]> {
  let after = 0;
  for (;;) {
    const page = await store.documents({ after, limit: PAGE, state: 'ready' });
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)!.seq;
  }
}
