/** Payments against what is outstanding, and refunds of credit notes. */

import { describe, expect, test } from 'vitest';
import { openWorkspace, type Workspace } from '../support/workspace.ts';
import { csv, invoicesJob, paymentsJob } from './sample-jobs.ts';

const HEADER = 'Invoice,Date,Amount,Account';
const payments = (...rows: readonly string[]) => `${[HEADER, ...rows].join('\n')}\n`;

/** P-1 over 120.00 and P-2 over 60.00, tax included. */
async function withInvoices(): Promise<Workspace> {
  const workspace = await openWorkspace();
  const rows = ['P-1,Basket Case,2026-10-01,Line,1,100.00', 'P-2,Boom FM,2026-10-01,Line,1,50.00'];
  const outcome = await workspace.run(invoicesJob({ status: 'AUTHORISED' }), csv(...rows));
  expect(outcome.fates).toEqual(['OK', 'OK']);
  return workspace;
}

async function due(workspace: Workspace, number: string): Promise<number> {
  return (await workspace.get(`Invoices?InvoiceNumbers=${number}`)).Invoices[0].AmountDue;
}

describe('payments of invoices', () => {
  test('several on one invoice in one run add up, in one request without unitdp', async () => {
    const workspace = await withInvoices();
    const outcome = await workspace.run(
      paymentsJob(),
      payments('P-1,2026-10-05,70.00,090', 'P-2,2026-10-06,60.00,090', 'p-1,2026-10-07,50.00,090'),
    );
    expect(outcome.fates).toEqual(['OK', 'OK', 'OK']);
    expect(outcome.writes.map(({ method, path, query }) => `${method} ${path} ${query}`)).toEqual([
      'PUT /Payments summarizeErrors=false',
    ]);
    expect([await due(workspace, 'P-1'), await due(workspace, 'P-2')]).toEqual([0, 0]);
  });

  test('are sent with the IDs of invoice and account', async () => {
    const workspace = await withInvoices();
    const [invoice] = (await workspace.get('Invoices?InvoiceNumbers=P-1')).Invoices;
    const { Accounts } = await workspace.get('Accounts?where=Type=="BANK"');
    const bank = Accounts.find((account: { readonly Code: string }) => account.Code === '090');
    const input = payments(
      `P-1,2026-10-05,1.10,${bank.Name}`,
      `${invoice.InvoiceID},2026-10-06,2.20,${bank.AccountID}`,
    );
    const outcome = await workspace.run(paymentsJob(), input);
    expect(outcome.fates).toEqual(['OK', 'OK']);
    const Payments = JSON.parse(outcome.writes[0]?.body ?? '').Payments;
    const ids = { Invoice: { InvoiceID: invoice.InvoiceID }, Account: { AccountID: bank.AccountID } };
    expect(Payments).toEqual([
      { ...ids, Date: '2026-10-05', Amount: 1.1 },
      { ...ids, Date: '2026-10-06', Amount: 2.2 },
    ]);
  });

  test('more than is outstanding is refused, earlier rows of the file counted', async () => {
    const workspace = await withInvoices();
    const outcome = await workspace.run(
      paymentsJob({ send: '{ invalid: skip }' }),
      payments(
        'P-1,2026-10-05,70.00,090',
        'P-1,2026-10-06,50.01,090',
        'P-1,2026-10-07,50.00,090',
        'P-2,2026-10-07,60.01,090',
      ),
    );
    expect(outcome.fates).toEqual(['OK', 'ERROR totals/overpaid', 'OK', 'ERROR totals/overpaid']);
    expect(outcome.rows[1]?.Message).toMatch(/50\.01.*P-1.*120\.00.*earlier rows of this run pay 70\.00/);
    expect(await due(workspace, 'P-1')).toBe(0);
  });

  test('one that is paid already takes no more', async () => {
    const workspace = await withInvoices();
    await workspace.run(paymentsJob(), payments('P-2,2026-10-05,60.00,090'));
    const outcome = await workspace.run(paymentsJob(), payments('P-2,2026-10-06,1.00,090'));
    expect(outcome.fates).toEqual(['ERROR resolve/not-payable']);
  });

  test('an unknown invoice and one that two suppliers numbered alike', async () => {
    const workspace = await withInvoices();
    const bills = invoicesJob({ type: 'ACCPAY', status: 'AUTHORISED' });
    await workspace.run(bills, csv('77,Net Connect,2026-10-01,Line,1,5.00', '77,PowerDirect,2026-10-01,Line,1,6.00'));
    const plain = await workspace.run(paymentsJob(), payments('P-9,2026-10-05,1.00,090', '77,2026-10-05,1.00,090'));
    expect(plain.fates).toEqual(['ERROR resolve/unknown-invoice', 'ERROR resolve/ambiguous-invoice']);
    const narrowed = await workspace.run(
      paymentsJob({ columns: ['Invoice.Contact.Name: Supplier'] }),
      `${HEADER},Supplier\n77,2026-10-05,1.00,090,powerdirect\n`,
    );
    expect(narrowed.fates).toEqual(['OK']);
    expect(narrowed.writes[0]?.body).not.toContain('Contact');
  });

  test('cannot be updated', async () => {
    const workspace = await openWorkspace();
    const problems = await workspace.problems(paymentsJob({ send: '{ mode: update }' }), payments());
    expect(problems.map(({ code }) => code)).toContain('job/mode');
  });
});

test('a refund takes from a credit note what is left of it', async () => {
  const workspace = await openWorkspace();
  const note = invoicesJob({ status: 'AUTHORISED' })
    .replace('import: Invoices', 'import: CreditNotes')
    .replace('InvoiceNumber:', 'CreditNoteNumber:')
    .replace('value: ACCREC', 'value: ACCRECCREDIT')
    .replace('  DueDate: Date\n', '');
  expect((await workspace.run(note, csv('CN-1,Basket Case,2026-10-01,Line,1,10.00'))).fates).toEqual(['OK']);
  const job = paymentsJob().replace('Invoice: Invoice', 'CreditNote: Invoice');
  const tooMuch = await workspace.run(job, payments('CN-1,2026-10-05,12.01,090'));
  expect(tooMuch.fates).toEqual(['ERROR totals/overpaid']);
  const refund = await workspace.run(job, payments('CN-1,2026-10-05,12.00,090'));
  expect(refund.fates).toEqual(['OK']);
  expect((await workspace.get('CreditNotes/CN-1')).CreditNotes[0].RemainingCredit).toBe(0);
});
