/** The fields that prepayments and overpayments share: credits that a bank transaction leaves. */

import type { Field } from '../../../model/entity.ts';
import { contactFields } from './contact-fields.ts';
import { currencyCodes } from './currency-codes.ts';

/** All of a kind that Xero alone sets; the short name serves filters. */
export const bankCreditFields: readonly Field[] = [
  { name: 'Contact', type: 'text', notSent: true, names: 'contact', note: "A contact's name, number or identifier." },
  ...contactFields.map(inCredit),
  { name: 'Date', type: 'date', readOnly: true },
  { name: 'Status', type: 'choice', values: ['AUTHORISED', 'PAID', 'VOIDED'], readOnly: true },
  { name: 'LineAmountTypes', type: 'choice', values: ['Exclusive', 'Inclusive', 'NoTax'], readOnly: true },
  { name: 'Reference', type: 'text', readOnly: true },
  { name: 'CurrencyCode', type: 'choice', values: currencyCodes, readOnly: true },
  { name: 'CurrencyRate', type: 'decimal', decimals: 6, readOnly: true },
  { name: 'SubTotal', type: 'decimal', decimals: 2, readOnly: true, note: 'Sum of the lines without tax.' },
  { name: 'TotalTax', type: 'decimal', decimals: 2, readOnly: true },
  { name: 'Total', type: 'decimal', decimals: 2, readOnly: true, note: 'SubTotal and TotalTax together.' },
  { name: 'RemainingCredit', type: 'decimal', decimals: 2, readOnly: true, note: 'What is not yet used.' },
  { name: 'AppliedAmount', type: 'decimal', decimals: 2, readOnly: true },
  { name: 'HasAttachments', type: 'boolean', readOnly: true },
  { name: 'UpdatedDateUTC', type: 'text', readOnly: true, note: 'When it was last changed, in UTC.' },
];

function inCredit({ names: _names, required: _required, ...field }: Field): Field {
  return { ...field, name: `Contact.${field.name}`, readOnly: true };
}
