/** Prepayments and overpayments: made by bank transactions, set against invoices, refunded, and always in the control account. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/sandbox/books/store.ts';
import { trialBalance } from '../../src/sandbox/ledger/trial-balance.ts';
import { type Client, type Loose, line, messagesOf, openSandbox, salesInvoice } from './sandbox-client.ts';

const folder = mkdtempSync(join(tmpdir(), 'credits-'));
let client: Client;
let books: Store;
beforeAll(async () => {
  client = await openSandbox({ folder });
  books = openStore(join(folder, 'gb.db'));
});
beforeEach(() => client.sandbox.reset());
afterAll(async () => {
  books.close();
  await client.sandbox.close();
  rmSync(folder, { recursive: true });
});

const put = async (over: object): Promise<Loose> => {
  const bank = {
    Contact: { Name: 'Basket Case' },
    BankAccount: { Code: '090' },
    Date: '2026-03-02',
    LineAmountTypes: 'NoTax',
    LineItems: [{ Description: 'Early', LineAmount: 100, AccountCode: '810' }],
  };
  return (await client.write('PUT', 'BankTransactions', { ...bank, ...over }))[0];
};
const remove = async (BankTransactionID: string) =>
  (await client.write('POST', 'BankTransactions', { BankTransactionID, Status: 'DELETED' }))[0];
const balances = (day = '2026-03-31') =>
  Object.fromEntries(trialBalance(books, day).map(({ code, debit, credit }) => [code, Number(debit - credit)]));

/** Each kind of credit with the side it is on: the document it goes to, its control account and their sign. */
const kinds = [
  {
    type: 'RECEIVE-PREPAYMENT',
    one: 'Prepayment',
    invoice: 'ACCREC',
    control: '610',
    sign: -1,
    journal: 'ARPREPAYMENT',
  },
  {
    type: 'RECEIVE-OVERPAYMENT',
    one: 'Overpayment',
    invoice: 'ACCREC',
    control: '610',
    sign: -1,
    journal: 'AROVERPAYMENT',
  },
  { type: 'SPEND-PREPAYMENT', one: 'Prepayment', invoice: 'ACCPAY', control: '800', sign: 1, journal: 'APPREPAYMENT' },
  {
    type: 'SPEND-OVERPAYMENT',
    one: 'Overpayment',
    invoice: 'ACCPAY',
    control: '800',
    sign: 1,
    journal: 'APOVERPAYMENT',
  },
] as const;

describe.each(kinds)('$type', ({ type, one, invoice, control, sign, journal }) => {
  const make = async (over: object = {}) => {
    const saved = await put({ Type: type, ...over });
    return { saved, id: saved[`${one}ID`] as string, transaction: saved.BankTransactionID as string };
  };
  const read = async (id: string) => (await client.get(`${one}s/${id}`)).json[`${one}s`][0];
  const owed = async (over: object = {}) => {
    const LineItems = [line({ AccountCode: invoice === 'ACCREC' ? '200' : '429', TaxType: 'NONE' })];
    return (await client.write('PUT', 'Invoices', salesInvoice(`D-${type}`, { Type: invoice, LineItems, ...over })))[0];
  };
  test('makes a credit, and moves the control account alone', async () => {
    const { saved, id } = await make();
    expect(messagesOf(saved)).toEqual([]);
    expect(await read(id)).toMatchObject({
      Type: type,
      Status: 'AUTHORISED',
      Total: 100,
      RemainingCredit: 100,
      Contact: { Name: 'Basket Case' },
    });
    expect(balances()).toEqual({ '090': -sign * 10000, [control]: sign * 10000 });
    expect(books.rows('select kind from journal')).toEqual([{ kind: journal }]);
  });

  test('is set against an invoice and taken back', async () => {
    const [{ id }, { InvoiceID }] = [await make(), await owed()];
    const path = `${one}s/${id}/Allocations`;
    const body = { Allocations: [{ Invoice: { InvoiceID }, Amount: 60, Date: '2026-03-04' }] };
    const { Allocations } = (await client.send('PUT', path, body)).json;
    expect(Allocations).toMatchObject([{ Amount: 60, [one]: { [`${one}ID`]: id } }]);
    const paid = async () => (await client.get(`Invoices/${InvoiceID}`)).json.Invoices[0];
    expect(await paid()).toMatchObject({ AmountDue: 40, AmountCredited: 60, [`${one}s`]: [{ AppliedAmount: 60 }] });
    expect(await read(id)).toMatchObject({ RemainingCredit: 40, Allocations: [{ Amount: 60 }] });
    expect(balances()[control]).toBe(undefined);
    await client.send('DELETE', `${path}/${Allocations[0].AllocationID}`);
    expect(await paid()).toMatchObject({ AmountDue: 100, [`${one}s`]: [] });
    expect((await read(id)).RemainingCredit).toBe(100);
  });

  test('is refunded by a payment, which takes it off the control account', async () => {
    const { id } = await make();
    const refund = { [one]: { [`${one}ID`]: id }, Account: { Code: '091' }, Date: '2026-03-05', Amount: 30 };
    const [paid] = await client.write('PUT', 'Payments', refund);
    expect(paid).toMatchObject({ PaymentType: `${journal}PAYMENT`, Invoice: { InvoiceID: id, Type: journal } });
    expect(await read(id)).toMatchObject({ RemainingCredit: 70, Payments: [{ Amount: 30 }] });
    expect(balances()).toEqual({ '090': -sign * 10000, '091': sign * 3000, [control]: sign * 7000 });
    const [listed] = (await client.get('Payments?page=1')).json.Payments;
    expect(listed.Invoice).toMatchObject({ InvoiceID: id, Type: journal });
    await client.send('POST', `Payments/${paid.PaymentID}`, { Status: 'DELETED' });
    expect((await read(id)).RemainingCredit).toBe(100);
  });

  test('ends with its transaction, unless something is set against it', async () => {
    const { id, transaction } = await make();
    const { InvoiceID } = await owed();
    await client.send('PUT', `${one}s/${id}/Allocations`, { Invoice: { InvoiceID }, Amount: 1 });
    expect(messagesOf(await remove(transaction))).toEqual([
      'This document cannot be edited as it has a payment or credit note allocated to it.',
    ]);
    const free = await make();
    expect(messagesOf(await remove(free.transaction))).toEqual([]);
    expect(await read(free.id)).toMatchObject({ Status: 'VOIDED', RemainingCredit: 0 });
    expect(balances()['090']).toBe(-sign * 10000);
  });

  test.each([
    [
      'more than is left',
      { Amount: 100.01 },
      `${one} cannot be allocated as amount is greater than amount outstanding`,
    ],
    ['nothing', { Amount: 0 }, 'Allocation amount must be greater than zero.'],
  ])('cannot give %s', async (_what, over, message) => {
    const [{ id }, { InvoiceID }] = [
      await make(),
      await owed({ LineItems: [line({ AccountCode: '260', Quantity: 9, TaxType: 'NONE' })] }),
    ];
    const body = { Invoice: { InvoiceID }, ...over };
    const answer = await client.send('PUT', `${one}s/${id}/Allocations?summarizeErrors=false`, body);
    expect(messagesOf(answer.json.Allocations[0])).toEqual([message]);
  });

  test("shows in the aged report and in the contact's balance", async () => {
    const { saved } = await make();
    const { ContactID } = saved.Contact;
    const side = invoice === 'ACCREC' ? 'Receivables' : 'Payables';
    const report = (await client.get(`Reports/Aged${side}ByContact?contactID=${ContactID}&date=2026-03-31`)).json;
    const total = report.Reports[0].Rows.at(-1).Rows.at(-1).Cells.at(-1).Value;
    expect(total).toBe('-100.00');
    const contact = (await client.get(`Contacts/${ContactID}`)).json.Contacts[0];
    expect(contact.Balances[`Accounts${side.slice(0, -1)}`].Outstanding).toBe(-100);
  });
});

test('an overpayment has the account and the lines of its control account, and a currency of its own', async () => {
  const LineItems = [{ Description: 'Twice paid', LineAmount: 114.5 }];
  const saved = await put({ Type: 'RECEIVE-OVERPAYMENT', CurrencyCode: 'EUR', LineAmountTypes: undefined, LineItems });
  expect(saved).toMatchObject({
    CurrencyCode: 'EUR',
    CurrencyRate: 1.145,
    LineAmountTypes: 'NoTax',
    LineItems: [{ AccountCode: '610', TaxType: 'NONE', TaxAmount: 0 }],
  });
  expect(balances()).toEqual({ '090': 10000, '610': -10000 });
});

test('a prepayment that is received bears the next number of sales invoices, and its lines their tax', async () => {
  const LineItems = [{ Description: 'Deposit', LineAmount: 100, AccountCode: '200', TaxType: 'OUTPUT2' }];
  const { PrepaymentID } = await put({ Type: 'RECEIVE-PREPAYMENT', LineAmountTypes: 'Exclusive', LineItems });
  const prepayment = (await client.get(`Prepayments/${PrepaymentID}`)).json.Prepayments[0];
  expect(prepayment).toMatchObject({ InvoiceNumber: 'INV-0001', SubTotal: 100, TotalTax: 20, Total: 120 });
  expect(
    (await client.write('PUT', 'Invoices', { ...salesInvoice(''), InvoiceNumber: undefined }))[0].InvoiceNumber,
  ).toBe('INV-0002');
});

test('on a cash basis the money is there at once, and its income once it is set against an invoice', async () => {
  const { OverpaymentID } = await put({ Type: 'RECEIVE-OVERPAYMENT' });
  const cash = async () => {
    const report = (await client.get('Reports/TrialBalance?date=2026-03-31&paymentsOnly=true')).json.Reports[0];
    const rows = report.Rows.flatMap(({ Rows = [] }: Loose) => Rows).filter(({ RowType }: Loose) => RowType === 'Row');
    return Object.fromEntries(
      rows.map(({ Cells }: Loose) => [/\((\w+)\)/.exec(Cells[0].Value)?.[1], [Cells[3].Value, Cells[4].Value]]),
    );
  };
  expect(await cash()).toEqual({ '090': ['100.00', ''], '610': ['', '100.00'] });
  const LineItems = [line({ TaxType: 'NONE' })];
  const [{ InvoiceID }] = await client.write('PUT', 'Invoices', salesInvoice('C-1', { LineItems }));
  await client.send('PUT', `Overpayments/${OverpaymentID}/Allocations`, { Invoice: { InvoiceID }, Amount: 100 });
  expect(await cash()).toEqual({ '090': ['100.00', ''], '200': ['', '100.00'] });
});
