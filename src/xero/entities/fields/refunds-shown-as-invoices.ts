/** What a refund pays back stands in lists of payments under the name of an invoice; its type tells. */

import type { ShownAs } from '../../../model/entity.ts';

const isInvoice = { object: 'Invoice', field: 'Type' } as const;

/** Types: Xero's published codes. */
export const refundsShownAsInvoices: readonly ShownAs[] = [
  {
    ...isInvoice,
    values: ['ACCRECCREDIT', 'ACCPAYCREDIT'],
    is: 'CreditNote',
    names: { InvoiceID: 'CreditNoteID', InvoiceNumber: 'CreditNoteNumber' },
  },
  {
    ...isInvoice,
    values: ['ARPREPAYMENT', 'APPREPAYMENT'],
    is: 'Prepayment',
    names: { InvoiceID: 'PrepaymentID' },
  },
  {
    ...isInvoice,
    values: ['AROVERPAYMENT', 'APOVERPAYMENT'],
    is: 'Overpayment',
    names: { InvoiceID: 'OverpaymentID' },
  },
];
