/** Verbs that change the status of records: looked up first, sent in bulk, and done once. */

import { describe, expect, test } from 'vitest';
import { openWorkspace, type Workspace } from '../support/workspace.ts';
import { csv, invoiceRows, invoicesJob } from './sample-jobs.ts';

const job = (verb: string, entity = 'Invoices', columns = 'InvoiceNumber: Number', more = '') => `
org: sandbox-gb
${verb}: ${entity}
columns: { ${columns} }
${more}`;
const ALREADY = 'SKIPPED duplicate/already-so';
const list = (...numbers: readonly string[]) => `Number\n${numbers.join('\n')}\n`;

async function statuses(workspace: Workspace, numbers: readonly string[]): Promise<readonly string[]> {
  const { Invoices } = await workspace.get(`Invoices?InvoiceNumbers=${numbers.join(',')}`);
  const byNumber = new Map(
    Invoices.map((each: { readonly InvoiceNumber: string; readonly Status: string }) => [
      each.InvoiceNumber,
      each.Status,
    ]),
  );
  return numbers.map((number) => byNumber.get(number) as string);
}

async function pay(workspace: Workspace, number: string, amount: number): Promise<string> {
  const Account = { Code: '090' };
  const body = { Invoice: { InvoiceNumber: number }, Account, Date: '2026-10-20', Amount: amount };
  return (await workspace.put('PUT', 'Payments', { Payments: [body] })).Payments[0].PaymentID;
}

test('a thousand invoices are voided by a few requests, and a second run passes all of them over', async () => {
  const workspace = await openWorkspace();
  await workspace.run(invoicesJob({ status: 'AUTHORISED' }), invoiceRows(1000));
  const numbers = invoiceRows(1000)
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(',')[0]!);
  const before = workspace.gate.calls.length;
  const outcome = await workspace.run(
    job('void', 'Invoices', 'InvoiceNumber: Number', 'send: { batch: 50 }'),
    list(...numbers),
  );
  expect(outcome.summary.rows).toMatchObject({ OK: 1000, ERROR: 0 });
  expect(outcome.writes).toHaveLength(20);
  expect(JSON.parse(outcome.writes[0]!.body).Invoices[0]).toEqual({
    InvoiceID: outcome.rows[0]!['Xero ID'],
    Status: 'VOIDED',
  });
  const looks = workspace.gate.calls
    .slice(before)
    .filter(({ method, path }) => method === 'GET' && path === '/Invoices');
  expect(looks.length).toBeLessThanOrEqual(2);
  expect(await statuses(workspace, ['I-0001', 'I-1000'])).toEqual(['VOIDED', 'VOIDED']);
  const again = await workspace.run(job('void'), list(...numbers));
  expect(again.summary.rows).toMatchObject({ SKIPPED: 1000, OK: 0 });
  expect(again.writes).toEqual([]);
});

describe('a state', () => {
  test('is not given to a bill that has come in place of one that an earlier run voided', async () => {
    const workspace = await openWorkspace();
    const LineItems = [{ Description: 'A', Quantity: 1, UnitAmount: 10, AccountCode: '400' }];
    const dates = { Date: '2026-10-01', DueDate: '2026-10-31', Status: 'AUTHORISED' };
    const bill = { Type: 'ACCPAY', InvoiceNumber: 'B-1', Contact: { Name: 'Boom FM' }, ...dates, LineItems };
    const enter = () => workspace.put('PUT', 'Invoices', { Invoices: [bill] });
    const task = job('void', 'Invoices', 'Type: { value: ACCPAY }, Contact: Supplier, InvoiceNumber: Number');
    const rows = 'Supplier,Number\nBoom FM,B-1\n';
    await enter();
    expect((await workspace.run(task, rows)).fates).toEqual(['OK']);
    expect((await workspace.run(task, rows)).fates).toEqual([ALREADY]);
    await enter();
    const refused = await workspace.run(task, rows);
    expect(refused.fates).toEqual(['ERROR duplicate/another-since']);
    expect(refused.writes).toEqual([]);
    expect((await workspace.run(task, rows, { again: true })).fates).toEqual(['OK']);
  });

  test('goes from draft to submitted to approved to void, each step once', async () => {
    const workspace = await openWorkspace();
    await workspace.run(invoicesJob(), csv('A-1,Boom FM,2026-10-01,A,1,1', 'A-2,Boom FM,2026-10-01,A,1,1'));
    for (const [verb, status] of [
      ['submit', 'SUBMITTED'],
      ['approve', 'AUTHORISED'],
      ['void', 'VOIDED'],
    ] as const) {
      const done = await workspace.run(job(verb), list('a-1', 'A-2'));
      expect(done.fates).toEqual(['OK', 'OK']);
      expect(done.writes).toHaveLength(1);
      expect(await statuses(workspace, ['A-1', 'A-2'])).toEqual([status, status]);
      expect((await workspace.run(job(verb), list('A-1', 'a-2'))).fates).toEqual([ALREADY, ALREADY]);
    }
  });

  test('that does not allow the verb is told with the remedy, and nothing is sent', async () => {
    const workspace = await openWorkspace();
    await workspace.run(invoicesJob(), csv('D-1,Boom FM,2026-10-01,A,1,1'));
    await workspace.run(
      invoicesJob({ status: 'AUTHORISED' }),
      csv('D-2,Boom FM,2026-10-01,A,1,1', 'D-3,Boom FM,2026-10-01,A,1,1'),
    );
    await pay(workspace, 'D-3', 1.2);
    const voided = await workspace.run(job('void'), list('D-1', 'D-2'));
    expect(voided.fates).toEqual(['ERROR resolve/not-allowed', 'UNSENT xero/not-sent']);
    expect(voided.rows[0]!.Message).toContain('`delete: Invoices`');
    const deleted = await workspace.run(job('delete'), list('D-2', 'D-3', 'D-9'));
    expect(deleted.fates).toEqual([
      'ERROR resolve/not-allowed',
      'ERROR resolve/not-allowed',
      'ERROR resolve/no-record',
    ]);
    expect(deleted.rows[0]!.Message).toContain('`void: Invoices`');
    expect([...voided.writes, ...deleted.writes]).toEqual([]);
    expect((await workspace.run(job('approve'), list('D-3'))).fates).toEqual([ALREADY]);
  });

  test('payments and credits that stand against a void are named, and taken back they allow it', async () => {
    const workspace = await openWorkspace();
    await workspace.run(invoicesJob({ status: 'AUTHORISED' }), csv('P-1,Boom FM,2026-10-01,A,1,100'));
    const payment = await pay(workspace, 'P-1', 20);
    const refused = await workspace.run(job('void'), list('P-1'));
    expect(refused.fates).toEqual(['ERROR resolve/settled']);
    expect(refused.rows[0]!.Message).toContain(`a payment of 20.00 on 2026-10-20 (PaymentID ${payment})`);
    expect(refused.rows[0]!.Message).toContain('`reverse: Payments`');
    await workspace.put('POST', `Payments/${payment}`, { Status: 'DELETED' });
    expect((await workspace.run(job('void'), list('P-1'))).fates).toEqual(['OK']);
  });
});

test('a record that several rows name is changed once; a number that means several is refused', async () => {
  const workspace = await openWorkspace();
  const bills = invoicesJob({ type: 'ACCPAY' });
  await workspace.run(
    bills,
    csv('B-1,Net Connect,2026-10-01,A,1,1', 'B-1,Boom FM,2026-10-01,A,1,1', 'B-2,Boom FM,2026-10-01,A,1,1'),
  );
  const several = await workspace.run(job('delete'), list('B-1'));
  expect(several.fates).toEqual(['ERROR duplicate/several']);
  expect(several.rows[0]!.Message).toContain('2 records');
  expect(several.rows[0]!.Message).toMatch(/Boom FM \S+ DRAFT \(ACCPAY [0-9a-f-]{36}\)/);
  const columns = 'InvoiceNumber: Number, Contact: From';
  const told = await workspace.run(
    job('delete', 'Invoices', columns),
    'Number,From\nB-1,Boom FM\nb-1,boom fm\nB-2,Boom FM\n',
  );
  expect(told.fates).toEqual(['OK', 'SKIPPED duplicate/same-record', 'OK']);
  expect(told.rows[1]!.Message).toContain('row 2');
  const { Invoices } = await workspace.get('Invoices?where=Status=="DRAFT"');
  expect(Invoices.map((each: { readonly Contact: { readonly Name: string } }) => each.Contact.Name)).toEqual([
    'Net Connect',
  ]);
});

test('contacts are archived and restored, by the list that is known already', async () => {
  const workspace = await openWorkspace();
  const before = workspace.gate.calls.length;
  const outcome = await workspace.run(job('archive', 'Contacts', 'Name: Number'), list('Boom FM', 'basket case'));
  expect(outcome.fates).toEqual(['OK', 'OK']);
  expect(outcome.writes.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /Contacts']);
  expect(workspace.gate.calls.slice(before).filter(({ path }) => path === '/Contacts')).toHaveLength(2);
  expect((await workspace.run(job('archive', 'Contacts', 'Name: Number'), list('Boom FM'))).fates).toEqual([ALREADY]);
  const restore = job('restore', 'Contacts', 'ContactID: Number');
  const ids = outcome.rows.map((row) => row['Xero ID']!);
  expect((await workspace.run(restore, list(...ids))).fates).toEqual(['OK', 'OK']);
  expect((await workspace.run(restore, list(...ids))).fates).toEqual([ALREADY, ALREADY]);
});

describe('an outcome in doubt', () => {
  test.each([
    ['the reply is lost after the work is done', { reset: 'after' as const }],
    ['the server fails before it', { status: 500, body: '{}' }],
    ['the connection breaks before it', { reset: 'before' as const }],
  ])('%s: the state tells, and no row stays unknown', async (_, disturbance) => {
    const workspace = await openWorkspace();
    await workspace.run(invoicesJob({ status: 'AUTHORISED' }), invoiceRows(3));
    let left = 1;
    workspace.gate.disturb(({ method }) => (method === 'POST' && left-- > 0 ? disturbance : undefined));
    const outcome = await workspace.run(job('void'), list('I-0001', 'I-0002', 'I-0003'));
    expect(outcome.fates).toEqual(['OK', 'OK', 'OK']);
    expect(await statuses(workspace, ['I-0001', 'I-0003'])).toEqual(['VOIDED', 'VOIDED']);
  });
});

test('control totals count the rows of an action', async () => {
  const workspace = await openWorkspace();
  await workspace.run(invoicesJob(), invoiceRows(2));
  const expecting = job('delete', 'Invoices', 'InvoiceNumber: Number', 'expect: { documents: 3 }');
  const outcome = await workspace.run(expecting, list('I-0001', 'I-0002'));
  expect(outcome.code).toBe(2);
  expect(outcome.writes).toEqual([]);
});
