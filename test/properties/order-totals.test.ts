/** What rowpost computes of orders and quotes is, to the cent, what the sandbox's own arithmetic makes of them. */

import { expect, test } from 'vitest';
import fc from '../support/seeded.ts';
import { openWorkspace } from '../support/workspace.ts';

const TAXES = ['INPUT2', 'RRINPUT', 'ZERORATEDINPUT'] as const;
const SALES = ['OUTPUT2', 'RROUTPUT', 'ZERORATEDOUTPUT'] as const;

const decimal = (most: number, places: number) =>
  fc.bigInt(1n, BigInt(most) * 10n ** BigInt(places)).map((units) => {
    const digits = units.toString().padStart(places + 1, '0');
    return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  });

const line = (places: number) =>
  fc.record({
    quantity: decimal(500, 4),
    price: decimal(900, places),
    rate: fc.oneof(fc.constant(''), decimal(99, 2)),
    tax: fc.nat(2),
  });

const KINDS = [
  ['PurchaseOrders', 'PurchaseOrderNumber', 4, TAXES, '310'],
  ['Quotes', 'QuoteNumber', 2, SALES, '200'],
] as const;

test.each(KINDS.flatMap((kind) => (['Exclusive', 'Inclusive'] as const).map((types) => [...kind, types] as const)))(
  '%s by %s with %i places: totals agree (%s, account %s, %s)',
  async (entity, number, places, taxes, account, types) => {
    const documents = fc.sample(fc.array(line(places), { minLength: 1, maxLength: 4 }), 60);
    const workspace = await openWorkspace();
    const job = `
import: ${entity}
org: sandbox-gb
source: { dates: iso, numbers: "1,234.56" }
columns:
  ${number}: No
  Contact.Name: { value: Basket Case }
  Date: { value: 2026-10-01 }
  LineAmountTypes: { value: ${types} }
lines: { Description: { value: A }, Quantity: Qty, UnitAmount: Price, DiscountRate: Off, TaxType: Tax, AccountCode: { value: "${account}" } }
`;
    const rows = documents.flatMap((lines, at) =>
      lines.map(({ quantity, price, rate, tax }) => `D${at},${quantity},${price},${rate},${taxes[tax]}`),
    );
    const outcome = await workspace.run(job, `No,Qty,Price,Off,Tax\n${rows.join('\n')}\n`);
    expect(new Set(outcome.fates)).toEqual(new Set(['OK']));
    const records: readonly Readonly<Record<string, number>>[] = (await workspace.get(`${entity}?pageSize=1000`))[
      entity
    ];
    expect(records).toHaveLength(60);
    for (const field of ['SubTotal', 'TotalTax', 'Total']) {
      const cents = records.reduce((sum, record) => sum + Math.round((record[field] ?? 0) * 100), 0);
      expect([field, outcome.summary.totals[field]]).toEqual([field, (cents / 100).toFixed(2)]);
    }
  },
);
