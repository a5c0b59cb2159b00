/** Reads the credits of one side: credit notes, prepayments and overpayments, and what they were set against after a day. */

import { add, type Decimal, ZERO } from '../../model/decimal.ts';
import type { Api } from '../api.ts';
import { type ExactObject, textAt } from '../exact-json.ts';
import { insistOnPage } from '../insist-on-page.ts';
import { type ReadingOptions, readCollection, readOnePage } from '../read-collection.ts';
import { versionOf } from '../read-pages.ts';
import { type CreditList, type DocumentList, documentLists, type Side } from './document-sides.ts';
import { changedCredits, creditsOf } from './open-queries.ts';
import { allocatedAfter } from './standing.ts';

export interface CreditTaker {
  /** Given every approved or used credit, and again one that is changed meanwhile. */
  keep(element: ExactObject, list: DocumentList): void;
  /** Told that a credit is none any more. */
  drop(id: string): void;
}

export interface CreditsRead {
  /** What was set against invoices after the day, by InvoiceID, in the invoice's currency. */
  readonly later: ReadonlyMap<string, Decimal>;
  /** Whether a credit of the side has been made or changed since it was read: invoices read since may show more than it did. */
  changed(): Promise<boolean>;
}

export type CreditOptions = Pick<ReadingOptions, 'patience' | 'expect'>;

/** Rejects as `readCollection` does. */
export async function readCredits(
  api: Api,
  side: Side,
  day: string,
  taker: CreditTaker,
  options: CreditOptions = {},
): Promise<CreditsRead> {
  const [, ...lists] = documentLists[side];
  const known = new Map<string, Known>();
  let began: number | undefined;
  for (const list of lists) {
    const collection = creditsOf(list);
    const forget = (id: string) => {
      known.delete(id);
      taker.drop(id);
    };
    const receive = async (elements: readonly ExactObject[]) => {
      for (const element of elements) {
        const id = textAt(element, list.idField);
        if (isPosted(element, list)) {
          known.set(id, { version: versionOf(element), allocated: allocatedAfter(element, day) });
          taker.keep(element, list);
        } else forget(id);
      }
    };
    const drop = async (ids: readonly string[]) => ids.forEach(forget);
    const first = await insistOnPage(() => readOnePage(api, collection, 1), options.patience);
    began ??= first.at;
    await readCollection(api, collection, receive, { ...options, first, drop });
  }
  const later = new Map<string, Decimal>();
  for (const { allocated } of known.values()) {
    for (const { id, amount } of allocated) later.set(id, add(later.get(id) ?? ZERO, amount));
  }
  const changed = async () =>
    began !== undefined && (await insistOnPage(() => isChanged(api, lists, known, began), options.patience));
  return { later, changed };
}

interface Known {
  readonly version: number;
  readonly allocated: ReturnType<typeof allocatedAfter>;
}

/** @param since by Xero's clock, ms since the epoch */
async function isChanged(
  api: Api,
  lists: readonly CreditList[],
  known: ReadonlyMap<string, Known>,
  since: number,
): Promise<boolean> {
  const modifiedSince = new Date(since).toISOString().slice(0, 19);
  for (const list of lists) {
    const { elements, pages } = await readOnePage(api, changedCredits(list, modifiedSince), 1);
    const differs = (element: ExactObject) => {
      const before = known.get(textAt(element, list.idField));
      return before === undefined ? isPosted(element, list) : before.version !== versionOf(element);
    };
    if ((pages?.pageCount ?? 1) > 1 || elements.some(differs)) return true;
  }
  return false;
}

/** Approved or settled, and of the side. */
export function isPosted(element: ExactObject, { types }: DocumentList): boolean {
  return types.includes(textAt(element, 'Type')) && ['AUTHORISED', 'PAID'].includes(textAt(element, 'Status'));
}
