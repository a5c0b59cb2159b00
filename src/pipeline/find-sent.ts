/** Looks up which documents of a request have arrived at Xero although no reply says so. */

import type { DocumentRecord } from '../journal/run-store.ts';
import type { EntityShape, MatchKey, Route } from '../model/entity.ts';
import { foldKey } from '../model/index-facts.ts';
import type { ExistingRecord } from '../model/matching.ts';
import type { Action } from '../model/registry.ts';
import { tellsState } from '../model/tells-state.ts';
import { type ExactJson, type ExactObject, parseExactJson, textAt } from '../xero/exact-json.ts';
import { lookUpChanged, lookUpNumbers } from '../xero/look-up.ts';
import { agreesInFull, agreesOn } from '../xero/same-content.ts';
import { idsIn } from './body-ids.ts';
import { findChanged } from './find-changed.ts';
import { findLeft } from './find-left.ts';
import { type Pairing, pairTwins } from './pair-twins.ts';
import { type Departing, deliveryKind, type Sending } from './sending.ts';
import { withContacts } from './with-contacts.ts';

/** A record of Xero's. */
export interface SentRecord {
  readonly id: string;
  readonly number?: string;
}

export interface SentRecords {
  /** By the document's seq. */
  readonly found: ReadonlyMap<number, SentRecord>;
  /** Of a document that was not found: it surely is not there, or sending it again does no harm. */
  isAbsent(document: Departing): boolean;
  /** What was found may be a document of another open request instead. */
  readonly contested: boolean;
}

export interface DoubtfulRequest {
  readonly route: Route;
  readonly documents: readonly Departing[];
  /** Xero's own time when the request was stored, ms since the epoch; undefined: the request's own time less the doubt. */
  readonly serverTime: number | undefined;
  readonly intentAt: number;
  /** Xero refused the request as a whole, before any of it was carried out. */
  readonly refused?: boolean;
}

/** Xero's times are of whole seconds here and there. */
const CAUTION_MS = 2_000;
/** Where Xero's own time was not known. */
const UNKNOWN_TIME_MS = 10 * 60_000;

/** Whether Xero can be asked for the documents that a route writes. */
export function isVisible({ entity, action }: Sending, route: Route): boolean {
  return tellsState(action) || action?.allocates !== undefined || route === entity.create;
}

/** Whether a document is found by its number rather than by its content. */
export function isNumbered({ entity, action }: Sending, { number }: DocumentRecord): boolean {
  if (tellsState(action)) return true;
  return entity.lookUp !== undefined && number !== undefined;
}

/** Whether Xero refuses a second one of the same number. */
export function isUnique(sending: Sending, document: DocumentRecord): boolean {
  const applies = ({ when = {} }: MatchKey) =>
    Object.entries(when).every(([field, values]) => values.includes(document.echo?.[field] ?? ''));
  if (tellsState(sending.action)) return true;
  return isNumbered(sending, document) && sending.entity.match.find(applies)?.fields.length === 1;
}

/** Rejects as the look-up does. */
export async function findSent(sending: Sending, request: DoubtfulRequest): Promise<SentRecords> {
  const refused = request.refused === true;
  const { action } = sending;
  if (action !== undefined && (tellsState(action) || action.allocates !== undefined)) {
    return { found: await findDone(sending, action, request.documents), isAbsent: () => true, contested: false };
  }
  if (!isVisible(sending, request.route)) {
    const repeatable = refused || request.route === sending.entity.update;
    return { found: new Map(), isAbsent: () => repeatable, contested: false };
  }
  const numbered = request.documents.filter((document) => isNumbered(sending, document));
  const others = refused ? [] : request.documents.filter((document) => !isNumbered(sending, document));
  const found = new Map<number, SentRecord>();
  const records = await newRecords(sending, numbered, request);
  for (const document of numbered) {
    const record = records.find((candidate) => isSame(document, candidate));
    if (record !== undefined) found.set(document.seq, record);
  }
  if (others.length === 0) return { found, isAbsent: () => true, contested: false };
  const pairing = await findByContent(sending, others, request);
  for (const [seq, record] of pairing.found) found.set(seq, recordOf(sending, record));
  return { found, isAbsent: ({ seq }) => !pairing.undecided.has(seq), contested: pairing.contested };
}

/** By seq, what an action has done, by the records themselves. */
function findDone(sending: Sending, action: Action, documents: readonly Departing[]) {
  if (action.allocates !== undefined) return findLeft(sending, action.allocates, documents);
  return findChanged(sending, action, documents);
}

function changedSince({ serverTime, intentAt }: DoubtfulRequest): number {
  return (serverTime ?? intentAt - UNKNOWN_TIME_MS) - CAUTION_MS;
}

/** Those with the documents' numbers that were not there while the run was prepared, and are no other document's; contacts are shared. */
async function newRecords(
  sending: Sending,
  documents: readonly Departing[],
  request: DoubtfulRequest,
): Promise<readonly ExistingRecord[]> {
  const { entity, connection, store, parts } = sending;
  const records: ExistingRecord[] = [];
  await lookUpNumbers(
    connection.api,
    entity,
    [...new Map(documents.map(({ number }) => [foldKey(number!), number!])).values()],
    async (page) => {
      records.push(...page);
    },
  );
  const found = records.map(({ id }) => id);
  const earlier = await store.existingById(entity.name, found);
  const assigned = entity.name === 'Contacts' ? new Set<string>() : await parts.journal.assignedIds(found);
  const ids = new Set(earlier.map(({ id }) => foldKey(id)));
  const since = new Date(changedSince(request)).toISOString();
  const isOld = ({ id, updatedUtc }: ExistingRecord) =>
    ids.has(foldKey(id)) ||
    assigned.has(id) ||
    (entity.name === 'Contacts' && updatedUtc !== undefined && updatedUtc < since);
  return records.filter((record) => !isOld(record));
}

/** The same number, kind, day and contact. */
function isSame(document: Departing, record: ExistingRecord): boolean {
  if (foldKey(document.number ?? '') !== foldKey(record.number ?? '')) return false;
  const type = document.echo?.Type;
  if (type !== undefined && record.type !== undefined && type !== record.type) return false;
  const date = document.echo?.Date;
  if (date !== undefined && record.date !== undefined && date !== record.date) return false;
  const contact = document.echo?.['Contact.ContactID'];
  return contact === undefined || record.contactId === undefined || foldKey(contact) === foldKey(record.contactId);
}

/** A document as its record is told from others. */
interface Told {
  readonly seq: number;
  readonly hash: string;
  readonly values: Readonly<Record<string, string>>;
  readonly body: ExactJson;
}

function toldBy(entity: EntityShape, { seq, hash, echo, body }: DocumentRecord): Told {
  return { seq, hash, values: { ...echo, ...idsIn(entity, body) }, body: parseExactJson(body ?? '{}') ?? {} };
}

/**
 * Among what was changed since the request was stored, and is known to be no other document's. Those of other open requests
 * are paired with them, so that none takes a record that is rather another's.
 */
async function findByContent(sending: Sending, documents: readonly Departing[], request: DoubtfulRequest) {
  const { entity, connection, parts, store } = sending;
  const own = documents.map((document) => toldBy(entity, document));
  const records: ExactObject[] = [];
  await lookUpChanged(connection.api, entity, changedSince(request), async (elements) => {
    records.push(...elements.filter((element) => own.some(({ values }) => agreesOn(values, element))));
  });
  const ids = records.map((record) => textAt(record, entity.idField));
  const assigned = await parts.journal.assignedIds(ids);
  const earlier = new Set((await store.existingById(entity.name, ids)).map(({ id }) => foldKey(id)));
  const free = records.filter((_, index) => !assigned.has(ids[index]!) && !earlier.has(foldKey(ids[index]!)));
  const rivals = await rivalsOf(sending, own, free);
  const pairing = pairTwins(
    [...own, ...rivals],
    free,
    ({ values }, record) => agreesOn(values, record),
    ({ body }, record) => agreesInFull(body, record),
  );
  if (!(await isContestedElsewhere(sending))) return { ...pairing, contested: rivals.length > 0 };
  return { ...certain(own, pairing), contested: true };
}

/** While another run has something on its way, only a record that agrees in full is taken for a document's own. */
function certain(own: readonly Told[], { found, undecided }: Pairing<ExactObject>): Pairing<ExactObject> {
  const isFully = ({ seq, body }: Told) => found.has(seq) && agreesInFull(body, found.get(seq));
  const sure = own.filter(isFully).map(({ seq }) => seq);
  const unsure = own.map(({ seq }) => seq).filter((seq) => found.has(seq) && !sure.includes(seq));
  return {
    found: new Map([...found].filter(([seq]) => sure.includes(seq))),
    undecided: new Set([...undecided, ...unsure]),
  };
}

/** Requests that are open at a time are few: so many as may be in flight. */
const MOST_OPEN = 100;

/** Documents of the run's other open requests that are equal to one of these, or that one of the records may be. */
async function rivalsOf(
  sending: Sending,
  own: readonly Told[],
  records: readonly ExactObject[],
): Promise<readonly Told[]> {
  const { entity, parts, store, runId } = sending;
  const seqs = new Set(own.map(({ seq }) => seq));
  const hashes = new Set(own.map(({ hash }) => hash));
  const rivals: Told[] = [];
  const open = await parts.journal.openRequests(runId, 0, MOST_OPEN);
  for (const seq of open.flatMap(({ members }) => members)) {
    const document = seqs.has(seq) ? undefined : await store.document(seq);
    if (document?.state !== 'sent' || document.entity !== entity.name || isNumbered(sending, document)) continue;
    const [completed] = await withContacts(store, [document]);
    const told = toldBy(entity, completed!);
    if (hashes.has(told.hash) || records.some((record) => agreesOn(told.values, record))) rivals.push(told);
  }
  return rivals;
}

/** What other runs have on their way is known by its hash alone, which other columns make another one: so all of it counts. */
async function isContestedElsewhere({ entity, action, connection, parts, runId }: Sending): Promise<boolean> {
  const organisationId = connection.facts.organisation.id;
  const kind = deliveryKind(entity.name, action?.name);
  return (await parts.journal.underWay({ organisationId, exceptRun: runId, entity: kind })).length > 0;
}

function recordOf({ entity }: Sending, record: ExactObject): SentRecord {
  const number = entity.numberField === undefined ? '' : textAt(record, entity.numberField);
  return { id: textAt(record, entity.idField), ...(number === '' ? {} : { number }) };
}
