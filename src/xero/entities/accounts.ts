/** The chart of accounts. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';
import { currencyCodes } from './fields/currency-codes.ts';

const own: readonly Field[] = [
  { name: 'AccountID', type: 'id' },
  { name: 'Code', type: 'text', maxLength: 10, note: 'A bank account may have none.' },
  { name: 'Name', type: 'text', maxLength: 150 },
  {
    name: 'Type',
    type: 'choice',
    values: `BANK CURRENT CURRLIAB DEPRECIATN DIRECTCOSTS EQUITY EXPENSE FIXED INVENTORY LIABILITY NONCURRENT
      OTHERINCOME OVERHEADS PREPAYMENT REVENUE SALES TERMLIAB PAYG`.split(/\s+/),
  },
  { name: 'Status', type: 'choice', values: ['ACTIVE', 'ARCHIVED', 'DELETED'] },
  { name: 'Description', type: 'text', maxLength: 4000, note: 'Bank accounts have none.' },
  { name: 'TaxType', type: 'text', names: 'tax-type', note: 'The tax rate by default.' },
  { name: 'BankAccountNumber', type: 'text' },
  { name: 'BankAccountType', type: 'choice', values: ['BANK', 'CREDITCARD', 'PAYPAL', 'NONE'] },
  { name: 'CurrencyCode', type: 'choice', values: currencyCodes, note: 'Of bank accounts.' },
  { name: 'EnablePaymentsToAccount', type: 'boolean', note: 'Payments may be booked to it although it is no bank.' },
  { name: 'ShowInExpenseClaims', type: 'boolean' },
  { name: 'AddToWatchlist', type: 'boolean' },
  { name: 'ReportingCode', type: 'text' },
];

const computed: readonly Field[] = [
  {
    name: 'Class',
    type: 'choice',
    values: ['ASSET', 'EQUITY', 'EXPENSE', 'LIABILITY', 'REVENUE'],
    readOnly: true,
  },
  {
    name: 'SystemAccount',
    type: 'choice',
    values: `DEBTORS CREDITORS BANKCURRENCYGAIN GST GSTONIMPORTS HISTORICAL REALISEDCURRENCYGAIN RETAINEDEARNINGS
      ROUNDING TRACKINGTRANSFERS UNPAIDEXPCLM UNREALISEDCURRENCYGAIN WAGEPAYABLES CISASSETS CISASSET CISLABOUR
      CISLABOUREXPENSE CISLABOURINCOME CISLIABILITY CISMATERIALS`.split(/\s+/),
    readOnly: true,
    note: 'What Xero itself uses the account for; blank for ordinary accounts.',
  },
  { name: 'ReportingCodeName', type: 'text', readOnly: true },
  { name: 'HasAttachments', type: 'boolean', readOnly: true },
  { name: 'UpdatedDateUTC', type: 'text', readOnly: true, note: 'When it was last changed, in UTC.' },
];

export const accounts: Entity = {
  name: 'Accounts',
  singular: 'Account',
  path: '/Accounts',
  idField: 'AccountID',
  numberField: 'Code',
  fields: [...own, ...computed],
  match: [],
  stage: 'settings',
  read: { paging: 'none', modifiedSince: true, where: true },
  scope: 'accounting.settings',
  rules: [],
  note: 'The chart of accounts, archived ones included.',
};
