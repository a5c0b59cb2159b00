/** The statuses of invoices, bills and credit notes, which share one life. */

import type { Field, StatusSpec } from '../../../model/entity.ts';

export const documentStatusField: Field = {
  name: 'Status',
  type: 'choice',
  values: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED'],
  note: 'DRAFT where left out. Xero sets PAID itself.',
};

/** From Xero's published status codes: a paid document is opened again only by taking its payment away. */
export const documentStatus: StatusSpec = {
  field: 'Status',
  initial: 'DRAFT',
  creatable: ['DRAFT', 'SUBMITTED', 'AUTHORISED'],
  moves: {
    DRAFT: ['DRAFT', 'SUBMITTED'],
    SUBMITTED: ['DRAFT', 'SUBMITTED'],
    AUTHORISED: ['DRAFT', 'SUBMITTED', 'AUTHORISED'],
    PAID: [],
    VOIDED: ['AUTHORISED'],
    DELETED: ['DRAFT', 'SUBMITTED'],
  },
  editable: ['DRAFT', 'SUBMITTED', 'AUTHORISED'],
  gone: ['VOIDED', 'DELETED'],
};
