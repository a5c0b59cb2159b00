/** What reading the documents open on a day takes, by the counts that Xero's pages tell. */

import type { Api } from '../api.ts';
import { readOnePage } from '../read-collection.ts';
import type { Collection } from '../read-pages.ts';
import { documentLists } from './document-sides.ts';
import { creditsOf, invoicesUpTo, paymentsAfter } from './open-queries.ts';
import { MOST_BY_ID, type OpenQuery } from './read-open-documents.ts';

export interface OpenEstimate {
  /** Documents to be looked at, of which those open are written. */
  readonly records: number;
  readonly calls: number;
}

/** Records asked for by ID in one call. */
const IDS_A_CALL = 40;

/** Takes a call for each list. Rejects as the API does. */
export async function estimateOpenDocuments(api: Api, { side, day }: OpenQuery): Promise<OpenEstimate> {
  const [, ...credits] = documentLists[side];
  const lists = [...credits.map(creditsOf), invoicesUpTo(side, 'AUTHORISED', day)];
  const later = await countOf(api, paymentsAfter(side, day));
  const byId = later.records <= MOST_BY_ID;
  const found = byId
    ? [{ records: later.records, calls: Math.ceil(later.records / IDS_A_CALL) }]
    : [await countOf(api, invoicesUpTo(side, 'PAID', day))];
  for (const list of lists) found.push(await countOf(api, list));
  const sum = (of: keyof OpenEstimate) => found.reduce((total, each) => total + each[of], 0);
  return { records: sum('records'), calls: sum('calls') + 1 + credits.length };
}

async function countOf(api: Api, list: Collection): Promise<OpenEstimate> {
  const { elements, pages } = await readOnePage(api, list, 1);
  return { records: pages?.itemCount ?? elements.length, calls: Math.max(1, pages?.pageCount ?? 1) };
}
