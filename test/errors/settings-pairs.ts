/** Inputs that raise the findings of settings, each with a neighbour that does not. */

import type { OrganisationData } from '../../src/model/facts.ts';
import { accounts } from '../../src/xero/entities/accounts.ts';
import { items } from '../../src/xero/entities/items.ts';
import { taxRates } from '../../src/xero/entities/tax-rates.ts';
import { trackingCategories } from '../../src/xero/entities/tracking-categories.ts';
import { account } from '../unit/validators/sample-facts.ts';
import type { Case, CaseLine } from './checking.ts';

const GIFTS = { Code: '0901', Name: 'Gifts', Type: 'EXPENSE' };
const BANK = { Name: 'Till', Type: 'BANK', BankAccountNumber: '1' };
const STOCK = { InventoryAssetAccountCode: '630', 'PurchaseDetails.COGSAccountCode': '0300' };

const chart = (fields: Case['fields'] & object, more: Case = {}): Case => ({ entity: accounts, fields, ...more });
const known = (fields: Case['fields'] & object): Case => chart(fields, { mode: 'update' });
const item = (fields: Case['fields'] & object, more: Case = {}): Case => ({
  entity: items,
  fields: { Code: 'NEW', ...fields },
  ...more,
});

function component(values: CaseLine['values'], ...others: readonly CaseLine['values'][]): Case {
  const fields = { Name: 'Levy 7%', ReportTaxType: 'OUTPUT' };
  const plain = { Description: null, Quantity: null, UnitAmount: null, AccountCode: null, TaxType: null };
  const lines = [values, ...others].map((each) => ({ values: { ...plain, Name: 'Levy', Rate: '#7', ...each } }));
  return { entity: taxRates, fields, lines };
}

const rate = (fields: Case['fields'] & object): Case => {
  const plan = component({});
  return { ...plan, fields: { ...plan.fields, ...fields } };
};
const changed = (plan: Case): Case => ({ ...plan, mode: 'update' });

function tracking(name: string, options: readonly string[], data: Partial<OrganisationData> = {}): Case {
  const plain = { Description: null, Quantity: null, UnitAmount: null, AccountCode: null, TaxType: null };
  const lines = options.map((Name) => ({ values: { ...plain, Name } }));
  return { entity: trackingCategories, fields: { Name: name }, lines, data };
}

const ONE = [{ id: 't1', name: 'Region', status: 'ACTIVE', options: [] }];

interface SettingsPair {
  readonly code: string;
  readonly raised: Case;
  readonly near: Case;
  readonly severity?: 'WARNING';
  readonly row?: number;
  readonly column?: string;
}

export const settingsPairs: readonly SettingsPair[] = [
  { code: 'map/required', raised: chart({ ...GIFTS, Code: null }), near: chart(BANK), column: 'col Code' },
  { code: 'map/required', raised: chart({ ...BANK, BankAccountNumber: null }), near: known({ Name: 'Direct Debit' }) },
  {
    code: 'map/not-kept',
    severity: 'WARNING',
    raised: chart({ ...BANK, Description: 'x' }),
    near: chart({ ...GIFTS, Description: 'x' }),
    column: 'col Description',
  },
  {
    code: 'map/not-kept',
    severity: 'WARNING',
    raised: chart({ ...GIFTS, CurrencyCode: 'EUR' }),
    near: chart({ ...BANK, CurrencyCode: 'EUR' }, { data: { currencies: ['GBP', 'EUR'] } }),
  },
  {
    code: 'map/not-kept',
    severity: 'WARNING',
    raised: known({ Code: '090', Description: 'x' }),
    near: known({ Code: '200', Description: 'x' }),
  },
  {
    code: 'map/status-by-verb',
    raised: known({ Code: '200', Status: 'ARCHIVED' }),
    near: chart({ ...GIFTS, Status: 'ACTIVE' }),
  },
  { code: 'map/status-by-verb', raised: rate({ Status: 'DELETED' }), near: rate({ Status: 'ACTIVE' }) },
  {
    code: 'account-code/renumbered',
    severity: 'WARNING',
    raised: known({ Code: '4000', Name: 'Sales' }),
    near: known({ Code: '200', Name: 'Sales' }),
    column: 'col Code',
  },
  {
    code: 'account-code/fixed-type',
    raised: known({ Code: '090', Type: 'CURRENT' }),
    near: known({ Code: '200', Type: 'SALES' }),
    column: 'col Type',
  },
  {
    code: 'account-code/fixed-type',
    raised: known({ Name: 'Sales', Type: 'BANK' }),
    near: known({ Name: 'Sales', Type: 'SALES' }),
  },
  {
    code: 'account-code/fixed-type',
    raised: known({ Code: '820', Type: 'LIABILITY' }),
    near: known({ Code: '820', Type: 'CURRLIAB' }),
  },
  {
    code: 'tax-type/deleted',
    raised: chart({ ...GIFTS, TaxType: 'SROUTPUT' }),
    near: chart({ ...GIFTS, TaxType: 'INPUT2' }),
  },
  {
    code: 'tax-type/not-for-account',
    raised: chart({ ...GIFTS, TaxType: 'OUTPUT2' }),
    near: chart({ ...GIFTS, Type: 'SALES', TaxType: 'OUTPUT2' }),
  },
  { code: 'map/tracked-item', raised: item({ InventoryAssetAccountCode: '630' }), near: item(STOCK) },
  {
    code: 'map/tracked-item',
    raised: item({ 'PurchaseDetails.COGSAccountCode': '0300' }),
    near: item({ Code: 'BOOK', 'PurchaseDetails.COGSAccountCode': '0300' }, { mode: 'upsert' }),
  },
  {
    code: 'map/not-kept',
    raised: item({ ...STOCK, 'PurchaseDetails.AccountCode': '0300' }),
    near: item({ 'PurchaseDetails.AccountCode': '0300' }),
  },
  {
    code: 'map/not-kept',
    severity: 'WARNING',
    raised: item({ IsSold: false, Description: 'x' }),
    near: item({ IsPurchased: false, Description: 'x' }),
  },
  {
    code: 'account-code/wrong-kind',
    raised: item({ ...STOCK, InventoryAssetAccountCode: '200' }),
    near: item(STOCK),
    column: 'col InventoryAssetAccountCode',
  },
  {
    code: 'account-code/wrong-kind',
    raised: item({ ...STOCK, 'PurchaseDetails.COGSAccountCode': '200' }),
    near: item(STOCK),
  },
  {
    code: 'account-code/archived',
    raised: item({ 'SalesDetails.AccountCode': '402' }),
    near: item({ 'SalesDetails.AccountCode': '402' }, { data: { accounts: [account('402', 'Old', 'EXPENSE')] } }),
  },
  {
    code: 'tax-type/deleted',
    raised: item({ 'SalesDetails.TaxType': 'SROUTPUT' }),
    near: item({ 'SalesDetails.TaxType': 'OUTPUT2' }),
  },
  { code: 'tax-type/system-rate', raised: changed(rate({ Name: 'No VAT' })), near: rate({ Name: 'No VAT' }) },
  {
    code: 'tax-type/system-rate',
    raised: changed(rate({ TaxType: 'OUTPUT2' })),
    near: changed(rate({ TaxType: 'TAX001' })),
  },
  {
    code: 'tax-type/component-rate',
    raised: component({ Rate: '#100.5' }),
    near: component({ Rate: '#100' }),
    column: 'col Rate',
  },
  { code: 'tax-type/component-rate', raised: component({ Rate: '#-1' }), near: component({ Rate: '#0' }) },
  {
    code: 'tax-type/component',
    raised: component({}, { Name: 'levy' }),
    near: component({}, { Name: 'Other' }),
    row: 3,
  },
  {
    code: 'tax-type/component',
    raised: component({ IsCompound: true }, { Name: 'Other', IsCompound: true }),
    near: component({ IsCompound: true }, { Name: 'Other' }),
    row: 3,
  },
  { code: 'tax-type/component', raised: component({ IsNonRecoverable: true }), near: component({}) },
  {
    code: 'map/required',
    raised: rate({ ReportTaxType: null }),
    near: changed(rate({ TaxType: 'TAX001', ReportTaxType: null })),
  },
  { code: 'map/required', raised: { ...component({}), lines: [] }, near: component({}) },
  {
    code: 'limit/tracking-categories',
    raised: tracking('Third', ['A']),
    near: tracking('Third', ['A'], { tracking: ONE }),
    column: 'col Name',
  },
  { code: 'limit/tracking-categories', raised: tracking('Third', ['A']), near: tracking('region', ['A']) },
  {
    code: 'limit/tracking-categories',
    raised: tracking('Fifth', [], {
      tracking: ['a', 'b', 'c', 'd'].map((name) => ({ id: name, name, status: 'ARCHIVED', options: [] })),
    }),
    near: tracking('Fourth', [], {
      tracking: ['a', 'b', 'c'].map((name) => ({ id: name, name, status: 'ARCHIVED', options: [] })),
    }),
  },
  {
    code: 'duplicate/in-list',
    raised: tracking('Third', ['A', 'a'], { tracking: ONE }),
    near: tracking('Third', ['A', 'B'], { tracking: ONE }),
    row: 3,
  },
];
