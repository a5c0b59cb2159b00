/** Sends approved sales invoices to their contacts by e-mail. */

import type { Verb } from '../../model/registry.ts';

export const email: Verb = {
  name: 'email',
  note: 'E-mails sales invoices to their contacts, those not sent yet. Xero sends up to 1,000 a day, 20 from a trial organisation and none from a demo company.',
  on: ({ name }) =>
    name === 'Invoices'
      ? {
          requires: { Type: ['ACCREC'], Status: ['SUBMITTED', 'AUTHORISED', 'PAID'] },
          done: { field: 'SentToContact', values: ['true'], again: true },
          final: true,
          once: true,
        }
      : undefined,
};
