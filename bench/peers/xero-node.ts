/**
 * The peer of a delivery: what a user would write with csv-parse and Xero's own SDK. The file is read and grouped, and
 * fifty invoices go with each call, one call at a time. `node xero-node.ts FILE API-URL`
 */

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { type Invoice, LineAmountTypes, XeroClient } from 'xero-node';

const ACCOUNTS: Readonly<Record<string, string>> = { Hardware: '200', Support: '260' };
const TAX: Readonly<Record<string, string>> = {
  '20% (VAT on Income)': 'OUTPUT2',
  'Zero Rated Income': 'ZERORATEDOUTPUT',
  '5% (VAT on Income)': 'RROUTPUT',
};
const BATCH = 50;

type Row = Readonly<Record<string, string>>;

const [, , file, url] = process.argv;
const rows: Row[] = parse(readFileSync(file!), { columns: true });
const groups = new Map<string, Row[]>();
for (const row of rows) {
  const group = groups.get(row['Invoice No']!);
  if (group === undefined) groups.set(row['Invoice No']!, [row]);
  else group.push(row);
}

const xero = new XeroClient({ clientId: 'none', clientSecret: 'none', grantType: 'client_credentials' });
xero.setTokenSet({ access_token: 'none', token_type: 'Bearer', expires_in: 3600 });
const api = xero.accountingApi;
api.basePath = `${url}/api.xro/2.0`;
const all = [...groups.values()];
let saved = 0;
for (let from = 0; from < all.length; from += BATCH) {
  const invoices = all.slice(from, from + BATCH).map(toInvoice);
  const { body } = await api.createInvoices('tenant', { invoices }, false, 4);
  saved += body.invoices?.filter((invoice) => !invoice.hasErrors).length ?? 0;
}
process.stdout.write(`${saved} invoices\n`);

function toInvoice(lines: readonly Row[]): Invoice {
  const first = lines[0]!;
  return {
    type: 'ACCREC' as never,
    lineAmountTypes: LineAmountTypes.Exclusive,
    invoiceNumber: first['Invoice No']!,
    contact: { name: first.Customer! },
    date: isoDate(first['Invoice Date']!),
    dueDate: isoDate(first['Due Date']!),
    reference: `${first.Order} / ${first.Rep}`,
    currencyCode: first.Currency as never,
    lineItems: lines.map((line) => ({
      description: line.Item!,
      quantity: Number(line.Qty),
      unitAmount: Number(line['Unit price']),
      accountCode: ACCOUNTS[line.Category!]!,
      taxType: TAX[line.VAT!]!,
      tracking: [{ name: 'Region', option: line.Region! }],
    })),
  };
}

function isoDate(text: string): string {
  const [day, month, year] = text.split('/');
  return `${year}-${month}-${day}`;
}
