/** What the sandbox emulates of purchase orders, quotes, repeating invoices, linked transactions and the classic expenses. */
import type { Operation } from './sandbox-fidelity.ts';

const written = 'Nothing is posted to the ledger.';

export const orderOperations: Readonly<Record<string, readonly Operation[]>> = {
  PurchaseOrders: [
    {
      call: 'GET /PurchaseOrders',
      does: 'Always in pages, with lines; Status, DateFrom, DateTo, order; If-Modified-Since.',
      evidence: ['published', 'recorded'],
    },
    {
      call: 'GET /PurchaseOrders/{id}',
      does: 'By id or by number. As a PDF where that is accepted.',
      evidence: ['published'],
    },
    { call: 'GET /PurchaseOrders/{id}/pdf', does: 'As for invoices.', evidence: ['published', 'assumed'] },
    {
      call: 'PUT /PurchaseOrders',
      does: `Checked, computed with four decimals of prices, numbered; the contact must be there. ${written}`,
      evidence: ['published', 'reported'],
    },
    {
      call: 'POST /PurchaseOrders',
      does: 'New ones; existing ones, met by id or number, deleted ones too, change as their status allows.',
      evidence: ['published', 'recorded', 'assumed'],
      lacks: 'Whether Xero lets a billed order be deleted: here it does not.',
    },
    { call: 'POST /PurchaseOrders/{id}', does: 'Changes one.', evidence: ['published'] },
  ],
  Quotes: [
    {
      call: 'GET /Quotes',
      does: 'Pages of 100, with lines; QuoteNumber, Status, ContactID, days and days of expiry, order; If-Modified-Since.',
      evidence: ['published'],
    },
    { call: 'GET /Quotes/{id}', does: 'By id. As a PDF where that is accepted.', evidence: ['published'] },
    { call: 'GET /Quotes/{id}/pdf', does: 'As for invoices.', evidence: ['published', 'assumed'] },
    {
      call: 'PUT /Quotes',
      does: `Checked, computed and numbered; contacts are met or created. ${written}`,
      evidence: ['published', 'reported', 'assumed'],
    },
    {
      call: 'POST /Quotes',
      does: 'New ones and changes, which name contact and date again; statuses as reported.',
      evidence: ['published', 'reported', 'assumed'],
    },
    { call: 'POST /Quotes/{id}', does: 'Changes one.', evidence: ['published'] },
  ],
  RepeatingInvoices: [
    { call: 'GET /RepeatingInvoices', does: 'where, order; never in pages.', evidence: ['published'] },
    { call: 'GET /RepeatingInvoices/{id}', does: 'By id.', evidence: ['published'] },
    {
      call: 'PUT /RepeatingInvoices',
      does: 'Templates with their schedule are checked and computed; contacts are met or created.',
      evidence: ['published', 'assumed'],
      lacks: 'The invoices that a schedule makes.',
    },
    {
      call: 'POST /RepeatingInvoices',
      does: 'New ones, and deletions; nothing else changes.',
      evidence: ['published'],
    },
    { call: 'POST /RepeatingInvoices/{id}', does: 'Deletes one.', evidence: ['published'] },
  ],
  LinkedTransactions: [
    {
      call: 'GET /LinkedTransactions',
      does: 'Pages of 100; by source, target, contact, status and id.',
      evidence: ['published'],
    },
    { call: 'GET /LinkedTransactions/{id}', does: 'By id.', evidence: ['published'] },
    {
      call: 'PUT /LinkedTransactions',
      does: 'Links one line of a bill, or of money spent, to a customer and a sales invoice.',
      evidence: ['published', 'assumed'],
      lacks: 'The line that Xero adds to the sales invoice.',
    },
    { call: 'POST /LinkedTransactions/{id}', does: 'Changes one that is not billed.', evidence: ['published'] },
    { call: 'DELETE /LinkedTransactions/{id}', does: 'Removes one that is not billed.', evidence: ['published'] },
  ],
  Receipts: [
    { call: 'GET /Receipts', does: 'where, order; If-Modified-Since; never in pages.', evidence: ['published'] },
    { call: 'GET /Receipts/{id}', does: 'By id.', evidence: ['published'] },
    {
      call: 'PUT /Receipts',
      does: `Checked and computed, for a user of the organisation. ${written}`,
      evidence: ['published', 'reported', 'assumed'],
    },
    { call: 'POST /Receipts/{id}', does: 'Changes one.', evidence: ['published'] },
  ],
  ExpenseClaims: [
    { call: 'GET /ExpenseClaims', does: 'where, order; If-Modified-Since; never in pages.', evidence: ['published'] },
    { call: 'GET /ExpenseClaims/{id}', does: 'By id.', evidence: ['published'] },
    {
      call: 'PUT /ExpenseClaims',
      does: 'Takes up the receipts of a user, which bear its status from then on.',
      evidence: ['published', 'assumed'],
      lacks: 'Postings and payments.',
    },
    { call: 'POST /ExpenseClaims/{id}', does: 'Approves, voids or deletes one.', evidence: ['published', 'assumed'] },
  ],
};
