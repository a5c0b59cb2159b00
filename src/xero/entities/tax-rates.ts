/** Tax rates with their components. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';
import { reportTaxTypes } from './fields/report-tax-types.ts';

const classes = ['Assets', 'Equity', 'Expenses', 'Liabilities', 'Revenue'] as const;

export const taxRates: Entity = {
  name: 'TaxRates',
  singular: 'TaxRate',
  path: '/TaxRates',
  idField: 'TaxType',
  numberField: 'Name',
  fields: [
    {
      name: 'TaxType',
      type: 'text',
      note: 'The code that lines bear: OUTPUT2. Xero gives new rates TAX001 and so on.',
    },
    { name: 'Name', type: 'text', required: 'create', note: 'As people see it: 20% (VAT on Income). Each once.' },
    {
      name: 'Status',
      type: 'choice',
      values: ['ACTIVE', 'DELETED', 'ARCHIVED', 'PENDING'],
      note: 'ACTIVE where left out; rates are archived and deleted by jobs of these verbs.',
    },
    {
      name: 'ReportTaxType',
      type: 'choice',
      values: reportTaxTypes,
      note: 'Where it stands in tax returns; needed but in the United States. It cannot be filed from there in Australia, New Zealand and the United Kingdom.',
    },
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
      {
        name: 'Name',
        type: 'text',
        required: 'create',
        note: 'An update changes or adds those that it names; the others stay.',
      },
      { name: 'Rate', type: 'decimal', decimals: 4, required: 'create', note: 'Per cent, from 0 to 100.' },
      { name: 'IsCompound', type: 'boolean', note: 'Worked out on top of the others; one at most.' },
      { name: 'IsNonRecoverable', type: 'boolean', note: 'In Canada alone.' },
    ],
    key: 'Name',
  },
  match: [{ fields: ['Name'] }],
  lookUp: { by: 'all' },
  create: { method: 'PUT', path: '/TaxRates', batch: 1, body: 'element' },
  update: { method: 'POST', path: '/TaxRates', batch: 1, body: 'element' },
  restated: ['Name', 'TaxComponents'],
  status: {
    field: 'Status',
    initial: 'ACTIVE',
    creatable: ['ACTIVE'],
    moves: { ACTIVE: ['ACTIVE'], ARCHIVED: ['ACTIVE'], DELETED: ['ACTIVE', 'ARCHIVED'], PENDING: [] },
    editable: ['ACTIVE'],
    gone: ['DELETED'],
  },
  verbs: { archive: { to: 'ARCHIVED' }, delete: { to: 'DELETED', final: true } },
  stage: 'settings',
  read: { paging: 'none', modifiedSince: false, where: true },
  scope: 'accounting.settings',
  rules: [],
  note: "Tax rates, deleted ones included; their lines are the components. Xero takes one rate a call, and lets nobody change its system's own.",
};
