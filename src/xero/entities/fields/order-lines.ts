/** The lines of documents that do not stand in the ledger: purchase orders, quotes, repeating invoices and receipts. */

import type { Field, LineSpec } from '../../../model/entity.ts';
import { discountedLineItems, plainLineItems } from './line-items.ts';

/** Purchase orders need no account, keep four decimals of a price, and are discounted in per cent alone. */
export const purchaseOrderLines: LineSpec = orderLines(
  discountedLineItems.fields.filter(({ name }) => name !== 'DiscountAmount').map(withoutAccount),
  { DiscountRate: 'Per cent.' },
);

/** Quotes need no account. Nothing says that Xero keeps more than two decimals of a price. */
export const quoteLines: LineSpec = orderLines(discountedLineItems.fields.map(withoutAccount).map(inCents), {
  DiscountRate: 'Per cent, and not together with DiscountAmount.',
  DiscountAmount: 'Not together with DiscountRate.',
});

/** Lines of templates; nothing says that Xero keeps more than two decimals of a price. */
export const repeatingInvoiceLines: LineSpec = orderLines(discountedLineItems.fields.map(inCents), {});

export const receiptLines: LineSpec = orderLines(plainLineItems.fields, {});

/** @param notes by field, in the place of those of invoices */
function orderLines(fields: readonly Field[], notes: Readonly<Record<string, string>>): LineSpec {
  const noted = fields.map((field) => {
    const note = notes[field.name];
    return note === undefined ? field : { ...field, note };
  });
  return { name: 'LineItems', fields: noted, needed: true, tracking: true, arithmetic: 'line-items' };
}

function withoutAccount(field: Field): Field {
  const { required: _required, ...rest } = field;
  return field.name === 'AccountCode' ? { ...rest, note: "An account's code or its name; not needed." } : field;
}

function inCents(field: Field): Field {
  return field.name === 'UnitAmount' ? { ...field, decimals: 2 } : field;
}
