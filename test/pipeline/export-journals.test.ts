/** Journals out of Xero: a row a line, in the order of their numbers, whatever their count; again only what is new. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exported } from '../support/exporting.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';

const job = (more = '') => `org: sandbox-gb
export: Journals
columns: { JournalNumber: No, JournalDate: Date, SourceType: Source }
lines: { AccountCode: Account, NetAmount: Net, TaxAmount: Tax, Tracking.Region: Region }
order: [JournalNumber]
${more.includes('output:') ? '' : 'output: { file: out.csv, totals: [Net] }\n'}${more}`;

async function post(workspace: Workspace, from: number, to: number): Promise<void> {
  const Invoices = Array.from({ length: to - from + 1 }, (_, at) => ({
    Type: 'ACCREC',
    Status: 'AUTHORISED',
    InvoiceNumber: `J-${from + at}`,
    Contact: { Name: 'Bayside Club' },
    Date: '2026-10-05',
    DueDate: '2026-10-31',
    LineAmountTypes: 'Exclusive',
    LineItems: [
      {
        Description: 'Advice',
        Quantity: 1,
        UnitAmount: 100,
        AccountCode: '200',
        TaxType: 'OUTPUT2',
        Tracking: [{ Name: 'Region', Option: 'North' }],
      },
    ],
  }));
  await workspace.put('PUT', 'Invoices?summarizeErrors=false', { Invoices });
}

async function rows(workspace: Workspace): Promise<readonly string[]> {
  const text = await readFile(join(workspace.folder, 'out.csv'), 'utf8');
  return text.replace('\uFEFF', '').trim().split(/\r?\n/).slice(1);
}

const asked = (workspace: Workspace, from: number) =>
  workspace.gate.calls.slice(from).flatMap(({ path, query }) => (path.endsWith('/Journals') ? [query.toString()] : []));

test('two hundred and fifty journals come in the order of their numbers, by offset', async () => {
  const workspace = await openWorkspace();
  await post(workspace, 1, 250);
  const before = workspace.gate.calls.length;
  const [table] = await exported(workspace, job());
  expect(table).toMatchObject({ records: 250, rows: 750, totals: { Net: '0.00' } });
  expect(asked(workspace, before)).toEqual(['', 'offset=100', 'offset=200', 'offset=250']);
  expect((await rows(workspace)).slice(0, 4)).toEqual([
    '1,2026-10-05,ACCREC,610,120.00,0.00,',
    '1,2026-10-05,ACCREC,200,-100.00,-20.00,North',
    '1,2026-10-05,ACCREC,820,-20.00,0.00,',
    '2,2026-10-05,ACCREC,610,120.00,0.00,',
  ]);
});

test.each([
  ['{ above: 4 }', ['5', '6'], 'offset=4'],
  ['{ from: 5 }', ['5', '6'], 'offset=4'],
  ['{ from: 2, to: 3 }', ['2', '3'], 'offset=1'],
])('numbers %s are asked for by the offset', async (range, numbers, query) => {
  const workspace = await openWorkspace();
  await post(workspace, 1, 6);
  const before = workspace.gate.calls.length;
  await exported(workspace, job(`filter: { JournalNumber: ${range} }\n`));
  expect([...new Set((await rows(workspace)).map((row) => row.split(',')[0]))]).toEqual(numbers);
  expect(asked(workspace, before)[0]).toBe(query);
});

test('on a cash basis what is paid alone comes', async () => {
  const workspace = await openWorkspace();
  await post(workspace, 1, 2);
  await workspace.put('PUT', 'Payments', {
    Invoice: { InvoiceNumber: 'J-1' },
    Account: { Code: '090' },
    Amount: 60,
    Date: '2026-10-09',
  });
  await exported(workspace, job('filter: { paymentsOnly: true }\n'));
  expect(await rows(workspace)).toEqual([
    '3,2026-10-09,ACCRECPAYMENT,090,60.00,0.00,',
    '3,2026-10-09,ACCRECPAYMENT,200,-50.00,-10.00,North',
    '3,2026-10-09,ACCRECPAYMENT,820,-10.00,0.00,',
  ]);
});

test('what is new since the last run is added once', async () => {
  const workspace = await openWorkspace();
  const since = job('since: last-run\noutput: { file: out.csv, mode: append }\n');
  await post(workspace, 1, 2);
  await exported(workspace, since);
  await post(workspace, 3, 3);
  await exported(workspace, since);
  await exported(workspace, since);
  expect((await rows(workspace)).map((row) => row.split(',')[0]).join('')).toBe('111222333');
});

test('a check of a full first page says that there may be more', async () => {
  const workspace = await openWorkspace();
  await post(workspace, 1, 99);
  const [few] = await exported(workspace, job(), 'check');
  expect(few).toMatchObject({ records: 99, calls: 1 });
  expect(few?.atLeast).toBeUndefined();
  await post(workspace, 100, 120);
  expect(await exported(workspace, job(), 'check')).toMatchObject([{ records: 100, calls: 1, atLeast: true }]);
});
