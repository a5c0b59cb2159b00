/** Actions as entries of one job: what makes way for another goes first, and a check knows what it will have done. */

import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { announce } from '../../src/cli/join-sandbox.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';

const PAYMENTS = `org: sandbox-gb
import: Payments
source: { file: payments.csv, dates: iso }
columns: { Invoice: Number, Account: { value: "090" }, Date: Paid, Amount: Amount }
`;
const CREDITS = `org: sandbox-gb
import: CreditNotes
source: { file: credits.csv, dates: iso }
columns:
  Type: { value: ACCRECCREDIT }
  LineAmountTypes: { value: NoTax }
  CreditNoteNumber: Credit
  Contact.Name: Customer
  Date: Dated
lines: { Description: { value: Back }, Quantity: { value: 1 }, UnitAmount: Amount, AccountCode: { value: "200" } }
`;
const TAKE_BACK = `org: sandbox-gb
sheets:
  - void: Invoices
    source: { file: list.csv }
    columns: { InvoiceNumber: Number }
  - delete: Allocations
    source: { file: credits.csv }
    columns: { CreditNote: Credit }
    unused: ignore
  - reverse: Payments
    source: { file: payments.csv, dates: iso }
    columns: { InvoiceNumber: Number, Date: Paid, Amount: Amount }
`;
const SETTLE = `org: sandbox-gb
source: { file: credits.csv }
sheets:
  - allocate: CreditNotes
    columns: { CreditNoteNumber: Credit, Invoice: Number, Amount: Amount }
    unused: ignore
  - approve: CreditNotes
    columns: { CreditNoteNumber: Credit }
    unused: ignore
`;

test('approved and allocated, then all of it taken back: checks and runs agree, and nothing is done twice', async () => {
  const line = await openCommandLine();
  await joinUnlimited(join(line.folder, '.rowpost'));
  await line.write({
    'invoices.yaml': invoicesJob(),
    'invoices.csv': INVOICES,
    'payments.yaml': PAYMENTS,
    'payments.csv': 'Number,Paid,Amount\nA-1,2026-10-20,20.00\nA-1,2026-10-21,20.00\nA-2,2026-10-21,240.00\n',
    'credits.yaml': CREDITS,
    'credits.csv': 'Credit,Number,Customer,Dated,Amount\nCN-1,A-1,Basket Case,2026-10-05,30.00\n',
    'settle.yaml': SETTLE,
    'take-back.yaml': TAKE_BACK,
    'list.csv': 'Number\nA-1\nA-2\n',
  });
  const made = await line.run('run', 'invoices.yaml', 'payments.yaml', 'credits.yaml');
  expect(made.code, made.err).toBe(0);
  for (const [job, rows] of [
    ['settle.yaml', 2],
    ['take-back.yaml', 6],
  ] as const) {
    for (const command of ['check', 'run']) {
      const { code, out } = await line.run(command, job, '--json');
      expect([code, JSON.parse(out).rows.OK], `${command} ${job} ${out}`).toEqual([0, rows]);
    }
    const again = await line.run('run', job, '--json');
    expect(JSON.parse(again.out).rows, again.err).toMatchObject({ OK: 0, ERROR: 0, SKIPPED: rows });
  }
});

/** A sandbox for the commands to join, which lets them make more calls a minute than Xero does. */
async function joinUnlimited(home: string): Promise<void> {
  const sandbox = await startSandbox({ orgs: ['gb'], folder: join(home, 'sandbox'), limits: 'off' });
  onTestFinished(() => sandbox.close());
  await announce(home, sandbox);
}
