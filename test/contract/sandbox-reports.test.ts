import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Client, type Loose, line, openSandbox, salesInvoice } from './sandbox-client.ts';

const now = Date.parse('2026-03-20T12:00:00Z');
let client: Client;
beforeAll(async () => {
  client = await openSandbox({ now: () => now });
});
beforeEach(() => client.sandbox.reset());
afterAll(() => client.sandbox.close());

async function saved(collection: string, element: object): Promise<Loose> {
  const [answer] = await client.write('PUT', collection, element);
  if (answer.StatusAttributeString === 'ERROR') throw new Error(JSON.stringify(answer.ValidationErrors));
  return answer;
}

async function report(path: string): Promise<Loose> {
  const answer = await client.get(`Reports/${path}`);
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return answer.json.Reports[0];
}

const values = (row: Loose): readonly string[] => row.Cells.map((cell: Loose) => cell.Value);

/** Debit, credit, debit and credit of the year, by what stands in the first cell. */
async function figures(query = ''): Promise<Readonly<Record<string, readonly string[]>>> {
  const { Rows } = await report(`TrialBalance${query}`);
  const rows = Rows.flatMap((section: Loose) => section.Rows ?? []).map(values);
  return Object.fromEntries(rows.map(([name, ...amounts]: readonly string[]) => [name, amounts]));
}

async function pay(InvoiceID: string, Amount: number, over: object = {}): Promise<Loose> {
  return saved('Payments', { Invoice: { InvoiceID }, Account: { Code: '090' }, Amount, Date: '2026-03-10', ...over });
}

const plain = { TaxType: 'NONE', Quantity: 1 };
const euro = (number: string, over: object = {}) =>
  salesInvoice(number, {
    CurrencyCode: 'EUR',
    CurrencyRate: 1.25,
    LineItems: [line({ ...plain, UnitAmount: 100 })],
    ...over,
  });

describe('the trial balance', () => {
  test('has a header, a section for each class and the totals', async () => {
    const { LineItems } = await saved('Invoices', salesInvoice('T-1'));
    const found = await report('TrialBalance');
    expect(found).toMatchObject({
      ReportID: 'TrialBalance',
      ReportName: 'Trial Balance',
      ReportType: 'TrialBalance',
      ReportTitles: ['Trial Balance', 'Demo Company (UK)', 'As at 20 March 2026'],
      ReportDate: '20 March 2026',
      UpdatedDateUTC: `/Date(${now})/`,
      Fields: [],
    });
    expect(values(found.Rows[0])).toEqual(['Account', 'Debit', 'Credit', 'YTD Debit', 'YTD Credit']);
    const shapes = found.Rows.map(({ RowType, Title }: Loose) => [RowType, Title]);
    const sections = ['Revenue', 'Assets', 'Liabilities', ''].map((title) => ['Section', title]);
    expect(shapes).toEqual([['Header', undefined], ...sections]);
    const attributes = [{ Value: LineItems[0].AccountID, Id: 'account' }];
    expect(found.Rows[1].Rows).toEqual([
      {
        RowType: 'Row',
        Cells: ['Sales (200)', '', '100.00', '', '100.00'].map((Value) => ({ Value, Attributes: attributes })),
      },
    ]);
    const total = ['Total', '120.00', '120.00', '120.00', '120.00'].map((Value) => ({ Value }));
    expect(found.Rows[4].Rows).toEqual([{ RowType: 'SummaryRow', Cells: total }]);
  });

  test('counts an approved document, not a draft, a submitted or a voided one', async () => {
    await saved('Invoices', salesInvoice('T-1', { Status: 'DRAFT' }));
    await saved('Invoices', salesInvoice('T-2', { Status: 'SUBMITTED' }));
    const { InvoiceID } = await saved('Invoices', salesInvoice('T-3'));
    expect((await figures())['Sales (200)']?.[1]).toBe('100.00');
    await client.write('POST', 'Invoices', { InvoiceID, Status: 'VOIDED' });
    expect(await figures()).toEqual({ Total: ['0.00', '0.00', '0.00', '0.00'] });
  });

  test('follows an edit', async () => {
    const { InvoiceID } = await saved('Invoices', salesInvoice('T-1'));
    const LineItems = [line({ Quantity: 1, UnitAmount: 30, AccountCode: '260' })];
    await client.write('POST', 'Invoices', { InvoiceID, LineItems, Date: '2026-03-02' });
    expect(await figures()).toMatchObject({
      'Other Revenue (260)': ['', '30.00', '', '30.00'],
      'Accounts Receivable (610)': ['36.00', '', '36.00', ''],
      'VAT (820)': ['', '6.00', '', '6.00'],
      Total: ['36.00', '36.00', '36.00', '36.00'],
    });
  });

  test('posts bills and credit notes the other way round', async () => {
    const bill = { Type: 'ACCPAY', LineItems: [line({ AccountCode: '429' })] };
    await saved('Invoices', salesInvoice('B-1', bill));
    await saved('CreditNotes', salesInvoice('C-1', { Type: 'ACCRECCREDIT', LineItems: [line({ Quantity: 1 })] }));
    expect(await figures()).toEqual({
      'Sales (200)': ['50.00', '', '50.00', ''],
      'General Expenses (429)': ['100.00', '', '100.00', ''],
      'Accounts Receivable (610)': ['', '60.00', '', '60.00'],
      'Accounts Payable (800)': ['', '120.00', '', '120.00'],
      'VAT (820)': ['30.00', '', '30.00', ''],
      Total: ['180.00', '180.00', '180.00', '180.00'],
    });
  });

  test('takes the tax out of tax-inclusive amounts', async () => {
    const LineItems = [line({ Quantity: 1, UnitAmount: 119.99 })];
    await saved('Invoices', salesInvoice('T-1', { LineAmountTypes: 'Inclusive', LineItems }));
    expect(await figures()).toMatchObject({
      'Sales (200)': ['', '99.99', '', '99.99'],
      'VAT (820)': ['', '20.00', '', '20.00'],
    });
  });

  test("shows the month's movement beside the year, and earlier years' profit as retained earnings", async () => {
    await saved('Invoices', salesInvoice('T-1', { Date: '2026-02-10', DueDate: '2026-02-20' }));
    await saved('Invoices', salesInvoice('T-2', { LineItems: [line({ Quantity: 1 })] }));
    await saved('Invoices', salesInvoice('T-3', { Date: '2026-04-02', DueDate: '2026-04-20' }));
    expect((await figures('?date=2026-03-31'))['Sales (200)']).toEqual(['', '50.00', '', '150.00']);
    expect(await figures('?date=2026-04-30')).toMatchObject({
      'Sales (200)': ['', '100.00', '', '100.00'],
      'Retained Earnings (960)': ['', '0.00', '', '150.00'],
      'Accounts Receivable (610)': ['120.00', '', '300.00', ''],
      Total: ['120.00', '120.00', '300.00', '300.00'],
    });
    expect((await figures('?date=2026-02-28'))['Sales (200)']).toEqual(['', '100.00', '', '100.00']);
  });

  test('refuses a date that is none', async () => {
    const answer = await client.get('Reports/TrialBalance?date=soon');
    expect([answer.status, answer.json.ErrorNumber]).toEqual([400, 14]);
  });

  test('knows no other report', async () => {
    expect((await client.get('Reports/constructor')).status).toBe(501);
  });
});

describe('money in the ledger', () => {
  test('comes and goes with payments', async () => {
    const { InvoiceID } = await saved('Invoices', salesInvoice('M-1'));
    const { PaymentID } = await pay(InvoiceID, 70);
    expect(await figures()).toMatchObject({
      'Accounts Receivable (610)': ['50.00', '', '50.00', ''],
      'Business Bank Account (090)': ['70.00', '', '70.00', ''],
    });
    await client.send('POST', `Payments/${PaymentID}`, { Status: 'DELETED' });
    expect(await figures()).not.toHaveProperty('Business Bank Account (090)');
  });

  test('leaves the bank with a refund', async () => {
    const credit = salesInvoice('C-1', { Type: 'ACCRECCREDIT' });
    const { CreditNoteID } = await saved('CreditNotes', credit);
    await saved('Payments', {
      CreditNote: { CreditNoteID },
      Account: { Code: '090' },
      Amount: 120,
      Date: '2026-03-10',
    });
    expect(await figures()).toMatchObject({ 'Business Bank Account (090)': ['', '120.00', '', '120.00'] });
  });

  test('of another currency brings a realised gain', async () => {
    const { InvoiceID } = await saved('Invoices', euro('E-1'));
    await pay(InvoiceID, 100, { CurrencyRate: 1.2 });
    expect(await figures()).toEqual({
      'Sales (200)': ['', '80.00', '', '80.00'],
      'Realised Currency Gains (499)': ['', '3.33', '', '3.33'],
      'Business Bank Account (090)': ['83.33', '', '83.33', ''],
      Total: ['83.33', '83.33', '83.33', '83.33'],
    });
  });

  test('in parts at the rate of the document leaves no cent on its account', async () => {
    const { InvoiceID } = await saved('Invoices', euro('E-1', { CurrencyRate: 3 }));
    const parts = [await pay(InvoiceID, 33.33), await pay(InvoiceID, 33.33), await pay(InvoiceID, 33.34)];
    expect(await figures()).not.toHaveProperty('Accounts Receivable (610)');
    await client.send('POST', `Payments/${parts[0].PaymentID}`, { Status: 'DELETED' });
    expect((await figures())['Accounts Receivable (610)']).toEqual(['11.11', '', '11.11', '']);
  });

  test('rounds the converted lines to the account for it', async () => {
    const LineItems = [1, 1, 1].map((UnitAmount) => line({ ...plain, UnitAmount }));
    await saved('Invoices', euro('E-1', { CurrencyRate: 1.5, LineItems }));
    expect(await figures()).toEqual({
      'Sales (200)': ['', '2.01', '', '2.01'],
      'Accounts Receivable (610)': ['2.00', '', '2.00', ''],
      'Rounding (860)': ['0.01', '', '0.01', ''],
      Total: ['2.01', '2.01', '2.01', '2.01'],
    });
  });

  test('of a credit note at another rate than the invoice it is set against', async () => {
    const { InvoiceID } = await saved('Invoices', euro('E-1'));
    const { CreditNoteID } = await saved('CreditNotes', euro('C-1', { Type: 'ACCRECCREDIT', CurrencyRate: 1.6 }));
    const { json } = await client.send('PUT', `CreditNotes/${CreditNoteID}/Allocations`, {
      Allocations: [{ Invoice: { InvoiceID }, Amount: 100 }],
    });
    expect(await figures()).toMatchObject({
      'Sales (200)': ['', '17.50', '', '17.50'],
      'Realised Currency Gains (499)': ['17.50', '', '17.50', ''],
    });
    await client.send('DELETE', `CreditNotes/${CreditNoteID}/Allocations/${json.Allocations[0].AllocationID}`);
    expect((await figures())['Accounts Receivable (610)']).toEqual(['17.50', '', '17.50', '']);
  });

  test('of manual journals counts while they are posted', async () => {
    const JournalLines = [
      { LineAmount: 60, AccountCode: '429', TaxType: 'INPUT2' },
      { LineAmount: -60, AccountCode: '310', TaxType: 'NONE' },
    ];
    const journal = { Narration: 'Accrual', Date: '2026-03-05', LineAmountTypes: 'Inclusive', JournalLines };
    const { ManualJournalID } = await saved('ManualJournals', { ...journal, Status: 'POSTED' });
    expect(await figures()).toMatchObject({
      'General Expenses (429)': ['50.00', '', '50.00', ''],
      'VAT (820)': ['10.00', '', '10.00', ''],
      'Cost of Goods Sold (310)': ['', '60.00', '', '60.00'],
    });
    await client.write('POST', 'ManualJournals', { ManualJournalID, Status: 'VOIDED' });
    expect((await figures()).Total).toEqual(['0.00', '0.00', '0.00', '0.00']);
  });

  test('counts on a cash basis by the share that is paid', async () => {
    const { InvoiceID } = await saved('Invoices', salesInvoice('M-1'));
    expect((await figures('?paymentsOnly=true')).Total).toEqual(['0.00', '0.00', '0.00', '0.00']);
    await pay(InvoiceID, 40);
    expect(await figures('?paymentsOnly=true')).toEqual({
      'Sales (200)': ['', '33.33', '', '33.33'],
      'Business Bank Account (090)': ['40.00', '', '40.00', ''],
      'VAT (820)': ['', '6.67', '', '6.67'],
      Total: ['40.00', '40.00', '40.00', '40.00'],
    });
    await pay(InvoiceID, 80);
    expect((await figures('?paymentsOnly=true'))['VAT (820)']).toEqual(['', '20.00', '', '20.00']);
  });

  test('of manual journals that are not for it stays out of the cash basis', async () => {
    const JournalLines = [60, -60].map((LineAmount) => ({ LineAmount, AccountCode: LineAmount > 0 ? '429' : '310' }));
    const journal = { Narration: 'Accrual', Date: '2026-03-05', Status: 'POSTED', JournalLines };
    await saved('ManualJournals', { ...journal, ShowOnCashBasisReports: false });
    expect((await figures('?paymentsOnly=true')).Total?.[0]).toBe('0.00');
    await saved('ManualJournals', journal);
    expect((await figures('?paymentsOnly=true')).Total?.[0]).toBe('60.00');
  });

  test("puts a total's rounding on the account for it", async () => {
    const totals = { SubTotal: 100, TotalTax: 20, Total: 119.95, RoundingAmount: -0.05 };
    await saved('Invoices', salesInvoice('R-1', totals));
    expect(await figures()).toMatchObject({
      'Accounts Receivable (610)': ['119.95', '', '119.95', ''],
      'Rounding (860)': ['0.05', '', '0.05', ''],
    });
  });
});
