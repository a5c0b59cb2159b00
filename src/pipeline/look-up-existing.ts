/** Looks up what the organisation holds already: records with the documents' numbers, and the documents that payments settle. */

import type { DocumentRecord, RunStore } from '../journal/run-store.ts';
import type { InnerRecords } from '../model/entity.ts';
import { foldKey } from '../model/index-facts.ts';
import type { ExistingRecord, MatchInput, PaymentTarget } from '../model/matching.ts';
import type { Action, Entity } from '../model/registry.ts';
import { askedFields } from '../validators/judge-record.ts';
import { hasLineTargets } from '../validators/line-targets.ts';
import { lookUpAll, lookUpIds, lookUpNumbers } from '../xero/look-up.ts';
import { eachTarget } from './each-target.ts';
import { factRecords } from './fact-records.ts';
import type { Connection, Parts } from './parts.ts';

export interface LookUpPlan {
  readonly entity: Entity;
  readonly store: RunStore;
  readonly connection: Connection;
  /** Fields of `send.match`. */
  readonly match: readonly string[] | undefined;
  readonly action: Action | undefined;
}

/** Numbers held in memory at a time. */
const MOST_NUMBERS = 100_000;
const PAGE = 500;

/** Stores every existing record that a document may meet. */
export async function lookUpExisting(plan: LookUpPlan, parts: Parts): Promise<void> {
  parts.progress.phase('looking up');
  const { entity, store, connection } = plan;
  const save = (records: readonly ExistingRecord[]) => store.addExisting(records);
  const { match = [], action } = plan;
  await savePlanned(plan);
  const keyFields = [...match, ...(action === undefined ? [] : askedFields(action, entity))];
  const held = factRecords(entity.name, connection.facts, keyFields);
  if (held !== undefined) return save(held);
  if (match.some((field) => field !== entity.numberField && field !== entity.idField)) {
    await lookUpAll(connection.api, entity, save, { keyFields, inner: innerOf(entity, plan) });
    if (action === undefined || !hasTargets(entity)) return;
  }
  if (entity.read.within !== undefined) {
    await lookUpAll(connection.api, entity, save, { keyFields });
    return;
  }
  if (isToldByContentAlone(entity)) await lookUpAll(connection.api, entity, save);
  for await (const wanted of wantedRecords(plan, parts)) {
    const options = { keyFields, inner: innerOf(wanted.entity, plan) };
    await lookUpNumbers(connection.api, wanted.entity, wanted.numbers, save, options);
    await lookUpIds(connection.api, wanted.entity, wanted.ids, save, options);
    parts.progress.calls(connection.api.counts().sent);
  }
}

/** Records that earlier sheets of the job create. */
async function savePlanned({ entity, store, connection: { planned } }: LookUpPlan): Promise<void> {
  if (planned === undefined) return;
  for (const name of hasTargets(entity) ? TARGETS : [entity.name]) {
    for await (const portion of planned(name)) await store.addExisting(portion);
  }
}

/** What payments and allocations settle. */
const TARGETS: readonly PaymentTarget['entity'][] = ['Invoices', 'CreditNotes', 'Prepayments', 'Overpayments'];

/** What stands within the records of an entity and is asked about. */
function innerOf({ name }: Entity, { action }: LookUpPlan): InnerRecords | undefined {
  return [action?.inner, action?.allocates].find((inner) => inner?.owners.includes(name) === true);
}

/**
 * New records without a number are told from others by when they came. Where Xero does not tell when, all that are there
 * already have to be known, lest one of them is taken for what this run sends.
 */
function isToldByContentAlone({ create, lookUp, read }: Entity): boolean {
  return create !== undefined && lookUp === undefined && !read.modifiedSince;
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
async function* targets({ entity, action, store }: LookUpPlan): AsyncGenerator<readonly Identity[]> {
  for await (const page of readyDocuments(store)) {
    const own = page.filter((document) => document.entity === entity.name);
    yield own.flatMap(({ match, number, xeroId }): Identity[] => {
      const itself = { entity: entity.name, id: xeroId ?? null, number: number ?? null };
      const inputs = match === undefined ? [] : eachTarget(JSON.parse(match) as MatchInput);
      const named = inputs.flatMap(({ target }) => (target === undefined ? [] : [identityOf(target)]));
      return named.length === 0 || action !== undefined ? [...named, itself] : named;
    });
  }
}

function identityOf({ entity, id, number }: PaymentTarget): Identity {
  return { entity, id: id ?? null, number: number ?? null };
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
  return hasLineTargets(entity) || entity.fields.some(({ names }) => names === 'invoice' || names === 'credit-note');
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
