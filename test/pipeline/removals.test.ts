/** What is done one call a record, what is removed for good, and credits that bank transactions leave. */

import { describe, expect, test } from 'vitest';
import { openWorkspace, type Workspace } from '../support/workspace.ts';
import { contactsJob, csv, invoicesJob } from './sample-jobs.ts';

const job = (head: string, columns: string, more = '') => `
org: sandbox-gb
${head}
columns: { ${columns} }
${more}`;
const list = (...cells: readonly string[]) => `Number\n${cells.join('\n')}\n`;
const DELETE_ITEMS = job('delete: Items', 'Code: Number');
const DELIVERED = 'SKIPPED duplicate/already-delivered';

async function items(workspace: Workspace, ...codes: readonly string[]): Promise<void> {
  await workspace.put('PUT', 'Items', { Items: codes.map((Code) => ({ Code, Name: Code })) });
}

describe('delete: Items', () => {
  test('removes each by a call of its own; what an earlier run removed is passed over, what came back goes when asked again', async () => {
    const workspace = await openWorkspace();
    await items(workspace, 'DEL-1', 'DEL-2');
    const outcome = await workspace.run(DELETE_ITEMS, list('del-1', 'DEL-2'));
    expect(outcome.fates).toEqual(['OK', 'OK']);
    expect(outcome.writes.map(({ method }) => method)).toEqual(['DELETE', 'DELETE']);
    const again = await workspace.run(DELETE_ITEMS, list('DEL-1', 'DEL-2'));
    expect(again.fates).toEqual([DELIVERED, DELIVERED]);
    await items(workspace, 'DEL-2');
    expect((await workspace.run(DELETE_ITEMS, list('DEL-1', 'DEL-2'))).fates).toEqual([
      DELIVERED,
      'ERROR duplicate/another-since',
    ]);
    expect((await workspace.run(DELETE_ITEMS, list('DEL-2'), { again: true })).fates).toEqual(['OK']);
    expect((await workspace.run(DELETE_ITEMS, list('DEL-9'))).fates).toEqual(['ERROR resolve/no-record']);
  });

  test.each([
    ['lost after the work was done', { reset: 'after' as const }],
    ['an error before it', { status: 503, body: 'away' }],
  ])('a reply that is %s: whether it is there still tells', async (_, disturbance) => {
    const workspace = await openWorkspace();
    await items(workspace, 'DEL-1');
    let times = 1;
    workspace.gate.disturb(({ method }) => (method === 'DELETE' && times-- > 0 ? disturbance : undefined));
    expect((await workspace.run(DELETE_ITEMS, list('DEL-1'))).fates).toEqual(['OK']);
    const { Items } = await workspace.get('Items?where=Code=="DEL-1"');
    expect(Items).toEqual([]);
  });
});

test('a thousand contacts are archived by twenty requests, and their states are known from the list', async () => {
  const workspace = await openWorkspace();
  const names = Array.from({ length: 1000 }, (_, index) => `Mass ${index + 1}`);
  await workspace.run(contactsJob(), `Name,Phone\n${names.map((name) => `${name},1`).join('\n')}\n`);
  const before = workspace.gate.calls.length;
  const archive = job('archive: Contacts', 'Name: Number', 'send: { batch: 50 }');
  const outcome = await workspace.run(archive, list(...names));
  expect(outcome.summary.rows).toMatchObject({ OK: 1000 });
  expect(outcome.writes).toHaveLength(20);
  expect(workspace.gate.calls.length - before).toBeLessThan(30);
  expect((await workspace.run(archive, list(...names))).summary.rows).toMatchObject({ SKIPPED: 1000 });
});

describe.each(['Prepayments', 'Overpayments'])('%s', (entity) => {
  const singular = entity.slice(0, -1);
  const id = `${singular}ID`;

  async function credit(workspace: Workspace): Promise<string> {
    const [account] = (await workspace.get('Accounts?where=Code=="090"')).Accounts;
    const body = {
      Type: `RECEIVE-${singular.toUpperCase()}`,
      Contact: { Name: 'Boom FM' },
      BankAccount: { AccountID: account.AccountID },
      Date: '2026-10-02',
      LineAmountTypes: 'NoTax',
      LineItems: [
        { Description: 'Early', Quantity: 1, UnitAmount: 60, AccountCode: entity === 'Prepayments' ? '200' : '610' },
      ],
    };
    return (await workspace.put('PUT', 'BankTransactions', { BankTransactions: [body] })).BankTransactions[0][id];
  }

  test('are set against invoices by their ID, and that is taken back', async () => {
    const workspace = await openWorkspace();
    await workspace.run(invoicesJob({ status: 'AUTHORISED' }), csv('A-1,Boom FM,2026-10-01,A,1,100'));
    const own = await credit(workspace);
    const allocate = job(`allocate: ${entity}`, `${id}: Credit, Invoice: Invoice, Amount: Amount`);
    const outcome = await workspace.run(allocate, `Credit,Invoice,Amount\n${own},A-1,25.50\n`);
    expect(outcome.fates).toEqual(['OK']);
    const due = async () => (await workspace.get('Invoices/A-1')).Invoices[0].AmountDue;
    expect(await due()).toBe(94.5);
    const refused = await workspace.run(job('void: Invoices', 'InvoiceNumber: Number'), list('A-1'));
    expect(refused.fates).toEqual(['ERROR resolve/settled']);
    expect(refused.rows[0]!.Message).toContain(`25.50 of ${singular.toLowerCase()} ${own}`);
    const remove = job('delete: Allocations', `${singular}.${id}: Credit`);
    expect((await workspace.run(remove, `Credit\n${own}\n`)).fates).toEqual(['OK']);
    expect(await due()).toBe(120);
  });
});

test('a credit note that is set against something is voided only once that is taken back', async () => {
  const workspace = await openWorkspace();
  await workspace.run(invoicesJob({ status: 'AUTHORISED' }), csv('A-1,Boom FM,2026-10-01,A,1,100'));
  const body = {
    ...{ Type: 'ACCRECCREDIT', CreditNoteNumber: 'CN-1', Contact: { Name: 'Boom FM' }, Date: '2026-10-02' },
    ...{ Status: 'AUTHORISED', LineAmountTypes: 'NoTax' },
    LineItems: [{ Description: 'Back', Quantity: 1, UnitAmount: 30, AccountCode: '200' }],
  };
  await workspace.put('PUT', 'CreditNotes', { CreditNotes: [body] });
  const Allocations = [{ Invoice: { InvoiceNumber: 'A-1' }, Amount: 30 }];
  await workspace.put('PUT', 'CreditNotes/CN-1/Allocations', { Allocations });
  const voiding = job('void: CreditNotes', 'CreditNoteNumber: Number');
  const refused = await workspace.run(voiding, list('CN-1'));
  expect(refused.fates).toEqual(['ERROR resolve/settled']);
  expect(refused.rows[0]!.Message).toContain('30.00 set against A-1');
  await workspace.run(job('delete: Allocations', 'CreditNote: Number'), list('CN-1'));
  expect((await workspace.run(voiding, list('CN-1'))).fates).toEqual(['OK']);
});

test('a run that broke off goes on where it stood, and does nothing twice', async () => {
  const workspace = await openWorkspace();
  await workspace.run(
    invoicesJob(),
    csv('A-1,Boom FM,2026-10-01,A,1,1', 'A-2,Boom FM,2026-10-01,A,1,1', 'A-3,Boom FM,2026-10-01,A,1,1'),
  );
  let writes = 0;
  workspace.gate.disturb(({ method }) => {
    if (method !== 'POST') return undefined;
    writes += 1;
    return writes === 2 ? { reset: 'before' } : writes > 2 ? { status: 401, body: '{}' } : undefined;
  });
  const submitting = job('submit: Invoices', 'InvoiceNumber: Number', 'send: { batch: 1 }');
  const broken = await workspace.run(submitting, list('A-1', 'A-2', 'A-3'));
  expect(broken.code).toBeGreaterThanOrEqual(3);
  workspace.gate.disturb(() => undefined);
  const resumed = await workspace.resume();
  expect(resumed.fates).toEqual(['OK', 'OK', 'OK']);
  const { Invoices } = await workspace.get('Invoices?InvoiceNumbers=A-1,A-2,A-3');
  expect(Invoices.map((each: { readonly Status: string }) => each.Status)).toEqual([
    'SUBMITTED',
    'SUBMITTED',
    'SUBMITTED',
  ]);
});
