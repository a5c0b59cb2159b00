/** What the findings mean that arise when a document is looked up among the organisation's own. */

import type { FindingKind } from '../model/finding.ts';
import { param, subject } from './finding-text.ts';

export const matchingKinds: readonly FindingKind[] = [
  {
    code: 'duplicate/exists',
    title: 'It exists in Xero already',
    what: (finding) => `${subject(finding)} exists in Xero already${detail(finding.params?.detail)}.`,
    remedy: () =>
      'Correct the number; `existing: skip` under `send` passes over existing ones, `mode: update` changes them.',
  },
  {
    code: 'duplicate/number-kept',
    title: 'A deleted record has this number',
    what: (finding) =>
      `${subject(finding)}: a record of that number is ${param(finding, 'status')} in Xero, and its number is not free again.`,
    remedy: () => 'Give it another number, or leave the number out: Xero gives the next one.',
  },
  {
    code: 'duplicate/existing-skipped',
    title: 'Skipped, for it exists in Xero already',
    what: (finding) =>
      `${subject(finding)} exists in Xero already${detail(finding.params?.detail)}, and the job skips existing ones.`,
    remedy: () => 'Nothing to do; `mode: update` under `send` would change it.',
  },
  {
    code: 'duplicate/several',
    title: 'Several records match',
    what: (finding) =>
      `${subject(finding)} matches ${param(finding, 'count')} records in Xero: ${param(finding, 'candidates')}.`,
    remedy: () => 'Map the ID, or name other fields by `match` under `send`, so that one record is meant.',
  },
  {
    code: 'resolve/not-found',
    title: 'The record to update does not exist',
    what: (finding) => `${subject(finding)} is not in Xero, so it cannot be updated.`,
    remedy: () => 'Correct the number, or let `mode: upsert` create what is missing.',
  },
  {
    code: 'duplicate/not-editable',
    title: 'The record can no longer be changed',
    what: (finding) => `${subject(finding)} is ${param(finding, 'status')} in Xero and can no longer be changed.`,
    remedy: () => 'Leave the row out, or undo the payments or the void in Xero first.',
  },
  {
    code: 'duplicate/status-move',
    title: 'The status cannot change this way',
    what: (finding) =>
      `${subject(finding)} is ${param(finding, 'status')} in Xero and cannot become ${param(finding, 'wanted')}.`,
    remedy: () => 'Correct the status, or leave it out of the mapping.',
  },
  {
    code: 'resolve/unknown-invoice',
    title: 'Invoice to pay not found',
    what: (finding) => `${subject(finding)}: no such invoice is in Xero${detail(finding.params?.detail)}.`,
    remedy: () => 'Correct the number, or import the invoice first.',
  },
  {
    code: 'resolve/unknown-credit-note',
    title: 'Credit note to refund not found',
    what: (finding) => `${subject(finding)}: no such credit note is in Xero${detail(finding.params?.detail)}.`,
    remedy: () => 'Correct the number, or import the credit note first.',
  },
  {
    code: 'resolve/unknown-bank-credit',
    title: 'Prepayment or overpayment to refund not found',
    what: (finding) => `${subject(finding)}: no such prepayment or overpayment is in Xero.`,
    remedy: () => 'Correct the number or identifier; an export of Prepayments or Overpayments shows them.',
  },
  {
    code: 'resolve/ambiguous-bank-credit',
    title: 'Several prepayments match',
    what: (finding) =>
      `${subject(finding)} means ${param(finding, 'count')} prepayments: ${param(finding, 'candidates')}.`,
    remedy: () => 'Give the PrepaymentID.',
  },
  {
    code: 'resolve/ambiguous-invoice',
    title: 'Several invoices match',
    what: (finding) =>
      `${subject(finding)} means ${param(finding, 'count')} invoices: ${param(finding, 'candidates')}.`,
    remedy: () => 'Map Invoice.Contact.Name or Invoice.Type beside it, or give the InvoiceID.',
  },
  {
    code: 'resolve/ambiguous-credit-note',
    title: 'Several credit notes match',
    what: (finding) =>
      `${subject(finding)} means ${param(finding, 'count')} credit notes: ${param(finding, 'candidates')}.`,
    remedy: () => 'Map CreditNote.Contact.Name beside it, or give the CreditNoteID.',
  },
  {
    code: 'resolve/not-payable',
    title: 'The document takes no payment',
    what: (finding) =>
      `${subject(finding)} is ${param(finding, 'status')} in Xero; payments go to AUTHORISED documents alone.`,
    remedy: () => 'Approve the document in Xero, or leave the row out if it is paid already.',
  },
  {
    code: 'totals/overpaid',
    title: 'Payment exceeds what is owed',
    what: (finding) =>
      `The payment of ${param(finding, 'amount')} on ${param(finding, 'target')} exceeds what is outstanding: ${param(finding, 'due')}${paid(finding.params?.paid)}.`,
    remedy: () =>
      'Correct the amount; Xero refuses payments above the amount due. What is paid beyond it is imported as an overpayment, by `import: BankTransactions`.',
  },
  {
    code: 'date/before-document',
    title: 'Paid before the document was issued',
    what: (finding) => `The payment is dated ${param(finding, 'date')}, the document ${param(finding, 'issued')}.`,
    remedy: () => 'Check the date, and that day and month are read in the right order.',
  },
  {
    code: 'resolve/payment-currency',
    title: 'Payment account has another currency',
    what: (finding) =>
      `The document is in ${param(finding, 'document')}, the account in ${param(finding, 'account')}; the amount counts in ${param(finding, 'document')}.`,
    remedy: () =>
      "Check that the amount is in the document's currency, and map CurrencyRate if the bank's rate is known.",
  },
];

function detail(text: string | undefined): string {
  return text === undefined || text === '' ? '' : ` (${text})`;
}

function paid(text: string | undefined): string {
  return text === undefined || text === '' ? '' : `, of which earlier rows of this run pay ${text}`;
}
