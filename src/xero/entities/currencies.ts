/** The currencies that an organisation uses. */

import type { Entity } from '../../model/registry.ts';
import { currencyCodes } from './fields/currency-codes.ts';

export const currencies: Entity = {
  name: 'Currencies',
  singular: 'Currency',
  path: '/Currencies',
  idField: 'Code',
  numberField: 'Code',
  fields: [
    { name: 'Code', type: 'choice', values: currencyCodes, required: 'create', note: 'ISO 4217.' },
    { name: 'Description', type: 'text', note: "Xero's own name where left out." },
  ],
  group: [],
  match: [{ fields: ['Code'] }],
  lookUp: { by: 'all' },
  create: { method: 'PUT', path: '/Currencies', batch: 1, body: 'element' },
  stage: 'settings',
  read: { paging: 'none', modifiedSince: false, where: true },
  scope: 'accounting.settings',
  rules: [],
  note: 'The currencies that the organisation uses. One that is added cannot be taken out again.',
};
