/** Documents open on a day, from the sandbox's books: settled later, credited later, foreign, and few calls for it all. */
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { formatFixed } from '../../src/model/decimal.ts';
import { cellText } from '../../src/model/source-row.ts';
import type { Api, ApiReply, ApiRequest } from '../../src/xero/api.ts';
import { createHttpApi } from '../../src/xero/http-api.ts';
import { agedColumns } from '../../src/xero/open-documents/aged-columns.ts';
import { agedRow } from '../../src/xero/open-documents/aged-row.ts';
import type { Side } from '../../src/xero/open-documents/document-sides.ts';
import { estimateOpenDocuments } from '../../src/xero/open-documents/estimate-open-documents.ts';
import { readOpenDocuments } from '../../src/xero/open-documents/read-open-documents.ts';
import { type Client, type Loose, line, openForTest, salesInvoice } from './sandbox-client.ts';

let client: Client;
let api: Api;
let asked: string[];
/** What a reply becomes on its way. */
let bend: (request: ApiRequest, reply: ApiReply) => ApiReply;
/** What happens just before a call. */
let before: (request: ApiRequest) => Promise<void>;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-06-01T12:00:00Z');
  client = await openForTest({ now: () => now });
  const http = createHttpApi({
    baseUrl: `${client.sandbox.url}/api.xro/2.0`,
    tenantId: client.sandbox.tenantId,
    token: async () => client.sandbox.token,
    userAgent: 'rowpost/0',
  });
  onTestFinished(() => http.close());
  asked = [];
  bend = (_request, reply) => reply;
  before = async () => {};
  api = {
    async call(request) {
      asked.push(request.path);
      await before(request);
      return bend(request, await http.call(request));
    },
  };
});

async function saved(collection: string, element: object): Promise<Loose> {
  const [answer] = await client.write('PUT', collection, element);
  if (answer.StatusAttributeString === 'ERROR') throw new Error(JSON.stringify(answer.ValidationErrors));
  return answer;
}

const net = (amount: number) => ({ LineItems: [line({ TaxType: 'NONE', Quantity: 1, UnitAmount: amount })] });
const invoice = (number: string, amount: number, over: object = {}) =>
  saved('Invoices', salesInvoice(number, { ...net(amount), ...over }));
const credit = (number: string, amount: number, day: string) =>
  saved('CreditNotes', {
    ...salesInvoice('', { ...net(amount), Type: 'ACCRECCREDIT', Date: day }),
    InvoiceNumber: undefined,
    CreditNoteNumber: number,
  });
const pay = (target: object, Amount: number, day: string) =>
  saved('Payments', { ...target, Account: { Code: '090' }, Amount, Date: day });

async function allocate(CreditNoteID: string, InvoiceID: string, Amount: number, day: string): Promise<void> {
  const Allocations = [{ Invoice: { InvoiceID }, Amount, Date: day }];
  const { status } = await client.send('PUT', `CreditNotes/${CreditNoteID}/Allocations`, { Allocations });
  expect(status).toBe(200);
}

async function open(day: string, side: Side = 'receivable'): Promise<Readonly<Record<string, string>>> {
  asked = [];
  const found = await readOpenDocuments(api, { side, day });
  return Object.fromEntries(found.map(({ number, baseDue }) => [number, formatFixed(baseDue, 2)]));
}

describe('on an earlier day', () => {
  test('an invoice is open with what was paid and credited only later', async () => {
    const [paid, part, credited] = [
      await invoice('PAID', 100),
      await invoice('PART', 80),
      await invoice('CREDITED', 50),
    ];
    await pay({ Invoice: { InvoiceID: paid.InvoiceID } }, 40, '2026-03-20');
    await pay({ Invoice: { InvoiceID: paid.InvoiceID } }, 60, '2026-04-02');
    await pay({ Invoice: { InvoiceID: part.InvoiceID } }, 30, '2026-03-31');
    const later = await credit('LATER', 50, '2026-04-05');
    await allocate(later.CreditNoteID, credited.InvoiceID, 50, '2026-04-06');
    expect(await open('2026-03-31')).toEqual({ PAID: '60.00', PART: '50.00', CREDITED: '50.00' });
    expect(await open('2026-04-05')).toEqual({ PART: '50.00', CREDITED: '50.00', LATER: '-50.00' });
    expect(await open('2026-04-06')).toEqual({ PART: '50.00' });
    expect(await open('2026-02-28')).toEqual({});
  });

  test('a credit note is open with what was used or refunded only later', async () => {
    const note = await credit('CN', 90, '2026-03-01');
    const { InvoiceID } = await invoice('INV', 30);
    await allocate(note.CreditNoteID, InvoiceID, 30, '2026-03-10');
    await pay({ CreditNote: { CreditNoteID: note.CreditNoteID } }, 60, '2026-04-10');
    expect(await open('2026-03-09')).toEqual({ INV: '30.00', CN: '-90.00' });
    expect(await open('2026-03-31')).toEqual({ CN: '-60.00' });
    expect(await open('2026-04-10')).toEqual({});
  });

  test('drafts, voided documents and the other side do not count', async () => {
    await invoice('DRAFT', 10, { Status: 'DRAFT' });
    const { InvoiceID } = await invoice('VOID', 10);
    await client.write('POST', 'Invoices', { InvoiceID, Status: 'VOIDED' });
    await invoice('BILL', 70, { Type: 'ACCPAY' });
    expect(await open('2026-12-31')).toEqual({});
    expect(await open('2026-12-31', 'payable')).toEqual({ BILL: '70.00' });
  });

  test('a payment that was deleted never was', async () => {
    const { InvoiceID } = await invoice('INV', 10);
    const { PaymentID } = await pay({ Invoice: { InvoiceID } }, 10, '2026-03-05');
    await client.send('POST', `Payments/${PaymentID}`, { Status: 'DELETED' });
    expect(await open('2026-03-31')).toEqual({ INV: '10.00' });
  });
});

test('amounts are those of the base currency, rounded once a document', async () => {
  await invoice('EUR', 100, { CurrencyCode: 'EUR', CurrencyRate: 3 });
  const [found] = await readOpenDocuments(api, { side: 'receivable', day: '2026-03-31' });
  expect(found).toMatchObject({ currency: 'EUR', due: { units: 100n }, baseDue: { units: 3333n, scale: 2 } });
});

test('calls follow the documents, never the contacts', async () => {
  for (const name of ['A', 'B', 'C', 'D', 'E', 'F']) {
    const { InvoiceID } = await invoice(name, 10, { Contact: { Name: `Customer ${name}` } });
    await pay({ Invoice: { InvoiceID } }, 10, '2026-04-01');
  }
  expect(Object.keys(await open('2026-03-31'))).toHaveLength(6);
  const credits = ['/CreditNotes', '/Prepayments', '/Overpayments'];
  expect(asked).toEqual([...credits, '/Invoices', '/Payments', '/Invoices', ...credits]);
});

test('what it takes is known before', async () => {
  for (const name of ['A', 'B', 'C']) {
    const { InvoiceID } = await invoice(name, 10);
    if (name !== 'C') await pay({ Invoice: { InvoiceID } }, 10, '2026-04-01');
  }
  await credit('CN', 5, '2026-03-02');
  await invoice('LATER', 10, { Date: '2026-05-01', DueDate: '2026-05-31' });
  const query = { side: 'receivable', day: '2026-03-31' } as const;
  const estimate = await estimateOpenDocuments(api, query);
  asked = [];
  await readOpenDocuments(api, query);
  expect(estimate).toEqual({ records: 4, calls: asked.length });
});

test('where many payments came later, all paid invoices are read instead', async () => {
  for (const name of ['A', 'B']) {
    const { InvoiceID } = await invoice(name, 10);
    await pay({ Invoice: { InvoiceID } }, 10, '2026-04-01');
  }
  bend = ({ path }, reply) =>
    path === '/Payments' ? { ...reply, body: reply.body.replace('"pageCount":1', '"pageCount":9') } : reply;
  expect(await open('2026-03-31')).toEqual({ A: '10.00', B: '10.00' });
  expect(await open('2026-04-01')).toEqual({});
});

test('credit that is set against an invoice between the two readings is counted once', async () => {
  const note = await credit('CN', 90, '2026-03-01');
  const { InvoiceID } = await invoice('INV', 100);
  let left = 1;
  const between = async (request: ApiRequest) => {
    if (request.path !== '/Invoices' || left === 0) return;
    left -= 1;
    now += 60_000;
    await allocate(note.CreditNoteID, InvoiceID, 10, '2026-03-10');
  };
  before = between;
  expect(await open('2026-03-31')).toEqual({ INV: '90.00', CN: '-80.00' });
  left = 8;
  await expect(open('2026-03-31')).rejects.toThrow('are changed in Xero faster than they can be read');
});

describe('an aged row', () => {
  const columns = agedColumns.map(({ name }) => name);

  async function aged(number: string, day: string): Promise<Readonly<Record<string, string>>> {
    const found = (await readOpenDocuments(api, { side: 'receivable', day })).find((each) => each.number === number)!;
    const cells = agedRow(found, day).map(cellText);
    expect(cells).toHaveLength(columns.length);
    return Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? '']));
  }

  test.each([
    ['2026-03-31', 'Current', ''],
    ['2026-04-01', 'Under1Month', '1'],
    ['2026-04-29', 'Under1Month', '29'],
    ['2026-04-30', 'Month1', '30'],
    ['2026-05-31', 'Month2', '61'],
    ['2026-06-29', 'Month2', '90'],
    ['2026-06-30', 'Month3', '91'],
    ['2026-07-31', 'Older', '122'],
  ])('as at %s an invoice due on 31 March stands under %s', async (day, column, days) => {
    const { InvoiceID } = await invoice('INV', 100, { Reference: 'Order 7' });
    const row = await aged('INV', day);
    const buckets = columns.slice(columns.indexOf('Current'), columns.indexOf('Total'));
    expect(buckets.filter((name) => row[name] !== '')).toEqual([column]);
    expect(row).toMatchObject({
      Contact: 'Basket Case',
      Kind: 'Invoice',
      DocumentID: InvoiceID,
      Reference: 'Order 7',
      Date: '2026-03-01',
      DueDate: '2026-03-31',
      DaysOverdue: days,
      CurrencyCode: 'GBP',
      Due: '100.00',
      [column]: '100.00',
      Total: '100.00',
    });
  });

  test('of a credit without a due date counts from its date', async () => {
    await saved('CreditNotes', {
      Type: 'ACCRECCREDIT',
      CreditNoteNumber: 'CN',
      Contact: { Name: 'Basket Case' },
      Date: '2026-03-01',
      Status: 'AUTHORISED',
      ...net(20),
    });
    expect(await aged('CN', '2026-03-20')).toMatchObject({ DaysOverdue: '', Under1Month: '-20.00', Total: '-20.00' });
  });
});
