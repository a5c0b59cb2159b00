/** Which endpoint answers which name. */
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
import { overpayments } from './overpayments.ts';
import { payments } from './payments.ts';
import { withPdf } from './pdf.ts';
import { prepayments } from './prepayments.ts';
import { reports } from './reports.ts';
import { brandingThemes, currencies, organisation } from './settings-lists.ts';
import { taxRates } from './tax-rates.ts';
import { trackingCategories } from './tracking-categories.ts';

const byName: Readonly<Record<string, Endpoint>> = {
  Accounts: withAttachments('Accounts', accounts),
  BrandingThemes: brandingThemes,
  Contacts: withHistory('Contacts', withAttachments('Contacts', contacts)),
  CreditNotes: withHistory('CreditNotes', withAttachments('CreditNotes', withPdf(creditNoteKind, creditNotes))),
  Currencies: currencies,
  Invoices: withHistory('Invoices', withAttachments('Invoices', withPdf(invoiceKind, invoices))),
  Items: withHistory('Items', items),
  ManualJournals: withHistory('ManualJournals', withAttachments('ManualJournals', manualJournals)),
  Organisation: organisation,
  Overpayments: overpayments,
  Payments: withHistory('Payments', payments),
  Prepayments: prepayments,
  Reports: reports,
  TaxRates: taxRates,
  TrackingCategories: trackingCategories,
};

/** The endpoints as Xero spells them. */
export const endpointNames: readonly string[] = Object.keys(byName);

/** By name in lower case; Organisation answers to its plural, too. */
export const endpoints: Readonly<Record<string, Endpoint>> = {
  ...Object.fromEntries(Object.entries(byName).map(([name, endpoint]) => [name.toLowerCase(), endpoint])),
  organisations: organisation,
};
