/** Fills empty books with a demo company: the same ids every time. */
import { createHash } from 'node:crypto';
import { bareInstantOut, dayOut, instantOut } from '../books/calendar.ts';
import type { Store } from '../books/store.ts';
import { type JsonObject, jsonNumber } from '../json.ts';
import { contactRecord } from '../resources/contact-record.ts';
import { classOf, reportingOf } from './account-class.ts';
import { currencyName } from './currency-rates.ts';
import { archivedContacts, contactList, items, tracking } from './demo-records.ts';
import type { OrganisationData } from './organisation.ts';
import { seedBudgets, seedUsers } from './seed-people.ts';

const address = {
  AddressType: 'POBOX',
  AddressLine1: '1 Sandbox Street',
  AddressLine2: '',
  City: 'Practice Town',
  Region: '',
  PostalCode: '1234',
  Country: '',
  AttentionTo: '',
};

/** Records of one list are a millisecond apart, so that lists keep their order. */
const longestList = 1000;

/** A fixed GUID for a thing of a demo company. */
export function fixedId(...names: readonly string[]): string {
  const hex = createHash('sha256').update(names.join('\u0000')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function seed(store: Store, data: OrganisationData, now: number): void {
  seedOrganisation(store, data, now);
  const start = now - longestList;
  for (const [at, line] of rows(data.accounts).entries()) seedAccount(store, data, line, start + at);
  for (const [at, line] of rows(data.taxRates).entries()) seedTaxRate(store, data, line, start + at);
  seedCurrencies(store, data, now);
  seedTracking(store, data, now);
  seedThemes(store, data, start);
  seedUsers(store, data, start, fixedId);
  seedBudgets(store, data, { now: start, fixedId });
  for (const [at, name] of [...contactList, ...archivedContacts].entries()) {
    const email = `${name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '.')
      .replace(/^\.|\.$/g, '')}@example.com`;
    const status = archivedContacts.includes(name) ? 'ARCHIVED' : 'ACTIVE';
    const fields = { Name: name, EmailAddress: email, ContactStatus: status };
    store.put(contactRecord(fixedId(data.country, 'contact', name), {}, fields, start + at));
  }
  for (const [at, item] of items(data).entries()) {
    const code = String(item.Code);
    const id = fixedId(data.country, 'item', code);
    const body = { ItemID: id, ...item, UpdatedDateUTC: bareInstantOut(start + at) };
    store.put({ kind: 'Items', id, key: code.toLowerCase(), updated: start + at, body });
  }
}

function seedOrganisation(store: Store, data: OrganisationData, now: number): void {
  const id = fixedId(data.country, 'organisation');
  const body: JsonObject = {
    APIKey: fixedId(data.country, 'key').replaceAll('-', '').slice(0, 30).toUpperCase(),
    Name: data.name,
    LegalName: data.name,
    PaysTax: true,
    Version: { GB: 'UK', AU: 'AU', NZ: 'NZ', US: 'US' }[data.country],
    OrganisationType: 'COMPANY',
    BaseCurrency: data.baseCurrency,
    CountryCode: data.country,
    IsDemoCompany: true,
    OrganisationStatus: 'ACTIVE',
    ...data.registration,
    TaxNumber: data.taxNumber,
    FinancialYearEndDay: data.financialYearEnd[0],
    FinancialYearEndMonth: data.financialYearEnd[1],
    SalesTaxBasis: data.salesTaxBasis,
    SalesTaxPeriod: data.salesTaxPeriod,
    DefaultSalesTax: 'Tax Exclusive',
    DefaultPurchasesTax: 'Tax Exclusive',
    CreatedDateUTC: bareInstantOut(Date.UTC(2026, 0, 1)),
    OrganisationEntityType: 'COMPANY',
    Timezone: data.xeroTimeZone,
    ShortCode: `!${data.country}box`,
    OrganisationID: id,
    Edition: 'BUSINESS',
    Class: 'DEMO',
    LineOfBusiness: '',
    Addresses: [address],
    Phones: [{ PhoneType: 'OFFICE', PhoneNumber: '555 0100', PhoneCountryCode: '' }],
    ExternalLinks: [],
    PaymentTerms: {},
  };
  store.put({ kind: 'Organisation', id, updated: now, body });
}

function seedAccount(store: Store, data: OrganisationData, line: readonly string[], now: number): void {
  const [code = '', name = '', type = '', taxType = '', marks = ''] = line;
  const flags = marks.split(',');
  const system = flags.find((flag) => flag !== '' && flag === flag.toUpperCase());
  const id = fixedId(data.country, 'account', name);
  const status = flags.includes('archived') ? 'ARCHIVED' : 'ACTIVE';
  const bank = { BankAccountNumber: '090800790804', BankAccountType: 'BANK', CurrencyCode: data.baseCurrency };
  const body: JsonObject = {
    AccountID: id,
    ...(code === '' ? {} : { Code: code }),
    Name: name,
    Status: status,
    Type: type,
    TaxType: taxType,
    ...(type === 'BANK' ? bank : { BankAccountType: '' }),
    Class: classOf(type),
    ...reportingOf(type),
    ...(system === undefined ? {} : { SystemAccount: system }),
    EnablePaymentsToAccount: flags.includes('pay'),
    ShowInExpenseClaims: flags.includes('claims'),
    HasAttachments: false,
    AddToWatchlist: false,
    UpdatedDateUTC: instantOut(now),
  };
  const key = code === '' ? undefined : code.toLowerCase();
  store.put({ kind: 'Accounts', id, key, secondKey: name.toLowerCase(), type, status, updated: now, body });
}

function seedTaxRate(store: Store, data: OrganisationData, line: readonly string[], now: number): void {
  const [taxType = '', name = '', rate = '0', targets = '', marks = ''] = line;
  const flags = marks.split(',');
  const display = flags.find((flag) => flag.startsWith('display='))?.slice(8) ?? rate;
  const status = flags.includes('deleted') ? 'DELETED' : 'ACTIVE';
  const body: JsonObject = {
    Name: name,
    TaxType: taxType,
    ...(flags.includes('custom') ? {} : { ReportTaxType: data.reportTaxTypes[taxType] ?? taxType }),
    CanApplyToAssets: targets.includes('A'),
    CanApplyToEquity: targets.includes('E'),
    CanApplyToExpenses: targets.includes('X'),
    CanApplyToLiabilities: targets.includes('L'),
    CanApplyToRevenue: targets.includes('R'),
    DisplayTaxRate: jsonNumber(display),
    EffectiveRate: jsonNumber(rate),
    Status: status,
    TaxComponents: [{ Name: data.taxName, Rate: jsonNumber(display), IsCompound: false, IsNonRecoverable: false }],
  };
  store.put({ kind: 'TaxRates', id: taxType.toLowerCase(), key: name.toLowerCase(), status, updated: now, body });
}

function seedCurrencies(store: Store, data: OrganisationData, now: number): void {
  const base = { code: data.baseCurrency, description: currencyName(data.baseCurrency), rate: '1' };
  for (const { code, description, rate } of [base, ...data.foreignCurrencies]) {
    const body = { Code: code, Description: description };
    store.put({
      kind: 'Currencies',
      id: code.toLowerCase(),
      key: code.toLowerCase(),
      secondKey: rate,
      updated: now,
      body,
    });
  }
}

function seedTracking(store: Store, data: OrganisationData, now: number): void {
  for (const [name, options] of Object.entries(tracking)) {
    const id = fixedId(data.country, 'tracking', name);
    const body: JsonObject = {
      Name: name,
      Status: 'ACTIVE',
      TrackingCategoryID: id,
      Options: options.map((option) => ({
        TrackingOptionID: fixedId(data.country, 'tracking', name, option),
        Name: option,
        Status: 'ACTIVE',
        HasValidationErrors: false,
        IsDeleted: false,
        IsArchived: false,
        IsActive: true,
      })),
    };
    store.put({ kind: 'TrackingCategories', id, key: name.toLowerCase(), status: 'ACTIVE', updated: now, body });
  }
}

function seedThemes(store: Store, data: OrganisationData, now: number): void {
  for (const [position, name] of ['Standard', 'Special Projects'].entries()) {
    const id = fixedId(data.country, 'theme', name);
    const place = { SortOrder: position, CreatedDateUTC: dayOut('2026-01-01') };
    const body = { BrandingThemeID: id, Name: name, LogoUrl: '', Type: 'INVOICE', ...place };
    store.put({ kind: 'BrandingThemes', id, key: name.toLowerCase(), updated: now + position, body });
  }
}

function rows(text: string): readonly (readonly string[])[] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.split('|'));
}
