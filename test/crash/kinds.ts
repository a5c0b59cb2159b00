/** What is imported while the program is killed: of each kind enough for several requests, with equal documents where Xero takes them. */

import { contactsJob, invoicesJob, paymentsJob } from '../pipeline/sample-jobs.ts';
import { bankKinds } from './bank-kinds.ts';

export interface Kind {
  readonly name:
    | 'Invoices'
    | 'Bills'
    | 'Contacts'
    | 'Payments'
    | 'Voids'
    | 'Allocations'
    | 'ManualJournals'
    | 'BankTransactions'
    | 'BankTransfers'
    | 'BatchPayments'
    | 'Notes'
    | 'Attachments';
  readonly job: string;
  readonly input: string;
  readonly documents: number;
  /** Beside the job, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Sent to the books before. */
  readonly seed?: readonly { readonly path: string; readonly body: object }[];
}

const SEND = '{ batch: 4 }';
const COUNT = 16;
const numbers = Array.from({ length: COUNT }, (_, index) => index + 1);

/** Some of the customers are new: they are created on the way. */
function invoices(): Kind {
  const rows = numbers.map(
    (n) => `K-${n},${n % 4 === 0 ? `New Customer ${n % 3}` : 'Basket Case'},2026-10-05,Work,1,${n}.10`,
  );
  return {
    name: 'Invoices',
    job: invoicesJob({ send: SEND, status: 'AUTHORISED' }),
    input: lines('No,Customer,Date,Item,Qty,Price', rows),
    documents: COUNT,
  };
}

/** Bills without numbers that differ in their text alone; every third is equal to the one before. */
function bills(): Kind {
  const job = `${invoicesJob({ send: SEND, type: 'ACCPAY', status: 'AUTHORISED' }).replace('  InvoiceNumber: No\n', '')}group: row\nunused: ignore\n`;
  const rows = numbers.map((n) => `${n},Net Connect,2026-10-05,Paper ${n % 3 === 0 ? n - 1 : n},1,7.25`);
  return { name: 'Bills', job, input: lines('No,Customer,Date,Item,Qty,Price', rows), documents: COUNT };
}

function contacts(): Kind {
  const rows = numbers.map((n) => `Crash Test ${n},0${n}`);
  return { name: 'Contacts', job: contactsJob({ send: SEND }), input: lines('Name,Phone', rows), documents: COUNT };
}

/** Part payments that differ in their amounts alone; every third is equal to the one before. */
function payments(): Kind {
  const rows = numbers.map((n) => `P-${Math.ceil(n / 4)},2026-10-05,${n % 3 === 0 ? n - 1 : n}.10,090`);
  const seeded = [1, 2, 3, 4].map((n) => ({
    ...{ Type: 'ACCREC', Status: 'AUTHORISED', InvoiceNumber: `P-${n}`, Contact: { Name: 'Basket Case' } },
    ...{ Date: '2026-09-01', DueDate: '2026-09-30', LineAmountTypes: 'NoTax' },
    LineItems: [{ Description: 'Work', Quantity: 1, UnitAmount: 100, AccountCode: '200' }],
  }));
  const seed = [{ path: 'Invoices', body: { Invoices: seeded } }];
  return {
    name: 'Payments',
    job: paymentsJob({ send: SEND }),
    input: lines('Invoice,Date,Amount,Account', rows),
    documents: COUNT,
    seed,
  };
}

const line = (amount: number) => ({ Description: 'Work', Quantity: 1, UnitAmount: amount, AccountCode: '200' });

function approved(prefix: string, count: number) {
  return Array.from({ length: count }, (_, index) => ({
    ...{ Type: 'ACCREC', Status: 'AUTHORISED', InvoiceNumber: `${prefix}-${index + 1}` },
    ...{ Contact: { Name: 'Basket Case' }, Date: '2026-09-01', DueDate: '2026-09-30', LineAmountTypes: 'NoTax' },
    LineItems: [line(100 + index)],
  }));
}

/** Voiding a second time is refused by Xero: what was carried out must be known. */
function voids(): Kind {
  const job = `org: sandbox-gb\nvoid: Invoices\ncolumns: { InvoiceNumber: Number }\nsend: ${SEND}\nunused: ignore\n`;
  return {
    name: 'Voids',
    job,
    input: lines(
      'Number',
      numbers.map((n) => `V-${n}`),
    ),
    documents: COUNT,
    seed: [{ path: 'Invoices', body: { Invoices: approved('V', COUNT) } }],
  };
}

/** One request each; every third is equal to the one before, and one like it stood there before. */
function allocations(): Kind {
  const columns = '{ CreditNoteNumber: Credit, Invoice: Invoice, Amount: Amount }';
  const rows = numbers.map((n) => `C-${1 + (n % 2)},W-${Math.ceil(n / 6)},${n % 3 === 0 ? n - 1 : n}.10`);
  const credits = [1, 2].map((n) => ({
    ...{ Type: 'ACCRECCREDIT', Status: 'AUTHORISED', CreditNoteNumber: `C-${n}`, Contact: { Name: 'Basket Case' } },
    ...{ Date: '2026-09-01', LineAmountTypes: 'NoTax', LineItems: [line(500)] },
  }));
  const early = [{ Invoice: { InvoiceNumber: 'W-1' }, Amount: 2.1 }];
  return {
    name: 'Allocations',
    job: `org: sandbox-gb\nallocate: CreditNotes\ncolumns: ${columns}\n`,
    input: lines('Credit,Invoice,Amount', rows),
    documents: COUNT,
    seed: [
      { path: 'Invoices', body: { Invoices: approved('W', 3) } },
      { path: 'CreditNotes', body: { CreditNotes: credits } },
      { path: 'CreditNotes/C-1/Allocations', body: { Allocations: early } },
    ],
  };
}

/** Journals that differ in the text of a line alone; every third is equal to the one before. */
function journals(): Kind {
  const job = `org: sandbox-gb
import: ManualJournals
source: { dates: iso }
group: row
columns: { Narration: Text, Date: Date, LineAmountTypes: { value: NoTax }, Status: { value: POSTED } }
lines: { Description: Item, LineAmount: Amount, AccountCode: { value: "429" } }
extra-lines: [{ LineAmount: { column: Amount, then: [negate] }, AccountCode: { value: "805" } }]
send: ${SEND}
`;
  const rows = numbers.map((n) => `Accrual,2026-10-31,Journal ${n % 3 === 0 ? n - 1 : n},5.00`);
  return { name: 'ManualJournals', job, input: lines('Text,Date,Item,Amount', rows), documents: COUNT };
}

/** Several for an invoice; every third is equal to the one before, and one like it stood there before. */
function notes(): Kind {
  const rows = numbers.map((n) => `N-${Math.ceil(n / 4)},Called ${n % 3 === 0 ? n - 1 : n} times`);
  return {
    name: 'Notes',
    job: 'org: sandbox-gb\nnote: Invoices\ncolumns: { InvoiceNumber: Number, Note: Text }\n',
    input: lines('Number,Text', rows),
    documents: COUNT,
    seed: [{ path: 'Invoices', body: { Invoices: approved('N', 4) } }],
  };
}

/** Two files a row, by a pattern. */
function attachments(): Kind {
  const files = numbers.flatMap((n) => [`${n}-a.txt`, `${n}-b.txt`].map((name) => [name, `${name} ${'x'.repeat(n)}`]));
  return {
    name: 'Attachments',
    job: 'org: sandbox-gb\nattach: Invoices\ncolumns: { InvoiceNumber: Number, FilePath: File }\n',
    input: lines(
      'Number,File',
      numbers.map((n) => `F-${Math.ceil(n / 4)},${n}-*.txt`),
    ),
    documents: COUNT,
    files: Object.fromEntries(files),
    seed: [{ path: 'Invoices', body: { Invoices: approved('F', 4) } }],
  };
}

function lines(header: string, rows: readonly string[]): string {
  return `${[header, ...rows].join('\n')}\n`;
}

export const kinds: readonly Kind[] = [
  ...[invoices(), bills(), contacts(), payments(), voids(), allocations(), journals()],
  ...[notes(), attachments()],
  ...bankKinds,
];
