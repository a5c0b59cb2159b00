/** What the lines of a record come to by account and tax type, on either side. */

import type { Totals } from '../model/arithmetic.ts';
import { add, type Decimal, formatFixed, negate, parseDecimal, subtract, ZERO } from '../model/decimal.ts';
import type { Document } from '../model/document.ts';
import type { Facts } from '../model/facts.ts';
import { foldKey } from '../model/index-facts.ts';
import { documentSide, lineAccountCode, lineTaxType } from '../model/line-defaults.ts';
import { decimalOf, textOf } from '../model/values.ts';
import type { LineSum } from '../reconcile/tally.ts';
import { type ExactObject, listAt, textAt } from '../xero/exact-json.ts';

/** Of a sheet's record: amounts as its lines give them, or as Xero would compute them. */
export function lineSums(
  document: Document,
  totals: Totals | undefined,
  { facts, shape }: { readonly facts: Facts; readonly shape: { readonly name: string } },
): readonly LineSum[] {
  const side = documentSide(shape.name, document.fields);
  const inclusive = foldKey(textOf(document.fields, 'LineAmountTypes') ?? '') === 'inclusive';
  const sums = collector();
  for (const [index, { values }] of document.lines.entries()) {
    const amount = totals?.lines[index]?.lineAmount ?? decimalOf(values, 'LineAmount');
    if (amount === undefined) continue;
    const tax = totals?.lines[index]?.taxAmount ?? decimalOf(values, 'TaxAmount') ?? ZERO;
    const account = lineAccountCode(values, facts, side) ?? '';
    const code = facts.accountsByCode(account)[0]?.code ?? facts.accountsByName(account)[0]?.code ?? account;
    const named = lineTaxType(values, facts, side) ?? '';
    const type = facts.taxRate(named)?.taxType ?? facts.taxRatesByName(named)[0]?.taxType ?? named;
    sums.add(code, type, inclusive ? subtract(amount, tax) : amount, tax);
  }
  return sums.result();
}

/** Of a record that Xero holds. @param sign -1 for credits */
export function booksLineSums(element: ExactObject, list: string, sign: 1 | -1): readonly LineSum[] {
  const inclusive = textAt(element, 'LineAmountTypes').toUpperCase() === 'INCLUSIVE';
  const signed = (amount: Decimal) => (sign < 0 ? negate(amount) : amount);
  const sums = collector();
  for (const line of listAt(element, list)) {
    const amount = parseDecimal(textAt(line, 'LineAmount'));
    if (amount === undefined) continue;
    const tax = parseDecimal(textAt(line, 'TaxAmount')) ?? ZERO;
    const net = inclusive ? subtract(amount, tax) : amount;
    sums.add(textAt(line, 'AccountCode'), textAt(line, 'TaxType'), signed(net), signed(tax));
  }
  return sums.result();
}

function collector() {
  const sums = new Map<string, { readonly account: string; readonly taxType: string; net: Decimal; tax: Decimal }>();
  return {
    add(account: string, taxType: string, net: Decimal, tax: Decimal): void {
      const key = `${account}\n${taxType}`;
      const sum = sums.get(key);
      if (sum === undefined) {
        sums.set(key, { account, taxType, net, tax });
        return;
      }
      sum.net = add(sum.net, net);
      sum.tax = add(sum.tax, tax);
    },
    result: (): readonly LineSum[] =>
      Array.from(sums.values(), ({ account, taxType, net, tax }) => [
        account,
        taxType,
        formatFixed(net, 2),
        formatFixed(tax, 2),
      ]),
  };
}
