/** Discounts stand on sales invoices and quotes (a rate on purchase orders too), as a rate or an amount, within the line. */

import { absolute, compare, type Decimal, isNegative, multiply, ZERO } from '../../model/decimal.ts';
import type { Document, DocumentLine } from '../../model/document.ts';
import type { CheckContext, Rule } from '../../model/rule.ts';
import { decimalOf, textOf } from '../../model/values.ts';
import { subject } from '../finding-text.ts';
import { atLine } from '../places.ts';

/** What has sales among its types. */
const SOLD: ReadonlySet<string> = new Set(['Invoices', 'RepeatingInvoices']);
const HUNDRED: Decimal = { units: 100n, scale: 0 };

export const discount: Rule = {
  name: 'discount',
  kinds: [
    {
      code: 'line-math/discount-not-allowed',
      title: 'Discount is not allowed here',
      what: (finding) =>
        `${subject(finding)}: Xero takes discounts on sales invoices and quotes alone, not on bills and credit notes.`,
      remedy: () => 'Put the discounted price into the unit amount and take the discount out of the mapping.',
    },
    {
      code: 'line-math/two-discounts',
      title: 'Discount given twice',
      what: (finding) => `${subject(finding)}, but the line has a discount rate as well.`,
      remedy: () => 'Keep the rate or the amount; blank the other cell.',
    },
    {
      code: 'line-math/discount-too-large',
      title: 'Discount is greater than the line',
      what: (finding) => `${subject(finding)} is below zero or more than the line itself.`,
      remedy: () => 'Correct the discount: a rate lies between 0 and 100, an amount between 0 and the line total.',
    },
  ],
  check(document, context) {
    for (const line of document.lines) {
      const rate = decimalOf(line.values, 'DiscountRate');
      const amount = decimalOf(line.values, 'DiscountAmount');
      if (rate === undefined && amount === undefined) continue;
      checkLine(line, rate, amount, document, context);
    }
  },
};

function checkLine(
  line: DocumentLine,
  rate: Decimal | undefined,
  amount: Decimal | undefined,
  document: Document,
  context: CheckContext,
): void {
  const { labels, report } = context;
  if (rate !== undefined && !mayDiscount('DiscountRate', document, context)) {
    report({ code: 'line-math/discount-not-allowed', ...atLine(labels, line, 'DiscountRate') });
  } else if (amount !== undefined && !mayDiscount('DiscountAmount', document, context)) {
    report({ code: 'line-math/discount-not-allowed', ...atLine(labels, line, 'DiscountAmount') });
  }
  if (rate !== undefined && amount !== undefined)
    report({ code: 'line-math/two-discounts', ...atLine(labels, line, 'DiscountAmount') });
  if (rate !== undefined && (isNegative(rate) || compare(rate, HUNDRED) > 0)) {
    report({ code: 'line-math/discount-too-large', ...atLine(labels, line, 'DiscountRate') });
  }
  if (amount !== undefined && (isNegative(amount) || exceeds(amount, line))) {
    report({ code: 'line-math/discount-too-large', ...atLine(labels, line, 'DiscountAmount') });
  }
}

function mayDiscount(field: string, document: Document, { entity }: CheckContext): boolean {
  if (entity.name === 'Quotes') return true;
  if (entity.name === 'PurchaseOrders') return field === 'DiscountRate';
  const type = textOf(document.fields, 'Type');
  return SOLD.has(entity.name) && (type === 'ACCREC' || type === undefined);
}

function exceeds(amount: Decimal, line: DocumentLine): boolean {
  const quantity = decimalOf(line.values, 'Quantity');
  const unitAmount = decimalOf(line.values, 'UnitAmount');
  if (unitAmount === undefined) return false;
  const gross = quantity === undefined ? unitAmount : multiply(quantity, unitAmount);
  return compare(gross, ZERO) !== 0 && compare(amount, absolute(gross)) > 0;
}
