/** A small organisation for the tests: a few accounts, VAT rates, contacts, items and tracking. */

import { decimal } from '../../../src/model/decimal.ts';
import type {
  AccountFact,
  ContactFact,
  FactSettings,
  Facts,
  OrganisationData,
  TaxRateFact,
} from '../../../src/model/facts.ts';
import { DEFAULT_SETTINGS, indexFacts } from '../../../src/model/index-facts.ts';

export function account(code: string, name: string, type: string, more: Partial<AccountFact> = {}): AccountFact {
  return {
    id: `a0000000-0000-4000-8000-${(code === '' ? name.length.toString() : code).padStart(12, '0')}`,
    code,
    name,
    type,
    class: { REVENUE: 'REVENUE', BANK: 'ASSET', CURRENT: 'ASSET', CURRLIAB: 'LIABILITY' }[type] ?? 'EXPENSE',
    status: 'ACTIVE',
    systemAccount: '',
    taxType: 'NONE',
    enablePayments: false,
    currency: '',
    ...more,
  };
}

/** `appliesTo` holds the letters of the account classes: A, Q (equity), X (expenses), L, R. */
export function taxRate(
  taxType: string,
  name: string,
  rate: string,
  appliesTo: string,
  status = 'ACTIVE',
): TaxRateFact {
  return {
    taxType,
    name,
    status,
    effectiveRate: decimal(rate),
    assets: appliesTo.includes('A'),
    equity: appliesTo.includes('Q'),
    expenses: appliesTo.includes('X'),
    liabilities: appliesTo.includes('L'),
    revenue: appliesTo.includes('R'),
  };
}

export function contact(number: number, name: string, more: Partial<ContactFact> = {}): ContactFact {
  const id = `c0000000-0000-4000-8000-${number.toString().padStart(12, '0')}`;
  return { id, name, number: '', accountNumber: '', status: 'ACTIVE', ...more };
}

const data: OrganisationData = {
  organisation: {
    id: 'b0000000-0000-4000-8000-000000000001',
    name: 'Demo Company (UK)',
    baseCurrency: 'GBP',
    countryCode: 'GB',
    endOfYearLockDate: '2025-03-31',
    periodLockDate: '2026-03-31',
  },
  accounts: [
    account('090', 'Business Bank Account', 'BANK'),
    account('', 'Direct Debit', 'BANK'),
    account('200', 'Sales', 'REVENUE', { taxType: 'OUTPUT2' }),
    account('260', 'Other Revenue', 'REVENUE', { taxType: 'OUTPUT2' }),
    account('0300', 'Samples', 'EXPENSE', { taxType: 'INPUT2' }),
    account('402', 'Old Marketing', 'EXPENSE', { status: 'ARCHIVED' }),
    account('425', 'Postage', 'EXPENSE', { taxType: 'INPUT2' }),
    account('426', 'Postage', 'EXPENSE', { taxType: 'INPUT2' }),
    account('610', 'Accounts Receivable', 'CURRENT', { systemAccount: 'DEBTORS' }),
    account('630', 'Inventory', 'INVENTORY', { class: 'ASSET' }),
    account('820', 'VAT', 'CURRLIAB', { systemAccount: 'GST' }),
    account('835', "Directors' Loan Account", 'CURRLIAB', { enablePayments: true }),
  ],
  taxRates: [
    taxRate('OUTPUT2', '20% (VAT on Income)', '20', 'AQLR'),
    taxRate('INPUT2', '20% (VAT on Expenses)', '20', 'AQLX'),
    taxRate('RROUTPUT', '5% (VAT on Income)', '5', 'AQLR'),
    taxRate('NONE', 'No VAT', '0', 'AQLXR'),
    taxRate('SROUTPUT', '15% (VAT on Income)', '15', 'AQLR', 'DELETED'),
    taxRate('TAX001', 'Levy', '8.25', 'AQLXR'),
    taxRate('TAX002', 'Levy', '3', 'AQLXR'),
    taxRate('HALF', 'Seventeen and a half', '17.5', 'AQLXR'),
  ],
  tracking: [
    {
      id: 't1',
      name: 'Region',
      status: 'ACTIVE',
      options: [
        { id: 'o1', name: 'North', status: 'ACTIVE' },
        { id: 'o2', name: 'West Coast', status: 'ACTIVE' },
        { id: 'o3', name: 'Old', status: 'ARCHIVED' },
      ],
    },
    { id: 't2', name: 'Team', status: 'ACTIVE', options: [{ id: 'o4', name: 'A', status: 'ACTIVE' }] },
    { id: 't3', name: 'Project', status: 'ARCHIVED', options: [{ id: 'o5', name: 'X', status: 'ACTIVE' }] },
  ],
  items: [
    {
      id: 'i1',
      code: 'BOOK',
      name: 'Book',
      sold: true,
      purchased: false,
      description: 'A book',
      purchaseDescription: '',
      sales: { unitPrice: decimal('19.95'), accountCode: '200', taxType: 'RROUTPUT' },
      purchase: {},
    },
  ],
  contacts: [
    contact(1, 'Ridgeway University'),
    contact(2, 'Basket Case Ltd', { number: 'C-002' }),
    contact(3, 'Gone Away', { status: 'ARCHIVED' }),
    contact(4, 'Twice'),
    contact(5, 'Twice'),
  ],
  brandingThemes: [
    { id: 'd0000000-0000-4000-8000-000000000001', name: 'Standard' },
    { id: 'd0000000-0000-4000-8000-000000000002', name: 'Very orange' },
  ],
  currencies: ['GBP', 'EUR'],
};

export function sampleFacts(changes: Partial<OrganisationData> = {}, settings: FactSettings = DEFAULT_SETTINGS): Facts {
  return indexFacts({ ...data, ...changes }, settings);
}
