/** Whether Xero reminds customers of unpaid invoices. */

import type { Entity } from '../../model/registry.ts';

export const invoiceReminders: Entity = {
  name: 'InvoiceReminders',
  singular: 'InvoiceReminder',
  path: '/InvoiceReminders/Settings',
  idField: 'Enabled',
  fields: [{ name: 'Enabled', type: 'boolean', readOnly: true }],
  match: [],
  stage: 'settings',
  read: { paging: 'none', modifiedSince: false, where: false },
  scope: 'accounting.settings',
  rules: [],
  note: 'One record: whether Xero reminds customers of unpaid invoices.',
};
