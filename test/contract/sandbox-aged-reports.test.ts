import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Client, type Loose, line, openSandbox, salesInvoice } from './sandbox-client.ts';

const now = Date.parse('2026-04-20T12:00:00Z');
let client: Client;
beforeAll(async () => {
  client = await openSandbox({ now: () => now });
});
beforeEach(() => client.sandbox.reset());
afterAll(() => client.sandbox.close());

const net = [line({ TaxType: 'NONE' })];
const rowsOf = (section: Loose): readonly (readonly string[])[] =>
  (section.Rows ?? [section]).map((row: Loose) => row.Cells.map((cell: Loose) => cell.Value));

async function saved(collection: string, element: object): Promise<Loose> {
  const [answer] = await client.write('PUT', collection, element);
  if (answer.StatusAttributeString === 'ERROR') throw new Error(JSON.stringify(answer.ValidationErrors));
  return answer;
}

async function aged(word: 'Receivables' | 'Payables', contactID: string, query = ''): Promise<Loose> {
  const answer = await client.get(`Reports/Aged${word}ByContact?contactID=${contactID}${query}`);
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return answer.json.Reports[0];
}

async function pay(InvoiceID: string, Amount: number, day: string): Promise<Loose> {
  return saved('Payments', { Invoice: { InvoiceID }, Account: { Code: '090' }, Amount, Date: day });
}

describe('the aged receivables of a contact', () => {
  test('list its approved invoices, to the end of the month', async () => {
    const { InvoiceID, Contact } = await saved('Invoices', salesInvoice('A-1', { LineItems: net }));
    await saved('Invoices', salesInvoice('A-2', { LineItems: net, DueDate: '2026-05-10' }));
    await saved('Invoices', salesInvoice('A-3', { Status: 'DRAFT' }));
    await pay(InvoiceID, 30, '2026-04-01');
    const found = await aged('Receivables', Contact.ContactID);
    expect(found).toMatchObject({
      ReportID: 'AgedReceivablesByContact',
      ReportName: 'Aged Receivables By Contact',
      ReportType: 'AgedReceivablesByContact',
      ReportTitles: ['Invoices', 'Basket Case', 'To 30 April 2026', 'Showing payments to 30 April 2026'],
      ReportDate: '20 April 2026',
    });
    expect(found.Rows).toHaveLength(2);
    expect(rowsOf(found.Rows[0])).toEqual([['Date', 'Number', 'Due Date', '', 'Total', 'Paid', 'Credited', 'Due']]);
    const [march, due, later] = ['2026-03-01', '2026-03-31', '2026-05-10'].map((day) => `${day}T00:00:00`);
    expect(rowsOf(found.Rows[1])).toEqual([
      [march, 'A-1', due, '30 days overdue', '100.00', '30.00', '0.00', '70.00'],
      [march, 'A-2', later, '', '100.00', '0.00', '0.00', '100.00'],
      ['Total', '', '', '', '200.00', '30.00', '0.00', '170.00'],
    ]);
    expect(found.Rows[1].Rows[0].Cells[0].Attributes).toEqual([{ Value: InvoiceID, Id: 'invoiceID' }]);
  });

  test('do not count what was paid or credited after the day', async () => {
    const { InvoiceID, Contact } = await saved('Invoices', salesInvoice('A-1', { LineItems: net }));
    await pay(InvoiceID, 30, '2026-04-10');
    const credit = { Type: 'ACCRECCREDIT', Date: '2026-03-05', LineItems: net };
    const { CreditNoteID } = await saved('CreditNotes', salesInvoice('C-1', credit));
    const Allocations = [{ Invoice: { InvoiceID }, Amount: 45, Date: '2026-04-15' }];
    await client.send('PUT', `CreditNotes/${CreditNoteID}/Allocations`, { Allocations });
    const figures = async (date: string) => {
      const rows = rowsOf((await aged('Receivables', Contact.ContactID, `&date=${date}`)).Rows[1]);
      return rows.map((row) => row.slice(4));
    };
    expect(await figures('2026-03-04')).toEqual([
      ['100.00', '0.00', '0.00', '100.00'],
      ['100.00', '0.00', '0.00', '100.00'],
    ]);
    expect(await figures('2026-04-12')).toEqual([
      ['100.00', '30.00', '0.00', '70.00'],
      ['-100.00', '0.00', '0.00', '-100.00'],
      ['0.00', '30.00', '0.00', '-30.00'],
    ]);
    expect(await figures('2026-04-15')).toEqual([
      ['100.00', '30.00', '45.00', '25.00'],
      ['-100.00', '0.00', '-45.00', '-55.00'],
      ['0.00', '30.00', '0.00', '-30.00'],
    ]);
  });

  test('open and close with balances where they have a first day', async () => {
    const { InvoiceID, Contact } = await saved('Invoices', salesInvoice('A-1', { LineItems: net }));
    await pay(InvoiceID, 30, '2026-03-20');
    await saved('Invoices', salesInvoice('A-2', { Date: '2026-04-02', LineItems: net }));
    await saved('Invoices', salesInvoice('A-3', { Date: '2026-04-12', LineItems: net }));
    const period = '&fromDate=2026-04-01&toDate=2026-04-10&date=2026-04-20';
    const found = await aged('Receivables', Contact.ContactID, period);
    expect(found.ReportTitles.slice(2)).toEqual([
      'From 1 April 2026 to 10 April 2026',
      'Showing payments to 20 April 2026',
    ]);
    expect(
      found.Rows.slice(1).map((section: Loose) => rowsOf(section).map(([, name, ...rest]) => [name, rest.at(-1)])),
    ).toEqual([
      [['Opening Balance', '70.00']],
      [
        ['A-2', '100.00'],
        ['', '100.00'],
      ],
      [['', '170.00']],
    ]);
    expect(rowsOf(found.Rows[3])).toEqual([['Closing Balance', '', '', '', '100.00', '0.00', '0.00', '170.00']]);
  });

  test('of another currency are in the base currency', async () => {
    const foreign = { CurrencyCode: 'EUR', CurrencyRate: 1.25, LineItems: net };
    const { InvoiceID, Contact } = await saved('Invoices', salesInvoice('A-1', foreign));
    await pay(InvoiceID, 50, '2026-04-01');
    const rows = rowsOf((await aged('Receivables', Contact.ContactID)).Rows[1]);
    expect(rows[0]?.slice(4)).toEqual(['80.00', '40.00', '0.00', '40.00']);
  });

  test('need a contact that there is, and take its name in any letter case', async () => {
    expect((await client.get('Reports/AgedReceivablesByContact')).status).toBe(400);
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect((await client.get(`Reports/AgedReceivablesByContact?contactId=${unknown}`)).status).toBe(404);
    const { Contact } = await saved('Invoices', salesInvoice('A-1'));
    expect((await client.get(`Reports/AgedReceivablesByContact?CONTACTID=${Contact.ContactID}`)).status).toBe(200);
  });
});

test('the aged payables of a contact list its bills by reference', async () => {
  const { Contact } = await saved(
    'Invoices',
    salesInvoice('B-1', { Type: 'ACCPAY', LineItems: [line({ AccountCode: '429' })] }),
  );
  await saved('Invoices', salesInvoice('A-1'));
  const found = await aged('Payables', Contact.ContactID);
  expect([found.ReportID, found.ReportName]).toEqual(['AgedPayablesByContact', 'Aged Payables By Contact']);
  expect(rowsOf(found.Rows[0])[0]?.[1]).toBe('Reference');
  expect(rowsOf(found.Rows[1]).map(([, name, , , total]) => [name, total])).toEqual([
    ['B-1', '120.00'],
    ['', '120.00'],
  ]);
});

test("a contact's balances are what its documents leave open, and what of it is overdue", async () => {
  const { InvoiceID, Contact } = await saved('Invoices', salesInvoice('A-1', { LineItems: net }));
  await saved('Invoices', salesInvoice('A-2', { LineItems: net, DueDate: '2026-05-10' }));
  await saved('Invoices', salesInvoice('B-1', { Type: 'ACCPAY', LineItems: [line({ AccountCode: '429' })] }));
  await pay(InvoiceID, 30, '2026-04-10');
  await saved(
    'CreditNotes',
    salesInvoice('C-1', { Type: 'ACCRECCREDIT', LineItems: [line({ TaxType: 'NONE', Quantity: 1 })] }),
  );
  const [contact] = (await client.get(`Contacts/${Contact.ContactID}`)).json.Contacts;
  expect(contact.Balances).toEqual({
    AccountsReceivable: { Outstanding: 120, Overdue: 70 },
    AccountsPayable: { Outstanding: 120, Overdue: 120 },
  });
});
