/** Reads the credits of one side: credit notes, prepayments and overpayments, and what they were set against after a day. */

import { add, type Decimal, ZERO } from '../../model/decimal.ts';
import type { Api } from '../api.ts';
import { type ExactObject, textAt } from '../exact-json.ts';
import { readCollection } from '../read-collection.ts';
import { type DocumentList, documentLists, type Side } from './document-sides.ts';
import { allocatedAfter } from './standing.ts';

/** What was set against invoices of the side after the day, by InvoiceID. Rejects as `readCollection` does. */
export async function laterCredits(api: Api, side: Side, day: string): Promise<ReadonlyMap<string, Decimal>> {
  return readCredits(api, side, day, () => {});
}

/** Calls `receive` for every approved or used credit, again for one that is changed meanwhile; returns what `laterCredits` does. */
export async function readCredits(
  api: Api,
  side: Side,
  day: string,
  receive: (element: ExactObject, list: DocumentList) => void,
): Promise<ReadonlyMap<string, Decimal>> {
  const byCredit = new Map<string, ReturnType<typeof allocatedAfter>>();
  for (const list of documentLists[side].filter(({ kind }) => kind !== 'Invoice')) {
    await readCollection(
      api,
      { path: list.path, query: queryOf(list), idField: list.idField, paged: true },
      async (elements) => {
        for (const element of elements.filter((candidate) => isPosted(candidate, list))) {
          byCredit.set(textAt(element, list.idField), allocatedAfter(element, day));
          receive(element, list);
        }
      },
    );
  }
  const later = new Map<string, Decimal>();
  for (const { id, amount } of [...byCredit.values()].flat()) later.set(id, add(later.get(id) ?? ZERO, amount));
  return later;
}

/** Approved or settled, and of the side. */
export function isPosted(element: ExactObject, { types }: DocumentList): boolean {
  return types.includes(textAt(element, 'Type')) && ['AUTHORISED', 'PAID'].includes(textAt(element, 'Status'));
}

/** Of prepayments and overpayments there are few, and their types are spelt in two ways. */
function queryOf({ kind, types }: DocumentList): Readonly<Record<string, string>> {
  if (kind !== 'CreditNote') return {};
  return { where: `Type=="${types[0]}" AND (Status=="AUTHORISED" OR Status=="PAID")` };
}
