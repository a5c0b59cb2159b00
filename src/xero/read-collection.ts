/** Reads a whole collection, page by page, and sees to it that no element slips through while others change it. */

import type { Api } from './api.ts';
import { type ExactObject, textAt } from './exact-json.ts';
import { inParallel } from './in-parallel.ts';
import { type Page, pageQuery, readPage } from './read-page.ts';

export interface Collection {
  readonly path: string;
  /** Filters, without page and pageSize. */
  readonly query: Readonly<Record<string, string>>;
  readonly idField: string;
  /** False where Xero gives the whole collection at once. */
  readonly paged: boolean;
  /** Only what was changed since, as the API writes it. */
  readonly modifiedSince?: string;
}

export type ReceiveElements = (elements: readonly ExactObject[]) => Promise<void>;

/** Pages are ordered by the time of the last change, so that an element changed meanwhile moves others over to a page already read. */
const MOST_READINGS = 3;

/**
 * Calls `receive` page by page, one call at a time, with elements that it was not given before.
 * Pages are read side by side. Rejects as the API and `receive` do, or with a Refusal for an unreadable reply.
 * @param first the first page, where the caller has read it already.
 */
export async function readCollection(
  api: Api,
  collection: Collection,
  receive: ReceiveElements,
  first?: Page,
): Promise<void> {
  const seen = new Set<string>();
  const give = oneAtATime(async (page: Page) => {
    const fresh = page.elements.filter((element) => isFirst(seen, textAt(element, collection.idField)));
    if (fresh.length > 0) await receive(fresh);
  });
  let start = first;
  for (let reading = 1; reading <= MOST_READINGS; reading += 1) {
    const page = start ?? (await readOnePage(api, collection, 1));
    start = undefined;
    await give(page);
    if (!collection.paged) return;
    if (page.pages === undefined) return readUntilEmpty(api, collection, page, give);
    const itemCount = await readOthers(api, collection, page.pages, give);
    if (seen.size >= itemCount) return;
  }
}

export function readOnePage(api: Api, collection: Collection, page: number): Promise<Page> {
  const paging = collection.paged ? pageQuery(page) : {};
  const { path, modifiedSince } = collection;
  const since = modifiedSince === undefined ? {} : { modifiedSince };
  return readPage(api, { path, query: { ...collection.query, ...paging }, ...since });
}

/** Returns how many elements there are by the last page read. */
async function readOthers(
  api: Api,
  collection: Collection,
  { pageCount, itemCount }: { readonly pageCount: number; readonly itemCount: number },
  give: (page: Page) => Promise<void>,
): Promise<number> {
  let count = itemCount;
  const others = Array.from({ length: Math.max(0, pageCount - 1) }, (_, index) => index + 2);
  await inParallel(others, async (number) => {
    const page = await readOnePage(api, collection, number);
    count = page.pages?.itemCount ?? count;
    await give(page);
  });
  return count;
}

/** Some collections come in pages without saying how many there are. */
async function readUntilEmpty(
  api: Api,
  collection: Collection,
  first: Page,
  give: (page: Page) => Promise<void>,
): Promise<void> {
  let page = first;
  for (let number = 2; page.elements.length > 0; number += 1) {
    page = await readOnePage(api, collection, number);
    await give(page);
  }
}

function isFirst(seen: Set<string>, id: string): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  return true;
}

/** Calls wait for one another; after a failure all later ones fail alike. */
export function oneAtATime<T>(work: (entry: T) => Promise<void>): (entry: T) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (entry) => {
    last = last.then(() => work(entry));
    return last;
  };
}
