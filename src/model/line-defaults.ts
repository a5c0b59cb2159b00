/** What Xero takes for a line that leaves something out: the item's or the account's own account, price and tax type. */

import type { Value } from './document.ts';
import type { AccountFact, Facts, ItemDefaults } from './facts.ts';
import { textOf } from './values.ts';

/** Whether a document sells or buys; an item has one set of defaults for each. */
export type Side = 'sale' | 'purchase';

const SALES = new Set(['ACCREC', 'ACCRECCREDIT', 'RECEIVE', 'RECEIVE-OVERPAYMENT', 'RECEIVE-PREPAYMENT']);
const PURCHASES = new Set(['ACCPAY', 'ACCPAYCREDIT', 'SPEND', 'SPEND-OVERPAYMENT', 'SPEND-PREPAYMENT']);

type Values = ReadonlyMap<string, Value>;

/** By the document's Type; quotes sell, purchase orders and receipts buy. Undefined for what does neither, such as journals. */
export function documentSide(entityName: string, fields: Values): Side | undefined {
  if (entityName === 'Quotes') return 'sale';
  if (entityName === 'PurchaseOrders' || entityName === 'Receipts') return 'purchase';
  const type = textOf(fields, 'Type');
  if (type === undefined) return undefined;
  return SALES.has(type) ? 'sale' : PURCHASES.has(type) ? 'purchase' : undefined;
}

/** What the line's item brings along; undefined without a known item. */
export function itemDefaults(values: Values, facts: Facts, side: Side | undefined): ItemDefaults | undefined {
  const code = textOf(values, 'ItemCode');
  if (code === undefined || side === undefined) return undefined;
  const item = facts.item(code);
  return side === 'sale' ? item?.sales : item?.purchase;
}

/** The code that the line is posted to: its own, or its item's. */
export function lineAccountCode(values: Values, facts: Facts, side: Side | undefined): string | undefined {
  return textOf(values, 'AccountCode') ?? itemDefaults(values, facts, side)?.accountCode;
}

/** The account of a code, an active one before others. */
export function accountOfCode(code: string, facts: Facts): AccountFact | undefined {
  const accounts = facts.accountsByCode(code);
  return accounts.length < 2 ? accounts[0] : (accounts.find((account) => account.status === 'ACTIVE') ?? accounts[0]);
}

/** The tax type of a line: its own, else its item's, else its account's. Undefined where nothing gives one. */
export function lineTaxType(values: Values, facts: Facts, side: Side | undefined): string | undefined {
  const own = textOf(values, 'TaxType');
  if (own !== undefined) return own;
  const defaults = itemDefaults(values, facts, side);
  if (defaults?.taxType !== undefined) return defaults.taxType;
  const code = textOf(values, 'AccountCode') ?? defaults?.accountCode;
  return code === undefined ? undefined : accountOfCode(code, facts)?.taxType;
}
