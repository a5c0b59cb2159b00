import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, openSandbox } from './sandbox-client.ts';

const orgs = ['gb', 'au', 'nz', 'us'] as const;

describe.each(orgs)('the demo company %s', (org) => {
  let client: Client;
  beforeAll(async () => {
    client = await openSandbox({ org });
  });
  afterAll(() => client.sandbox.close());

  test('has the system accounts that every organisation has, once each', async () => {
    const accounts: Loose[] = (await client.get('Accounts')).json.Accounts;
    for (const system of [
      'DEBTORS',
      'CREDITORS',
      'GST',
      'ROUNDING',
      'HISTORICAL',
      'RETAINEDEARNINGS',
      'REALISEDCURRENCYGAIN',
      'UNREALISEDCURRENCYGAIN',
      'BANKCURRENCYGAIN',
      'TRACKINGTRANSFERS',
      'UNPAIDEXPCLM',
    ]) {
      expect([system, accounts.filter((account) => account.SystemAccount === system).length]).toEqual([system, 1]);
    }
    expect(accounts.filter((account) => account.Type === 'INVENTORY').map((account) => account.Code)).toEqual(['630']);
    expect(new Set(accounts.map((account) => account.Name.toLowerCase())).size).toBe(accounts.length);
    expect(accounts.every((account) => account.ReportingCode.length === 3)).toBe(true);
  });

  test('says all of itself', async () => {
    const [organisation] = (await client.get('Organisation')).json.Organisations;
    const expected = {
      gb: ['UK', 'GMTSTANDARDTIME', 'QUARTERLY', 31, 3],
      au: ['AU', 'AUSEASTERNSTANDARDTIME', 'QUARTERLY1', 30, 6],
      nz: ['NZ', 'NEWZEALANDSTANDARDTIME', 'TWOMONTHS', 31, 3],
      us: ['US', 'EASTERNSTANDARDTIME', 'NONE', 31, 12],
    }[org];
    const { Version, Timezone, SalesTaxPeriod, FinancialYearEndDay, FinancialYearEndMonth } = organisation;
    expect([Version, Timezone, SalesTaxPeriod, FinancialYearEndDay, FinancialYearEndMonth]).toEqual(expected);
    expect(organisation).toMatchObject({
      OrganisationID: client.sandbox.tenantId,
      OrganisationStatus: 'ACTIVE',
      Edition: 'BUSINESS',
      Class: 'DEMO',
      CreatedDateUTC: expect.stringMatching(/^\/Date\(\d+\)\/$/),
      ShortCode: expect.stringMatching(/^!/),
      PaymentTerms: {},
    });
    const number = org === 'us' ? 'EmployerIdentificationNumber' : 'RegistrationNumber';
    expect(organisation).toHaveProperty(number);
  });

  test('has items that its own rules take', async () => {
    const items: Loose[] = (await client.get('Items?unitdp=4')).json.Items;
    const saved = await client.write('POST', 'Items', ...items);
    expect(saved.filter((item) => item.StatusAttributeString !== 'OK')).toEqual([]);
  });

  test('names its base currency', async () => {
    const base = { gb: 'GBP', au: 'AUD', nz: 'NZD', us: 'USD' }[org];
    const { Currencies } = (await client.get(`Currencies?where=Code=="${base}"`)).json;
    const names = {
      gb: 'British Pound',
      au: 'Australian Dollar',
      nz: 'New Zealand Dollar',
      us: 'United States Dollar',
    };
    expect(Currencies).toEqual([{ Code: base, Description: names[org] }]);
  });
});

describe('tax rates report where the published examples say', () => {
  test.each([
    ['nz', 'INPUT2', 'INPUT', 'GST'],
    ['nz', 'OUTPUT2', 'OUTPUT', 'GST'],
    ['nz', 'ZERORATED', 'OUTPUT', 'GST'],
    ['nz', 'NONE', 'NONE', 'GST'],
    ['nz', 'GSTONIMPORTS', 'GSTONIMPORTS', 'GST'],
    ['gb', 'RRINPUT', 'INPUT', 'VAT'],
  ] as const)('%s %s as %s', async (org, taxType, reportType, component) => {
    const client = await openSandbox({ org });
    const [rate] = (await client.get(`TaxRates/${taxType}`)).json.TaxRates;
    expect([rate.ReportTaxType, rate.TaxComponents[0].Name]).toEqual([reportType, component]);
    await client.sandbox.close();
  });
});

describe('currencies, themes and actions', () => {
  let client: Client;
  beforeAll(async () => {
    client = await openSandbox();
  });
  afterAll(() => client.sandbox.close());
  const codes = async () => (await client.get('Currencies')).json.Currencies.map((one: Loose) => one.Code).toSorted();

  test('a currency is subscribed to once, with its name and a rate for documents', async () => {
    const made = await client.send('PUT', 'Currencies', { Code: 'nzd' });
    expect(made.json.Currencies).toEqual([{ Code: 'NZD', Description: 'New Zealand Dollar' }]);
    expect((await client.send('PUT', 'Currencies', { Code: 'NZD' })).status).toBe(200);
    expect(await codes()).toEqual(['EUR', 'GBP', 'NZD', 'USD']);
    const [invoice] = await client.write('PUT', 'Invoices', {
      Type: 'ACCREC',
      Contact: { Name: 'Kiwi' },
      CurrencyCode: 'NZD',
      LineItems: [{ Description: 'D', Quantity: 1, UnitAmount: 1, AccountCode: '200' }],
    });
    expect(invoice.CurrencyRate).toBe(2.210526);
  });

  test('a code that is no currency refuses the call', async () => {
    const answer = await client.send('PUT', 'Currencies', { Code: 'XYZ' });
    expect([answer.status, answer.json.ErrorNumber]).toEqual([400, 14]);
    expect((await client.send('PUT', 'Currencies', { Description: 'None' })).json.ErrorNumber).toBe(10);
  });

  test('a branding theme is read by its id, and has no payment services', async () => {
    const [standard] = (await client.get('BrandingThemes')).json.BrandingThemes;
    expect(standard).toMatchObject({ Name: 'Standard', SortOrder: 0 });
    const path = `BrandingThemes/${standard.BrandingThemeID}`;
    expect((await client.get(path)).json.BrandingThemes).toEqual([standard]);
    expect((await client.get(`${path}/PaymentServices`)).json.PaymentServices).toEqual([]);
    expect((await client.get(`BrandingThemes/${crypto.randomUUID()}`)).status).toBe(404);
    expect((await client.send('PUT', 'BrandingThemes', { Name: 'Mine' })).status).toBe(501);
  });

  test('the organisation lists what may be done, and its part in the Construction Industry Scheme', async () => {
    const { Actions } = (await client.get('Organisation/Actions')).json;
    expect(Actions).toContainEqual({ Name: 'CreateApprovedInvoice', Status: 'ALLOWED' });
    const scheme = await client.get(`Organisation/${client.sandbox.tenantId}/CISSettings`);
    expect(scheme.json.CISSettings).toEqual([{ CISContractorEnabled: false, CISSubContractorEnabled: false }]);
    expect((await client.send('POST', 'Organisation', { Name: 'Mine' })).status).toBe(501);
  });

  test('lock dates are shown where they are set', async () => {
    const locked = await openSandbox({ settings: { periodLockDate: '2018-12-31', endOfYearLockDate: '2018-12-31' } });
    const [organisation] = (await locked.get('Organisation')).json.Organisations;
    const day = '/Date(1546214400000+0000)/';
    expect(organisation).toMatchObject({ PeriodLockDate: day, EndOfYearLockDate: day });
    await locked.sandbox.close();
  });
});
