/** Tax inside an inclusive amount that falls on half a cent: how Xero rounds it is not proven, so both ways are run. */

import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../support/workspace.ts';
import { csv, invoicesJob } from './sample-jobs.ts';

/** 20 % in 0.03: 0.03 - round(0.03 / 1.2) is 0.00, round(0.03 x 0.2 / 1.2) is 0.01. The others meet the same tie. */
const TIES = [
  { total: '0.03', net: '0.00', tax: '0.01' },
  { total: '0.09', net: '0.01', tax: '0.02' },
  { total: '0.15', net: '0.02', tax: '0.03' },
];
const RULES = ['net-rounded', 'tax-rounded'] as const;

const job = invoicesJob({ more: 'verify: { TotalTax: Tax }\n' }).replace('Exclusive', 'Inclusive');

function sheet(total: string, tax: string): string {
  return csv(`I-1,Basket Case,2026-10-05,Sweets,1,${total},${tax}`).replace('Price', 'Price,Tax');
}

describe.each(RULES)('where Xero computes %s', (rule) => {
  const by = (tie: (typeof TIES)[number], name: (typeof RULES)[number]) => (name === 'net-rounded' ? tie.net : tie.tax);

  test.each(TIES)('$total agrees with the books to the cent', async (tie) => {
    const workspace = await openWorkspace({
      settings: { inclusiveTax: rule },
      sandbox: { settings: { inclusiveTax: rule } },
    });
    const outcome = await workspace.run(job, sheet(tie.total, by(tie, rule)));
    expect(outcome.fates).toEqual(['OK']);
    const [invoice] = (await workspace.get('Invoices/I-1')).Invoices;
    expect(invoice.TotalTax).toBe(Number(by(tie, rule)));
  });

  test.each(TIES)('$total is sent with a warning where the column rounds the other way', async (tie) => {
    const other = rule === 'net-rounded' ? 'tax-rounded' : 'net-rounded';
    const workspace = await openWorkspace({
      settings: { inclusiveTax: other },
      sandbox: { settings: { inclusiveTax: rule } },
    });
    const outcome = await workspace.run(job, sheet(tie.total, by(tie, rule)));
    expect([outcome.code, outcome.fates]).toEqual([0, ['WARNING totals/inclusive-tie']]);
    expect(outcome.writes).toHaveLength(1);
  });

  test('a difference that no tie explains is an error', async () => {
    const workspace = await openWorkspace({
      settings: { inclusiveTax: rule },
      sandbox: { settings: { inclusiveTax: rule } },
    });
    const outcome = await workspace.run(job, sheet('0.15', '0.04'));
    expect([outcome.code, outcome.fates]).toEqual([2, ['ERROR totals/total-tax']]);
  });
});
