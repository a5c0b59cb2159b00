/** What is sent for accounts, items, tax rates, currencies, tracking and groups is what Xero's API describes. */

import { afterEach, beforeEach, expect, test } from 'vitest';
import { entities } from '../../src/xero/entities/index.ts';
import { problemsOf } from './check-request.ts';
import { type FullDocument, fieldsIn, jobFiles, sentFields, type Tree, type Values, valuesFor } from './every-field.ts';
import { openRecordedCompany, type RecordedCompany } from './recorded-company.ts';
import type { RecordedRequest } from './request-recorder.ts';

let company: RecordedCompany;
beforeEach(async () => {
  company = await openRecordedCompany();
});
afterEach(() => company.close());

const entityOf = (name: string) => entities.find((candidate) => candidate.name === name)!;
const fieldsOf = (name: string) => sentFields(entityOf(name).fields).map((field) => field.name);
const writes = () => company.requests.filter(({ method }) => method !== 'GET');

async function run(name: string, documents: readonly FullDocument[], mode: 'create' | 'upsert'): Promise<void> {
  const { yaml, csv } = jobFiles({ entity: entityOf(name), mode, documents }, 'input.csv');
  await company.file('input.csv', csv);
  const { code, printed } = await company.run(await company.file('job.yaml', yaml));
  expect(code, printed).toBe(0);
}

function elementsOf({ body }: RecordedRequest): readonly Tree[] {
  const json = JSON.parse(body) as Tree;
  const [only] = Object.values(json);
  return Object.keys(json).length === 1 && Array.isArray(only) ? (only as readonly Tree[]) : [json];
}

function missing(name: string): readonly string[] {
  const found = fieldsIn(entityOf(name), writes().flatMap(elementsOf));
  return fieldsOf(name).filter((field) => !found.has(field));
}

const header = (name: string, own: Values) => valuesFor(entityOf(name).fields, own);

test('Accounts: all fields of an ordinary account and of a bank account, and a change', async () => {
  const account = header('Accounts', { Code: 'A1', Type: 'EXPENSE', TaxType: 'INPUT2', Status: 'ACTIVE' });
  const { BankAccountNumber, BankAccountType, CurrencyCode, ...ordinary } = account;
  const bank = { Name: 'Till', Type: 'BANK', BankAccountNumber: '1', BankAccountType: 'PAYPAL', CurrencyCode: 'EUR' };
  expect([BankAccountNumber, BankAccountType, CurrencyCode]).not.toContain(undefined);
  await run('Accounts', [{ header: ordinary }, { header: { ...bank, Code: 'A2' } }], 'create');
  await run('Accounts', [{ header: { Code: 'A1', Name: 'Other' } }], 'upsert');
  expect(writes().map(({ method }) => method)).toEqual(['PUT', 'PUT', 'POST']);
  expect(company.requests.flatMap(problemsOf)).toEqual([]);
  expect(missing('Accounts')).toEqual(['AccountID']);
});

test('Items: all fields, and a change that says the code again', async () => {
  const own = {
    'SalesDetails.COGSAccountCode': '310',
    'PurchaseDetails.AccountCode': '',
    'PurchaseDetails.COGSAccountCode': '310',
    'PurchaseDetails.TaxType': 'INPUT2',
    InventoryAssetAccountCode: '630',
  };
  const tracked = header('Items', own);
  const untracked = { Code: 'U1', 'PurchaseDetails.AccountCode': '310' };
  await run('Items', [{ header: tracked }, { header: untracked }], 'create');
  await run('Items', [{ header: { Code: 'U1', 'PurchaseDetails.UnitPrice': '1.2345' } }], 'upsert');
  expect(company.requests.flatMap(problemsOf)).toEqual([]);
  expect(missing('Items')).toEqual([]);
});

test('TaxRates: all fields and components, and a change', async () => {
  const rate = { Name: 'Levy', Status: 'ACTIVE', ReportTaxType: 'OUTPUT' };
  const lines = [{ Name: 'State', Rate: '2.5', IsCompound: 'yes', IsNonRecoverable: 'no' }];
  await run('TaxRates', [{ header: rate, lines }], 'create');
  await run('TaxRates', [{ header: { Name: 'Levy', TaxType: 'TAX001' }, lines }], 'upsert');
  expect(company.requests.flatMap(problemsOf)).toEqual([]);
  expect(missing('TaxRates')).toEqual([]);
  const components = writes()
    .flatMap(elementsOf)
    .flatMap((each) => each.TaxComponents as readonly Tree[]);
  expect(components.map((component) => Object.keys(component))).toEqual([
    ['Name', 'Rate', 'IsCompound', 'IsNonRecoverable'],
    ['Name', 'Rate', 'IsCompound', 'IsNonRecoverable'],
  ]);
});

test('Currencies, with a name of their own', async () => {
  await run('Currencies', [{ header: { Code: 'SEK', Description: 'Krona' } }], 'create');
  expect(company.requests.flatMap(problemsOf)).toEqual([]);
  expect(missing('Currencies')).toEqual([]);
});

test('TrackingCategories: a new one with options, then another option and a change of status', async () => {
  const [category] = await tracking();
  await archive(category!);
  const option = (Name: string) => ({ Name });
  await run('TrackingCategories', [{ header: { Name: 'Van', Status: 'ACTIVE' }, lines: [option('A')] }], 'create');
  const van = { Name: 'Van', Status: 'ARCHIVED' };
  await run('TrackingCategories', [{ header: van, lines: [option('A'), option('B')] }], 'upsert');
  expect(company.requests.flatMap(problemsOf)).toEqual([]);
  expect(missing('TrackingCategories')).toEqual(['TrackingCategoryID']);
  expect(writes().map(({ method, target }) => `${method} ${target.split('/').length}`)).toEqual([
    'PUT 4',
    'PUT 6',
    'POST 5',
    'PUT 6',
  ]);
});

test('ContactGroups: a new one with members, then a change', async () => {
  const group = { Name: 'VIPs', Status: 'ACTIVE' };
  const names = ['24 Locks', 'Bank West'].map((Contact) => ({ Contact }));
  await run('ContactGroups', [{ header: group, lines: names }], 'create');
  await run('ContactGroups', [{ header: group, lines: [{ Contact: 'Boom FM' }] }], 'upsert');
  expect(company.requests.flatMap(problemsOf)).toEqual([]);
  expect(missing('ContactGroups')).toEqual(['ContactGroupID']);
});

async function tracking(): Promise<readonly Tree[]> {
  return ((await ask('GET', 'TrackingCategories')) as Readonly<Record<string, readonly Tree[]>>).TrackingCategories!;
}

async function archive({ TrackingCategoryID }: Tree): Promise<void> {
  await ask('POST', `TrackingCategories/${TrackingCategoryID}`, { Status: 'ARCHIVED' });
}

/** Past the recorder. */
async function ask(method: string, path: string, body?: object): Promise<unknown> {
  const headers = { authorization: 'Bearer sandbox-token', 'xero-tenant-id': company.tenantId };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return (await fetch(`${company.url}/api.xro/2.0/${path}`, { method, headers, ...sent })).json();
}
