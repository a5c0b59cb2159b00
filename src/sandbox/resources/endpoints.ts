/** Which endpoint answers which name, in lower case. */
import { creditNoteKind, invoiceKind } from '../documents/document-kind.ts';
import type { Endpoint } from '../server/call.ts';
import { accounts } from './accounts.ts';
import { withAttachments } from './attachments.ts';
import { contacts } from './contacts.ts';
import { creditNotes } from './credit-notes.ts';
import { withHistory } from './history.ts';
import { invoices } from './invoices.ts';
import { items } from './items.ts';
import { manualJournals } from './manual-journals.ts';
import { payments } from './payments.ts';
import { withPdf } from './pdf.ts';
import { reports } from './reports.ts';
import { brandingThemes, currencies, organisation } from './settings-lists.ts';
import { taxRates } from './tax-rates.ts';
import { trackingCategories } from './tracking-categories.ts';

export const endpoints: Readonly<Record<string, Endpoint>> = {
  accounts: withAttachments('Accounts', accounts),
  brandingthemes: brandingThemes,
  contacts: withHistory('Contacts', withAttachments('Contacts', contacts)),
  creditnotes: withHistory('CreditNotes', withAttachments('CreditNotes', withPdf(creditNoteKind, creditNotes))),
  currencies,
  invoices: withHistory('Invoices', withAttachments('Invoices', withPdf(invoiceKind, invoices))),
  items: withHistory('Items', items),
  manualjournals: withHistory('ManualJournals', withAttachments('ManualJournals', manualJournals)),
  organisation,
  organisations: organisation,
  payments: withHistory('Payments', payments),
  reports,
  taxrates: taxRates,
  trackingcategories: trackingCategories,
};

/** The endpoints as Xero spells them. */
export const endpointNames: readonly string[] = [
  'Accounts',
  'BrandingThemes',
  'Contacts',
  'CreditNotes',
  'Currencies',
  'Invoices',
  'Items',
  'ManualJournals',
  'Organisation',
  'Payments',
  'Reports',
  'TaxRates',
  'TrackingCategories',
];
