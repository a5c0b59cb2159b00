/** Money at the bank for the kills: bank transactions by fours, transfers and batches one a request; every third equal to the one before. */

import type { Kind } from './kinds.ts';

const COUNT = 16;
const numbers = Array.from({ length: COUNT }, (_, index) => (index % 3 === 2 ? index : index + 1));
const csv = (header: string, rows: readonly string[]) => `${[header, ...rows].join('\n')}\n`;

const transactions: Kind = {
  name: 'BankTransactions',
  job: `org: sandbox-gb
import: BankTransactions
source: { dates: iso }
columns:
  Type: Kind
  BankAccount: { value: "090" }
  Contact.Name: { value: Gateway Motors }
  Date: Date
  LineAmountTypes: { value: NoTax }
lines: { Description: Item, LineAmount: Amount, AccountCode: { value: "449" } }
send: { batch: 4 }
`,
  input: csv(
    'Kind,Date,Item,Amount',
    numbers.map((n) => `${n % 4 === 0 ? 'SPEND-PREPAYMENT' : 'SPEND'},2026-10-05,Fuel ${n},7.50`),
  ),
  documents: COUNT,
};

const transfers: Kind = {
  name: 'BankTransfers',
  job: `org: sandbox-gb
import: BankTransfers
source: { dates: iso }
columns: { FromBankAccount: From, ToBankAccount: To, Date: Date, Amount: Amount }
`,
  input: csv(
    'From,To,Date,Amount',
    numbers.map((n) => `090,091,2026-10-05,${n}.10`),
  ),
  documents: COUNT,
};

const invoices = [1, 2, 3, 4].map((n) => ({
  ...{ Type: 'ACCREC', Status: 'AUTHORISED', InvoiceNumber: `B-${n}`, Contact: { Name: 'Basket Case' } },
  ...{ Date: '2026-09-01', DueDate: '2026-09-30', LineAmountTypes: 'NoTax' },
  LineItems: [{ Description: 'Work', Quantity: 1, UnitAmount: 100, AccountCode: '200' }],
}));

const batches: Kind = {
  name: 'BatchPayments',
  job: `org: sandbox-gb
import: BatchPayments
source: { dates: iso }
columns: { Account: { value: "090" }, Date: Date, Reference: Item }
lines: { Invoice: Invoice, Amount: Amount }
group: row
`,
  input: csv(
    'Item,Date,Invoice,Amount',
    numbers.map((n) => `Slip ${n},2026-10-05,B-${Math.ceil(n / 4)},${n}.10`),
  ),
  documents: COUNT,
  seed: [{ path: 'Invoices', body: { Invoices: invoices } }],
};

export const bankKinds: readonly Kind[] = [transactions, transfers, batches];
