/** Orders and quotes whose reply is lost: each is made once, with a number of its own or one of Xero's. */

import { expect, test } from 'vitest';
import { openWorkspace } from '../support/workspace.ts';

const job = (entity: string, number: string) => `
import: ${entity}
org: sandbox-gb
source: { dates: iso }
columns:
  ${number}: No
  Contact.Name: Who
  Date: Date
  Reference: Ref
  LineAmountTypes: { value: Exclusive }
lines: { Description: Item, Quantity: Qty, UnitAmount: Price }
group: { column: Ref }
send: { batch: 2 }
`;
/** The first two bear numbers, the others do not, and the last two differ in nothing but their reference. */
const INPUT = `No,Who,Date,Ref,Item,Qty,Price
N-1,Basket Case,2026-10-01,a,Paper,2,10.25
N-2,Boom FM,2026-10-02,b,Ink,1,20
,Basket Case,2026-10-01,c,Paper,2,10.25
,Basket Case,2026-10-01,d,Paper,2,10.25
`;
const LISTS = [
  ['PurchaseOrders', 'PurchaseOrderNumber'],
  ['Quotes', 'QuoteNumber'],
] as const;

test.each(LISTS.flatMap((list) => (['before', 'after'] as const).map((reset) => [...list, reset] as const)))(
  '%s with %s: calls break off %s the work',
  async (entity, number, reset) => {
    const workspace = await openWorkspace();
    const broken = new Set<string | undefined>();
    workspace.gate.disturb(({ method, key }) => {
      if (method !== 'PUT') return undefined;
      if (broken.size < 2) broken.add(key);
      return reset === 'after' || broken.has(key) ? { reset } : undefined;
    });
    const outcome = await workspace.run(job(entity, number), INPUT);
    expect(outcome.fates).toEqual(['OK', 'OK', 'OK', 'OK']);
    const records = (await workspace.get(entity))[entity];
    expect(records.map(({ Reference }: { readonly Reference: string }) => Reference).sort()).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
    expect(new Set(outcome.rows.map((row) => row['Xero ID'])).size).toBe(4);
  },
);
