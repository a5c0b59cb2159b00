/** Reads the pages of a collection once, and tells whether it stood still meanwhile. */

import type { ShownAs } from '../model/entity.ts';
import type { Api } from './api.ts';
import { textAt } from './exact-json.ts';
import { inParallel } from './in-parallel.ts';
import { insistOnPage, type Patience } from './insist-on-page.ts';
import { elementsWithin, readAlone, type Within } from './read-alone.ts';
import { type Page, pageQuery, readPage } from './read-page.ts';
import { ticksOf } from './xero-date.ts';

export interface Collection {
  readonly path: string;
  /** The reply's array; named like the path where left out. */
  readonly envelope?: string;
  /** Filters, without page and pageSize. */
  readonly query: Readonly<Record<string, string>>;
  readonly idField: string;
  /** False where Xero gives the whole collection at once. */
  readonly paged: boolean;
  /** Xero alone says how many elements a page has. */
  readonly unsized?: true;
  /** The number that elements bear in their order: a reading goes on after the last one. It takes the place of pages. */
  readonly offset?: string;
  /** Only what was changed since, as the API writes it. */
  readonly modifiedSince?: string;
  /** The filters of a reading that gives out every changed record, whether it still belongs to this collection or not; left out where Xero does not tell what was changed. */
  readonly changes?: Readonly<Record<string, string>>;
  /** Objects that get their own names. */
  readonly shownAs?: readonly ShownAs[];
  /** Each record is read by itself. */
  readonly alone?: true;
  /** The records stand within those that the path gives out. */
  readonly within?: Within;
}

export interface PagesOptions {
  /** The first page, where it is read already. */
  readonly first?: Page;
  /** Told after each page; `of` pages where that is known. */
  readonly onPage?: (progress: { readonly pages: number; readonly of?: number; readonly elements: number }) => void;
  /** Told how many further calls are to come. */
  readonly expect?: (calls: number) => void;
  readonly patience?: Patience;
}

export interface PagesRead {
  /** Nothing was changed while the pages were read: all of the collection was handed over. */
  readonly still: boolean;
  /** How many elements there are, by the last page read; undefined where the replies do not tell. */
  readonly itemCount?: number;
  /** By Xero's clock, ms since the epoch, before the first page. */
  readonly began?: number;
}

/** Fewer elements than on any full page. */
const LEAST_PAGE = 100;

/**
 * Hands pages over as they come, several at once. The last one is read after all others: since pages are ordered by the
 * last change, whatever entered or was changed meanwhile stands there. Rejects as the API and `give` do.
 */
export async function readPages(
  api: Api,
  collection: Collection,
  give: (page: Page) => Promise<void>,
  options: PagesOptions = {},
): Promise<PagesRead> {
  const state = { pages: 0, elements: 0, newest: 0, counts: new Set<number>() };
  const take = async (page: Page, of?: number): Promise<Page> => {
    state.pages += 1;
    state.elements += page.elements.length;
    if (page.pages !== undefined) state.counts.add(page.pages.itemCount);
    for (const element of page.elements) state.newest = Math.max(state.newest, versionOf(element));
    await give(page);
    options.onPage?.({ pages: state.pages, elements: state.elements, ...(of === undefined ? {} : { of }) });
    return page;
  };
  const ask = (number: number): Promise<Page> =>
    insistOnPage(() => readOnePage(api, collection, number), options.patience);

  const first = options.first ?? (await readOnePage(api, collection, 1));
  const began = first.at === undefined ? {} : { began: first.at };
  const unchanged = (): boolean => first.at === undefined || state.newest < first.at;
  if (collection.offset !== undefined) {
    await readAfterEach(collection, collection.offset, first, take, (next) =>
      insistOnPage(() => readOnePage(api, next, 1), options.patience),
    );
    return { still: true, ...began };
  }
  if (!collection.paged) {
    await take(first);
    return { still: true, ...began };
  }
  if (first.pages === undefined) {
    const pages = await readUncounted(first, ask, take);
    return { still: pages === 1 || unchanged(), ...began };
  }
  const { pageCount, itemCount } = first.pages;
  await take(first, pageCount);
  if (pageCount <= 1) return { still: first.elements.length === itemCount, itemCount, ...began };
  let left = pageCount - 1;
  const next = async (number: number): Promise<Page> => {
    left -= 1;
    options.expect?.(left);
    return take(await ask(number), pageCount);
  };
  await inParallel(between(2, pageCount), async (number) => void (await next(number)));
  const last = await next(pageCount);
  const still = state.counts.size === 1 && state.elements === itemCount && unchanged();
  return { still, itemCount: last.pages?.itemCount ?? itemCount, ...began };
}

export async function readOnePage(api: Api, collection: Collection, page: number): Promise<Page> {
  const { page: number, pageSize } = pageQuery(page);
  const paging = collection.paged ? { page: number, ...(collection.unsized === true ? {} : { pageSize }) } : {};
  const { path, modifiedSince, envelope } = collection;
  const listed = await readPage(api, {
    path,
    query: { ...collection.query, ...paging },
    ...(modifiedSince === undefined ? {} : { modifiedSince }),
    ...(envelope === undefined ? {} : { envelope }),
  });
  const { alone, within } = collection;
  return alone === undefined && within === undefined
    ? listed
    : { ...listed, elements: await unfolded(api, collection, listed.elements) };
}

async function unfolded(
  api: Api,
  { path, envelope = path.slice(1), idField, query, alone, within }: Collection,
  elements: Page['elements'],
): Promise<Page['elements']> {
  const owner = { path, envelope, idField: within?.ownerId ?? idField, query };
  const records = alone === undefined ? elements : await readAlone(api, elements, owner);
  return within === undefined ? records : elementsWithin(records, within);
}

/** Rises with each change; 0 where a record does not tell. */
export function versionOf(element: Page['elements'][number]): number {
  return ticksOf(textAt(element, 'UpdatedDateUTC')) ?? 0;
}

/** Some collections come in pages without saying how many there are. @returns how many were read */
async function readUncounted(
  first: Page,
  ask: (number: number) => Promise<Page>,
  take: (page: Page) => Promise<Page>,
): Promise<number> {
  const full = Math.max(LEAST_PAGE, first.elements.length);
  let page = await take(first);
  let number = 1;
  while (page.elements.length >= full) {
    number += 1;
    page = await take(await ask(number));
  }
  return number;
}

/** Fewer elements than a full page do not prove the end; none do. What is added meanwhile stands at the end, and comes too. */
async function readAfterEach(
  collection: Collection,
  field: string,
  first: Page,
  take: (page: Page) => Promise<Page>,
  ask: (next: Collection) => Promise<Page>,
): Promise<void> {
  for (let page = first; page.elements.length > 0; ) {
    await take(page);
    const last = Math.max(...page.elements.map((element) => Number(textAt(element, field))));
    page = await ask({ ...collection, query: { ...collection.query, offset: String(last) } });
  }
}

function* between(from: number, to: number): Iterable<number> {
  for (let number = from; number < to; number += 1) yield number;
}
