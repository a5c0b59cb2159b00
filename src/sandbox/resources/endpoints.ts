/** Which endpoint answers which name. */
import { documentReading } from '../documents/document-endpoint.ts';
import { creditNoteKind, invoiceKind } from '../documents/document-kind.ts';
import { orderReading } from '../orders/order-endpoint.ts';
import type { OrderKind } from '../orders/order-kind.ts';
import { purchaseOrderKind } from '../orders/purchase-order-kind.ts';
import { quoteKind } from '../orders/quote-kind.ts';
import { receiptKind } from '../orders/receipt-kind.ts';
import { repeatingInvoiceKind } from '../orders/repeating-invoice-kind.ts';
import type { Endpoint } from '../server/call.ts';
import { accounts } from './accounts.ts';
import { withAttachments } from './attachments.ts';
import { bankTransactions } from './bank-transactions.ts';
import { bankTransfers } from './bank-transfers.ts';
import { batchPayments } from './batch-payments.ts';
import { budgets } from './budgets.ts';
import { contactGroups } from './contact-groups.ts';
import { contacts } from './contacts.ts';
import { creditNotes } from './credit-notes.ts';
import { expenseClaims } from './expense-claims.ts';
import { withHistory } from './history.ts';
import { invoiceReminders } from './invoice-reminders.ts';
import { invoices } from './invoices.ts';
import { items } from './items.ts';
import { journals } from './journals.ts';
import { linkedTransactions } from './linked-transactions.ts';
import { manualJournals } from './manual-journals.ts';
import { overpayments } from './overpayments.ts';
import { paymentServices } from './payment-services.ts';
import { payments } from './payments.ts';
import { withPdf } from './pdf.ts';
import { prepayments } from './prepayments.ts';
import { purchaseOrders } from './purchase-orders.ts';
import { quotes } from './quotes.ts';
import { receipts } from './receipts.ts';
import { repeatingInvoices } from './repeating-invoices.ts';
import { reports } from './reports.ts';
import { brandingThemes, currencies, organisation } from './settings-lists.ts';
import { taxRates } from './tax-rates.ts';
import { trackingCategories } from './tracking-categories.ts';
import { users } from './users.ts';

const byName: Readonly<Record<string, Endpoint>> = {
  Accounts: withAttachments('Accounts', accounts),
  BankTransactions: withHistory('BankTransactions', withAttachments('BankTransactions', bankTransactions)),
  BankTransfers: withHistory('BankTransfers', withAttachments('BankTransfers', bankTransfers)),
  BatchPayments: withHistory('BatchPayments', batchPayments),
  BrandingThemes: brandingThemes,
  Budgets: budgets,
  ContactGroups: contactGroups,
  Contacts: withHistory('Contacts', withAttachments('Contacts', contacts)),
  CreditNotes: withHistory(
    'CreditNotes',
    withAttachments('CreditNotes', withPdf(documentReading(creditNoteKind), creditNotes)),
  ),
  Currencies: currencies,
  InvoiceReminders: invoiceReminders,
  ExpenseClaims: withHistory('ExpenseClaims', expenseClaims),
  Invoices: withHistory('Invoices', withAttachments('Invoices', withPdf(documentReading(invoiceKind), invoices))),
  Items: withHistory('Items', items),
  LinkedTransactions: linkedTransactions,
  Journals: journals,
  ManualJournals: withHistory('ManualJournals', withAttachments('ManualJournals', manualJournals)),
  Organisation: organisation,
  Overpayments: withHistory('Overpayments', overpayments),
  PaymentServices: paymentServices,
  Payments: withHistory('Payments', payments),
  Prepayments: withHistory('Prepayments', prepayments),
  PurchaseOrders: withOrderFiles(purchaseOrderKind, withPdf(orderReading(purchaseOrderKind), purchaseOrders)),
  Quotes: withOrderFiles(quoteKind, withPdf(orderReading(quoteKind), quotes)),
  Receipts: withOrderFiles(receiptKind, receipts),
  RepeatingInvoices: withOrderFiles(repeatingInvoiceKind, repeatingInvoices),
  Reports: reports,
  TaxRates: taxRates,
  TrackingCategories: trackingCategories,
  Users: users,
};

/** The endpoints as Xero spells them. */
export const endpointNames: readonly string[] = Object.keys(byName);

/** By name in lower case; Organisation answers to its plural, too. */
export const endpoints: Readonly<Record<string, Endpoint>> = {
  ...Object.fromEntries(Object.entries(byName).map(([name, endpoint]) => [name.toLowerCase(), endpoint])),
  organisations: organisation,
};

function withOrderFiles({ collection }: OrderKind, endpoint: Endpoint): Endpoint {
  return withHistory(collection, withAttachments(collection, endpoint));
}
