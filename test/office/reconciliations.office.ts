/** The workbooks of reconciliations: what LibreOffice computes from their sheets is what the program found, to the cent. */

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reconciliation } from '../../src/model/reconciliation.ts';
import { reconciliationSheets } from '../../src/report/reconciliation/reconciliation-sheets.ts';
import { writeWorkbook } from '../../src/tabular/write-workbook.ts';
import { runJob } from '../examples/run-job.ts';
import { formulasOf } from '../support/formulas-of.ts';
import { differing, made, pairOf, singleOf } from '../support/made-reconciliation.ts';
import { openInOffice } from '../support/open-in-office.ts';
import { reconcile } from '../support/reconciling.ts';
import { openWorkspace } from '../support/workspace.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpost-reconciliations-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Every formula's computed text as a plain one, beside the stored result. */
async function computed(path: string) {
  const [formulas, sheets] = [await formulasOf(path), await openInOffice(path)];
  const shown = formulas.map(({ sheet, row, column }) => sheets.get(sheet)?.[row - 1]?.[column - 1] ?? 'nothing');
  return {
    count: formulas.length,
    office: formulas.map(({ sheet, formula }, at) => [sheet, formula, plain(shown[at]!)]),
    stored: formulas.map(({ sheet, formula, result }) => [sheet, formula, plain(String(result))]),
  };
}

/** `1234.5` of `1,234.50 `. */
function plain(shown: string): string {
  const text = shown.trim().replaceAll(',', '');
  return text !== '' && Number.isFinite(Number(text)) ? String(Number(text)) : text;
}

async function written(name: string, reconciliation: Reconciliation, rowsASheet?: number): Promise<string> {
  const path = join(folder, name);
  await writeWorkbook(path, reconciliationSheets(reconciliation, rowsASheet));
  return path;
}

describe('the example jobs', () => {
  test('leave workbooks whose every formula comes to its stored result', async () => {
    for (const name of ['jobs', 'samples']) await cp(join(root, name), join(folder, name), { recursive: true });
    const run = (name: string) => runJob(join(folder, 'jobs', `${name}.yaml`), folder, `runs/${name}`);
    for (const name of ['import-approved-invoices', 'import-payments']) expect((await run(name)).code).toBe(0);
    expect((await run('reconcile-sales-ledger')).code).toBe(6);
    expect((await run('reconcile-receivables')).code).toBe(0);
    for (const name of ['reconciliation-sales-ledger.xlsx', 'receivables-2026-10-31.xlsx']) {
      const { count, office, stored } = await computed(join(folder, 'out', name));
      expect(count).toBeGreaterThan(20);
      expect(office).toEqual(stored);
    }
  });
});

describe('a ledger', () => {
  const line = (net: number) => ({
    Description: 'Goods',
    Quantity: 1,
    UnitAmount: net,
    AccountCode: '200',
    TaxType: 'OUTPUT2',
  });
  const invoice = (number: string, contact: string, net: number, more: object = {}) => ({
    ...{ Type: 'ACCREC', InvoiceNumber: number, Contact: { Name: contact }, Date: '2026-10-01', DueDate: '2026-10-31' },
    ...{ LineAmountTypes: 'Exclusive', Status: 'AUTHORISED', LineItems: [line(net), line(0.1)] },
    ...more,
  });
  const JOB = `
reconcile: Receivables
org: sandbox-gb
as-at: 2026-10-31
source: { file: open.csv, dates: iso }
match: [Total, Contact.Name]
columns: { Number: Doc, Contact.Name: Customer, Total: Gross, AmountDue: Outstanding }
output: { file: out/open.xlsx }
`;

  test('with every kind of finding computes to what was found', async () => {
    const space = await openWorkspace();
    const { Invoices } = await space.put('PUT', 'Invoices?summarizeErrors=false', {
      Invoices: [
        ...[invoice('A-1', 'Alpha', 100), invoice('A-2', 'Beta', 33.33), invoice('A-3', 'Gamma', 50)],
        ...[invoice('A-4', 'Delta', 70), invoice('A-5', 'Eta', 80, { CurrencyCode: 'EUR', CurrencyRate: 1.145 })],
        ...[invoice('A-6', 'Theta', 90), invoice('A-7', 'Iota', 11, { Date: '2026-11-02' })],
        invoice('A-8', 'Kappa', 12),
      ],
    });
    await space.put('POST', `Invoices/${Invoices[3].InvoiceID}`, { Invoices: [{ Status: 'VOIDED' }] });
    const found = await reconcile(space, JOB, {
      'open.csv': `Doc,Customer,Gross,Outstanding
A-1,Alpha,120.12,120.12
A-2,BETA,40.13,40.13
A-3,Gamma,60.12,-60.12
A-4,Delta,84.12,84.12
A-5,Eta,96.12,96.12
X-6,theta ltd,108.12,108.12
A-7,Iota,13.32,13.32
B-1,Lambda,5.00,5.00
B-1,Lambda,5.00,5.00
`,
    });
    const { counts, controlAccounts } = found.reconciliation;
    expect(counts).toMatchObject({ matched: 2, onlyInSheet: 2, onlyInXero: 1 });
    expect(controlAccounts).toHaveLength(1);
    const { office, stored } = await computed(found.path!);
    expect(stored.length).toBeGreaterThan(30);
    expect(office).toEqual(stored);
  });
});

describe('a workbook of several sheets of one kind', () => {
  test('adds up all of them, cent by cent where binary sums drift', async () => {
    const matched = Array.from({ length: 1000 }, (_, at) => pairOf(at + 2, '0.10'));
    const different = [
      differing(2000, '0.30', '0.10', '0.20', 'amount'),
      differing(2001, '5.01', '5.00', '0.01', 'rounding'),
    ];
    const path = await written(
      'several.xlsx',
      made({
        ...{ matched, different, onlyInSheet: [singleOf('sheet', 3000, '7.07')], onlyInXero: [] },
        further: {
          controlTotals: [
            { name: 'Documents', sheet: '1003', xero: '1002' },
            { name: 'Total', sheet: '112.38', xero: '105.10' },
          ],
          causes: [
            { cause: 'amount', count: 1, sum: '0.20' },
            { cause: 'rounding', count: 1, sum: '0.01' },
          ],
        },
      }),
      300,
    );
    const { office, stored } = await computed(path);
    expect(office).toEqual(stored);
    expect(stored.find(([, formula]) => formula?.startsWith('IF('))?.[2]).toBe('FAIL');
  });

  test('leaves out what does not count in Xero', async () => {
    const pair = differing(5, '120.00', '120.00', '120.00', 'status');
    const voided = {
      ...pair,
      xero: { ...pair.xero, counts: false as const },
      differences: pair.differences.map((one) => ({ ...one, xero: 'VOIDED' })),
    };
    const controlTotals = [
      { name: 'Documents', sheet: '2', xero: '1' },
      { name: 'Total', sheet: '121.50', xero: '1.50' },
    ];
    const causes = [{ cause: 'status' as const, count: 1, sum: '120.00' }];
    const further = { controlTotals, causes };
    const { office, stored } = await computed(
      await written('voided.xlsx', made({ matched: [pairOf(4, '1.50')], different: [voided], further })),
    );
    expect(office).toEqual(stored);
  });

  test('says PASS by itself where nothing is left over, and FAIL where a sheet has a row more than was found', async () => {
    const matched = [pairOf(2, '1.00')];
    const passed = await computed(await written('passed.xlsx', made({ matched })));
    expect(passed.office).toEqual(passed.stored);
    expect(passed.office.map(([, , result]) => result)).toContain('PASS');
    const onlyInSheet = [singleOf('sheet', 9, '1.00')];
    const told = await computed(await written('told.xlsx', made({ matched, onlyInSheet, further: { passed: true } })));
    expect(told.stored.map(([, , result]) => result)).toContain('PASS');
    expect(told.office.map(([, , result]) => result)).toContain('FAIL');
  });
});
