/** The entities that exist, one a file; written by `node scripts/build-indexes.ts`. */

import type { Entity } from '../../model/registry.ts';
import { accounts } from './accounts.ts';
import { bankTransactions } from './bank-transactions.ts';
import { bankTransfers } from './bank-transfers.ts';
import { batchPayments } from './batch-payments.ts';
import { brandingThemes } from './branding-themes.ts';
import { budgets } from './budgets.ts';
import { contactGroupMembers } from './contact-group-members.ts';
import { contactGroups } from './contact-groups.ts';
import { contacts } from './contacts.ts';
import { creditNotes } from './credit-notes.ts';
import { currencies } from './currencies.ts';
import { expenseClaims } from './expense-claims.ts';
import { invoiceReminders } from './invoice-reminders.ts';
import { invoices } from './invoices.ts';
import { items } from './items.ts';
import { journals } from './journals.ts';
import { linkedTransactions } from './linked-transactions.ts';
import { manualJournals } from './manual-journals.ts';
import { organisations } from './organisations.ts';
import { overpayments } from './overpayments.ts';
import { paymentServices } from './payment-services.ts';
import { payments } from './payments.ts';
import { prepayments } from './prepayments.ts';
import { purchaseOrders } from './purchase-orders.ts';
import { quotes } from './quotes.ts';
import { receipts } from './receipts.ts';
import { repeatingInvoices } from './repeating-invoices.ts';
import { taxRates } from './tax-rates.ts';
import { trackingCategories } from './tracking-categories.ts';
import { trackingOptions } from './tracking-options.ts';
import { users } from './users.ts';

export const entities: readonly Entity[] = [
  accounts,
  bankTransactions,
  bankTransfers,
  batchPayments,
  brandingThemes,
  budgets,
  contactGroupMembers,
  contactGroups,
  contacts,
  creditNotes,
  currencies,
  expenseClaims,
  invoiceReminders,
  invoices,
  items,
  journals,
  linkedTransactions,
  manualJournals,
  organisations,
  overpayments,
  paymentServices,
  payments,
  prepayments,
  purchaseOrders,
  quotes,
  receipts,
  repeatingInvoices,
  taxRates,
  trackingCategories,
  trackingOptions,
  users,
];
