/** How payments are taken back: named by their ID, or by what they settle with the day and the amount. */

import type { EntityShape, Field } from '../model/entity.ts';
import type { Act } from '../model/registry.ts';

const TARGETS = ['Invoice', 'CreditNote', 'Prepayment', 'Overpayment'];

/** @param act what becomes of a payment whose ID is known @param payments the entity Payments */
export function reversePayment(act: Act, { fields }: EntityShape): Act {
  const told = fields.filter(({ name }) => name === 'Date' || name === 'Amount' || TARGETS.includes(rootOf(name)));
  const aliases: readonly Field[] = [
    { name: 'InvoiceNumber', type: 'text', notSent: true, note: 'The same as `Invoice.InvoiceNumber`.' },
    { name: 'CreditNoteNumber', type: 'text', notSent: true, note: 'The same as `CreditNote.CreditNoteNumber`.' },
  ];
  return {
    ...act,
    keys: [['PaymentID'], ['Invoice'], ['CreditNote'], ['Prepayment.PrepaymentID'], ['Overpayment.OverpaymentID']],
    fields: [...told.map(({ required: _required, ...field }) => field), ...aliases],
    aliases: { InvoiceNumber: 'Invoice.InvoiceNumber', CreditNoteNumber: 'CreditNote.CreditNoteNumber' },
    requires: { ...act.requires, BatchPaymentID: [''] },
    remedies: {
      ...act.remedies,
      BatchPaymentID: 'It belongs to a batch payment: take the whole batch back with `reverse: BatchPayments`.',
    },
    inner: {
      entity: 'Payments',
      owners: ['Invoices', 'CreditNotes', 'Prepayments', 'Overpayments'],
      list: 'Payments',
      idField: 'PaymentID',
      word: 'payment',
    },
  };
}

function rootOf(name: string): string {
  return name.split('.')[0]!;
}
