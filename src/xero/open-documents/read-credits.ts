/** Reads the credits of one side: credit notes, prepayments and overpayments, and what they were set against after a day. */

import { add, type Decimal, ZERO } from '../../model/decimal.ts';
import type { EntityShape } from '../../model/entity.ts';
import type { Api } from '../api.ts';
import { creditNotes } from '../entities/credit-notes.ts';
import { overpayments } from '../entities/overpayments.ts';
import { prepayments } from '../entities/prepayments.ts';
import { type ExactObject, textAt } from '../exact-json.ts';
import { entityCollection, type ReadingOptions, readCollection } from '../read-collection.ts';
import { type DocumentKind, type DocumentList, documentLists, type Side } from './document-sides.ts';
import { allocatedAfter } from './standing.ts';

const entities: Readonly<Record<Exclude<DocumentKind, 'Invoice'>, EntityShape>> = {
  CreditNote: creditNotes,
  Prepayment: prepayments,
  Overpayment: overpayments,
};

export interface CreditTaker {
  /** Given every approved or used credit, and again one that is changed meanwhile. */
  keep(element: ExactObject, list: DocumentList): void;
  /** Told that a credit is none any more. */
  drop(id: string): void;
}

/**
 * Returns what was set against invoices after the day, by InvoiceID, in the invoice's currency.
 * Rejects as `readCollection` does.
 */
export async function readCredits(
  api: Api,
  side: Side,
  day: string,
  taker: CreditTaker,
  options: Pick<ReadingOptions, 'patience'> = {},
): Promise<ReadonlyMap<string, Decimal>> {
  const byCredit = new Map<string, ReturnType<typeof allocatedAfter>>();
  const forget = (id: string) => {
    byCredit.delete(id);
    taker.drop(id);
  };
  for (const list of documentLists[side]) {
    if (list.kind === 'Invoice') continue;
    const receive = async (elements: readonly ExactObject[]) => {
      for (const element of elements) {
        const id = textAt(element, list.idField);
        if (!isPosted(element, list)) forget(id);
        else {
          byCredit.set(id, allocatedAfter(element, day));
          taker.keep(element, list);
        }
      }
    };
    const drop = async (ids: readonly string[]) => ids.forEach(forget);
    await readCollection(api, entityCollection(entities[list.kind], queryOf(list)), receive, { ...options, drop });
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
