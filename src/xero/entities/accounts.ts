/** The chart of accounts. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';
import { currencyCodes } from './fields/currency-codes.ts';

const own: readonly Field[] = [
  { name: 'AccountID', type: 'id', note: "Xero's identifier of an existing account." },
  { name: 'Code', type: 'text', maxLength: 10, note: 'Each once; only a bank account may have none.' },
  { name: 'Name', type: 'text', maxLength: 150, required: 'create', note: 'Each once.' },
  {
    name: 'Type',
    type: 'choice',
    required: 'create',
    note: 'It cannot change from or to BANK.',
    values: `BANK CURRENT CURRLIAB DEPRECIATN DIRECTCOSTS EQUITY EXPENSE FIXED INVENTORY LIABILITY NONCURRENT
      OTHERINCOME OVERHEADS PREPAYMENT REVENUE SALES TERMLIAB PAYG`.split(/\s+/),
  },
  {
    name: 'Status',
    type: 'choice',
    values: ['ACTIVE', 'ARCHIVED', 'DELETED'],
    note: 'ACTIVE where left out; accounts are archived, restored and deleted by jobs of these verbs.',
  },
  { name: 'Description', type: 'text', maxLength: 4000, note: 'Bank accounts have none.' },
  {
    name: 'TaxType',
    type: 'text',
    names: 'tax-type',
    note: "The tax rate by default: its code or display name; left out, the account type's own.",
  },
  { name: 'BankAccountNumber', type: 'text', note: 'Of bank accounts, which need one.' },
  {
    name: 'BankAccountType',
    type: 'choice',
    values: ['BANK', 'CREDITCARD', 'PAYPAL', 'NONE'],
    note: 'Of bank accounts; BANK where left out.',
  },
  {
    name: 'CurrencyCode',
    type: 'choice',
    values: currencyCodes,
    note: "Of bank accounts; the organisation's own where left out.",
  },
  { name: 'EnablePaymentsToAccount', type: 'boolean', note: 'Payments may be booked to it although it is no bank.' },
  { name: 'ShowInExpenseClaims', type: 'boolean' },
  { name: 'AddToWatchlist', type: 'boolean', note: 'Shown on the dashboard.' },
  { name: 'ReportingCode', type: 'text', note: 'Where it stands in published reports.' },
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

/** Xero keeps the accounts that it posts to itself. */
const noSystemAccount = {
  requires: { SystemAccount: [''] },
  remedies: { SystemAccount: 'Leave the row out: Xero itself posts to this account.' },
};

export const accounts: Entity = {
  name: 'Accounts',
  singular: 'Account',
  path: '/Accounts',
  idField: 'AccountID',
  numberField: 'Code',
  fields: [...own, ...computed],
  group: [],
  match: [{ fields: ['Code'] }, { fields: ['Name'] }],
  lookUp: { by: 'all' },
  create: { method: 'PUT', path: '/Accounts', batch: 1, body: 'element' },
  update: { method: 'POST', path: '/Accounts/{AccountID}', batch: 1, body: 'element' },
  status: {
    field: 'Status',
    initial: 'ACTIVE',
    creatable: ['ACTIVE'],
    moves: { ACTIVE: ['ACTIVE', 'ARCHIVED'], ARCHIVED: ['ACTIVE'], DELETED: [] },
    editable: ['ACTIVE'],
    gone: ['DELETED'],
  },
  verbs: {
    archive: { to: 'ARCHIVED', ...noSystemAccount },
    restore: { to: 'ACTIVE' },
    delete: {
      route: { method: 'DELETE', path: '/Accounts/{AccountID}', batch: 1, body: 'none' },
      final: true,
      ...noSystemAccount,
    },
  },
  stage: 'settings',
  read: { paging: 'none', modifiedSince: true, where: true },
  scope: 'accounting.settings',
  rules: [],
  note: 'The chart of accounts, archived ones included. Xero takes one account a call; one that has been used can be archived, not deleted.',
};
