/** Inputs that raise the findings of money at the bank, each with a neighbour that does not. */

import { bankTransactions } from '../../src/xero/entities/bank-transactions.ts';
import { bankTransfers } from '../../src/xero/entities/bank-transfers.ts';
import { batchPayments } from '../../src/xero/entities/batch-payments.ts';
import { account } from '../unit/validators/sample-facts.ts';
import type { Case, CaseLine } from './checking.ts';

const SPENT = {
  Type: 'SPEND',
  'Contact.Name': 'Ridgeway University',
  BankAccount: '090',
  Date: '2026-10-05',
  LineAmountTypes: 'Inclusive',
};
const HAMMER = { AccountCode: '0300', TaxType: 'INPUT2' };
const spent = (fields: Case['fields'] & object, line: CaseLine['values'] = {}, more: Case = {}): Case => ({
  entity: bankTransactions,
  fields: { ...SPENT, ...fields },
  lines: [{ values: { ...HAMMER, ...line } }],
  ...more,
});
const OVER = { Type: 'RECEIVE-OVERPAYMENT', LineAmountTypes: 'NoTax' };
const BARE = { AccountCode: null, TaxType: null };
const euros = {
  data: {
    accounts: [
      account('095', 'Euro account', 'BANK', { currency: 'EUR' }),
      account('096', 'Old bank', 'BANK', { status: 'ARCHIVED' }),
      account('0300', 'Samples', 'EXPENSE', { taxType: 'INPUT2' }),
    ],
  },
};

const pounds = {
  data: {
    accounts: [
      account('090', 'Bank', 'BANK', { currency: 'GBP' }),
      account('091', 'Savings', 'BANK', { currency: 'GBP' }),
      account('095', 'Euro account', 'BANK', { currency: 'EUR' }),
    ],
  },
};
const MOVED = { FromBankAccount: '090', ToBankAccount: 'Direct Debit', Date: '2026-10-05', Amount: '#20' };
const moved = (fields: Case['fields'] & object, more: Case = {}): Case => ({
  entity: bankTransfers,
  fields: { ...MOVED, ...fields },
  ...more,
});
const tracked = (Name: string | null, Option: string): Case =>
  moved({ 'FromTracking.1.Name': Name, 'FromTracking.1.Option': Option });

const PAID = { Account: '090', Date: '2026-10-05' };
const NO_LINE = { Description: null, Quantity: null, UnitAmount: null, AccountCode: null, TaxType: null };
/** A batch of one payment. */
export const batch = (line: CaseLine['values'] = {}, fields: Case['fields'] & object = {}, more: Case = {}): Case => ({
  entity: batchPayments,
  fields: { ...PAID, ...fields },
  lines: [{ values: { ...NO_LINE, Invoice: 'INV-1', Amount: '#5', ...line } }],
  ...more,
});
const inNewZealand = {
  data: {
    organisation: { id: 'b0000000-0000-4000-8000-000000000001', name: 'Kea', baseCurrency: 'NZD', countryCode: 'NZ' },
  },
};

interface BankPair {
  readonly code: string;
  readonly raised: Case;
  readonly near: Case;
  readonly severity?: 'WARNING';
  readonly column?: string;
  readonly value?: string;
}

export const bankPairs: readonly BankPair[] = [
  {
    code: 'map/bank-transfer',
    raised: spent({ Type: 'SPEND-TRANSFER' }),
    near: spent({ Type: 'SPEND-PREPAYMENT' }),
    column: 'col Type',
  },
  {
    code: 'account-code/not-a-bank-account',
    raised: spent({ BankAccount: '200' }),
    near: spent({ BankAccount: 'Direct Debit' }),
    column: 'col BankAccount',
    value: '200 Sales',
  },
  {
    code: 'account-code/bank-account-archived',
    raised: spent({ BankAccount: '096' }, {}, euros),
    near: spent({ BankAccount: '095' }, {}, euros),
  },
  {
    code: 'resolve/bank-currency',
    raised: spent({ BankAccount: '095', CurrencyCode: 'GBP' }, {}, euros),
    near: spent({ BankAccount: '095', CurrencyCode: 'EUR', CurrencyRate: '#1.2' }, {}, euros),
    column: 'col CurrencyCode',
  },
  {
    code: 'resolve/bank-currency',
    raised: spent({ BankAccount: '095', CurrencyCode: 'GBP', Type: 'SPEND-PREPAYMENT' }, {}, euros),
    near: spent({ ...OVER, BankAccount: '095', CurrencyCode: 'GBP' }, BARE, euros),
  },
  {
    code: 'resolve/currency-rate',
    raised: spent({ BankAccount: '090', CurrencyRate: '#1.2' }),
    near: spent({ BankAccount: '095', CurrencyRate: '#1.2' }, {}, euros),
  },
  {
    code: 'account-code/overpayment',
    raised: spent(OVER, { ...BARE, AccountCode: '200' }),
    near: spent(OVER, { ...BARE, AccountCode: '610' }),
    column: 'col AccountCode',
  },
  {
    code: 'tax-type/overpayment',
    raised: spent({ ...OVER, LineAmountTypes: 'Inclusive' }, BARE),
    near: spent(OVER, BARE),
  },
  {
    code: 'tax-type/overpayment',
    raised: spent({ ...OVER, LineAmountTypes: 'Exclusive' }, { ...BARE, TaxType: 'OUTPUT2' }),
    near: spent(OVER, { ...BARE, TaxType: 'NONE' }),
  },
  {
    code: 'map/required',
    raised: spent({}, { AccountCode: null }),
    near: spent(OVER, BARE),
    column: 'col AccountCode',
  },
  { code: 'map/required', raised: spent({ BankAccount: null }), near: spent({}), column: 'col BankAccount' },
  { code: 'map/no-lines', raised: spent({}, {}, { lines: [] }), near: spent({}) },
  {
    code: 'map/transfer-amount',
    raised: moved({ Amount: '#0' }),
    near: moved({ Amount: '#0.01' }),
    column: 'col Amount',
  },
  {
    code: 'account-code/same-bank-account',
    raised: moved({ ToBankAccount: 'Business Bank Account' }),
    near: moved({}),
    column: 'col ToBankAccount',
  },
  { code: 'account-code/not-a-bank-account', raised: moved({ FromBankAccount: '200' }), near: moved({}) },
  {
    code: 'resolve/transfer-currency',
    severity: 'WARNING',
    raised: moved({ ToBankAccount: '095' }, pounds),
    near: moved({ ToBankAccount: '091' }, pounds),
  },
  { code: 'resolve/unknown-tracking-option', raised: tracked('Region', 'Old'), near: tracked('region', 'north') },
  { code: 'resolve/unknown-tracking-category', raised: tracked('Nowhere', 'North'), near: tracked('Region', 'North') },
  { code: 'map/payment-amount', raised: batch({ Amount: '#0' }), near: batch(), column: 'col Amount' },
  {
    code: 'map/payment-target',
    raised: batch({ Invoice: null }),
    near: batch({ Invoice: null, 'Invoice.InvoiceNumber': 'INV-1' }),
    column: 'col Invoice',
  },
  { code: 'account-code/not-a-bank-account', raised: batch({}, { Account: '200' }), near: batch() },
  { code: 'map/no-lines', raised: batch({}, {}, { lines: [] }), near: batch() },
  {
    code: 'map/other-country',
    severity: 'WARNING',
    raised: batch({ Particulars: 'Rent' }),
    near: batch({ Particulars: 'Rent' }, {}, inNewZealand),
    column: 'col Particulars',
  },
  {
    code: 'map/other-country',
    severity: 'WARNING',
    raised: batch({}, { Details: 'Run 7' }, inNewZealand),
    near: batch({}, { Details: 'Run 7' }),
  },
  {
    code: 'limit/too-long',
    raised: batch({}, { Reference: 'x'.repeat(13) }, inNewZealand),
    near: batch({}, { Reference: 'x'.repeat(13) }),
  },
  { code: 'limit/too-long', raised: batch({ Details: 'x'.repeat(19) }), near: batch({ Details: 'x'.repeat(18) }) },
];
