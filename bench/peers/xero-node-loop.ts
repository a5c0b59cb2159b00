/** The peer of a delivery, what a user would write instead: csv-parse and the official SDK, 50 invoices a call, one call at a time. `node xero-node-loop.ts FILE URL` */

import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { AccountingApi, type Invoice, Invoice as InvoiceModel, LineAmountTypes, type LineItem } from 'xero-node';

const [, , file, url] = process.argv as [string, string, string, string];
const api = new AccountingApi(`${url}/api.xro/2.0`);
api.accessToken = 'bench';

const ACCOUNTS: Readonly<Record<string, string>> = { Hardware: '200', Support: '260' };
const TAXES: Readonly<Record<string, string>> = {
  '20% (VAT on Income)': 'OUTPUT2',
  '5% (VAT on Income)': 'RROUTPUT',
  'Zero Rated Income': 'ZERORATEDOUTPUT',
};

const invoices = new Map<string, Invoice>();
const rows = createReadStream(file).pipe(parse({ columns: true })) as AsyncIterable<Record<string, string>>;
for await (const row of rows) {
  const number = row['Invoice No']!;
  let invoice = invoices.get(number);
  if (invoice === undefined) {
    invoice = {
      type: InvoiceModel.TypeEnum.ACCREC,
      invoiceNumber: number,
      contact: { name: row.Customer! },
      date: iso(row['Invoice Date']!),
      dueDate: iso(row['Due Date']!),
      reference: `${row.Order} / ${row.Rep}`,
      lineAmountTypes: LineAmountTypes.Exclusive,
      lineItems: [],
    };
    invoices.set(number, invoice);
  }
  invoice.lineItems!.push(lineOf(row));
}

let saved = 0;
const all = [...invoices.values()];
for (let first = 0; first < all.length; first += 50) {
  const { body } = await api.createInvoices('tenant', { invoices: all.slice(first, first + 50) }, false);
  for (const invoice of body.invoices ?? []) if (invoice.invoiceID !== undefined) saved += 1;
}
process.stdout.write(`${saved} invoices\n`);

function lineOf(row: Record<string, string>): LineItem {
  return {
    description: row.Item!,
    quantity: Number(row.Qty),
    unitAmount: Number(row['Unit price']),
    accountCode: ACCOUNTS[row.Category!]!,
    taxType: TAXES[row.VAT!]!,
    tracking: [{ name: 'Region', option: row.Region! }],
  };
}

function iso(text: string): string {
  const [day, month, year] = text.split('/');
  return `${year}-${month}-${day}`;
}
