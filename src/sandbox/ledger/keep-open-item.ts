/** What is open on each document, kept by contact, so that a contact's balances need not read its documents. */
import { dayOf } from '../books/calendar.ts';
import type { Store, StoredRecord } from '../books/store.ts';
import { invoiceTypeOf } from '../documents/settled-kind.ts';
import { amountOf, baseCents, rateOf } from './base-cents.ts';
import { isPosted } from './control-account.ts';

/** Notes what a document leaves open, in cents of the base currency; a credit's remainder is negative. */
export function keepOpenItem(store: Store, document: StoredRecord): void {
  const { body, type } = document;
  const credit = document.kind !== 'Invoices';
  const open = isPosted(document)
    ? baseCents(amountOf(credit ? body.RemainingCredit : body.AmountDue), rateOf(body))
    : 0n;
  if (open === 0n) {
    store.rows('delete from open_item where document = ?', document.id);
    return;
  }
  const side = invoiceTypeOf(type) === 'ACCPAY' ? 'payable' : 'receivable';
  const due = credit ? '' : (dayOf(body.DueDate) ?? '');
  store.rows(upsert, document.id, document.parent ?? '', side, due, credit ? -open : open);
}

const upsert = `insert into open_item (document, contact, side, due, net) values (?, ?, ?, ?, ?)
on conflict do update set contact = excluded.contact, side = excluded.side, due = excluded.due, net = excluded.net`;
