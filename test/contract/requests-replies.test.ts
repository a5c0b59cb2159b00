import { expect, test } from 'vitest';
import { invoiceRows, invoicesJob, paymentsJob } from '../pipeline/sample-jobs.ts';
import { openWorkspace } from '../support/workspace.ts';

test('a reply in another order gives each payment its own ID, though amounts and days are alike', async () => {
  const workspace = await openWorkspace({ sandbox: { settings: { resultOrder: 'reversed' } } });
  await workspace.run(invoicesJob({ status: 'AUTHORISED' }), invoiceRows(3));
  const rows = ['I-0001', 'I-0002', 'I-0003'].map((number) => `${number},2026-10-06,1.00,090`);
  const outcome = await workspace.run(paymentsJob(), `Invoice,Date,Amount,Account\n${rows.join('\n')}\n`);
  expect(outcome.fates).toEqual(['OK', 'OK', 'OK']);
  const paid = (await workspace.get('Payments')).Payments.map((payment: Payment) => [
    payment.Invoice.InvoiceNumber,
    payment.PaymentID,
  ]);
  expect(Object.fromEntries(paid)).toEqual(
    Object.fromEntries(outcome.rows.map((row) => [row.Invoice, row['Xero ID']])),
  );
});

interface Payment {
  readonly PaymentID: string;
  readonly Invoice: { readonly InvoiceNumber: string };
}
