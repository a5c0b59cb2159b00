/** Invoices of a reconciliation, and their payments, straight into the books of a workspace. */

import { expect } from 'vitest';
import type { Workspace } from './workspace.ts';

export const DAY = '2026-10-01';

export interface Line {
  readonly net: number;
  readonly tax?: string;
  readonly account?: string;
}

export function invoice(number: string, contact: string, lines: readonly Line[], more: object = {}) {
  return {
    Type: 'ACCREC',
    InvoiceNumber: number,
    Contact: { Name: contact },
    Date: DAY,
    DueDate: '2026-10-31',
    LineAmountTypes: 'Exclusive',
    Status: 'AUTHORISED',
    LineItems: lines.map(({ net, tax = 'OUTPUT2', account = '200' }) => ({
      Description: 'Goods',
      Quantity: 1,
      UnitAmount: net,
      AccountCode: account,
      TaxType: tax,
    })),
    ...more,
  };
}

export async function save(space: Workspace, ...invoices: readonly object[]) {
  const { Invoices } = await space.put('PUT', 'Invoices?summarizeErrors=false', { Invoices: invoices });
  for (const one of Invoices) expect(one.StatusAttributeString, JSON.stringify(one.ValidationErrors)).toBe('OK');
  return Invoices as readonly { InvoiceID: string; Total: number }[];
}

export function pay(space: Workspace, invoiceId: string, amount: number, date: string) {
  const payment = { Invoice: { InvoiceID: invoiceId }, Account: { Code: '090' }, Date: date, Amount: amount };
  return space.put('PUT', 'Payments', { Payments: [payment] });
}
