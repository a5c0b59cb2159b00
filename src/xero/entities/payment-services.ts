/** Ways to pay an invoice online. */

import type { Entity } from '../../model/registry.ts';

export const paymentServices: Entity = {
  name: 'PaymentServices',
  singular: 'PaymentService',
  path: '/PaymentServices',
  idField: 'PaymentServiceID',
  numberField: 'PaymentServiceName',
  fields: [
    { name: 'PaymentServiceID', type: 'id', readOnly: true },
    { name: 'PaymentServiceName', type: 'text', readOnly: true },
    { name: 'PaymentServiceUrl', type: 'text', readOnly: true },
    { name: 'PayNowText', type: 'text', readOnly: true, note: 'What stands on the button.' },
    { name: 'PaymentServiceType', type: 'text', readOnly: true, note: 'Custom, PayPal and so on.' },
  ],
  match: [],
  stage: 'settings',
  read: { paging: 'none', modifiedSince: false, where: false, gated: true },
  scope: 'paymentservices',
  rules: [],
  note: 'Ways to pay an invoice online. Xero gives the permission to certified apps alone.',
};
