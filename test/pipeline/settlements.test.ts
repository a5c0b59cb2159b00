/** Payments taken back, credits set against invoices, and these allocations taken back again. */

import { describe, expect, test } from 'vitest';
import type { Call } from '../support/gate.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';
import { csv, invoicesJob } from './sample-jobs.ts';

const job = (head: string, columns: string, more = '') => `
org: sandbox-gb
${head}
source: { dates: iso }
columns: { ${columns} }
${more}`;
const BY_INVOICE = job('reverse: Payments', 'InvoiceNumber: Invoice, Amount: Amount, Date: Date');
const ALLOCATE = job('allocate: CreditNotes', 'CreditNoteNumber: Credit, Invoice: Invoice, Amount: Amount');
const REMOVE = job('delete: Allocations', 'CreditNote: Credit, Invoice: Invoice, Amount: Amount');
const ALREADY = 'SKIPPED duplicate/already-so';
const DELIVERED = 'SKIPPED duplicate/already-delivered';
const story = (calls: readonly Call[]) =>
  calls.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}/g, 'ID')}`);

async function approved(workspace: Workspace, ...rows: readonly string[]): Promise<void> {
  await workspace.run(invoicesJob({ status: 'AUTHORISED' }), csv(...rows));
}

async function pay(workspace: Workspace, number: string, amount: number, day = '2026-10-20'): Promise<string> {
  const Account = { Code: '090' };
  const body = { Invoice: { InvoiceNumber: number }, Account, Date: day, Amount: amount };
  return (await workspace.put('PUT', 'Payments', { Payments: [body] })).Payments[0].PaymentID;
}

async function credit(workspace: Workspace, number: string, amount: number, more: object = {}): Promise<string> {
  const line = { Description: 'Back', Quantity: 1, UnitAmount: amount, AccountCode: '200', TaxType: 'NONE' };
  const body = {
    Type: 'ACCRECCREDIT',
    CreditNoteNumber: number,
    Contact: { Name: 'Boom FM' },
    Date: '2026-10-02',
    Status: 'AUTHORISED',
    LineAmountTypes: 'NoTax',
    LineItems: [line],
    ...more,
  };
  return (await workspace.put('PUT', 'CreditNotes', { CreditNotes: [body] })).CreditNotes[0].CreditNoteID;
}

async function due(workspace: Workspace, number: string): Promise<number> {
  return (await workspace.get(`Invoices/${number}`)).Invoices[0].AmountDue;
}

async function left(workspace: Workspace, number: string): Promise<number> {
  return (await workspace.get(`CreditNotes/${number}`)).CreditNotes[0].RemainingCredit;
}

describe('reverse: Payments', () => {
  test('by invoice, amount and day, or by ID; the invoice is due again, and a second run passes all over', async () => {
    const workspace = await openWorkspace();
    await approved(workspace, 'R-1,Boom FM,2026-10-01,A,1,100', 'R-2,Boom FM,2026-10-01,A,1,50');
    const first = await pay(workspace, 'R-1', 20);
    await pay(workspace, 'R-1', 30);
    await pay(workspace, 'R-2', 60);
    const input = 'Invoice,Amount,Date\nR-1,20.00,2026-10-20\nr-2,,\n';
    const outcome = await workspace.run(BY_INVOICE, input);
    expect(outcome.fates).toEqual(['OK', 'OK']);
    expect(story(outcome.writes)).toEqual(['POST /Payments/ID', 'POST /Payments/ID']);
    expect(outcome.rows[0]!['Xero ID']).toBe(first);
    expect(JSON.parse(outcome.writes[0]!.body)).toEqual({ Status: 'DELETED' });
    expect([await due(workspace, 'R-1'), await due(workspace, 'R-2')]).toEqual([90, 60]);
    const again = await workspace.run(BY_INVOICE, input);
    expect(again.fates).toEqual([DELIVERED, DELIVERED]);
    expect(again.writes).toEqual([]);
    const byId = await workspace.run(job('reverse: Payments', 'PaymentID: Payment'), `Payment\n${first}\n`);
    expect(byId.fates).toEqual([ALREADY]);
  });

  test('a payment that was entered anew since is not taken back by the same row, unless it is asked for', async () => {
    const workspace = await openWorkspace();
    await approved(workspace, 'R-1,Boom FM,2026-10-01,A,1,100');
    const wrong = await pay(workspace, 'R-1', 20);
    const input = 'Invoice,Amount,Date\nR-1,20.00,2026-10-20\n';
    expect((await workspace.run(BY_INVOICE, input)).fates).toEqual(['OK']);
    const right = await pay(workspace, 'R-1', 20);
    const refused = await workspace.run(BY_INVOICE, input);
    expect(refused.fates).toEqual(['ERROR duplicate/another-since']);
    for (const id of [wrong, right]) expect(refused.rows[0]!.Message).toContain(id);
    expect(await due(workspace, 'R-1')).toBe(100);
    expect((await workspace.run(BY_INVOICE, input, { again: true })).fates).toEqual(['OK']);
    expect(await due(workspace, 'R-1')).toBe(120);
  });

  test('several that fit, none that fits, and an unknown invoice are refused', async () => {
    const workspace = await openWorkspace();
    await approved(workspace, 'R-1,Boom FM,2026-10-01,A,1,100', 'R-2,Boom FM,2026-10-01,A,1,50');
    await pay(workspace, 'R-1', 20);
    await pay(workspace, 'R-1', 20, '2026-10-21');
    const outcome = await workspace.run(
      BY_INVOICE,
      'Invoice,Amount,Date\nR-1,20,\nR-1,21,\nR-2,,\nR-9,,\nR-1,20,2026-10-21\n',
    );
    expect(outcome.fates).toEqual([
      'ERROR resolve/several-there',
      'ERROR resolve/none-there',
      'ERROR resolve/none-there',
      'ERROR resolve/no-record',
      'UNSENT xero/not-sent',
    ]);
    expect(outcome.rows[0]!.Message).toContain('20.00 on 2026-10-21');
    expect(outcome.rows[1]!.Message).toContain('no payment of 21.00');
    expect(outcome.writes).toEqual([]);
  });

  test('one of a batch payment is taken back with its batch', async () => {
    const workspace = await openWorkspace();
    await approved(workspace, 'R-1,Boom FM,2026-10-01,A,1,100');
    const { InvoiceID } = (await workspace.get('Invoices/R-1')).Invoices[0];
    const { AccountID } = (await workspace.get('Accounts?where=Code=="090"')).Accounts[0];
    const batch = { Account: { AccountID }, Date: '2026-10-20', Payments: [{ Invoice: { InvoiceID }, Amount: 10 }] };
    const made = await workspace.put('PUT', 'BatchPayments', { BatchPayments: [batch] });
    const outcome = await workspace.run(BY_INVOICE, 'Invoice,Amount,Date\nR-1,,\n');
    expect(outcome.fates).toEqual(['ERROR resolve/not-allowed']);
    expect(outcome.rows[0]!.Message).toContain(made.BatchPayments[0].BatchPaymentID);
    expect(outcome.rows[0]!.Message).toContain('`reverse: BatchPayments`');
  });
});

describe('allocate and take back', () => {
  test('credits go to invoices as far as they reach; a second run sends nothing', async () => {
    const workspace = await openWorkspace();
    await approved(workspace, 'A-1,Boom FM,2026-10-01,A,1,100', 'A-2,Boom FM,2026-10-01,A,1,50');
    await credit(workspace, 'CN-1', 80);
    const input = 'Credit,Invoice,Amount\nCN-1,A-1,50.25\ncn-1,A-2,10\nCN-1,a-2,10\n';
    const outcome = await workspace.run(ALLOCATE, input);
    expect(outcome.fates).toEqual(['OK', 'OK', 'OK']);
    expect(new Set(story(outcome.writes))).toEqual(new Set(['PUT /CreditNotes/ID/Allocations']));
    expect(JSON.parse(outcome.writes[0]!.body).Allocations).toHaveLength(1);
    expect([await due(workspace, 'A-1'), await due(workspace, 'A-2'), await left(workspace, 'CN-1')]).toEqual([
      69.75, 40, 9.75,
    ]);
    expect((await workspace.run(ALLOCATE, input)).fates).toEqual([DELIVERED, DELIVERED, DELIVERED]);
    const several = await workspace.run(REMOVE, 'Credit,Invoice,Amount\nCN-1,A-2,\n');
    expect(several.fates).toEqual(['ERROR resolve/several-there']);
    const back = 'Credit,Invoice,Amount\nCN-1,A-1,50.25\n';
    const removed = await workspace.run(REMOVE, back);
    expect(removed.fates).toEqual(['OK']);
    expect(story(removed.writes)).toEqual(['DELETE /CreditNotes/ID/Allocations/ID']);
    expect(removed.writes[0]!.key).toBeUndefined();
    expect([await due(workspace, 'A-1'), await left(workspace, 'CN-1')]).toEqual([120, 60]);
    expect((await workspace.run(REMOVE, back)).fates).toEqual([DELIVERED]);
    expect((await workspace.run(ALLOCATE, input)).fates).toEqual([
      'SKIPPED duplicate/deleted-since',
      DELIVERED,
      DELIVERED,
    ]);
    expect((await workspace.run(REMOVE, 'Credit,Invoice,Amount\nCN-1,A-1,1\n')).fates).toEqual([
      'ERROR resolve/none-there',
    ]);
  });

  test('what cannot be allocated is refused, and nothing is sent', async () => {
    const workspace = await openWorkspace();
    await approved(workspace, 'A-1,Boom FM,2026-10-01,A,1,10', 'A-2,Basket Case,2026-10-01,A,1,100');
    await workspace.run(invoicesJob(), csv('A-3,Boom FM,2026-10-01,A,1,10'));
    await workspace.run(invoicesJob({ type: 'ACCPAY', status: 'AUTHORISED' }), csv('B-1,Boom FM,2026-10-01,A,1,10'));
    await credit(workspace, 'CN-1', 50);
    await credit(workspace, 'CN-2', 50, { Status: 'DRAFT' });
    const rows = [
      'CN-1,A-1,13',
      'CN-1,A-2,51',
      'CN-1,A-3,1',
      'CN-1,B-1,1',
      'CN-1,A-9,1',
      'CN-1,A-1,0',
      'CN-1,A-1,',
      'CN-2,A-1,1',
      'CN-9,A-1,1',
      'CN-1,,1',
    ];
    const outcome = await workspace.run(ALLOCATE, `Credit,Invoice,Amount\n${rows.join('\n')}\n`);
    expect(outcome.fates).toEqual([
      'ERROR totals/over-allocated',
      'ERROR totals/over-allocated',
      'ERROR resolve/takes-no-credit',
      'ERROR resolve/other-side',
      'ERROR resolve/unknown-invoice',
      'ERROR map/allocation-amount',
      'ERROR map/required',
      'ERROR resolve/not-allowed',
      'ERROR resolve/no-record',
      'ERROR map/required',
    ]);
    expect(outcome.rows[0]!.Message).toContain('12.00 still due on the invoice');
    expect(outcome.rows[8]!.Message).toContain('Credit = CN-9');
    expect(outcome.writes).toEqual([]);
  });

  test('rows of a run add up, and another contact is remarked on', async () => {
    const workspace = await openWorkspace();
    await approved(workspace, 'A-1,Boom FM,2026-10-01,A,1,100', 'A-2,Basket Case,2026-10-01,A,1,100');
    await credit(workspace, 'CN-1', 50);
    const outcome = await workspace.run(ALLOCATE, 'Credit,Invoice,Amount\nCN-1,A-1,30\nCN-1,A-1,20.01\nCN-1,A-2,1\n', {
      command: 'check',
    });
    expect(outcome.fates).toEqual(['OK', 'ERROR totals/over-allocated', 'WARNING resolve/other-contact']);
    expect(outcome.rows[1]!.Message).toContain('earlier rows of this run take 30.00');
  });

  test.each([
    ['the reply is lost after the work is done', { reset: 'after' as const }],
    ['the server fails before it', { status: 500, body: '{}' }],
  ])('%s: what stands within the credit tells, and nothing is allocated twice', async (_, disturbance) => {
    const workspace = await openWorkspace();
    await approved(workspace, 'A-1,Boom FM,2026-10-01,A,1,100');
    await credit(workspace, 'CN-1', 50);
    await workspace.put('PUT', 'CreditNotes/CN-1/Allocations', {
      Allocations: [{ Invoice: { InvoiceNumber: 'A-1' }, Amount: 5 }],
    });
    let times = 1;
    workspace.gate.disturb(({ method }) => (method === 'PUT' && times-- > 0 ? disturbance : undefined));
    const outcome = await workspace.run(ALLOCATE, 'Credit,Invoice,Amount\nCN-1,A-1,5\n');
    expect(outcome.fates).toEqual(['OK']);
    expect(await left(workspace, 'CN-1')).toBe(40);
  });

  test('a removal in doubt is looked up within its credit', async () => {
    const workspace = await openWorkspace();
    await approved(workspace, 'A-1,Boom FM,2026-10-01,A,1,100');
    await credit(workspace, 'CN-1', 50);
    await workspace.put('PUT', 'CreditNotes/CN-1/Allocations', {
      Allocations: [{ Invoice: { InvoiceNumber: 'A-1' }, Amount: 5 }],
    });
    let times = 1;
    workspace.gate.disturb(({ method }) => (method === 'DELETE' && times-- > 0 ? { reset: 'after' } : undefined));
    expect((await workspace.run(REMOVE, 'Credit,Invoice,Amount\nCN-1,A-1,5\n')).fates).toEqual(['OK']);
    expect(await left(workspace, 'CN-1')).toBe(50);
  });
});

test('a job that names no owner of an allocation, or maps what does not matter, says so', async () => {
  const workspace = await openWorkspace();
  const wrong = job('delete: Allocations', 'AllocationID: Id');
  expect((await workspace.problems(wrong, 'Id\n')).map(({ message }) => message).join()).toContain('CreditNote');
  const aimless = job('allocate: Overpayments', 'OverpaymentID: Id, Amount: Amount');
  expect((await workspace.problems(aimless, 'Id,Amount\n')).map(({ message }) => message).join()).toContain(
    '`Invoice`',
  );
  const other = job('reverse: Payments', 'PaymentID: Id, Account: Bank');
  expect((await workspace.problems(other, 'Id,Bank\n')).map(({ code }) => code)).toEqual(['job/not-a-key']);
});
