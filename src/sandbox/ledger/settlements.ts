/** What settles a document, in the order of its dates, and by how many cents of the base currency each part does. */
import { dayOf } from '../books/calendar.ts';
import { type Decimal, subtract } from '../books/decimal.ts';
import type { Store, StoredRecord } from '../books/store.ts';
import { creditLists } from '../documents/settled-kind.ts';
import { type Json, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { amountOf, baseCents, isOne, rateOf } from './base-cents.ts';

export interface Settlement {
  /** PaymentID or AllocationID. */
  readonly id: string;
  readonly by: 'payment' | 'allocation';
  /** Calendar day. */
  readonly date: string;
  /** In the document's currency. */
  readonly amount: Decimal;
  /** How much it takes off the document's balance in the ledger, in cents of the base currency. */
  readonly cents: bigint;
}

/**
 * The settlements of an invoice or a credit. The balance that is left is always the open amount at the document's
 * own rate, rounded once: the cents of a part are what the rounded balance loses by it. In the base currency no part
 * depends on the others, and those of `wanted` come alone.
 */
export function settlementsOf(
  store: Store,
  document: StoredRecord,
  wanted?: ReadonlySet<string>,
): readonly Settlement[] {
  const { body } = document;
  const rate = rateOf(body);
  const entries = (list: Json | undefined) =>
    wanted !== undefined && isOne(rate)
      ? objectsOf(list).filter((entry) => wanted.has(settlementId(entry)))
      : objectsOf(list);
  const found = [
    ...entries(body.Payments).map((entry) => part(entry, 'payment', 'Amount', dayOf(entry.Date))),
    ...entries(body.Allocations).map((entry) => part(entry, 'allocation', 'Amount', dayOf(entry.Date))),
    ...creditLists.flatMap(([list, idField]) =>
      entries(body[list]).map((entry) =>
        part(entry, 'allocation', 'AppliedAmount', allocationDay(store, list, textOf(entry[idField]), entry)),
      ),
    ),
  ];
  let open = amountOf(body.Total);
  return found
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .map((settlement) => {
      const left = subtract(open, settlement.amount);
      const cents = baseCents(open, rate) - baseCents(left, rate);
      open = left;
      return { ...settlement, cents };
    });
}

/** The PaymentID or AllocationID of an entry in a document's lists. */
export function settlementId({ PaymentID, AllocationID }: JsonObject): string {
  return textOf(PaymentID ?? AllocationID) ?? '';
}

function part(entry: JsonObject, by: Settlement['by'], amountField: string, date: string | undefined) {
  return { id: settlementId(entry), by, date: date ?? '', amount: amountOf(entry[amountField]) };
}

/** An invoice names the credit; the day of the allocation stands there. */
function allocationDay(store: Store, list: string, id: string | undefined, entry: JsonObject): string | undefined {
  const credit = store.get(list, id ?? '');
  const allocation = objectsOf(credit?.body.Allocations).find(
    ({ AllocationID }) => AllocationID === entry.AllocationID,
  );
  return dayOf(objectOf(allocation).Date);
}
