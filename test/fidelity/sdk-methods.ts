/** Every accounting method of the official SDK: a call of each that the sandbox emulates, and the others by name. */
import type { Loose } from '../contract/sandbox-client.ts';
import { bankMethods } from './sdk-bank.ts';
import type { Fixtures } from './sdk-fixtures.ts';
import { orderMethods } from './sdk-orders.ts';
import { reportMethods } from './sdk-reports.ts';
import { settingsMethods } from './sdk-settings.ts';

/** Calls a method; a call that is answered with an error rejects. */
type Exercise = (api: Loose, tenant: string, fixtures: Fixtures) => Promise<Loose>;

const day = '2026-03-06';
const amounts = [{ description: 'Advice', quantity: 1, unitAmount: 20, accountCode: '200' }];
const lines = [
  { lineAmount: 7, accountCode: '400' },
  { lineAmount: -7, accountCode: '420' },
];
const notes = { historyRecords: [{ details: 'A note' }] };
const file = () => Buffer.from('a file');
const text = 'text/plain';
let count = 0;
const fresh = () => {
  count += 1;
  return `M${count}`;
};

/** The five methods for files of a resource: `create`, `update`, the list, by name and by id. */
function fileMethods(resource: string, own: keyof Fixtures): Readonly<Record<string, Exercise>> {
  const put = `create${resource}AttachmentByFileName`;
  return {
    [put]: (api, tenant, ids) => api[put](tenant, ids[own], 'a.txt', file()),
    [`update${resource}AttachmentByFileName`]: (api, tenant, ids) =>
      api[`update${resource}AttachmentByFileName`](tenant, ids[own], 'a.txt', file()),
    [`get${resource}Attachments`]: (api, tenant, ids) => api[`get${resource}Attachments`](tenant, ids[own]),
    [`get${resource}AttachmentByFileName`]: async (api, tenant, ids) => {
      await api[put](tenant, ids[own], 'a.txt', file());
      return api[`get${resource}AttachmentByFileName`](tenant, ids[own], 'a.txt', text);
    },
    [`get${resource}AttachmentById`]: async (api, tenant, ids) => {
      const { body } = await api[put](tenant, ids[own], 'a.txt', file());
      return api[`get${resource}AttachmentById`](tenant, ids[own], body.attachments[0].attachmentID, text);
    },
  };
}

/** The two methods for notes; their names are not quite regular. */
function noteMethods(put: string, get: string, own: keyof Fixtures): Readonly<Record<string, Exercise>> {
  return {
    [put]: (api, tenant, ids) => api[put](tenant, ids[own], notes),
    [get]: (api, tenant, ids) => api[get](tenant, ids[own]),
  };
}

const documents: Readonly<Record<string, Exercise>> = {
  createInvoices: (api, t, { contact }) => api.createInvoices(t, { invoices: [invoice(contact)] }),
  updateOrCreateInvoices: (api, t, { contact }) => api.updateOrCreateInvoices(t, { invoices: [invoice(contact)] }),
  updateInvoice: (api, t, f) => api.updateInvoice(t, f.invoice, { invoices: [{ reference: 'New' }] }),
  getInvoices: (api, t) => api.getInvoices(t),
  getInvoice: (api, t, f) => api.getInvoice(t, f.invoice),
  getInvoiceAsPdf: (api, t, f) => api.getInvoiceAsPdf(t, f.invoice),
  getOnlineInvoice: (api, t, f) => api.getOnlineInvoice(t, f.invoice),
  emailInvoice: (api, t, f) => api.emailInvoice(t, f.invoice, {}),
  createCreditNotes: (api, t, { contact }) => api.createCreditNotes(t, { creditNotes: [credit(contact)] }),
  updateOrCreateCreditNotes: (api, t, { contact }) =>
    api.updateOrCreateCreditNotes(t, { creditNotes: [credit(contact)] }),
  updateCreditNote: (api, t, f) => api.updateCreditNote(t, f.credit, { creditNotes: [{ reference: 'New' }] }),
  getCreditNotes: (api, t) => api.getCreditNotes(t),
  getCreditNote: (api, t, f) => api.getCreditNote(t, f.credit),
  getCreditNoteAsPdf: (api, t, f) => api.getCreditNoteAsPdf(t, f.credit),
  createCreditNoteAllocation: (api, t, f) => allocated(api, t, f),
  deleteCreditNoteAllocations: async (api, t, f) => {
    const { body } = await allocated(api, t, f);
    return api.deleteCreditNoteAllocations(t, f.credit, body.allocations[0].allocationID);
  },
  createPayment: (api, t, f) => api.createPayment(t, payment(f)),
  createPayments: (api, t, f) => api.createPayments(t, { payments: [payment(f)] }),
  deletePayment: (api, t, f) => api.deletePayment(t, f.payment, { status: 'DELETED' }),
  getPayments: (api, t) => api.getPayments(t),
  getPayment: (api, t, f) => api.getPayment(t, f.payment),
  createManualJournals: (api, t) =>
    api.createManualJournals(t, { manualJournals: [{ narration: 'A', date: day, journalLines: lines }] }),
  updateOrCreateManualJournals: (api, t) =>
    api.updateOrCreateManualJournals(t, { manualJournals: [{ narration: 'A', date: day, journalLines: lines }] }),
  updateManualJournal: (api, t, f) =>
    api.updateManualJournal(t, f.journal, { manualJournals: [{ narration: 'B', journalLines: lines }] }),
  getManualJournals: (api, t) => api.getManualJournals(t),
  getManualJournal: (api, t, f) => api.getManualJournal(t, f.journal),
};

const lists: Readonly<Record<string, Exercise>> = {
  createContacts: (api, t) => api.createContacts(t, { contacts: [{ name: fresh() }] }),
  updateOrCreateContacts: (api, t) => api.updateOrCreateContacts(t, { contacts: [{ name: fresh() }] }),
  updateContact: (api, t, f) => api.updateContact(t, f.contact, { contacts: [{ firstName: 'New' }] }),
  getContacts: (api, t) => api.getContacts(t),
  getContact: (api, t, f) => api.getContact(t, f.contact),
  getContactByContactNumber: (api, t, f) => api.getContactByContactNumber(t, f.contactNumber),
  getContactCISSettings: (api, t, f) => api.getContactCISSettings(t, f.contact),
  createItems: (api, t) => api.createItems(t, { items: [{ code: fresh() }] }),
  updateOrCreateItems: (api, t) => api.updateOrCreateItems(t, { items: [{ code: fresh() }] }),
  updateItem: (api, t, f) => api.updateItem(t, f.item, { items: [{ code: f.contactNumber, name: 'New' }] }),
  deleteItem: (api, t, f) => api.deleteItem(t, f.item),
  getItems: (api, t) => api.getItems(t),
  getItem: (api, t, f) => api.getItem(t, f.item),
  createAccount: (api, t) => api.createAccount(t, { code: fresh(), name: fresh(), type: 'EXPENSE' }),
  updateAccount: (api, t, f) => api.updateAccount(t, f.account, { accounts: [{ name: fresh() }] }),
  deleteAccount: (api, t, f) => api.deleteAccount(t, f.account),
  getAccounts: (api, t) => api.getAccounts(t),
  getAccount: (api, t, f) => api.getAccount(t, f.account),
  createTaxRates: (api, t) => api.createTaxRates(t, { taxRates: [rate()] }),
  updateTaxRate: async (api, t) => {
    const { body } = await api.createTaxRates(t, { taxRates: [rate()] });
    const { name, taxType } = body.taxRates[0];
    return api.updateTaxRate(t, { taxRates: [{ name, taxType, status: 'DELETED' }] });
  },
  getTaxRates: (api, t) => api.getTaxRates(t),
  getTaxRateByTaxType: (api, t) => api.getTaxRateByTaxType(t, 'OUTPUT2'),
  createTrackingCategory: async (api, t) => {
    const created = await api.createTrackingCategory(t, { name: fresh() });
    await api.deleteTrackingCategory(t, created.body.trackingCategories[0].trackingCategoryID);
    return created;
  },
  updateTrackingCategory: (api, t, f) => api.updateTrackingCategory(t, f.category, { name: fresh() }),
  deleteTrackingCategory: async (api, t) => {
    const created = await api.createTrackingCategory(t, { name: fresh() });
    return api.deleteTrackingCategory(t, created.body.trackingCategories[0].trackingCategoryID);
  },
  getTrackingCategories: (api, t) => api.getTrackingCategories(t),
  getTrackingCategory: (api, t, f) => api.getTrackingCategory(t, f.category),
  createTrackingOptions: (api, t, f) => api.createTrackingOptions(t, f.category, { name: fresh() }),
  updateTrackingOptions: (api, t, f) => api.updateTrackingOptions(t, f.category, f.option, { name: fresh() }),
  deleteTrackingOptions: (api, t, f) => api.deleteTrackingOptions(t, f.category, f.option),
  createCurrency: (api, t) => api.createCurrency(t, { code: 'CHF' }),
  getCurrencies: (api, t) => api.getCurrencies(t),
  getOrganisations: (api, t) => api.getOrganisations(t),
  getOrganisationActions: (api, t) => api.getOrganisationActions(t),
  getOrganisationCISSettings: (api, t) => api.getOrganisationCISSettings(t, t),
  getBrandingThemes: (api, t) => api.getBrandingThemes(t),
  getBrandingTheme: (api, t, f) => api.getBrandingTheme(t, f.theme),
  getBrandingThemePaymentServices: (api, t, f) => api.getBrandingThemePaymentServices(t, f.theme),
};

export const exercised: Readonly<Record<string, Exercise>> = {
  ...documents,
  ...lists,
  ...bankMethods,
  ...orderMethods,
  ...settingsMethods,
  ...reportMethods,
  ...fileMethods('Account', 'account'),
  ...fileMethods('Contact', 'contact'),
  ...fileMethods('CreditNote', 'credit'),
  ...fileMethods('Invoice', 'invoice'),
  ...fileMethods('ManualJournal', 'journal'),
  ...noteMethods('createContactHistory', 'getContactHistory', 'contact'),
  ...noteMethods('createCreditNoteHistory', 'getCreditNoteHistory', 'credit'),
  ...noteMethods('createInvoiceHistory', 'getInvoiceHistory', 'invoice'),
  ...noteMethods('createItemHistory', 'getItemHistory', 'item'),
  ...noteMethods('createManualJournalHistoryRecord', 'getManualJournalsHistory', 'journal'),
  ...noteMethods('createPaymentHistory', 'getPaymentHistory', 'payment'),
};

/** Methods whose resource the sandbox does not have. */
const absent = ['postSetup', 'getReportFromId', 'getReportTenNinetyNine', 'getReportsList'];

/** Whether a method is known to be of no use with the sandbox. */
export function isNotEmulated(method: string): boolean {
  return absent.includes(method);
}

function invoice(contactID: string): object {
  const dates = { date: day, dueDate: '2026-04-06' };
  return { type: 'ACCREC', contact: { contactID }, ...dates, lineItems: amounts, status: 'AUTHORISED' };
}

function credit(contactID: string): object {
  return { type: 'ACCRECCREDIT', contact: { contactID }, date: day, lineItems: amounts };
}

function payment(fixtures: Fixtures): object {
  return { invoice: { invoiceID: fixtures.invoice }, account: { code: '090' }, date: day, amount: 2 };
}

function allocated(api: Loose, tenant: string, fixtures: Fixtures): Promise<Loose> {
  const allocations = [{ invoice: { invoiceID: fixtures.invoice }, amount: 3, date: day }];
  return api.createCreditNoteAllocation(tenant, fixtures.credit, { allocations });
}

function rate(): object {
  return { name: fresh(), reportTaxType: 'INPUT', taxComponents: [{ name: 'State', rate: 5 }] };
}
