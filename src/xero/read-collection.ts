/** Reads a whole collection and sees to it that what was handed over is what Xero holds in the end, although others change it meanwhile. */

import type { EntityShape } from '../model/entity.ts';
import { Refusal } from '../model/refusal.ts';
import type { Api } from './api.ts';
import { type ExactObject, textAt } from './exact-json.ts';
import { insistOnPage } from './insist-on-page.ts';
import { nameShownObjects } from './name-shown-objects.ts';
import { type Page, readPage } from './read-page.ts';
import { type Collection, type PagesOptions, readOnePage, readPages, versionOf } from './read-pages.ts';
import { createSeenVersions, type SeenVersions } from './seen-versions.ts';

export { type Collection, readOnePage };

export type ReceiveElements = (elements: readonly ExactObject[]) => Promise<void>;

export interface ReadingOptions extends PagesOptions {
  /**
   * Told the IDs of elements that were handed over and have left the collection since. Whoever asks for these is also given
   * elements again that were changed since; others are given each element once.
   */
  readonly drop?: (ids: readonly string[]) => Promise<void>;
}

/** After that often the books are changed faster than they can be read. */
const MOST_READINGS = 5;
/** Catching up takes a moment, in which more may be changed; what is missing then was passed over by the pages. */
const MOST_CATCHES = 3;

/**
 * Calls `receive`, one call at a time, with elements that it was not given before, or not in that version.
 * One pass over the pages where nothing is changed meanwhile. Otherwise the changes are read after it, until as many
 * elements were handed over as Xero counts.
 * Rejects as the API and `receive` do, or with a Refusal: an unreadable reply, or `xero/changing`.
 */
export async function readCollection(
  api: Api,
  collection: Collection,
  receive: ReceiveElements,
  options: ReadingOptions = {},
): Promise<void> {
  const seen = createSeenVersions();
  const { shownAs = [] } = collection;
  const version = options.drop === undefined ? () => 0 : versionOf;
  const give = oneAtATime(async (page: Page) => {
    const fresh = page.elements.filter((element) => seen.note(textAt(element, collection.idField), version(element)));
    if (fresh.length > 0) await receive(fresh.map((element) => nameShownObjects(element, shownAs)));
  });
  const reading: Reading = { api, collection, seen, give, options };
  const { first: _first, ...again } = options;
  let pass = await readPages(api, collection, give, options);
  if (pass.still) return;
  const changes = { since: pass.began };
  for (let readings = 1; !(await isWhole(reading, changes, pass.itemCount)); readings += 1) {
    if (readings === MOST_READINGS) throw changing(collection);
    pass = await readPages(api, collection, give, again);
  }
}

/**
 * An entity's records by its order of change. @param modifiedSince `YYYY-MM-DDTHH:mm:ss`, UTC
 * @param whole with what lists leave out
 */
export function entityCollection(
  entity: EntityShape,
  query: Readonly<Record<string, string>>,
  modifiedSince?: string,
  whole = true,
): Collection {
  const { path, idField, read } = entity;
  const envelope = read.within === undefined ? entity.name : path.slice(1);
  if (read.offset !== undefined) {
    const since = modifiedSince === undefined ? {} : { modifiedSince };
    return { path, envelope, idField, paged: false, query, offset: read.offset, ...since };
  }
  const paged = read.paging !== 'none';
  const order: Readonly<Record<string, string>> =
    paged && read.modifiedSince ? { order: `UpdatedDateUTC ASC, ${idField} ASC` } : {};
  const changes = paged && read.modifiedSince ? { changes: { ...read.query, ...read.hidden?.query, ...order } } : {};
  const since = modifiedSince === undefined ? {} : { modifiedSince };
  const shownAs = read.shownAs === undefined ? {} : { shownAs: read.shownAs };
  const inner = unfolding(entity, whole);
  const shape = { path, envelope, idField, ...pagesOf(entity), query: { ...query, ...order } };
  return { ...shape, ...changes, ...since, ...shownAs, ...inner };
}

/** Whether its lists come in pages, and in pages of what size. */
export function pagesOf({ read: { paging } }: EntityShape): Pick<Collection, 'paged' | 'unsized'> {
  return { paged: paging !== 'none', ...(paging === 'page' ? { unsized: true } : {}) };
}

/** How the records, or what stands within them, are got from those of a list. */
export function unfolding({ idField, read }: EntityShape, whole: boolean): Pick<Collection, 'alone' | 'within'> {
  const { alone, within } = read;
  return {
    ...(alone === true && (whole || within !== undefined) ? { alone } : {}),
    ...(within === undefined ? {} : { within: { ...within, idField } }),
  };
}

interface Reading {
  readonly api: Api;
  readonly collection: Collection;
  readonly seen: SeenVersions;
  readonly give: (page: Page) => Promise<void>;
  readonly options: ReadingOptions;
}

/** Changes are known up to then, by Xero's clock; undefined where its replies do not tell the time. */
interface Changes {
  since: number | undefined;
}

/**
 * All that was handed over belongs to the collection once what has left it is taken back; so it is complete as soon as
 * it is as much as Xero counts. @param itemCount by the pages
 */
async function isWhole(reading: Reading, changes: Changes, itemCount: number | undefined): Promise<boolean> {
  const { collection, seen } = reading;
  if (collection.changes === undefined || changes.since === undefined) {
    return itemCount === undefined || seen.count() >= itemCount;
  }
  for (let tries = 1; tries <= MOST_CATCHES; tries += 1) {
    changes.since = await catchUp(reading, collection.changes, changes.since);
    if (seen.count() === (await countNow(reading))) return true;
  }
  return false;
}

/** Hands over what was changed since, and takes back what was changed and is no longer there. Returns up to when that is done. */
async function catchUp(
  { api, collection, seen, give, options }: Reading,
  changes: Readonly<Record<string, string>>,
  before: number,
): Promise<number> {
  const patience = options.patience === undefined ? {} : { patience: options.patience };
  const { idField, modifiedSince = '' } = collection;
  const since = secondOf(before);
  const left = new Set<string>();
  const idsOf = (page: Page): readonly string[] => page.elements.map((element) => textAt(element, idField));
  const collect = async (page: Page): Promise<void> => {
    for (const id of idsOf(page)) left.add(id);
  };
  const all = await readPages(api, { ...collection, query: changes, modifiedSince: since }, collect, patience);
  const own = { ...collection, modifiedSince: [since, modifiedSince].toSorted().at(-1)! };
  const giveAndKeep = async (page: Page): Promise<void> => {
    for (const id of idsOf(page)) left.delete(id);
    await give(page);
  };
  const { still } = left.size === 0 ? all : await readPages(api, own, giveAndKeep, patience);
  const gone = [...left].filter((id) => seen.forget(id));
  if (gone.length > 0) await options.drop?.(gone);
  return all.still && still ? (all.began ?? before) : before;
}

async function countNow({ api, collection, options }: Reading): Promise<number | undefined> {
  const { path, query, envelope, modifiedSince } = collection;
  const request = {
    path,
    query: { ...query, page: '1', pageSize: '1' },
    ...(envelope === undefined ? {} : { envelope }),
    ...(modifiedSince === undefined ? {} : { modifiedSince }),
  };
  const { pages } = await insistOnPage(() => readPage(api, request), options.patience);
  return pages?.itemCount;
}

/** `YYYY-MM-DDTHH:mm:ss`: the API knows seconds. */
function secondOf(time: number): string {
  return new Date(time).toISOString().slice(0, 19);
}

function changing({ path }: Collection): Refusal {
  return new Refusal(
    'xero/changing',
    `What Xero holds under ${path} is being changed faster than it can be read: after ${MOST_READINGS} readings it still does not add up.\nTry again once the other users or programs are done.`,
    3,
  );
}

/** Calls wait for one another; after a failure all later ones fail alike. */
export function oneAtATime<T>(work: (entry: T) => Promise<void>): (entry: T) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (entry) => {
    last = last.then(() => work(entry));
    return last;
  };
}
