import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, line, openSandbox, salesInvoice } from './sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

const sent = async (over: object) => {
  const body = { Invoices: [salesInvoice('Fine'), salesInvoice('Wrong', over)] };
  return client.send('PUT', 'Invoices?summarizeErrors=false', body);
};

describe('a value of the wrong type', () => {
  test.each([
    [{ LineAmountTypes: 'NO_TAX' }, `Error converting value "NO_TAX" to type 'Xero.API.Library.LineAmountType'.`],
    [{ Type: 'SALE' }, `Error converting value "SALE" to type 'Xero.API.Library.InvoiceType'.`],
    [{ Status: 'OPEN' }, `Error converting value "OPEN" to type 'Xero.API.Library.InvoiceStatus'.`],
    [{ Total: 'abc' }, `Error converting value "abc" to type 'System.Nullable\`1[System.Decimal]'.`],
    [{ Total: '1e30' }, `Error converting value "1e30" to type 'System.Nullable\`1[System.Decimal]'.`],
    [{ Total: [1] }, 'Unexpected character encountered while parsing value: [.'],
    [{ Total: true }, 'Unexpected character encountered while parsing value: t.'],
    [{ Reference: { a: 1 } }, 'Unexpected character encountered while parsing value: {.'],
    [{ InvoiceID: 'INV-1' }, `Error converting value "INV-1" to type 'System.Nullable\`1[System.Guid]'.`],
    [{ SentToContact: 'perhaps' }, 'Could not convert string to boolean: perhaps.'],
    [{ Contact: [] }, "Cannot deserialize the current JSON array (e.g. [1,2,3]) into type 'Xero.API.Library.Contact'"],
    [{ Contact: 'Basket Case' }, `Error converting value "Basket Case" to type 'Xero.API.Library.Contact'.`],
    [{ LineItems: {} }, 'Cannot deserialize the current JSON object (e.g. {"name":"value"}) into type'],
    [{ LineItems: ['x'] }, `Error converting value "x" to type 'Xero.API.Library.LineItem'.`],
    [{ DueDate: '31/03/2026' }, "The string '31/03/2026' is not a valid AllXsd value."],
  ])('such as %j ends the whole call', async (over, message) => {
    const answer = await sent(over);
    expect([answer.status, answer.json.ErrorNumber, answer.json.Type]).toEqual([400, 14, 'PostDataInvalidException']);
    expect(answer.json.Message).toContain(message);
    expect((await client.get('Invoices/Fine')).status).toBe(404);
  });

  test('is named by its path', async () => {
    const { json } = await sent({ LineItems: [line(), line({ Quantity: 'two' })] });
    expect(json.Message).toMatch(/Path 'Invoices\[1\]\.LineItems\[1\]\.Quantity'\.$/);
  });

  test('ends a call of payments, credit notes and allocations too', async () => {
    const wrong = async (path: string, body: object) => (await client.send('PUT', path, body)).json.ErrorNumber;
    expect(await wrong('Payments', { Invoice: { InvoiceID: 'x' }, Amount: 1 })).toBe(14);
    expect(await wrong('CreditNotes', { Type: 'ACCREC' })).toBe(14);
  });
});

test('numbers may be strings, and blanks are nothing', async () => {
  const over = { LineItems: [line({ Quantity: '3', DiscountRate: '' })], BrandingThemeID: '', Reference: null };
  const [saved] = await client.write('PUT', 'Invoices', salesInvoice('Strings', over));
  expect(saved).toMatchObject({ StatusAttributeString: 'OK', SubTotal: 150, Reference: '' });
});

test('unknown fields are ignored and not echoed', async () => {
  const over = { Colour: { a: [1] }, LineItems: [line({ Colour: 1 })] };
  const [saved] = await client.write('PUT', 'Invoices', salesInvoice('Unknown', over));
  expect(saved.StatusAttributeString).toBe('OK');
  expect(JSON.stringify(saved)).not.toContain('Colour');
  const [refused] = await client.write('PUT', 'Invoices', salesInvoice('Unknown', { Colour: 1 }));
  expect(refused).not.toHaveProperty('Colour');
});

test('each of a thousand elements with one number is refused where the setting says so', async () => {
  const other = await openSandbox({ settings: { duplicateInBatch: 'both-fail' } });
  const bodies = Array.from({ length: 1000 }, () => salesInvoice('Same', { LineItems: [line()] }));
  const elements = await other.write('PUT', 'Invoices', ...bodies);
  expect(elements.filter((element) => element.StatusAttributeString === 'ERROR')).toHaveLength(1000);
  await other.sandbox.close();
});

test('a flag may be any number without harm', async () => {
  const body = JSON.stringify(salesInvoice('Flag', { SentToContact: 0 })).replace(
    '"SentToContact":0',
    '"SentToContact":12345678901234567890123',
  );
  expect((await client.send('PUT', 'Invoices', body)).status).toBe(200);
});
