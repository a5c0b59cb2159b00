/** The people who use the organisation. */

import type { Entity } from '../../model/registry.ts';

export const users: Entity = {
  name: 'Users',
  singular: 'User',
  path: '/Users',
  idField: 'UserID',
  numberField: 'EmailAddress',
  fields: [
    { name: 'UserID', type: 'id', readOnly: true },
    { name: 'EmailAddress', type: 'text', readOnly: true },
    { name: 'FirstName', type: 'text', readOnly: true },
    { name: 'LastName', type: 'text', readOnly: true },
    { name: 'IsSubscriber', type: 'boolean', readOnly: true, note: 'Pays for the organisation.' },
    {
      name: 'OrganisationRole',
      type: 'choice',
      values: `READONLY INVOICEONLY STANDARD FINANCIALADVISER MANAGEDCLIENT CASHBOOKCLIENT UNKNOWN REMOVED`.split(' '),
      readOnly: true,
    },
    { name: 'UpdatedDateUTC', type: 'text', readOnly: true, note: 'When it was last changed, in UTC.' },
  ],
  match: [],
  stage: 'settings',
  read: { paging: 'none', modifiedSince: true, where: true },
  scope: 'accounting.settings',
  rules: [],
  note: 'The people who use the organisation.',
};
