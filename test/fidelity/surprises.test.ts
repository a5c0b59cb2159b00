/** What a naive client of Xero gets wrong, as the sandbox lets it find out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepsOf } from '../contract/identity-client.ts';
import { type Client, type Loose, line, openSandbox, salesInvoice } from '../contract/sandbox-client.ts';

let now = Date.parse('2026-04-01T10:00:00Z');
let client: Client;
beforeAll(async () => {
  client = await openSandbox({ orgs: ['gb', 'nz'], now: () => now });
});
afterAll(() => client.sandbox.close());

let count = 0;
const fresh = () => {
  count += 1;
  return `S-${count}`;
};
const write = async (method: 'PUT' | 'POST', element: object): Promise<Loose> =>
  (await client.write(method, 'Invoices', element))[0];

describe('an idempotency key', () => {
  const key = () => ({ 'Idempotency-Key': crypto.randomUUID() });

  it('keeps errors too, for six minutes', async () => {
    const number = fresh();
    const body = salesInvoice(number, { LineItems: [line({ AccountCode: 'LATER' })] });
    const headers = key();
    const send = () => client.send('PUT', 'Invoices', body, headers);
    expect((await send()).status).toBe(400);
    await client.send('PUT', 'Accounts', { Code: 'LATER', Name: 'Later', Type: 'SALES' });
    now += 5.9 * 60_000;
    expect((await send()).status).toBe(400);
    now += 0.2 * 60_000;
    expect((await send()).status).toBe(200);
  });

  it('used with another body is refused', async () => {
    const headers = key();
    await client.send('PUT', 'Invoices', salesInvoice(fresh()), headers);
    const { status, text } = await client.send('PUT', 'Invoices', salesInvoice(fresh()), headers);
    expect([status, text.includes('is used with a different request')]).toEqual([400, true]);
  });

  it('of more than 128 characters is refused', async () => {
    const headers = { 'Idempotency-Key': 'k'.repeat(129) };
    expect((await client.send('PUT', 'Invoices', salesInvoice(fresh()), headers)).status).toBe(400);
  });
});

describe('limits', () => {
  const limits = { minute: 3, day: 5000, concurrent: 5, appMinute: 10_000 };

  it('of calls at once say nothing of when to come back', async () => {
    const small = await openSandbox({ limits: { ...limits, concurrent: 0 } });
    const { status, headers } = await small.get('Items');
    expect([status, headers.get('x-rate-limit-problem'), headers.get('retry-after')]).toEqual([
      429,
      'concurrent',
      null,
    ]);
    await small.sandbox.close();
  });

  it('count a call that is answered from an idempotency key', async () => {
    const small = await openSandbox({ limits });
    const send = () => small.send('PUT', 'Items', { Code: 'ONE' }, { 'Idempotency-Key': 'one' });
    const statuses = [await send(), await send(), await send(), await send()].map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    await small.sandbox.close();
  });

  it('are forgotten at once, at an instant that differs by organisation', async () => {
    let time = Date.parse('2026-04-01T10:00:00Z');
    const small = await openSandbox({ orgs: ['gb', 'nz'], limits, now: () => time });
    const instant = async (tenant: string): Promise<number> => {
      const get = () => small.get('Items', { 'xero-tenant-id': tenant });
      for (let calls = 0; calls < limits.minute; calls += 1) await get();
      const wait = Number((await get()).headers.get('retry-after'));
      time += wait * 1000;
      expect((await get()).headers.get('x-minlimit-remaining')).toBe(String(limits.minute - 1));
      return (time / 1000) % 60;
    };
    const [first, second] = small.sandbox.organisations.map(({ tenantId }) => tenantId);
    expect(await instant(first ?? '')).not.toBe(await instant(second ?? ''));
    await small.sandbox.close();
  });
});

describe('a number that is there already', () => {
  it('of a sales invoice is changed by POST and refused by PUT', async () => {
    const number = fresh();
    const { InvoiceID } = await write('PUT', salesInvoice(number, { Status: 'DRAFT' }));
    const changed = await write('POST', salesInvoice(number, { Status: 'DRAFT', Reference: 'overwritten' }));
    expect(changed).toMatchObject({ InvoiceID, Reference: 'overwritten' });
    expect((await write('PUT', salesInvoice(number))).StatusAttributeString).toBe('ERROR');
  });

  it('of a bill is taken once more by PUT', async () => {
    const bill = salesInvoice(fresh(), { Type: 'ACCPAY', LineItems: [line({ AccountCode: '400' })] });
    const ids = [await write('PUT', bill), await write('PUT', bill)].map(({ InvoiceID }) => InvoiceID);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('an invoice', () => {
  it('loses its lines to new ones that come without ids', async () => {
    const { InvoiceID, LineItems } = await write('PUT', salesInvoice(fresh(), { Status: 'DRAFT' }));
    const changed = await write('POST', { InvoiceID, LineItems: [line()] });
    expect(changed.LineItems).toHaveLength(1);
    expect(changed.LineItems[0].LineItemID).not.toBe(LineItems[0].LineItemID);
    const kept = await write('POST', { InvoiceID, Reference: 'no lines sent' });
    expect(kept.LineItems[0].LineItemID).toBe(changed.LineItems[0].LineItemID);
  });

  it('makes a contact of a name that nobody has', async () => {
    const { Contact } = await write('PUT', salesInvoice(fresh(), { Contact: { Name: 'Out of an Invoice' } }));
    const { json } = await client.get(`Contacts/${Contact.ContactID}`);
    expect(json.Contacts[0].Name).toBe('Out of an Invoice');
  });

  it('has unit prices of two decimals unless four are asked for', async () => {
    const { LineItems } = await write('PUT', salesInvoice(fresh(), { LineItems: [line({ UnitAmount: 1.2345 })] }));
    expect(LineItems[0].UnitAmount).toBe(1.23);
    const fine = salesInvoice(fresh(), { LineItems: [line({ UnitAmount: 1.2345 })] });
    const { json } = await client.send('PUT', 'Invoices?unitdp=4', fine);
    expect(json.Invoices[0].LineItems[0].UnitAmount).toBe(1.2345);
    const read = await client.get(`Invoices/${json.Invoices[0].InvoiceID}`);
    expect(read.json.Invoices[0].LineItems[0].UnitAmount).toBe(1.23);
  });

  it.each([
    ['a discount of 0', { LineItems: [line({ DiscountRate: 0 })] }],
    ['a discount on a bill', { Type: 'ACCPAY', LineItems: [line({ AccountCode: '400', DiscountRate: 10 })] }],
  ])('is refused for %s', async (_what, over) => {
    expect((await write('PUT', salesInvoice(fresh(), over))).StatusAttributeString).toBe('ERROR');
  });

  it.each(['Exclusive', 'Inclusive', 'NoTax'])('spells %s in mixed case', async (LineAmountTypes) => {
    const tax = LineAmountTypes === 'NoTax' ? { TaxType: 'NONE' } : {};
    const saved = await write('PUT', salesInvoice(fresh(), { LineAmountTypes, LineItems: [line(tax)] }));
    expect(saved).toMatchObject({ LineAmountTypes, StatusAttributeString: 'OK' });
  });
});

describe('a list', () => {
  it('without a page leaves out lines and most of a contact', async () => {
    await write('PUT', salesInvoice(fresh()));
    const [short] = (await client.get('Invoices')).json.Invoices;
    const [long] = (await client.get('Invoices?page=1')).json.Invoices;
    expect([short.LineItems.length, long.LineItems.length]).toEqual([0, 1]);
    const [contact] = (await client.get('Contacts')).json.Contacts;
    expect(contact.Phones).toEqual([]);
  });

  it.each([
    [51, 200],
    [52, 404],
  ])('of %i ids is answered %i', async (ids, status) => {
    const list = Array.from({ length: ids }, () => crypto.randomUUID()).join(',');
    expect((await client.get(`Invoices?IDs=${list}`)).status).toBe(status);
  });
});

describe('a payment', () => {
  it('goes to a bank account without a code by its id', async () => {
    const { Accounts } = (await client.get('Accounts?where=Type=="BANK"')).json;
    const { AccountID } = Accounts.find(({ Code }: Loose) => Code === undefined);
    const { InvoiceID } = await write('PUT', salesInvoice(fresh()));
    const payment = { Invoice: { InvoiceID }, Account: { AccountID }, Date: '2026-03-05', Amount: 5 };
    const [paid] = await client.write('PUT', 'Payments', payment);
    expect(paid).toMatchObject({ StatusAttributeString: 'OK', Account: { AccountID } });
    const [changed] = await client.write('POST', 'Payments', { PaymentID: paid.PaymentID, Amount: 6 });
    expect(changed.StatusAttributeString).toBe('ERROR');
  });
});

describe('a tax type', () => {
  it('of its own is as good as a built-in one', async () => {
    const rate = { Name: fresh(), ReportTaxType: 'OUTPUT', TaxComponents: [{ Name: 'VAT', Rate: 7.5 }] };
    const { TaxType } = (await client.send('PUT', 'TaxRates', { TaxRates: [rate] })).json.TaxRates[0];
    const saved = await write('PUT', salesInvoice(fresh(), { LineItems: [line({ TaxType })] }));
    expect([TaxType, saved.TotalTax]).toEqual(['TAX001', 7.5]);
  });
});

describe('who may call', () => {
  it('is 401 for a scope that is missing, 403 for an organisation', async () => {
    const steps = stepsOf(client.sandbox.url);
    const { access_token } = await steps.signIn({ scope: 'accounting.contacts' }, [client.sandbox.tenantId]);
    const scope = await steps.call(access_token, 'Accounts', client.sandbox.tenantId);
    const elsewhere = await steps.call(access_token, 'Contacts', client.sandbox.organisations[1]?.tenantId);
    expect([scope.status, elsewhere.status]).toEqual([401, 403]);
    expect(scope.json.Detail).toBe('AuthorizationUnsuccessful');
  });

  it('returns to localhost, never to 127.0.0.1', async () => {
    const { page } = stepsOf(client.sandbox.url);
    expect((await page({ redirect_uri: 'http://localhost:9000/callback' })).status).toBe(200);
    expect((await page({ redirect_uri: 'http://127.0.0.1:9000/callback' })).status).not.toBe(200);
  });
});

it('a reply is XML unless JSON is accepted, where the settings follow Xero', async () => {
  const strict = await openSandbox({ settings: { defaultFormat: 'xml' } });
  expect((await strict.get('Organisation')).headers.get('content-type')).toMatch(/xml/);
  const json = await strict.get('Organisation', { Accept: 'application/json' });
  expect(json.headers.get('content-type')).toMatch(/json/);
  await strict.sandbox.close();
});

it.each([
  ['503-organisation', 'The Organisation is offline'],
  ['503-maintenance', 'The Xero API is currently offline for maintenance'],
  ['503-unavailable', 'The Xero API is temporarily unavailable'],
] as const)('%s comes in plain words', async (what, words) => {
  const down = await openSandbox({ faults: { seed: 1, rules: [{ what, when: {} }] } });
  const { status, text, headers } = await down.get('Items');
  expect([status, text, headers.get('content-type')?.split(';')[0]]).toEqual([503, words, 'text/plain']);
  await down.sandbox.close();
});
