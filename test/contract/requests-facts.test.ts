import { expect, test } from 'vitest';
import { decimal, equal } from '../../src/model/decimal.ts';
import { indexFacts } from '../../src/model/index-facts.ts';
import type { Api } from '../../src/xero/api.ts';
import { loadFacts } from '../../src/xero/load-facts.ts';

/** Replies in the shapes that live organisations give: fields left out, null or blank, dates in ticks, figures that look whole. */
const REPLIES: Readonly<Record<string, string>> = {
  '/Organisation': `{"Organisations":[{"OrganisationID":"o-1","Name":"Kea Ltd","LegalName":"Kea Ltd","BaseCurrency":"NZD",
    "CountryCode":"NZ","PeriodLockDate":"/Date(1719705600000+0000)/","EndOfYearLockDate":"/Date(-86400000+0000)/",
    "ShortCode":"!kEa1","Addresses":null,"Phones":[],"PaymentTerms":{}}]}`,
  '/Accounts': `{"Accounts":[
    {"AccountID":"a-1","Name":"Cheque","Status":"ACTIVE","Type":"BANK","TaxType":"NONE","Class":"ASSET",
     "EnablePaymentsToAccount":false,"BankAccountNumber":"01-0123","BankAccountType":"BANK","CurrencyCode":"NZD",
     "UpdatedDateUTC":"/Date(1776988800000+0000)/"},
    {"AccountID":"a-2","Code":"0200","Name":"Sales","Status":"ACTIVE","Type":"REVENUE","TaxType":"OUTPUT2","Class":"REVENUE",
     "Description":"","EnablePaymentsToAccount":true,"SystemAccount":"","ReportingCode":null},
    {"AccountID":"a-3","Code":"610","Name":"Debtors","Status":"ACTIVE","Type":"CURRENT","TaxType":"NONE","Class":"ASSET",
     "EnablePaymentsToAccount":false,"SystemAccount":"DEBTORS"}]}`,
  '/TaxRates': `{"TaxRates":[
    {"Name":"15% GST on Income","TaxType":"OUTPUT2","CanApplyToAssets":true,"CanApplyToEquity":true,"CanApplyToExpenses":false,
     "CanApplyToLiabilities":true,"CanApplyToRevenue":true,"DisplayTaxRate":15.0000,"EffectiveRate":15.0000,"Status":"ACTIVE",
     "TaxComponents":[{"Name":"GST","Rate":15.0000,"IsCompound":false,"IsNonRecoverable":false}]},
    {"Name":"Compound","TaxType":"TAX002","ReportTaxType":null,"CanApplyToRevenue":true,"DisplayTaxRate":15.0000,
     "EffectiveRate":15.1250,"Status":"DELETED","TaxComponents":null}]}`,
  '/TrackingCategories': `{"TrackingCategories":[
    {"Name":"Region","Status":"ACTIVE","TrackingCategoryID":"t-1","Options":[
      {"TrackingOptionID":"p-1","Name":"North","Status":"ACTIVE","HasValidationErrors":false,"IsDeleted":false}]},
    {"Name":"Old","Status":"ARCHIVED","TrackingCategoryID":"t-2","Options":null}]}`,
  '/Items': `{"Items":[{"ItemID":"i-1","Code":"BOLT","UpdatedDateUTC":"/Date(1488338552390)/","PurchaseDetails":{},
    "SalesDetails":{"UnitPrice":0.1250,"AccountCode":"0200","TaxType":""},"Name":null,"IsTrackedAsInventory":false,
    "IsSold":true,"IsPurchased":false}]}`,
  '/Currencies': '{"Currencies":[{"Code":"NZD","Description":"New Zealand Dollar"}]}',
  '/BrandingThemes': '{"BrandingThemes":null}',
  '/Contacts': `{"pagination":{"page":1,"pageSize":1000,"pageCount":1,"itemCount":1},"Contacts":[
    {"ContactID":"c-1","ContactStatus":"ACTIVE","Name":"Kākāpō Ltd","EmailAddress":"","Addresses":[],"ContactNumber":null,
     "UpdatedDateUTC":"/Date(1776988800000+0000)/","HasValidationErrors":false}]}`,
};

const live: Api = { call: async ({ path }) => ({ status: 200, body: REPLIES[path] ?? '' }) };

test('facts are read from the shapes that live organisations give', async () => {
  const data = await loadFacts(live);
  expect(data.organisation).toEqual({
    id: 'o-1',
    name: 'Kea Ltd',
    baseCurrency: 'NZD',
    countryCode: 'NZ',
    periodLockDate: '2024-06-30',
    endOfYearLockDate: '1969-12-31',
    shortCode: '!kEa1',
  });
  expect(data.accounts.map(({ code, systemAccount, enablePayments }) => [code, systemAccount, enablePayments])).toEqual(
    [
      ['', '', false],
      ['0200', '', true],
      ['610', 'DEBTORS', false],
    ],
  );
  expect(data.tracking.map(({ options }) => options.map(({ name }) => name))).toEqual([['North'], []]);
  expect(data.brandingThemes).toEqual([]);
  expect(data.contacts).toEqual([{ id: 'c-1', name: 'Kākāpō Ltd', number: '', accountNumber: '', status: 'ACTIVE' }]);
});

test('the effective rate counts, not the one displayed, and prices keep four places', async () => {
  const { taxRates, items } = await loadFacts(live);
  expect(taxRates.map(({ effectiveRate }) => equal(effectiveRate, decimal('15')))).toEqual([true, false]);
  expect(equal(taxRates[1]!.effectiveRate, decimal('15.125'))).toBe(true);
  expect(taxRates[1]).toMatchObject({ assets: false, revenue: true, status: 'DELETED' });
  const [bolt] = items;
  expect(equal(bolt!.sales.unitPrice!, decimal('0.125'))).toBe(true);
  expect(bolt).toMatchObject({ name: '', sold: true, purchased: false, purchase: {} });
  expect(bolt!.sales.taxType).toBeUndefined();
});

test('what has no code or number is found by no blank one', async () => {
  const facts = indexFacts(await loadFacts(live));
  expect([facts.accountsByCode(''), facts.contactsByNumber('')]).toEqual([[], []]);
  expect(facts.accountsByName('cheque').map(({ id }) => id)).toEqual(['a-1']);
  expect(facts.accountsByCode('0200').map(({ id }) => id)).toEqual(['a-2']);
  expect(facts.accountsByCode('200')).toEqual([]);
});
