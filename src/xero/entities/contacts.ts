/** Customers and suppliers. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';
import { contactTemplate } from '../templates/contacts.ts';
import { contactCollections, contactFields } from './fields/contact-fields.ts';
import { deepLink } from './fields/deep-link.ts';

const own: readonly Field[] = [
  {
    name: 'ContactStatus',
    type: 'choice',
    values: ['ACTIVE', 'ARCHIVED', 'GDPRREQUEST'],
    note: 'ACTIVE where left out; a new contact cannot be archived at once.',
  },
  { name: 'BrandingTheme', type: 'text', notSent: true, names: 'branding-theme', note: "A branding theme's name." },
];

const computed: readonly Field[] = [
  { name: 'IsCustomer', type: 'boolean', readOnly: true, note: 'Has sales invoices.' },
  { name: 'IsSupplier', type: 'boolean', readOnly: true, note: 'Has bills.' },
  { name: 'Website', type: 'text', readOnly: true },
  { name: 'Discount', type: 'decimal', readOnly: true, note: 'Default discount, per cent.' },
  { name: 'Balances.AccountsReceivable.Outstanding', type: 'decimal', decimals: 2, readOnly: true },
  { name: 'Balances.AccountsReceivable.Overdue', type: 'decimal', decimals: 2, readOnly: true },
  { name: 'Balances.AccountsPayable.Outstanding', type: 'decimal', decimals: 2, readOnly: true },
  { name: 'Balances.AccountsPayable.Overdue', type: 'decimal', decimals: 2, readOnly: true },
  { name: 'MergedToContactID', type: 'id', readOnly: true, note: 'The contact that this one was merged into.' },
  { name: 'HasAttachments', type: 'boolean', readOnly: true },
  { name: 'UpdatedDateUTC', type: 'text', readOnly: true, note: 'When it was last changed, in UTC.' },
];

export const contacts: Entity = {
  name: 'Contacts',
  singular: 'Contact',
  path: '/Contacts',
  idField: 'ContactID',
  numberField: 'Name',
  fields: [...contactFields.map(requireName), ...own, ...computed],
  collections: contactCollections,
  group: [],
  match: [{ fields: ['ContactNumber'] }, { fields: ['Name'] }],
  lookUp: { by: 'all' },
  create: { method: 'PUT', path: '/Contacts', batch: 50, body: 'envelope', summarizeErrors: true },
  update: { method: 'POST', path: '/Contacts', batch: 50, body: 'envelope', summarizeErrors: true },
  status: {
    field: 'ContactStatus',
    initial: 'ACTIVE',
    creatable: ['ACTIVE'],
    moves: { ACTIVE: ['ACTIVE', 'ARCHIVED'], ARCHIVED: ['ACTIVE'], GDPRREQUEST: [] },
    editable: ['ACTIVE'],
    gone: ['GDPRREQUEST'],
  },
  verbs: {
    archive: { to: 'ARCHIVED' },
    restore: { to: 'ACTIVE' },
  },
  stage: 'contacts',
  read: {
    paging: 'page-size',
    modifiedSince: true,
    where: true,
    fast: { equal: ['Name', 'EmailAddress', 'AccountNumber'], range: [] },
    parameters: { ContactID: 'IDs' },
    hidden: { field: 'ContactStatus', query: { includeArchived: 'true' } },
  },
  templates: [contactTemplate],
  link: deepLink('/Contacts/View/{id}'),
  scope: 'accounting.contacts',
  rules: [],
  note: 'Customers and suppliers: which of the two a contact is, Xero tells from its documents. Contacts cannot be deleted, only archived.',
};

function requireName(field: Field): Field {
  return field.name === 'Name' ? { ...field, required: 'create' } : field;
}
