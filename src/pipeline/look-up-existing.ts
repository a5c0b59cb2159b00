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
}

/** Numbers held in memory at a time. */
const MOST_NUMBERS = 200_000;
const PAGE = 500;

/** Stores every existing record that a document may meet. */
export async function lookUpExisting(plan: LookUpPlan, parts: Parts): Promise<void> {
  parts.progress.phase('looking up');
  const { entity, store, connection } = plan;
  const save = (records: readonly ExistingRecord[]) => store.addExisting(records);
  const keyFields = plan.match ?? [];
  if (entity.name === 'Contacts' && keyFields.every((field) => CONTACT_KEYS.has(field))) {
    await save(connection.facts.contacts.map(contactRecord));
    return;
  }
  if (keyFields.some((field) => field !== entity.numberField && field !== entity.idField)) {
    await lookUpAll(connection.api, entity, save, { keyFields });
    return;
  }
  for await (const wanted of wantedRecords(plan, parts)) {
    await lookUpNumbers(connection.api, wanted.entity, wanted.numbers, save, { keyFields });
    await lookUpIds(connection.api, wanted.entity, wanted.ids, save, { keyFields });
    parts.progress.calls(connection.api.counts().sent);
  }
}

const CONTACT_KEYS = new Set(['Name', 'ContactNumber', 'AccountNumber', 'ContactID']);

function contactRecord(contact: ContactFact): ExistingRecord {
  return {
    entity: 'Contacts',
    id: contact.id,
    number: contact.name,
    contactName: contact.name,
    status: contact.status,
    keys: { Name: contact.name, ContactNumber: contact.number, AccountNumber: contact.accountNumber },
  };
}

interface Wanted {
  readonly entity: Entity;
  readonly numbers: readonly string[];
  readonly ids: readonly string[];
}

/** Distinct numbers and IDs by entity, in as few portions as memory allows. */
async function* wantedRecords(plan: LookUpPlan, parts: Parts): AsyncGenerator<Wanted> {
  const wanted = new Map<string, { numbers: Map<string, string>; ids: Map<string, string> }>();
  const want = (entity: string) => {
    const known = wanted.get(entity) ?? { numbers: new Map(), ids: new Map() };
    wanted.set(entity, known);
    return known;
  };
  const brief = !hasTargets(plan.entity);
  for await (const page of readyDocuments(plan.store, brief)) {
    for (const document of page) collect(document, plan.entity, want);
    if ([...wanted.values()].every((entry) => entry.numbers.size < MOST_NUMBERS)) continue;
    yield* portions(wanted, parts);
    wanted.clear();
  }
  yield* portions(wanted, parts);
}

function collect(
  document: DocumentRecord,
  entity: Entity,
  want: (entity: string) => { numbers: Map<string, string>; ids: Map<string, string> },
): void {
  if (document.entity !== entity.name) return;
  const target = document.match === undefined ? undefined : (JSON.parse(document.match) as MatchInput).target;
  const { number, id } = target ?? { number: document.number, id: document.xeroId };
  const list = want(target?.entity ?? entity.name);
  if (id !== undefined) list.ids.set(foldKey(id), id);
  else if (number !== undefined) list.numbers.set(foldKey(number), number);
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

/** Whether its documents settle others, as payments do. */
export function hasTargets(entity: Entity): boolean {
  return entity.fields.some(({ names }) => names === 'invoice' || names === 'credit-note');
}

/** Documents that may be sent, by seq; `brief` ones without what matching and sending need. */
export async function* readyDocuments(store: RunStore, brief = false): AsyncGenerator<readonly DocumentRecord[]> {
  let after = 0;
  for (;;) {
    const page = await store.documents({ after, limit: PAGE, state: 'ready', brief });
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)!.seq;
  }
}
