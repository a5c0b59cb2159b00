/** What the sandbox emulates, operation by operation, and how that is known. A test asks for each of them. */

import { bankOperations } from './sandbox-fidelity-bank.ts';
import { orderOperations } from './sandbox-fidelity-orders.ts';
import { reportOperations } from './sandbox-fidelity-reports.ts';
import { settingsOperations } from './sandbox-fidelity-settings.ts';

/** published: Xero's documentation or OpenAPI; recorded: its replies; reported: by users; assumed: by nobody. */
export type Evidence = 'published' | 'recorded' | 'reported' | 'assumed';

export interface Operation {
  /** Methods and a path below `/api.xro/2.0`, or of the login server; `{Endpoint}` stands for each of `of`. */
  readonly call: string;
  /** The endpoints that have it, separated by blanks; of a call with `{Endpoint}`. */
  readonly of?: string;
  readonly does: string;
  readonly evidence: readonly Evidence[];
  readonly lacks?: string;
}

const known: readonly Evidence[] = ['published', 'recorded'];
const told: readonly Evidence[] = ['published', 'recorded', 'reported'];
const read = 'By id or, where it has one, by number or code.';
const list = 'where, order and, in the form published, pages; If-Modified-Since';

/** Of the accounting API, by endpoint. */
export const operations: Readonly<Record<string, readonly Operation[]>> = {
  Invoices: [
    {
      call: 'GET /Invoices',
      does: `${list}; IDs, InvoiceNumbers, ContactIDs, Statuses, searchTerm, summaryOnly; without a page the short form.`,
      evidence: known,
      lacks: 'createdByMyApp and includeArchived are taken and change nothing.',
    },
    { call: 'GET /Invoices/{id}', does: `${read} As a PDF where that is accepted.`, evidence: known },
    {
      call: 'GET /Invoices/{id}/pdf',
      does: "The PDF under the path that SDKs have; a plain layout of the sandbox's own.",
      evidence: ['published', 'assumed'],
    },
    {
      call: 'PUT /Invoices',
      does: 'Invoices and bills are checked, computed, numbered and posted to the ledger; contacts are met or created.',
      evidence: told,
      lacks: 'The Construction Industry Scheme, automated US sales tax.',
    },
    {
      call: 'POST /Invoices',
      does: 'The same for new ones; existing ones, met by id or number, change as their status allows.',
      evidence: told,
    },
    {
      call: 'POST /Invoices/{id}',
      does: 'Changes one; its lines are kept, replaced or dropped by id.',
      evidence: told,
    },
    {
      call: 'POST /Invoices/{id}/Email',
      does: 'The statuses, the daily limit, SentToContact and the history; nothing leaves the machine.',
      evidence: ['published', 'reported'],
    },
    {
      call: 'GET /Invoices/{id}/OnlineInvoice',
      does: 'An address on the sandbox, where nothing is shown.',
      evidence: ['published', 'assumed'],
    },
  ],
  CreditNotes: [
    { call: 'GET /CreditNotes', does: `${list}.`, evidence: known },
    { call: 'GET /CreditNotes/{id}', does: `${read} As a PDF where that is accepted.`, evidence: known },
    { call: 'GET /CreditNotes/{id}/pdf', does: 'As for invoices.', evidence: ['published', 'assumed'] },
    {
      call: 'PUT /CreditNotes',
      does: 'Created, computed and posted as invoices are, the other way round.',
      evidence: told,
    },
    { call: 'POST /CreditNotes', does: 'New ones, and changes as the status allows.', evidence: told },
    { call: 'POST /CreditNotes/{id}', does: 'Changes one.', evidence: told },
    { call: 'GET /CreditNotes/{id}/Allocations', does: 'Lists its allocations.', evidence: ['assumed'] },
    {
      call: 'PUT /CreditNotes/{id}/Allocations',
      does: 'Sets credit against invoices, up to what is open on both, and posts the difference in exchange.',
      evidence: ['published', 'reported'],
    },
    {
      call: 'DELETE /CreditNotes/{id}/Allocations/{allocation}',
      does: 'Takes one back; both documents are open again.',
      evidence: ['published'],
    },
  ],
  Payments: [
    { call: 'GET /Payments', does: `${list}.`, evidence: known },
    { call: 'GET /Payments/{id}', does: 'One payment with its whole document.', evidence: known },
    {
      call: 'PUT /Payments',
      does: 'Payments of invoices and bills, refunds of credit notes, prepayments and overpayments; in any currency, up to PAID; warnings.',
      evidence: told,
      lacks: 'Bank reconciliation beyond IsReconciled.',
    },
    {
      call: 'POST /Payments',
      does: 'The same for one payment, or the deletion of the one that is named.',
      evidence: ['published', 'assumed'],
    },
    {
      call: 'POST /Payments/{id}',
      does: 'Deletes it; the document is open again. Nothing else can change.',
      evidence: known,
    },
  ],
  Contacts: [
    {
      call: 'GET /Contacts',
      does: `${list}; IDs, searchTerm, includeArchived, summaryOnly; balances in pages.`,
      evidence: known,
    },
    { call: 'GET /Contacts/{id}', does: `${read} With balances and attachments.`, evidence: known },
    {
      call: 'PUT /Contacts',
      does: 'New contacts of names and numbers not taken; phones and addresses in their slots; lengths and forms checked.',
      evidence: told,
      lacks: 'Contact groups, merging, the Xero network.',
    },
    {
      call: 'POST /Contacts',
      does: 'New ones, and those met by id, number or name; archiving and restoring.',
      evidence: told,
    },
    { call: 'POST /Contacts/{id}', does: 'Changes one, by id or number.', evidence: known },
    { call: 'PUT /Contacts/{id}', does: 'An error 500, as Xero is reported to answer.', evidence: ['reported'] },
    {
      call: 'GET /Contacts/{id}/CISSettings',
      does: 'Settings that are off, in the United Kingdom alone.',
      evidence: ['published', 'assumed'],
    },
  ],
  Items: [
    { call: 'GET /Items', does: 'where, order, If-Modified-Since, unitdp.', evidence: known },
    { call: 'GET /Items/{id}', does: read, evidence: known },
    {
      call: 'PUT /Items',
      does: 'Up to 500 new items of codes not taken; stock of tracked ones at average cost, moved by documents.',
      evidence: told,
      lacks: 'Stock adjustments other than by documents.',
    },
    { call: 'POST /Items', does: 'New ones, and those met by id or code.', evidence: told },
    { call: 'POST /Items/{id}', does: 'Changes one.', evidence: ['published'] },
    { call: 'DELETE /Items/{id}', does: '204; a tracked item that documents mention stays.', evidence: ['published'] },
  ],
  Accounts: [
    { call: 'GET /Accounts', does: 'where, order, If-Modified-Since.', evidence: known },
    { call: 'GET /Accounts/{id}', does: 'By id or code, with its files.', evidence: known },
    {
      call: 'PUT /Accounts',
      does: 'One new account; with summarizeErrors=false a refused one looks accepted, as reported.',
      evidence: told,
    },
    { call: 'POST /Accounts', does: 'Changes the one whose AccountID the body names.', evidence: ['recorded'] },
    {
      call: 'POST /Accounts/{id}',
      does: 'Changes one, or archives it by itself; system accounts stay.',
      evidence: ['published'],
    },
    { call: 'DELETE /Accounts/{id}', does: 'One that nothing was posted to.', evidence: known },
  ],
  TaxRates: [
    { call: 'GET /TaxRates', does: 'where and order.', evidence: known },
    { call: 'GET /TaxRates/{type}', does: 'By tax type.', evidence: ['published'] },
    { call: 'PUT /TaxRates', does: 'One custom rate with its components: TAX001 and on.', evidence: ['published'] },
    { call: 'POST /TaxRates', does: 'Changes or deletes a custom one; system rates stay.', evidence: ['published'] },
  ],
  TrackingCategories: [
    { call: 'GET /TrackingCategories', does: 'where, order, includeArchived.', evidence: ['published'] },
    { call: 'GET /TrackingCategories/{id}', does: 'By id, with its options.', evidence: ['published'] },
    { call: 'PUT /TrackingCategories', does: 'One; two may be active, four there in all.', evidence: ['published'] },
    { call: 'POST /TrackingCategories/{id}', does: 'Renames or archives one.', evidence: ['published'] },
    { call: 'DELETE /TrackingCategories/{id}', does: 'One that nothing uses.', evidence: ['published'] },
    { call: 'PUT /TrackingCategories/{id}/Options', does: 'Adds one option.', evidence: ['published'] },
    {
      call: 'POST /TrackingCategories/{id}/Options/{option}',
      does: 'Renames or archives an option.',
      evidence: ['published'],
    },
    {
      call: 'DELETE /TrackingCategories/{id}/Options/{option}',
      does: 'An option that nothing uses.',
      evidence: ['published'],
    },
  ],
  ManualJournals: [
    { call: 'GET /ManualJournals', does: `${list}; without a page no lines.`, evidence: known },
    { call: 'GET /ManualJournals/{id}', does: 'By id.', evidence: known },
    {
      call: 'PUT /ManualJournals',
      does: 'Lines must balance; unknown accounts are dropped with a warning; POSTED ones are in the ledger.',
      evidence: told,
      lacks: 'Reversing and repeating journals.',
    },
    {
      call: 'POST /ManualJournals',
      does: 'New ones, and changes, voiding and deletion of existing ones.',
      evidence: ['published', 'assumed'],
    },
    { call: 'POST /ManualJournals/{id}', does: 'Changes one.', evidence: ['published'] },
  ],
  Organisation: [
    {
      call: 'GET /Organisation',
      does: 'All published fields; the lock dates are those of the settings.',
      evidence: known,
    },
    { call: 'GET /Organisation/Actions', does: 'What a user of full rights may do.', evidence: ['published'] },
    {
      call: 'GET /Organisation/{organisation}/CISSettings',
      does: 'Settings that are off, in the United Kingdom.',
      evidence: ['published'],
    },
  ],
  Currencies: [
    { call: 'GET /Currencies', does: 'Those subscribed to; where and order.', evidence: ['published'] },
    { call: 'GET /Currencies/{code}', does: 'By code.', evidence: ['assumed'] },
    {
      call: 'PUT /Currencies',
      does: 'Subscribes to one.',
      evidence: ['published'],
      lacks: 'Daily rates: each currency has one made-up rate for all days.',
    },
  ],
  BrandingThemes: [
    { call: 'GET /BrandingThemes', does: 'Two themes.', evidence: known },
    { call: 'GET /BrandingThemes/{theme}', does: 'By id.', evidence: ['published'] },
    {
      call: 'GET /BrandingThemes/{theme}/PaymentServices',
      does: 'Those that it offers.',
      evidence: ['published'],
    },
    {
      call: 'POST /BrandingThemes/{theme}/PaymentServices',
      does: 'Offers one that there is.',
      evidence: ['published', 'assumed'],
    },
  ],
  ...bankOperations,
  ...orderOperations,
  ...settingsOperations,
  ...reportOperations,
};
