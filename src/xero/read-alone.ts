/** Reads what stands within records: each record by itself where lists leave it out, and the elements of its list as records. */

import { Refusal } from '../model/refusal.ts';
import type { Api } from './api.ts';
import { type ExactObject, listAt, textAt } from './exact-json.ts';
import { inParallel } from './in-parallel.ts';
import { readPage } from './read-page.ts';

/** Records that stand in a list within those of another resource. */
export interface Within {
  /** The owner's array: `Options`. */
  readonly list: string;
  /** The owner's identifier, and that of an element. */
  readonly ownerId: string;
  readonly itemId: string;
  /** Under this name an element shows its owner: `TrackingCategory`. */
  readonly as: string;
  /** Under this name it shows both identifiers: `owner/element`. */
  readonly idField: string;
}

export interface AloneReading {
  readonly path: string;
  readonly envelope: string;
  /** Of the records that are read by themselves. */
  readonly idField: string;
  readonly query: Readonly<Record<string, string>>;
}

/** What the list itself is asked by. */
const OF_LISTS = new Set(['where', 'order', 'page', 'pageSize', 'IDs']);

/** The same records, each as it is when it is read by itself; one that is no longer there is left out. Rejects as the API does. */
export async function readAlone(
  api: Api,
  elements: readonly ExactObject[],
  { path, envelope, idField, query }: AloneReading,
): Promise<readonly ExactObject[]> {
  const whole = new Map<ExactObject, readonly ExactObject[]>();
  const own = Object.fromEntries(Object.entries(query).filter(([name]) => !OF_LISTS.has(name)));
  await inParallel(elements, async (element) => {
    const request = { path: `${path}/${textAt(element, idField)}`, envelope, query: own };
    whole.set(element, await unlessGone(async () => (await readPage(api, request)).elements));
  });
  return elements.flatMap((element) => whole.get(element) ?? []);
}

/** The elements of the records' lists, each with its owner and without the owner's list. */
export function elementsWithin(records: readonly ExactObject[], within: Within): readonly ExactObject[] {
  const { list, ownerId, itemId, as, idField } = within;
  return records.flatMap((record) => {
    const { [list]: _list, ...owner } = record;
    return listAt(record, list).map((element): ExactObject => {
      const path = `${textAt(record, ownerId)}/${textAt(element, itemId)}`;
      return { ...element, [as]: owner, [idField]: path };
    });
  });
}

async function unlessGone(read: () => Promise<readonly ExactObject[]>): Promise<readonly ExactObject[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'xero/not-found') return [];
    throw error;
  }
}
