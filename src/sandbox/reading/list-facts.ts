/** What each list knows: the parameters it is published with, the fields its indexes answer, and those called optimised. */
import type { Place } from './where-conditions.ts';

export interface ListFacts {
  /** Query parameters; others are not looked at. */
  readonly parameters: readonly string[];
  /** Whether it heeds If-Modified-Since. */
  readonly modifiedSince: boolean;
  /** Where fields lie in the books, by path in lower case. */
  readonly places: Readonly<Record<string, Place>>;
  /** Fields, in lower case, by which even very large lists may be filtered and ordered; undefined without such a limit. */
  readonly optimised: readonly string[] | undefined;
  /** Fields, beside those of its own body, that a record shows only as a whole. */
  readonly joined: readonly string[];
  /** Lists come in pages even when none is asked for. */
  readonly alwaysPaged?: true;
  /** Pages do not say how many there are. */
  readonly uncounted?: true;
}

/** Of a collection; one that is not known has `where` and `order` alone. */
export function listFacts(collection: string): ListFacts {
  return facts[collection] ?? settingsList;
}

/** Whether lists come in pages when asked to. */
export function isPaged(collection: string): boolean {
  return listFacts(collection).parameters.includes('page');
}

const paged = ['where', 'order', 'page', 'pageSize'];
const settingsList: ListFacts = {
  parameters: ['where', 'order'],
  modifiedSince: false,
  places: {},
  optimised: undefined,
  joined: [],
};
const dated: Readonly<Record<string, Place>> = {
  status: { column: 'status' },
  date: { column: 'date' },
  updateddateutc: { column: 'updated' },
};
const document: Readonly<Record<string, Place>> = {
  ...dated,
  type: { column: 'type' },
  duedate: { column: 'due' },
  reference: { column: 'label' },
  'contact.contactid': { column: 'parent' },
  'contact.name': { column: 'parent', of: { kind: 'Contacts', column: 'label' } },
  'contact.contactnumber': { column: 'parent', of: { kind: 'Contacts', column: 'second_key' } },
};
const optimisedOfDocuments = ['status', 'type', 'reference', 'contact.contactid', 'contact.name', 'date', 'duedate'];

const facts: Readonly<Record<string, ListFacts>> = {
  Invoices: {
    parameters: [
      ...paged,
      'IDs',
      'InvoiceNumbers',
      'ContactIDs',
      'Statuses',
      'includeArchived',
      'createdByMyApp',
      'summaryOnly',
      'searchTerm',
    ],
    modifiedSince: true,
    places: {
      ...document,
      invoiceid: { column: 'id' },
      invoicenumber: { column: 'key' },
      amountdue: { column: 'open' },
    },
    optimised: [
      ...optimisedOfDocuments,
      'invoiceid',
      'invoicenumber',
      'contact.contactnumber',
      'amountdue',
      'amountpaid',
      'updateddateutc',
    ],
    joined: ['Contact', 'UpdatedDateUTCString'],
  },
  CreditNotes: {
    parameters: paged,
    modifiedSince: true,
    places: { ...document, creditnoteid: { column: 'id' }, creditnotenumber: { column: 'key' } },
    optimised: [...optimisedOfDocuments, 'creditnoteid', 'creditnotenumber', 'updateddateutc'],
    joined: ['Contact', 'UpdatedDateUTCString'],
  },
  Contacts: {
    parameters: [...paged, 'IDs', 'includeArchived', 'summaryOnly', 'searchTerm'],
    modifiedSince: true,
    places: {
      contactid: { column: 'id' },
      name: { column: 'label' },
      contactnumber: { column: 'second_key' },
      contactstatus: { column: 'status' },
      updateddateutc: { column: 'updated' },
    },
    optimised: ['name', 'emailaddress', 'accountnumber', 'contactid', 'updateddateutc'],
    joined: [],
  },
  Payments: {
    parameters: paged,
    modifiedSince: true,
    places: {
      ...dated,
      paymentid: { column: 'id' },
      paymenttype: { column: 'type' },
      reference: { column: 'label' },
      'invoice.invoiceid': { column: 'parent' },
    },
    optimised: ['paymenttype', 'status', 'invoice.invoiceid', 'reference', 'date', 'paymentid', 'updateddateutc'],
    joined: ['Invoice', 'CreditNote', 'Account', 'UpdatedDateUTCString'],
  },
  Prepayments: bankCredit('prepaymentid', ['InvoiceNumbers']),
  Overpayments: bankCredit('overpaymentid', ['References']),
  BankTransactions: {
    parameters: [...paged, 'References'],
    modifiedSince: true,
    places: { ...document, banktransactionid: { column: 'id' } },
    optimised: undefined,
    joined: ['Contact'],
  },
  BankTransfers: { ...settingsList, parameters: ['where', 'order', 'includeDeleted'], modifiedSince: true },
  BatchPayments: { ...settingsList, modifiedSince: true },
  ManualJournals: {
    parameters: paged,
    modifiedSince: true,
    places: { ...dated, manualjournalid: { column: 'id' } },
    optimised: ['status', 'date', 'manualjournalid', 'updateddateutc'],
    joined: [],
  },
  PurchaseOrders: {
    parameters: ['Status', 'DateFrom', 'DateTo', 'order', 'page', 'pageSize'],
    modifiedSince: true,
    places: { ...dated, purchaseorderid: { column: 'id' }, purchaseordernumber: { column: 'key' } },
    optimised: undefined,
    joined: ['Contact'],
    alwaysPaged: true,
  },
  Quotes: {
    parameters: [
      ...['DateFrom', 'DateTo', 'ExpiryDateFrom', 'ExpiryDateTo', 'ContactID', 'Status', 'page', 'order'],
      'QuoteNumber',
    ],
    modifiedSince: true,
    places: { ...dated, quoteid: { column: 'id' }, quotenumber: { column: 'key' } },
    optimised: undefined,
    joined: ['Contact'],
    alwaysPaged: true,
    uncounted: true,
  },
  RepeatingInvoices: { ...settingsList, joined: ['Contact'] },
  Receipts: { ...settingsList, modifiedSince: true, places: dated, joined: ['Contact'] },
  ExpenseClaims: { ...settingsList, modifiedSince: true, places: dated, joined: ['Receipts', 'User'] },
  Items: { ...settingsList, modifiedSince: true },
  Accounts: { ...settingsList, modifiedSince: true },
  TrackingCategories: { ...settingsList, parameters: ['where', 'order', 'includeArchived'] },
  BrandingThemes: { ...settingsList, parameters: [] },
  Budgets: { ...settingsList, parameters: ['IDs'] },
  Users: { ...settingsList, modifiedSince: true },
};

function bankCredit(idField: string, more: readonly string[]): ListFacts {
  return {
    parameters: [...paged, ...more],
    modifiedSince: true,
    places: { ...document, [idField]: { column: 'id' } },
    optimised: undefined,
    joined: ['Contact', 'UpdatedDateUTCString'],
  };
}
