/** Tax rates with their components. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';

const classes = ['Assets', 'Equity', 'Expenses', 'Liabilities', 'Revenue'] as const;

export const taxRates: Entity = {
  name: 'TaxRates',
  singular: 'TaxRate',
  path: '/TaxRates',
  idField: 'TaxType',
  numberField: 'Name',
  fields: [
    { name: 'TaxType', type: 'text', note: 'The code that lines bear: OUTPUT2.' },
    { name: 'Name', type: 'text', note: 'As people see it: 20% (VAT on Income).' },
    { name: 'Status', type: 'choice', values: ['ACTIVE', 'DELETED', 'ARCHIVED', 'PENDING'] },
    { name: 'ReportTaxType', type: 'text', note: 'Where it stands in tax returns.' },
    ...classes.map((name): Field => ({ name: `CanApplyTo${name}`, type: 'boolean', readOnly: true })),
    { name: 'DisplayTaxRate', type: 'decimal', decimals: 4, readOnly: true, note: 'Per cent, components added up.' },
    {
      name: 'EffectiveRate',
      type: 'decimal',
      decimals: 4,
      readOnly: true,
      note: 'Per cent, compound ones worked out.',
    },
  ],
  lines: {
    name: 'TaxComponents',
    fields: [
      { name: 'Name', type: 'text' },
      { name: 'Rate', type: 'decimal', decimals: 4, note: 'Per cent.' },
      { name: 'IsCompound', type: 'boolean' },
      { name: 'IsNonRecoverable', type: 'boolean' },
    ],
  },
  match: [],
  stage: 'settings',
  read: { paging: 'none', modifiedSince: false, where: true },
  scope: 'accounting.settings',
  rules: [],
  note: 'Tax rates, deleted ones included; their lines are the components.',
};
