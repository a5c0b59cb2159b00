import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toXml, wantsJson, xmlReply } from '../../src/sandbox/server/xml.ts';
import { type Client, type Loose, line, openSandbox, salesInvoice } from './sandbox-client.ts';

const now = Date.UTC(2026, 5, 10, 12, 8, 28, 60);
let client: Client;
beforeAll(async () => {
  client = await openSandbox({ now: () => now });
});
afterAll(() => client.sandbox.close());

const json = { Accept: 'application/json' };
const asXml = async (path: string) => toXml((await client.get(path, json)).json, path.split(/[/?]/)[0] ?? '');

describe('a reply in XML', () => {
  let text: string;
  beforeAll(async () => {
    const over = { Reference: 'P&O <9711>', LineItems: [line({ Quantity: 3, UnitAmount: 59 })] };
    const [saved] = await client.write('PUT', 'Invoices', salesInvoice('X-1', over));
    text = await asXml(`Invoices/${saved.InvoiceID}`);
  });

  test('has the envelope as its root, with lines apart', () => {
    const start = text.split('\r\n').slice(0, 5);
    expect(start[0]).toBe(
      '<Response xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    );
    expect(start.slice(2)).toEqual([
      '  <Status>OK</Status>',
      '  <ProviderName>rowpost</ProviderName>',
      '  <DateTimeUTC>2026-06-10T12:08:28.060Z</DateTimeUTC>',
    ]);
    expect(text.endsWith('\r\n  </Invoices>\r\n</Response>')).toBe(true);
  });

  test.each([
    ['dates as local days', '<Date>2026-03-01T00:00:00</Date>'],
    ['instants without a zone and trailing zeros', '<UpdatedDateUTC>2026-06-10T12:08:28.06</UpdatedDateUTC>'],
    ['amounts with two decimals', '<SubTotal>177.00</SubTotal>'],
    ['quantities with four', '<Quantity>3.0000</Quantity>'],
    ['rates with ten', '<CurrencyRate>1.0000000000</CurrencyRate>'],
    ['text escaped', '<Reference>P&amp;O &lt;9711&gt;</Reference>'],
    ['flags as they are', '<HasAttachments>false</HasAttachments>'],
  ])('writes %s', (_what, expected) => {
    expect(text).toContain(expected);
  });

  test('names the elements of a list in the singular', () => {
    expect(text).toMatch(/<Invoices>\r\n {4}<Invoice>/);
    expect(text).toMatch(/<LineItems>\r\n {8}<LineItem>/);
  });

  test('leaves out nulls, empty lists and what JSON alone has', () => {
    expect(text).not.toMatch(/null|<Payments|DateString|UTCString/);
  });

  test.each([
    ['Currencies', '<Currency>'],
    ['TaxRates', '<TaxComponent>'],
    ['TrackingCategories', '<Option>'],
    ['Accounts', '<Account>'],
  ])('of %s has %s', async (collection, expected) => {
    expect(await asXml(collection)).toContain(expected);
  });

  test('carries the outcome of a bulk write as an attribute', async () => {
    const body = { Invoices: [salesInvoice('X-2')] };
    const answer = await client.send('PUT', 'Invoices?summarizeErrors=false', body, json);
    expect(toXml(answer.json, 'Invoices')).toContain('<Invoice status="OK">');
  });

  test('calls what is applied of an allocation AppliedAmount', () => {
    const element = { Allocations: [{ Amount: 5, Date: '/Date(1773014400000+0000)/' }] };
    expect(toXml(element, 'CreditNotes')).toContain('<AppliedAmount>5.00</AppliedAmount>');
  });
});

test('characters that XML cannot hold are left out', () => {
  expect(toXml({ Id: 'a\u0000\u0008b\ud800c😀\t' }, '')).toContain('<Id>abc😀\t</Id>');
});

describe('an error in XML', () => {
  test('is an ApiException whose elements say what they are', async () => {
    const refused = await client.send('PUT', 'Invoices', salesInvoice('X-3', { LineItems: [] }), json);
    const text = toXml(refused.json, 'Invoices');
    expect(text).toMatch(
      /^<ApiException [^>]+>\r\n {2}<ErrorNumber>10<\/ErrorNumber>\r\n {2}<Type>ValidationException/,
    );
    expect(text).toContain('<DataContractBase xsi:type="Invoice">');
    expect(text).toMatch(/<ValidationErrors>\s+<ValidationError>\s+<Message>One or more line items must be specified</);
    expect(text).toContain('<ValidationErrors />');
  });

  test('below a record is of what was asked for there', async () => {
    const path = 'Invoices/11111111-1111-4111-8111-111111111111/History';
    const answer = await client.send('PUT', path, { HistoryRecords: [{ Details: 'x' }] }, json);
    const reply = { status: 400, type: 'application/json; charset=utf-8', body: answer.text };
    const shown = xmlReply(reply, ['Invoices', 'id', 'History']);
    expect([shown.type, shown.body]).toEqual(['text/xml; charset=utf-8', expect.stringContaining('"HistoryRecord"')]);
  });
});

describe('the form of a reply', () => {
  test.each([
    ['application/json', true],
    ['text/html, application/json;q=0.9', true],
    ['*/*', false],
    ['', false],
    ['application/pdf', false],
  ])('to Accept: %s', (accept, expected) => {
    expect(wantsJson(accept)).toBe(expected);
  });

  test('is XML, where the sandbox says so, for all that does not name JSON', async () => {
    const own = await openSandbox({ settings: { defaultFormat: 'xml' } });
    const plain = await own.get('Organisation', { Accept: '*/*' });
    expect(plain.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(plain.text).toContain('<Organisation>');
    expect((await own.get('Organisation', json)).json.Organisations).toHaveLength(1);
    expect((await client.get('Organisation', { Accept: '*/*' })).json.Organisations).toHaveLength(1);
    await own.sandbox.close();
  });

  test('is left alone for files, plain texts and problems of the gateway', async () => {
    const refused = await client.send('GET', 'Invoices', undefined, { Authorization: '' });
    const problem = { status: 401, type: 'application/json; charset=utf-8', body: refused.text };
    const page = { status: 404, type: 'text/html; charset=utf-8', body: 'not found' };
    expect([xmlReply(problem, ['Invoices']), xmlReply(page, ['Invoices'])]).toEqual([problem, page]);
  });
});

test.each(['<Invoices><Invoice/></Invoices>', 'xml=%3CInvoice%3E'])('a body such as %s is refused', async (body) => {
  const answer: Loose = await client.send('POST', 'Invoices', body, json);
  expect([answer.status, answer.json.ErrorNumber, answer.json.Message]).toEqual([
    400,
    14,
    'XML request body could not be read: this sandbox takes JSON only. Send JSON with Content-Type: application/json.',
  ]);
});
