/** How a payment names the document it settles: in short, or narrowed by its kind, contact and currency. */

import type { Field } from '../../../model/entity.ts';
import { currencyCodes } from './currency-codes.ts';

const NARROWS = 'Narrows down which document is meant; not sent.';

export const invoiceNarrowing: readonly Field[] = [
  {
    name: 'Invoice',
    type: 'text',
    notSent: true,
    names: 'invoice',
    note: 'The invoice or bill that is paid: its number or identifier.',
  },
  { name: 'Invoice.InvoiceID', type: 'id', note: 'The invoice or bill by its identifier.' },
  {
    name: 'Invoice.InvoiceNumber',
    type: 'text',
    maxLength: 255,
    notSent: true,
    note: 'The invoice or bill by its number.',
  },
  { name: 'Invoice.Type', type: 'choice', values: ['ACCREC', 'ACCPAY'], notSent: true, note: NARROWS },
  ...narrowing('Invoice'),
];

export const creditNoteNarrowing: readonly Field[] = [
  {
    name: 'CreditNote',
    type: 'text',
    notSent: true,
    names: 'credit-note',
    note: 'The credit note that is refunded: its number or identifier.',
  },
  { name: 'CreditNote.CreditNoteID', type: 'id', note: 'The credit note by its identifier.' },
  {
    name: 'CreditNote.CreditNoteNumber',
    type: 'text',
    maxLength: 255,
    notSent: true,
    note: 'The credit note by its number.',
  },
  { name: 'CreditNote.Type', type: 'choice', values: ['ACCRECCREDIT', 'ACCPAYCREDIT'], notSent: true, note: NARROWS },
  ...narrowing('CreditNote'),
];

function narrowing(target: 'Invoice' | 'CreditNote'): readonly Field[] {
  return [
    { name: `${target}.Contact.ContactID`, type: 'id', notSent: true, note: NARROWS },
    { name: `${target}.Contact.Name`, type: 'text', maxLength: 255, notSent: true, note: NARROWS },
    { name: `${target}.CurrencyCode`, type: 'choice', values: currencyCodes, notSent: true, note: NARROWS },
  ];
}
