/** Sets credits against invoices and bills. */

import type { Field } from '../../model/entity.ts';
import type { Verb } from '../../model/registry.ts';
import { invoiceNarrowing } from '../entities/fields/payment-targets.ts';

const fields: readonly Field[] = [
  ...invoiceNarrowing.map(
    (field): Field =>
      field.name === 'Invoice'
        ? { ...field, required: 'create', note: 'The invoice or bill that takes the credit: its number or identifier.' }
        : field,
  ),
  {
    name: 'Amount',
    type: 'decimal',
    decimals: 2,
    required: 'create',
    note: 'Above 0, no more than is left of the credit and than is still due on the invoice.',
  },
  { name: 'Date', type: 'date', note: 'Xero takes the later of the two documents where it is earlier.' },
];

const CREDITS = new Set(['CreditNotes', 'Prepayments', 'Overpayments']);

export const allocate: Verb = {
  name: 'allocate',
  note: 'Sets what is left of a credit note, prepayment or overpayment against an invoice or bill, so much a row. `delete: Allocations` takes it back.',
  on: ({ name, path, idField }) => {
    if (!CREDITS.has(name)) return undefined;
    const route = { method: 'PUT', path: `${path}/{${idField}}/Allocations`, batch: 1, body: 'envelope' } as const;
    return {
      route: { ...route, summarizeErrors: true, replyId: 'AllocationID' },
      fields,
      requires: { Status: ['AUTHORISED'] },
      remedies: { PAID: 'Nothing is left of it: leave the row out.', DRAFT: `Approve it first: \`approve: ${name}\`.` },
      allocates: {
        entity: 'Allocations',
        owners: [name],
        list: 'Allocations',
        idField: 'AllocationID',
        word: 'allocation',
      },
      body: (values) => {
        const [amount, date] = [values.get('Amount'), values.get('Date')];
        return { ...(amount === undefined ? {} : { Amount: amount }), ...(date === undefined ? {} : { Date: date }) };
      },
    };
  },
};
