/** Which resources have something below a record: attached files, a history with notes, a PDF. After the API's published paths. */

/** `/{id}/Attachments`. */
export const ATTACHABLE: ReadonlySet<string> = new Set([
  'Accounts',
  'BankTransactions',
  'BankTransfers',
  'Contacts',
  'CreditNotes',
  'Invoices',
  'ManualJournals',
  'PurchaseOrders',
  'Quotes',
  'Receipts',
  'RepeatingInvoices',
]);

/** `/{id}/History`. */
export const WITH_HISTORY: ReadonlySet<string> = new Set([
  'BankTransactions',
  'BankTransfers',
  'BatchPayments',
  'Contacts',
  'CreditNotes',
  'ExpenseClaims',
  'Invoices',
  'Items',
  'ManualJournals',
  'Overpayments',
  'Payments',
  'Prepayments',
  'PurchaseOrders',
  'Quotes',
  'Receipts',
  'RepeatingInvoices',
]);

/** A single read that accepts `application/pdf`. */
export const PRINTABLE: ReadonlySet<string> = new Set(['CreditNotes', 'Invoices', 'PurchaseOrders', 'Quotes']);

/** Most files a record may have. */
export const MOST_ATTACHMENTS = 10;
/** Bytes of a file: 10 MB. Pages of the documentation name 25 MB too; what all of them allow is safe. */
export const LARGEST_ATTACHMENT = 10 * 1024 * 1024;
/** Characters of a note. */
export const LONGEST_NOTE = 2500;
