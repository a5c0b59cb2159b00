/** Finds the records that an organisation holds already, in as few calls as can be. */

import type { EntityShape, InnerRecords } from '../model/entity.ts';
import { foldKey } from '../model/index-facts.ts';
import type { ExistingRecord } from '../model/matching.ts';
import type { Api } from './api.ts';
import { type ExactObject, textAt } from './exact-json.ts';
import { innerRecords, toExistingRecord } from './existing-record.ts';
import { inParallel } from './in-parallel.ts';
import {
  fullQuery,
  idQueries,
  keyQuery,
  leastQueries,
  numberQueries,
  type Query,
  summaryQuery,
} from './look-up-queries.ts';
import {
  type Collection,
  oneAtATime,
  pagesOf,
  type ReceiveElements,
  readCollection,
  readOnePage,
  unfolding,
} from './read-collection.ts';
import type { Page } from './read-page.ts';

export interface LookUpOptions {
  /** Further fields that the records' `keys` are to hold: those of a job's `match`. */
  readonly keyFields?: readonly string[];
  /** Records within them that are handed over, too; then they are read in full. */
  readonly inner?: InnerRecords | undefined;
}

/** Called one at a time; never with an empty list. */
export type ReceiveRecords = (records: readonly ExistingRecord[]) => Promise<void>;

/** Up to so many calls it does not pay to count the collection first. */
const FEW_CALLS = 4;

/**
 * Hands over every record that bears one of the numbers, several for one number included. Asks for the numbers, or reads the
 * whole collection, whichever takes fewer calls. Numbers are distinct; case and outer spaces do not matter.
 */
export async function lookUpNumbers(
  api: Api,
  entity: EntityShape,
  numbers: readonly string[],
  onRecords: ReceiveRecords,
  options: LookUpOptions = {},
): Promise<void> {
  const { numberField } = entity;
  if (numbers.length === 0 || numberField === undefined) return;
  const wanted = new Set(numbers.map(foldKey));
  const receive = receiver(entity, (element) => wanted.has(foldKey(textAt(element, numberField))), onRecords, options);
  const whole = collectionOf(entity, options.inner === undefined ? summaryQuery(entity) : fullQuery(entity));
  const few = leastQueries(entity, numbers) > FEW_CALLS ? undefined : numberQueries(entity, numbers);
  if (few !== undefined && few.length <= FEW_CALLS) return ask(api, whole, few, receive);
  const first = await readOnePage(api, whole, 1);
  const more = morePages(first, whole);
  const queries = leastQueries(entity, numbers) < more ? numberQueries(entity, numbers) : undefined;
  if (queries !== undefined && queries.length < more) return ask(api, whole, queries, receive);
  return readCollection(api, whole, receive, { first });
}

/** So many elements are on a full page. */
const FULL_PAGE = 100;
/** A collection that does not tell its pages is taken to have so many. */
const UNTOLD_PAGES = 20;

function morePages(first: Page, { paged }: Collection): number {
  if (first.pages !== undefined) return first.pages.pageCount - 1;
  return paged && first.elements.length >= FULL_PAGE ? UNTOLD_PAGES : 0;
}

/** Hands over every record of the entity. */
export async function lookUpAll(
  api: Api,
  entity: EntityShape,
  onRecords: ReceiveRecords,
  options: LookUpOptions = {},
): Promise<void> {
  const receive = receiver(entity, () => true, onRecords, options);
  await readCollection(api, everyRecord(entity), receive);
}

/** All that the organisation holds of the entity, with what records are recognised by. */
export function everyRecord(entity: EntityShape): Collection {
  return collectionOf(entity, keyQuery(entity));
}

/** Those with one of the IDs. Those that Xero does not know are left out. */
export async function lookUpIds(
  api: Api,
  entity: EntityShape,
  ids: readonly string[],
  onRecords: ReceiveRecords,
  options: LookUpOptions = {},
): Promise<void> {
  const receive = receiver(entity, among(entity, ids), onRecords, options);
  const query = options.inner === undefined ? summaryQuery(entity) : fullQuery(entity);
  await readByIds(api, entity, ids, query, receive);
}

/** The records in full, as Xero shows them, in any order; meant for a few hundred at a time. */
export async function fetchRecords(
  api: Api,
  entity: EntityShape,
  ids: readonly string[],
): Promise<readonly ExactObject[]> {
  const records: ExactObject[] = [];
  const asked = among(entity, ids);
  await readByIds(api, entity, ids, fullQuery(entity), async (elements) => {
    records.push(...elements.filter(asked));
  });
  return records;
}

/** Every record in full that was made or changed since a time of the server's, ms since the epoch; seconds are what the API knows. */
export async function lookUpChanged(
  api: Api,
  entity: EntityShape,
  since: number,
  receive: ReceiveElements,
): Promise<void> {
  /** Unit prices that were sent with four places are shown with two unless four are asked for. */
  const query = { ...fullQuery(entity), ...(entity.create?.unitdp ? { unitdp: '4' } : {}) };
  const modifiedSince = new Date(since).toISOString().slice(0, 19);
  await readCollection(api, { ...collectionOf(entity, query), modifiedSince }, receive);
}

async function readByIds(
  api: Api,
  entity: EntityShape,
  ids: readonly string[],
  query: Query,
  receive: ReceiveElements,
): Promise<void> {
  if (ids.length === 0) return;
  const whole = collectionOf(entity, query);
  const queries = idQueries(entity, ids);
  await (queries === undefined ? readCollection(api, whole, receive) : ask(api, whole, queries, receive));
}

/** Each question is a filtered collection of its own, since a number may belong to many records. */
async function ask(api: Api, whole: Collection, queries: readonly Query[], receive: ReceiveElements): Promise<void> {
  const give = oneAtATime(receive);
  await inParallel(queries, (query) => readCollection(api, { ...whole, query: { ...whole.query, ...query } }, give));
}

function collectionOf(entity: EntityShape, query: Query): Collection {
  const { path, idField } = entity;
  return { path, idField, query, ...pagesOf(entity), ...unfolding(entity, false) };
}

function receiver(
  entity: EntityShape,
  asked: (element: ExactObject) => boolean,
  onRecords: ReceiveRecords,
  { keyFields, inner }: LookUpOptions,
): ReceiveElements {
  return async (elements) => {
    const records = elements.filter(asked).flatMap((element) => {
      const within = inner === undefined ? [] : innerRecords(entity, element, inner);
      return [toExistingRecord(entity, element, keyFields), ...within];
    });
    if (records.length > 0) await onRecords(records);
  };
}

function among(entity: EntityShape, ids: readonly string[]): (element: ExactObject) => boolean {
  const wanted = new Set(ids.map(foldKey));
  return (element) => wanted.has(foldKey(textAt(element, entity.idField)));
}
