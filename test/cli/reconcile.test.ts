/** Reconciliations from the command line: what is said, what is left behind, and the exit codes. */

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';

const LEDGER = `
reconcile: Invoices
org: sandbox-gb
source: { file: ledger.csv, dates: iso }
columns: { InvoiceNumber: Doc, Total: Gross }
output: { file: "out/{org}-{today}.xlsx" }
`;

const FILES = {
  'job.yaml': invoicesJob(),
  'invoices.csv': INVOICES,
  'ledger.yaml': LEDGER,
  'import.yaml': 'reconcile: Invoices\norg: sandbox-gb\nsource: { run: last }\noutput: { file: out/import.xlsx }\n',
  'ledger.csv': 'Doc,Gross\nA-1,120.00\nA-2,240.00\nA-3,360.00\n',
};

async function imported(files: Readonly<Record<string, string>> = {}) {
  const line = await openCommandLine();
  await line.write({ ...FILES, ...files });
  expect((await line.run('run', 'job.yaml', '--out', 'imported')).code).toBe(0);
  return line;
}

describe('a reconciliation', () => {
  test('of an import passes with 0, and leaves run.json, the workbook and no rows behind', async () => {
    const { run, summary, folder } = await imported();
    const { code, out, err } = await run('run', 'import.yaml', '--out', 'proof');
    expect({ code, err }).toEqual({ code: 0, err: 'Reads from Demo Company (UK) (sandbox-gb, a local sandbox).\n' });
    expect(out).toMatch(/PASS/);
    expect(out).toMatch(/out\/import\.xlsx\n$/);
    expect(await summary('proof/run.json')).toMatchObject({
      entity: 'Invoices',
      exitCode: 0,
      rows: { OK: 3, ERROR: 0 },
      totals: { 'Total (sheet)': '720.00', 'Total (Xero)': '720.00' },
    });
    const left = (await readdir(join(folder, '.rowpost', 'runs'))).filter(
      (name) => name.endsWith('.reconcile') || name.includes('.spool'),
    );
    expect(left).toEqual([]);
  });

  test('of an import whose file was changed since says so; without an import there is nothing to prove', async () => {
    const { run, write, read, summary } = await imported({
      'credits.yaml': FILES['import.yaml'].replace('Invoices', 'CreditNotes'),
    });
    await write({ 'invoices.csv': `${await read('invoices.csv')}\n` });
    const { code, out } = await run('run', 'import.yaml');
    expect(code).toBe(0);
    const { runId } = await summary('imported/run.json');
    await write({ 'elsewhere.yaml': FILES['import.yaml'].replace('-gb', '-au').replace('last', runId) });
    expect(await run('run', 'elsewhere.yaml')).toMatchObject({
      code: 1,
      err: expect.stringContaining(`The run ${runId} imported into sandbox-gb, and this job reconciles sandbox-au.`),
    });
    expect(out).toContain('  source: invoices.csv is gone or was changed since it was imported\n');
    expect(await run('run', 'credits.yaml')).toMatchObject({
      code: 1,
      err: expect.stringContaining('No import of CreditNotes into sandbox-gb is in this workspace.'),
    });
  });

  test('that finds differences ends with 6, and prints run.json with --json', async () => {
    const { run, summary } = await imported({ 'ledger.csv': 'Doc,Gross\nA-1,120.00\nA-2,241.00\nA-4,10.00\n' });
    const { code, out } = await run('run', 'ledger.yaml', '--out', 'proof', '--json');
    expect(code).toBe(6);
    expect(JSON.parse(out)).toEqual(await summary('proof/run.json'));
    expect(JSON.parse(out).findings).toEqual({
      'reconcile/amount': 1,
      'reconcile/only-in-sheet': 1,
      'reconcile/only-in-xero': 1,
    });
    expect(JSON.parse(out).output.path).toMatch(/out\/sandbox-gb-\d{4}-\d\d-\d\d\.xlsx$/);
    expect((await run('runs')).out).toMatch(/reconcile .*ledger/);
  });

  test('of cells that cannot be read is refused with 2, and a check reads the sheet alone', async () => {
    const { run, read } = await imported({ 'ledger.csv': 'Doc,Gross\nA-1,120.00\nA-2,2x\n' });
    const { code, out } = await run('run', 'ledger.yaml', '--out', 'proof');
    expect(code).toBe(2);
    expect(out).toMatch(/ledger\.csv:3 {2}ERROR map\//);
    expect(out).toMatch(/not reconciled, since 1 cell of the sheet cannot be read/);
    expect(await read('proof/unreadable.csv')).toContain(',3,Gross,2x,');
    expect((await run('check', 'ledger.yaml', '--out', 'proof')).code).toBe(2);
    const better = await run('check', 'ledger.yaml', '--input', 'invoices.csv');
    expect(better.code).toBe(1);
  });

  test('knows none of the options of imports, and names the imports that there are', async () => {
    const { run } = await imported({ 'import.yaml': FILES['import.yaml'].replace('last', '20200101-000000-aaaa') });
    expect(await run('run', 'ledger.yaml', '--limit', '3')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/--limit: a reconciliation/),
    });
    expect(await run('run', 'import.yaml')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/There is no run 20200101/),
    });
  });
});
