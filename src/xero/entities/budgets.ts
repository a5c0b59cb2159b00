/** Budgets by account and month. */

import type { Entity } from '../../model/registry.ts';

export const budgets: Entity = {
  name: 'Budgets',
  singular: 'Budget',
  path: '/Budgets',
  idField: 'BudgetID',
  numberField: 'Description',
  fields: [
    { name: 'BudgetID', type: 'id', readOnly: true },
    { name: 'Type', type: 'choice', values: ['OVERALL', 'TRACKING'], readOnly: true },
    { name: 'Description', type: 'text', maxLength: 255, readOnly: true },
    { name: 'UpdatedDateUTC', type: 'text', readOnly: true, note: 'When it was last changed, in UTC.' },
  ],
  lines: {
    name: 'BudgetLines',
    fields: [
      { name: 'AccountID', type: 'id', readOnly: true },
      { name: 'AccountCode', type: 'text', readOnly: true },
      { name: 'BudgetBalances.Period', type: 'text', readOnly: true, note: 'The month: 2026-10.' },
      { name: 'BudgetBalances.Amount', type: 'decimal', decimals: 2, readOnly: true },
      { name: 'BudgetBalances.UnitAmount', type: 'decimal', decimals: 2, readOnly: true },
      { name: 'BudgetBalances.Notes', type: 'text', maxLength: 255, readOnly: true },
    ],
    spread: 'BudgetBalances',
  },
  match: [],
  stage: 'settings',
  read: {
    paging: 'none',
    modifiedSince: false,
    where: false,
    alone: true,
    options: [
      { name: 'DateFrom', type: 'date', note: 'The first month; with DateTo 24 months at most.' },
      { name: 'DateTo', type: 'date', note: 'The last month. Without the two Xero gives last, this and next month.' },
    ],
  },
  scope: 'accounting.budgets',
  rules: [],
  note: 'Budgets; their lines are the amounts by account and month, for which each budget is read by itself.',
};
