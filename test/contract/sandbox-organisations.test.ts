import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, openSandbox } from './sandbox-client.ts';

const orgs = [
  [
    'gb',
    'Demo Company (UK)',
    'GBP',
    ['OUTPUT2', 'INPUT2', 'RROUTPUT', 'ZERORATEDINPUT', 'EXEMPTOUTPUT', 'NONE', 'REVERSECHARGES'],
  ],
  ['au', 'Demo Company (AU)', 'AUD', ['OUTPUT', 'INPUT', 'BASEXCLUDED', 'EXEMPTOUTPUT', 'CAPEXINPUT', 'GSTONIMPORTS']],
  ['nz', 'Demo Company (NZ)', 'NZD', ['OUTPUT2', 'INPUT2', 'ZERORATED', 'NONE']],
  ['us', 'Demo Company (US)', 'USD', ['OUTPUT', 'INPUT', 'NONE', 'TAX001']],
] as const;

describe.each(orgs)('sandbox-%s', (org, name, currency, taxTypes) => {
  let client: Client;
  beforeAll(async () => {
    client = await openSandbox({ org });
  });
  afterAll(() => client.sandbox.close());

  test('is a demo company with what a chart needs', async () => {
    const [organisation] = (await client.get('Organisation')).json.Organisations;
    expect(organisation).toMatchObject({ Name: name, BaseCurrency: currency, IsDemoCompany: true });
    expect(client.sandbox.organisations[0].name).toBe(name);
    const accounts: Loose[] = (await client.get('Accounts')).json.Accounts;
    const systems = accounts.map((account) => account.SystemAccount);
    expect(systems).toEqual(expect.arrayContaining(['DEBTORS', 'CREDITORS', 'GST', 'ROUNDING', 'RETAINEDEARNINGS']));
    expect(accounts.filter((account) => account.Type === 'BANK').map((account) => account.Code)).toEqual(
      expect.arrayContaining(['090', '091']),
    );
    expect(accounts.some((account) => account.Status === 'ARCHIVED')).toBe(true);
    expect(accounts.some((account) => account.EnablePaymentsToAccount)).toBe(true);
    expect(accounts.every((account) => /^(ASSET|EQUITY|EXPENSE|LIABILITY|REVENUE)$/.test(account.Class))).toBe(true);
    expect(new Set(accounts.map((account) => account.Code)).size).toBe(accounts.length);
  });

  test('has tax rates that every account uses rightly', async () => {
    const rates: Loose[] = (await client.get('TaxRates')).json.TaxRates;
    const active = new Map(rates.filter((rate) => rate.Status === 'ACTIVE').map((rate) => [rate.TaxType, rate]));
    expect([...active.keys()]).toEqual(expect.arrayContaining([...taxTypes]));
    expect(rates.some((rate) => rate.Status === 'DELETED')).toBe(true);
    const flags: Loose = {
      ASSET: 'Assets',
      EQUITY: 'Equity',
      EXPENSE: 'Expenses',
      LIABILITY: 'Liabilities',
      REVENUE: 'Revenue',
    };
    const accounts: Loose[] = (await client.get('Accounts')).json.Accounts;
    const wrong = accounts.filter(
      (account) => active.get(account.TaxType)?.[`CanApplyTo${flags[account.Class]}`] !== true,
    );
    expect(wrong.map((account) => `${account.Code} ${account.TaxType}`)).toEqual([]);
  });

  test('posts an invoice with its own sales tax', async () => {
    const line = { Description: 'Work', Quantity: 1, UnitAmount: 100, AccountCode: '200' };
    const invoice = {
      Type: 'ACCREC',
      Contact: { Name: 'New' },
      DueDate: '2026-12-31',
      Status: 'AUTHORISED',
      LineItems: [line],
    };
    const [saved] = await client.write('PUT', 'Invoices', invoice);
    const expected = { gb: 120, au: 110, nz: 115, us: 108.25 }[org];
    expect(saved).toMatchObject({
      StatusAttributeString: 'OK',
      Total: expected,
      CurrencyCode: currency,
      InvoiceNumber: 'INV-0001',
    });
  });
});

describe('the settings of sandbox-gb', () => {
  let client: Client;
  beforeAll(async () => {
    client = await openSandbox();
  });
  afterAll(() => client.sandbox.close());

  test('accounts are added one at a time, with a code and a name of their own', async () => {
    const made = await client.send('PUT', 'Accounts', { Code: '777', Name: 'Snacks', Type: 'EXPENSE' });
    expect(made.json.Accounts[0]).toMatchObject({ Code: '777', Class: 'EXPENSE', Status: 'ACTIVE' });
    const again = await client.send('PUT', 'Accounts', { Code: '777', Name: 'snacks', Type: 'EXPENSE' });
    expect(again.json.Elements[0].ValidationErrors).toEqual([
      { Message: 'Please enter a unique Name.' },
      { Message: 'Please enter a unique Code.' },
    ]);
    const long = await client.send('PUT', 'Accounts', { Code: '12345678901', Name: 'Long', Type: 'EXPENSE' });
    expect(long.text).toContain('Account Code is too long. Maximum of 10 characters allowed');
    const id = made.json.Accounts[0].AccountID;
    const archived = await client.send('POST', `Accounts/${id}`, { Status: 'ARCHIVED' });
    expect(archived.json.Accounts[0]).toMatchObject({ Name: 'Snacks', Status: 'ARCHIVED' });
  });

  test('with summarizeErrors=false a refused account looks like a saved one', async () => {
    const answer = await client.send('PUT', 'Accounts?summarizeErrors=false', {
      Code: '200',
      Name: 'Sales',
      Type: 'REVENUE',
    });
    expect([answer.status, answer.json.Accounts[0].ValidationErrors]).toEqual([200, undefined]);
    expect(answer.json.Accounts[0].AccountID).toBe('00000000-0000-0000-0000-000000000000');
  });

  test('custom tax rates get the next TAX number and can be used', async () => {
    const rate = { Name: 'Half', ReportTaxType: 'OUTPUT', TaxComponents: [{ Name: 'Half', Rate: 2.5 }] };
    const made = await client.send('PUT', 'TaxRates', rate);
    expect(made.json.TaxRates[0]).toMatchObject({ TaxType: 'TAX001', EffectiveRate: 2.5 });
    const system = await client.send('POST', 'TaxRates', { TaxType: 'OUTPUT2', Name: 'Mine' });
    expect(system.status).toBe(400);
  });

  test('tracking takes options one by one and no third category', async () => {
    const [, region] = (await client.get('TrackingCategories?order=Name')).json.TrackingCategories;
    expect(region.Options.map((option: Loose) => option.Name)).toEqual([
      'North',
      'South',
      'East',
      'West',
      'Eastside',
      'West Coast',
    ]);
    const path = `TrackingCategories/${region.TrackingCategoryID}/Options`;
    expect((await client.send('PUT', path, { Name: 'Overseas' })).json.Options[0].Name).toBe('Overseas');
    expect((await client.send('PUT', path, { Name: 'overseas' })).status).toBe(400);
    expect((await client.send('PUT', 'TrackingCategories', { Name: 'Third' })).status).toBe(400);
  });

  test('currencies can be subscribed to', async () => {
    await client.send('PUT', 'Currencies', { Code: 'CHF' });
    const codes = (await client.get('Currencies')).json.Currencies.map((currency: Loose) => currency.Code);
    expect(codes.toSorted()).toEqual(['CHF', 'EUR', 'GBP', 'USD']);
  });

  test('items are unique by code and updated by POST', async () => {
    const item = { Code: 'W-1', Name: 'Widget', SalesDetails: { UnitPrice: 1.2345, AccountCode: '200' } };
    const made = await client.send('PUT', 'Items?unitdp=4', { Items: [item] });
    expect(made.json.Items[0].SalesDetails.UnitPrice).toBe(1.2345);
    expect((await client.get('Items/W-1')).json.Items[0].SalesDetails.UnitPrice).toBe(1.23);
    const again = await client.send('PUT', 'Items', { Items: [item] });
    expect(again.text).toContain("Price List Item with Code ''W-1'' already exists");
    const [updated] = await client.write('POST', 'Items', { Code: 'W-1', Name: 'Widget 2' });
    expect(updated).toMatchObject({ ItemID: made.json.Items[0].ItemID, Name: 'Widget 2', StatusAttributeString: 'OK' });
    const [bad] = await client.write('POST', 'Items', { Code: 'W-2', SalesDetails: { AccountCode: '9999' } });
    expect(bad.ValidationErrors).toEqual([{ Message: 'Account must be valid.' }]);
  });
});
