/** The invoices and credits of a contact as they stood on a day: what was paid and credited by then, and what was due. */
import { dayOf } from '../books/calendar.ts';
import { compare, one } from '../books/decimal.ts';
import type { Condition, Store, StoredRecord } from '../books/store.ts';
import { textOf } from '../json.ts';
import { amountOf, baseCents, rateOf } from './base-cents.ts';
import { settlementsOf } from './settlements.ts';

export type Side = 'receivable' | 'payable';

export interface AgedQuery {
  readonly side: Side;
  /** ContactID. */
  readonly contact: string;
  /** Payments and allocations after this day do not count. */
  readonly date: string;
  /** Last day of the documents. */
  readonly to: string;
  /** Amounts in the base currency, or in each document's own. */
  readonly currency: 'base' | 'document';
  readonly creditNotes: boolean;
}

/** One document; a credit's amounts are negative. Cents. */
export interface AgedDocument {
  readonly record: StoredRecord;
  readonly date: string;
  readonly dueDate: string | undefined;
  readonly number: string;
  readonly total: bigint;
  readonly paid: bigint;
  readonly credited: bigint;
  readonly due: bigint;
}

/** Approved and paid documents in the order of their dates, then of their numbers. */
export function agedDocuments(store: Store, query: AgedQuery): readonly AgedDocument[] {
  const type = query.side === 'receivable' ? 'ACCREC' : 'ACCPAY';
  const invoices = selected(store, 'Invoices', type, query);
  const credits = query.creditNotes ? creditsOf(store, type, query) : [];
  return [...invoices, ...credits]
    .map((record) => aged(store, record, query))
    .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

/** Credit notes, prepayments and overpayments of a side. */
function creditsOf(store: Store, type: 'ACCREC' | 'ACCPAY', query: AgedQuery): readonly StoredRecord[] {
  const way = type === 'ACCREC' ? 'RECEIVE' : 'SPEND';
  return [
    ...selected(store, 'CreditNotes', `${type}CREDIT`, query),
    ...selected(store, 'Prepayments', `${way}-PREPAYMENT`, query),
    ...selected(store, 'Overpayments', `${way}-OVERPAYMENT`, query),
  ];
}

function placeOf({ date, number }: AgedDocument): string {
  return `${date} ${number}`;
}

function selected(store: Store, kind: string, type: string, { contact, to }: AgedQuery): readonly StoredRecord[] {
  const conditions: readonly Condition[] = [
    { column: 'parent', operator: '=', value: contact },
    { column: 'type', operator: '=', value: type },
    { column: 'status', operator: 'in', value: ['AUTHORISED', 'PAID'] },
    { column: 'date', operator: '<=', value: to },
  ];
  return store.select(kind, { conditions });
}

function aged(store: Store, record: StoredRecord, { date, currency }: AgedQuery): AgedDocument {
  const { body } = record;
  const sign = record.kind === 'Invoices' ? 1n : -1n;
  const rate = currency === 'base' ? rateOf(body) : one;
  const counted = settlementsOf(store, record).filter((settlement) => settlement.date <= date);
  const sum = (by: 'payment' | 'allocation') =>
    counted
      .filter((settlement) => settlement.by === by)
      .reduce((total, { amount, cents }) => total + (compare(rate, one) === 0 ? baseCents(amount, one) : cents), 0n);
  const total = baseCents(amountOf(body.Total), rate);
  const [paid, credited] = [sum('payment'), sum('allocation')];
  return {
    record,
    date: record.date ?? '',
    dueDate: dayOf(body.DueDate),
    number: textOf(body.InvoiceNumber ?? body.CreditNoteNumber) ?? '',
    total: sign * total,
    paid: sign * paid,
    credited: sign * credited,
    due: sign * (total - paid - credited),
  };
}
