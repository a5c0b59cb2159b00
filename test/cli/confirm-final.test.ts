/** What cannot be undone is said and counted before it is done, and asked for at a terminal where the organisation is live. */

import { describe, expect, test } from 'vitest';
import { INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';
import { CUSTOM, openServer } from '../support/connecting.ts';

const VOID = (org: string) => `org: ${org}
void: Invoices
source: { file: list.csv }
columns: { InvoiceNumber: Number }
`;
const QUESTION = 'This cannot be undone: void 2 Invoices in Demo Company (UK) (london)? [y/N] ';

async function twoInvoices() {
  const [line, server] = [await openCommandLine(), await openServer()];
  await line.runIn({ env: CUSTOM }, 'connect', '--custom', ...server.at, '--as', 'london');
  const job = invoicesJob().replace('org: sandbox-gb', 'org: london');
  await line.write({ 'job.yaml': job, 'invoices.csv': INVOICES, 'void.yaml': VOID('london') });
  await line.run('run', 'job.yaml', '--yes', '--out', 'made');
  const rows = await line.table('made/report.csv');
  const numbers = [...new Set(rows.map((row) => row['Xero Number']!))].slice(0, 2);
  await line.write({ 'list.csv': `Number\n${numbers.join('\n')}\n` });
  const asked: string[] = [];
  const answering = (answer: string) => async (question: string) => {
    asked.push(question);
    return answer;
  };
  return { line, asked, answering };
}

describe('on a live organisation', () => {
  test('one question, with the count, comes after the checks; without a yes nothing is sent and every row says so', async () => {
    const { line, asked, answering } = await twoInvoices();
    const refused = await line.runIn({ ask: answering('n') }, 'run', 'void.yaml', '--out', 'no');
    expect(asked).toEqual([QUESTION]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('Nothing was sent.');
    const rows = await line.table('no/report.csv');
    expect(rows.map((row) => row.Status)).toEqual(['UNSENT', 'UNSENT']);
    expect(rows[0]!.Message).toContain('the run as a whole was refused');
    const done = await line.runIn({ ask: answering('y') }, 'run', 'void.yaml', '--out', 'yes');
    expect(done.code).toBe(0);
    const again = await line.runIn({ ask: answering('n') }, 'run', 'void.yaml', '--out', 'again');
    expect(again.code).toBe(0);
    expect(asked).toHaveLength(2);
    expect((await line.table('again/report.csv')).map((row) => row.Status)).toEqual(['SKIPPED', 'SKIPPED']);
  });

  test('with nobody to ask it needs --yes, and says what it does', async () => {
    const { line } = await twoInvoices();
    expect(await line.run('run', 'void.yaml')).toMatchObject({ code: 1, out: '' });
    const done = await line.run('run', 'void.yaml', '--yes');
    expect(done.code).toBe(0);
    expect(done.err).toContain('About to void 2 Invoices in Demo Company (UK) (london): this cannot be undone.');
  });
});

test('a check of it asks nothing', async () => {
  const { line, asked, answering } = await twoInvoices();
  const checked = await line.runIn({ ask: answering('n') }, 'check', 'void.yaml');
  expect(checked.code, checked.out).toBe(0);
  expect(checked.err).toContain('A run would void 2 Invoices in Demo Company (UK) (london): this cannot be undone.');
  expect(asked).toEqual([]);
});

test('journals that an import posts are counted, drafts are not, and a second run asks no more', async () => {
  const line = await openCommandLine();
  const job = `org: sandbox-gb
import: ManualJournals
source: { file: journals.csv, dates: iso }
group: { column: No }
columns: { Narration: Text, Date: Date, LineAmountTypes: { value: NoTax }, Status: State }
lines: { LineAmount: Amount, AccountCode: Account }
`;
  const journal = (no: string, state: string) =>
    [`${no},Accrual ${no},2026-10-31,${state},5.00,429`, `${no},Accrual ${no},2026-10-31,${state},-5.00,805`].join(
      '\n',
    );
  const rows = [journal('1', 'POSTED'), journal('2', 'DRAFT'), journal('3', 'POSTED')];
  await line.write({ 'job.yaml': job, 'journals.csv': `No,Text,Date,State,Amount,Account\n${rows.join('\n')}\n` });
  const said = 'About to post 2 ManualJournals in Demo Company (UK) (sandbox-gb): this cannot be undone.';
  const first = await line.run('run', 'job.yaml');
  expect([first.code, first.err.includes(said)]).toEqual([0, true]);
  const again = await line.run('run', 'job.yaml');
  expect([again.code, again.err.includes('cannot be undone')]).toEqual([0, false]);
});
