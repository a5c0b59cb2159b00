/** The payments and credits within a document, of which an export can make a row each. */

import type { Field, InnerList } from '../../../model/entity.ts';

const amount = (name: string, note: string): Field => ({ name, type: 'decimal', decimals: 2, readOnly: true, note });
const identifier = (name: string, note?: string): Field =>
  note === undefined ? { name, type: 'id', readOnly: true } : { name, type: 'id', readOnly: true, note };

const paid: readonly Field[] = [
  identifier('PaymentID'),
  { name: 'Date', type: 'date', readOnly: true, note: 'The day on which the money moved.' },
  amount('Amount', "In the document's currency."),
  { name: 'Reference', type: 'text', readOnly: true },
  { name: 'CurrencyRate', type: 'decimal', decimals: 6, readOnly: true },
  identifier('BatchPaymentID', 'The batch payment that it belongs to.'),
];

/** Payments of an invoice or bill, refunds of a credit. */
export const documentPayments: InnerList = { names: ['Payments'], fields: paid };

/** What was set against an invoice or bill; the day of it stands with the credit alone. */
export const invoiceCredits: InnerList = {
  names: ['CreditNotes', 'Prepayments', 'Overpayments'],
  fields: [
    { name: 'Kind', type: 'text', readOnly: true, note: 'CreditNotes, Prepayments or Overpayments.' },
    identifier('CreditNoteID'),
    { name: 'CreditNoteNumber', type: 'text', readOnly: true },
    identifier('PrepaymentID'),
    identifier('OverpaymentID'),
    amount('AppliedAmount', "What was set against the invoice, in the invoice's currency."),
    { name: 'Date', type: 'date', readOnly: true, note: "The credit's own day, not that on which it was set against." },
    amount('Total', "The credit's total."),
    { name: 'CurrencyRate', type: 'decimal', decimals: 6, readOnly: true },
  ],
};

/** What a credit note, prepayment or overpayment was set against. */
export const creditAllocations: InnerList = {
  names: ['Allocations'],
  fields: [
    identifier('AllocationID'),
    amount('Amount', "In the document's currency."),
    { name: 'Date', type: 'date', readOnly: true, note: 'From this day on it counts.' },
    identifier('Invoice.InvoiceID'),
    { name: 'Invoice.InvoiceNumber', type: 'text', readOnly: true },
  ],
};
