/** Records that tests of verbs act on, put into the books past the gate. */

import type { Workspace } from '../support/workspace.ts';

/** An invoice or bill over 12.00, tax included. */
export function invoiceOf(InvoiceNumber: string, more: object = {}): object {
  const LineItems = [{ Description: 'Line', Quantity: 1, UnitAmount: 10, AccountCode: '200' }];
  const head = { Contact: { Name: 'Basket Case' }, Date: '2026-10-01', DueDate: '2026-10-31' };
  return { Type: 'ACCREC', InvoiceNumber, ...head, LineAmountTypes: 'Exclusive', LineItems, ...more };
}

export async function putInvoices(workspace: Workspace, ...invoices: readonly object[]): Promise<void> {
  await workspace.put('PUT', 'Invoices', { Invoices: invoices });
}

export async function invoiceId(workspace: Workspace, number: string): Promise<string> {
  return (await workspace.get(`Invoices?InvoiceNumbers=${number}`)).Invoices[0].InvoiceID;
}
