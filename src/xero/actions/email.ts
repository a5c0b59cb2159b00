/** Sends approved sales invoices to their contacts by e-mail. */

import type { Verb } from '../../model/registry.ts';

export const email: Verb = {
  name: 'email',
  note: 'E-mails sales invoices to their contacts. Xero sends up to 1,000 a day, 20 from a trial organisation and none from a demo company.',
  on: ({ name }) =>
    name === 'Invoices'
      ? {
          route: { method: 'POST', path: '/Invoices/{InvoiceID}/Email', batch: 1, body: 'none' },
          requires: { Type: ['ACCREC'], Status: ['SUBMITTED', 'AUTHORISED', 'PAID'] },
          once: true,
        }
      : undefined,
};
