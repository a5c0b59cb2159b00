/** What the sandbox emulates around its endpoints: files and notes of records, and the login server. */
import type { Evidence, Operation } from './sandbox-fidelity.ts';

const known: readonly Evidence[] = ['published', 'recorded'];

/** What several endpoints have below a record. */
export const belowRecords: readonly Operation[] = [
  {
    call: 'GET /{Endpoint}/{id}/Attachments',
    of: 'Accounts BankTransactions BankTransfers Contacts CreditNotes Invoices ManualJournals PurchaseOrders Quotes Receipts RepeatingInvoices',
    does: 'Lists the files.',
    evidence: known,
  },
  {
    call: 'GET /{Endpoint}/{id}/Attachments/{file}',
    of: 'Accounts BankTransactions BankTransfers Contacts CreditNotes Invoices ManualJournals PurchaseOrders Quotes Receipts RepeatingInvoices',
    does: 'The bytes of a file, by name or id.',
    evidence: ['published'],
  },
  {
    call: 'PUT POST /{Endpoint}/{id}/Attachments/{file}',
    of: 'Accounts BankTransactions BankTransfers Contacts CreditNotes Invoices ManualJournals PurchaseOrders Quotes Receipts RepeatingInvoices',
    does: 'Keeps or replaces a file; ten a record, names, types and sizes checked.',
    evidence: ['published', 'recorded', 'assumed'],
  },
  {
    call: 'GET /{Endpoint}/{id}/History',
    of: 'BankTransactions BankTransfers BatchPayments Contacts CreditNotes ExpenseClaims Invoices Items ManualJournals Overpayments Payments Prepayments PurchaseOrders Quotes Receipts RepeatingInvoices',
    does: "The notes, and entries of the system's own in words that are not all Xero's.",
    evidence: ['recorded', 'assumed'],
  },
  {
    call: 'PUT POST /{Endpoint}/{id}/History',
    of: 'BankTransactions BankTransfers BatchPayments Contacts CreditNotes ExpenseClaims Invoices Items ManualJournals Overpayments Payments Prepayments PurchaseOrders Quotes Receipts RepeatingInvoices',
    does: 'Adds notes of up to 2500 characters.',
    evidence: known,
  },
];

/** Of the login server, at the same address as the API. */
export const loginOperations: readonly Operation[] = [
  {
    call: 'GET /.well-known/openid-configuration',
    does: 'Discovery, below /identity too; the keys of its tokens.',
    evidence: ['published'],
  },
  {
    call: 'GET /identity/connect/authorize',
    does: 'A consent page to click: scopes in words, which organisations; PKCE, exact redirects.',
    evidence: ['published', 'assumed'],
  },
  {
    call: 'POST /connect/token',
    does: 'Authorisation codes, refresh tokens that rotate with 30 minutes of grace, client credentials.',
    evidence: ['published'],
  },
  { call: 'POST /connect/revocation', does: "Drops that user's connections of the app.", evidence: ['published'] },
  { call: 'GET /connect/userinfo', does: 'The person of the token.', evidence: ['assumed'] },
  { call: 'GET /connections', does: 'The organisations that the user connected.', evidence: ['published'] },
  {
    call: 'DELETE /connections/{connection}',
    does: '204; the token stays good for the others.',
    evidence: ['published'],
  },
];
