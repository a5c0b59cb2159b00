/** The lines of invoices and credit notes. */

import type { Field, LineSpec } from '../../../model/entity.ts';

/** What every document with LineItems takes. Lengths and places: Xero's published field limits. */
const shared: readonly Field[] = [
  {
    name: 'LineItemID',
    type: 'id',
    note: "Xero's identifier of an existing line; kept lines need it in an update, all others are replaced.",
  },
  {
    name: 'Description',
    type: 'text',
    maxLength: 4000,
    required: 'approved',
    note: 'An item code fills it in. A line may consist of a description alone.',
  },
  {
    name: 'Quantity',
    type: 'decimal',
    decimals: 4,
    required: 'approved',
    note: 'Never negative: use a negative unit amount, or a credit note. LineAmount can stand in for it.',
  },
  {
    name: 'UnitAmount',
    type: 'decimal',
    decimals: 4,
    required: 'approved',
    note: 'May be negative. An item code fills it in, and LineAmount can stand in for it.',
  },
  {
    name: 'LineAmount',
    type: 'decimal',
    decimals: 2,
    note: 'Quantity x unit amount less discount, before tax unless the amounts are inclusive; at most 9,999,999,999.99.',
  },
  { name: 'ItemCode', type: 'text', maxLength: 30, names: 'item', note: 'A product or service of the organisation.' },
  {
    name: 'AccountCode',
    type: 'text',
    required: 'approved',
    names: 'account-code',
    note: "An account's code or its name. An item code fills it in.",
  },
  { name: 'AccountID', type: 'id', note: 'The account by its identifier instead of its code.' },
  {
    name: 'TaxType',
    type: 'text',
    names: 'tax-type',
    note: "A tax rate's code (OUTPUT2) or its display name. Left out, the account's own tax rate is used.",
  },
  {
    name: 'TaxAmount',
    type: 'decimal',
    decimals: 2,
    note: 'Replaces the tax that Xero computes for the line. Left out, Xero computes it.',
  },
];

const discounts: readonly Field[] = [
  {
    name: 'DiscountRate',
    type: 'decimal',
    decimals: 4,
    note: 'Per cent. Sales invoices only, and not together with DiscountAmount.',
  },
  {
    name: 'DiscountAmount',
    type: 'decimal',
    decimals: 2,
    note: 'Sales invoices only, and not together with DiscountRate.',
  },
];

const seldom: readonly Field[] = [
  {
    name: 'Taxability',
    type: 'choice',
    values: ['TAXABLE', 'NON_TAXABLE', 'EXEMPT', 'PART_TAXABLE', 'NOT_APPLICABLE'],
    note: 'Organisations in the United States with automatic sales tax.',
  },
  {
    name: 'SalesTaxCodeId',
    type: 'integer',
    note: 'Organisations in the United States with automatic sales tax.',
  },
  { name: 'RepeatingInvoiceID', type: 'id', readOnly: true, note: 'The repeating invoice that the line stems from.' },
  { name: 'Item.ItemID', type: 'id', readOnly: true },
  { name: 'Item.Code', type: 'text', maxLength: 30, readOnly: true },
  { name: 'Item.Name', type: 'text', maxLength: 50, readOnly: true },
];

/** Lines of sales invoices and bills. */
export const discountedLineItems: LineSpec = lineItems([...shared, ...discounts, ...seldom]);

/** Lines of documents on which Xero allows no discount. */
export const plainLineItems: LineSpec = lineItems([...shared, ...seldom]);

function lineItems(fields: readonly Field[]): LineSpec {
  return { name: 'LineItems', fields, tracking: true, arithmetic: 'line-items' };
}
