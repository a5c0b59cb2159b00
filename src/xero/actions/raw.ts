/** Sends requests as the rows say them: for what no other verb does. */

import type { Field } from '../../model/entity.ts';
import type { Entity, Verb } from '../../model/registry.ts';
import { ownValues } from '../own-values.ts';

const fields: readonly Field[] = [
  { name: 'Method', type: 'choice', values: ['GET', 'PUT', 'POST', 'DELETE'], required: 'create' },
  {
    name: 'Path',
    type: 'text',
    required: 'create',
    note: 'Below /api.xro/2.0: `Invoices/INV-1/OnlineInvoice`. What stands between slashes may be percent-encoded.',
  },
  { name: 'Query', type: 'text', note: 'Parameters: `page=1&where=Status=="PAID"`, percent-encoded where needed.' },
  { name: 'Body', type: 'text', note: 'JSON, sent as it stands; for PUT and POST alone.' },
];

const requests: Entity = {
  name: 'Requests',
  singular: 'Request',
  path: '/',
  idField: 'RequestID',
  numberField: 'Path',
  fields,
  match: [],
  stage: 'documents',
  read: { paging: 'none', modifiedSince: false, where: false },
  scope: '',
  rules: [],
};

export const raw: Verb = {
  name: 'raw',
  note: 'Sends requests as the rows say them, one after the other, and reports what Xero answers.',
  subjects: [requests],
  on: ({ name }) => (name === requests.name ? { fields, final: true, body: ownValues(fields) } : undefined),
};
