import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Client, type Loose, line, openSandbox, salesInvoice } from './sandbox-client.ts';

let now = Date.parse('2026-03-20T12:00:00Z');
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

const list = async (query = ''): Promise<readonly Loose[]> => (await client.get(`Journals${query}`)).json.Journals;
const pay = (InvoiceID: string, Amount: number) =>
  saved('Payments', { Invoice: { InvoiceID }, Account: { Code: '090' }, Amount, Date: '2026-03-10' });
const figures = ({ JournalLines }: Loose) =>
  JournalLines.map(({ AccountCode, NetAmount }: Loose) => [AccountCode, NetAmount]);

describe('a journal', () => {
  test('says what it stems from, and of each line account, amounts, tax and tracking', async () => {
    const Tracking = [{ Name: 'Region', Option: 'North' }];
    const { InvoiceID } = await saved('Invoices', salesInvoice('J-1', { LineItems: [line({ Tracking })] }));
    const [journal] = await list();
    expect(journal).toMatchObject({
      JournalDate: '/Date(1772323200000+0000)/',
      JournalNumber: 1,
      CreatedDateUTC: `/Date(${now}+0000)/`,
      Reference: 'J-1',
      SourceID: InvoiceID,
      SourceType: 'ACCREC',
    });
    const [control, own, tax] = journal.JournalLines;
    expect(control).toEqual({
      JournalLineID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      AccountID: expect.any(String),
      AccountCode: '610',
      AccountType: 'CURRENT',
      AccountName: 'Accounts Receivable',
      Description: '',
      NetAmount: 120,
      GrossAmount: 120,
      TaxAmount: 0,
      TrackingCategories: [],
    });
    expect(own).toMatchObject({
      AccountCode: '200',
      Description: 'Advice',
      NetAmount: -100,
      GrossAmount: -120,
      TaxAmount: -20,
      TaxType: 'OUTPUT2',
      TaxName: '20% (VAT on Income)',
      TrackingCategories: [{ Name: 'Region', Option: 'North' }],
    });
    expect(tax).toMatchObject({ AccountCode: '820', NetAmount: -20, TaxAmount: 0 });
  });

  test('is read by its ID and by its number, and nobody writes one', async () => {
    await saved('Invoices', salesInvoice('J-1'));
    const [journal] = await list();
    for (const reference of [journal.JournalID, '1']) {
      expect((await client.get(`Journals/${reference}`)).json.Journals).toEqual([journal]);
    }
    expect((await client.get('Journals/2')).status).toBe(404);
    expect((await client.send('PUT', 'Journals', { Journals: [{}] })).status).toBe(401);
  });

  test('of each kind bears the kind of its source', async () => {
    const { InvoiceID } = await saved('Invoices', salesInvoice('J-1'));
    await pay(InvoiceID, 20);
    const { CreditNoteID } = await saved('CreditNotes', salesInvoice('C-1', { Type: 'ACCRECCREDIT' }));
    await client.send('PUT', `CreditNotes/${CreditNoteID}/Allocations`, {
      Allocations: [{ Invoice: { InvoiceID }, Amount: 100 }],
    });
    const JournalLines = [60, -60].map((LineAmount) => ({ LineAmount, AccountCode: LineAmount > 0 ? '429' : '310' }));
    await saved('ManualJournals', { Narration: 'Accrual', Date: '2026-03-05', Status: 'POSTED', JournalLines });
    expect((await list()).map(({ SourceType }) => SourceType)).toEqual([
      'ACCREC',
      'ACCRECPAYMENT',
      'ACCRECCREDIT',
      'ARCREDITPAYMENT',
      'MANJOURNAL',
    ]);
  });
});

describe('the list', () => {
  test('has a hundred at a time, those after the offset', async () => {
    const invoices = Array.from({ length: 120 }, (_, at) => salesInvoice(`L-${at}`));
    await client.send('PUT', 'Invoices?summarizeErrors=false', { Invoices: invoices });
    const numbers = async (query: string) => (await list(query)).map(({ JournalNumber }) => JournalNumber);
    const first = await numbers('');
    expect([first.length, first[0], first.at(-1)]).toEqual([100, 1, 100]);
    expect(await numbers('?offset=100')).toEqual(Array.from({ length: 20 }, (_, at) => 101 + at));
    expect(await numbers('?offset=120')).toEqual([]);
    expect((await client.get('Journals?offset=x')).status).toBe(400);
  });

  test('has only what was posted since', async () => {
    await saved('Invoices', salesInvoice('J-1'));
    now += 60_000;
    const since = { 'If-Modified-Since': new Date(now).toISOString().slice(0, 19) };
    await saved('Invoices', salesInvoice('J-2'));
    const { json } = await client.get('Journals', since);
    expect(json.Journals.map(({ Reference }: Loose) => Reference)).toEqual(['J-2']);
  });

  test('of payments only brings the shares of what was paid', async () => {
    const { InvoiceID } = await saved('Invoices', salesInvoice('J-1'));
    expect(await list('?paymentsOnly=true')).toEqual([]);
    await pay(InvoiceID, 40);
    await pay(InvoiceID, 80);
    const cash = await list('?paymentsOnly=true');
    expect(cash.map(({ JournalNumber }) => JournalNumber)).toEqual([2, 3]);
    expect(cash.map(figures)).toEqual([
      [
        ['090', 40],
        ['200', -33.33],
        ['820', -6.67],
      ],
      [
        ['090', 80],
        ['200', -66.67],
        ['820', -13.33],
      ],
    ]);
    expect(cash[0].JournalLines[1]).toMatchObject({ TaxType: 'OUTPUT2', TaxAmount: -6.67 });
    expect((await list('?paymentsOnly=true&offset=2')).map(({ JournalNumber }) => JournalNumber)).toEqual([3]);
  });
});
