/** What the sandbox emulates of money at the bank: transactions, transfers, batches, prepayments and overpayments. */
import type { Operation } from './sandbox-fidelity.ts';

const credits = (name: string, makes: string, filter: string): readonly Operation[] => [
  {
    call: `GET /${name}`,
    does: `where, order, pages; ${filter}; If-Modified-Since. ${makes}`,
    evidence: ['published', 'recorded', 'assumed'],
    lacks: 'Whether Xero posts the accounts and the tax of its lines: here all of it stands with debtors or creditors.',
  },
  { call: `GET /${name}/{id}`, does: 'By id, with what it is set against.', evidence: ['published'] },
  { call: `GET /${name}/{id}/Allocations`, does: 'Lists its allocations.', evidence: ['assumed'] },
  {
    call: `PUT /${name}/{id}/Allocations`,
    does: 'Sets it against invoices, or against bills, as credit notes are.',
    evidence: ['published', 'assumed'],
  },
  {
    call: `DELETE /${name}/{id}/Allocations/{allocation}`,
    does: 'Takes one back; both are open again.',
    evidence: ['published'],
  },
];

export const bankOperations: Readonly<Record<string, readonly Operation[]>> = {
  BankTransactions: [
    {
      call: 'GET /BankTransactions',
      does: 'where, order and pages; without a page no lines; unitdp; If-Modified-Since.',
      evidence: ['published', 'recorded'],
    },
    { call: 'GET /BankTransactions/{id}', does: 'By id.', evidence: ['published'] },
    {
      call: 'PUT /BankTransactions',
      does: 'Money spent and received is checked, computed and posted, in the currency of the bank account; contacts are met or created.',
      evidence: ['published', 'reported', 'assumed'],
      lacks: 'Bank statements and their matching, beyond IsReconciled.',
    },
    {
      call: 'POST /BankTransactions',
      does: 'New ones, changes and deletions; reconciled ones as `--reconciled-transactions` says, those of transfers never.',
      evidence: ['published', 'reported', 'assumed'],
    },
    { call: 'POST /BankTransactions/{id}', does: 'Changes or deletes one.', evidence: ['published'] },
  ],
  BankTransfers: [
    {
      call: 'GET /BankTransfers',
      does: 'where, order, includeDeleted; If-Modified-Since; never in pages.',
      evidence: ['published'],
    },
    { call: 'GET /BankTransfers/{id}', does: 'By id.', evidence: ['published'] },
    {
      call: 'PUT /BankTransfers',
      does: 'Moves an amount between two bank accounts and makes a bank transaction on either side.',
      evidence: ['published', 'assumed'],
      lacks: 'Rates of your own: between currencies it goes by the rates of the sandbox.',
    },
    {
      call: 'POST /BankTransfers',
      does: 'Deletes those that are named, with their transactions; nothing else changes.',
      evidence: ['published', 'assumed'],
    },
    { call: 'POST /BankTransfers/{id}', does: 'Deletes one.', evidence: ['published'] },
  ],
  BatchPayments: [
    { call: 'GET /BatchPayments', does: 'where, order; If-Modified-Since; never in pages.', evidence: ['published'] },
    { call: 'GET /BatchPayments/{id}', does: 'By id.', evidence: ['published'] },
    {
      call: 'PUT /BatchPayments',
      does: 'Pays invoices, or bills, of the base currency at once: all of them or none.',
      evidence: ['published', 'reported', 'assumed'],
      lacks: 'Refunds of credits by batch.',
    },
    {
      call: 'POST /BatchPayments',
      does: 'Deletes the one that is named, with its payments; nothing else changes.',
      evidence: ['published', 'assumed'],
    },
    { call: 'POST /BatchPayments/{id}', does: 'Deletes one.', evidence: ['published'] },
  ],
  Prepayments: credits('Prepayments', 'Bank transactions make them.', 'InvoiceNumbers'),
  Overpayments: credits(
    'Overpayments',
    'Bank transactions make them, and so does nothing else: a payment above what is due is refused.',
    'References',
  ),
};
