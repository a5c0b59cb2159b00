/** Sends approved sales invoices to their contacts by e-mail. */

import type { Action } from '../../model/registry.ts';

export const email: Action = {
  name: 'email',
  entities: ['Invoices'],
  route: { method: 'POST', path: '/Invoices/{InvoiceID}/Email', batch: 1, body: 'none' },
  requires: { Type: ['ACCREC'], Status: ['SUBMITTED', 'AUTHORISED', 'PAID'] },
  note: 'E-mails sales invoices to their contacts. Xero sends up to 1,000 a day, 20 from a trial organisation and none from a demo company.',
};
