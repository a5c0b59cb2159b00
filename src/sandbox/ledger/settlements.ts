/** What settles a document, in the order of its dates, and by how many cents of the base currency each part does. */
import { dayOf } from '../books/calendar.ts';
import { type Decimal, subtract } from '../books/decimal.ts';
import type { Store, StoredRecord } from '../books/store.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { amountOf, baseCents, rateOf } from './base-cents.ts';

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
 * The settlements of an invoice or credit note. The balance that is left is always the open amount at the document's
 * own rate, rounded once: the cents of a part are what the rounded balance loses by it.
 */
export function settlementsOf(store: Store, document: StoredRecord): readonly Settlement[] {
  const { body } = document;
  const found = [
    ...objectsOf(body.Payments).map((entry) => part(entry, 'PaymentID', 'Amount', dayOf(entry.Date))),
    ...objectsOf(body.Allocations).map((entry) => part(entry, 'AllocationID', 'Amount', dayOf(entry.Date))),
    ...objectsOf(body.CreditNotes).map((entry) =>
      part(entry, 'AllocationID', 'AppliedAmount', allocationDay(store, entry)),
    ),
  ];
  const rate = rateOf(body);
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

function part(entry: JsonObject, idField: string, amountField: string, date: string | undefined) {
  const by = idField === 'PaymentID' ? ('payment' as const) : ('allocation' as const);
  return { id: textOf(entry[idField]) ?? '', by, date: date ?? '', amount: amountOf(entry[amountField]) };
}

/** An invoice names the credit note; the day of the allocation stands there. */
function allocationDay(store: Store, entry: JsonObject): string | undefined {
  const credit = store.get('CreditNotes', textOf(entry.CreditNoteID) ?? '');
  const allocation = objectsOf(credit?.body.Allocations).find(
    ({ AllocationID }) => AllocationID === entry.AllocationID,
  );
  return dayOf(objectOf(allocation).Date);
}
