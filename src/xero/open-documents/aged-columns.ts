/** The columns of the aged reports, the same for both sides. */

import type { Field } from '../../model/entity.ts';

const base = (name: string, note: string): Field => ({ name, type: 'decimal', decimals: 2, readOnly: true, note });

/** Ages count from the due date, where there is none from the date; amounts are in base currency but for `Due`. */
export const agedColumns: readonly Field[] = [
  { name: 'Contact', type: 'text', readOnly: true },
  { name: 'ContactID', type: 'id', readOnly: true },
  { name: 'Kind', type: 'text', readOnly: true, note: 'Invoice, CreditNote, Prepayment or Overpayment.' },
  { name: 'DocumentID', type: 'id', readOnly: true },
  { name: 'Number', type: 'text', readOnly: true, note: 'Of a bill its reference from the supplier.' },
  { name: 'Reference', type: 'text', readOnly: true },
  { name: 'Date', type: 'date', readOnly: true },
  { name: 'DueDate', type: 'date', readOnly: true },
  {
    name: 'DaysOverdue',
    type: 'integer',
    readOnly: true,
    note: 'Days since the due date; blank where it is not over.',
  },
  { name: 'CurrencyCode', type: 'text', readOnly: true },
  { name: 'CurrencyRate', type: 'decimal', decimals: 6, readOnly: true },
  { name: 'Due', type: 'decimal', decimals: 2, readOnly: true, note: "Open on the day, in the document's currency." },
  base('Current', 'Not yet due.'),
  base('Under1Month', 'Overdue by less than a month.'),
  base('Month1', 'Overdue by one month and less than two.'),
  base('Month2', 'Overdue by two months and less than three.'),
  base('Month3', 'Overdue by three months and less than four.'),
  base('Older', 'Overdue by four months or more.'),
  base('Total', "Open on the day, in base currency at the document's own rate: ties to the control account."),
];
