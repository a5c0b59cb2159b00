/** How a payment names the document it settles: short, or narrowed by what else is known of that document. */

import type { Field } from '../../../model/entity.ts';
import { currencyCodes } from './currency-codes.ts';

const NARROWS = 'Narrows down which document is meant; not sent.';
const STATUSES = ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED'] as const;

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
  { name: 'Invoice.DueDate', type: 'date', notSent: true, note: NARROWS },
  ...narrowing('Invoice'),
  { name: 'Invoice.AmountDue', type: 'decimal', decimals: 2, notSent: true, note: NARROWS },
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
  { name: 'CreditNote.CreditNoteNumber', type: 'text', notSent: true, note: 'The credit note by its number.' },
  { name: 'CreditNote.Type', type: 'choice', values: ['ACCRECCREDIT', 'ACCPAYCREDIT'], notSent: true, note: NARROWS },
  ...narrowing('CreditNote'),
  { name: 'CreditNote.RemainingCredit', type: 'decimal', decimals: 2, notSent: true, note: NARROWS },
];

function narrowing(target: 'Invoice' | 'CreditNote'): readonly Field[] {
  const fields: readonly Field[] = [
    { name: 'Contact.ContactID', type: 'id' },
    { name: 'Contact.ContactNumber', type: 'text', maxLength: 50 },
    { name: 'Contact.Name', type: 'text', maxLength: 255 },
    { name: 'Reference', type: 'text' },
    { name: 'Status', type: 'choice', values: STATUSES },
    { name: 'Date', type: 'date' },
    { name: 'CurrencyCode', type: 'choice', values: currencyCodes },
    { name: 'Total', type: 'decimal', decimals: 2 },
  ];
  return fields.map((field) => ({ ...field, name: `${target}.${field.name}`, notSent: true, note: NARROWS }));
}
