/** Methods of the SDK for purchase orders, quotes, repeating invoices and linked transactions, and records to begin with. */
import type { Loose } from '../contract/sandbox-client.ts';
import type { Fixtures } from './sdk-fixtures.ts';

export type Exercise = (api: Loose, tenant: string, fixtures: Fixtures) => Promise<Loose>;
/** Makes a record and gives its ID. */
export type Make = (api: Loose, tenant: string, fixtures: Pick<Fixtures, 'contact'>) => Promise<string>;

const day = '2026-03-06';
const text = 'text/plain';
const notes = { historyRecords: [{ details: 'A note' }] };
const lineItems = [{ description: 'Paper', quantity: 1, unitAmount: 20, accountCode: '400' }];
const schedule = { period: 1, unit: 'MONTHLY', dueDate: 20, dueDateType: 'OFFOLLOWINGMONTH', startDate: day };

const order = (contactID: string) => ({ contact: { contactID }, date: day, lineItems });
const quote = (contactID: string) => ({ contact: { contactID }, date: day, lineItems });
const repeating = (contactID: string) => ({ type: 'ACCPAY', contact: { contactID }, schedule, lineItems });

/** A bill of which one line can be charged on. */
async function source(api: Loose, tenant: string, contactID: string): Promise<object> {
  const bill = { type: 'ACCPAY', contact: { contactID }, date: day, dueDate: day, status: 'AUTHORISED', lineItems };
  const [made] = (await api.createInvoices(tenant, { invoices: [bill] })).body.invoices;
  return { sourceTransactionID: made.invoiceID, sourceLineItemID: made.lineItems[0].lineItemID };
}

async function receipt(api: Loose, tenant: string, contactID: string): Promise<object> {
  const [{ userID }] = (await api.getUsers(tenant)).body.users;
  return { user: { userID }, contact: { contactID }, date: day, lineItems };
}

async function claim(api: Loose, tenant: string, contactID: string): Promise<object> {
  const [{ userID }] = (await api.getUsers(tenant)).body.users;
  const receipts = [await receipt(api, tenant, contactID)];
  const [{ receiptID }] = (await api.createReceipt(tenant, { receipts })).body.receipts;
  return { user: { userID }, receipts: [{ receiptID }] };
}

const make = {
  order: async (api, t, f) =>
    (await api.createPurchaseOrders(t, { purchaseOrders: [order(f.contact)] })).body.purchaseOrders[0].purchaseOrderID,
  quote: async (api, t, f) => (await api.createQuotes(t, { quotes: [quote(f.contact)] })).body.quotes[0].quoteID,
  repeating: async (api, t, f) =>
    (await api.createRepeatingInvoices(t, { repeatingInvoices: [repeating(f.contact)] })).body.repeatingInvoices[0]
      .repeatingInvoiceID,
  receipt: async (api, t, f) =>
    (await api.createReceipt(t, { receipts: [await receipt(api, t, f.contact)] })).body.receipts[0].receiptID,
  claim: async (api, t, f) =>
    (await api.createExpenseClaims(t, { expenseClaims: [await claim(api, t, f.contact)] })).body.expenseClaims[0]
      .expenseClaimID,
  link: async (api, t, f) =>
    (await api.createLinkedTransaction(t, await source(api, t, f.contact))).body.linkedTransactions[0]
      .linkedTransactionID,
} satisfies Readonly<Record<string, Make>>;

/** Calls a method that takes the ID of a record first. */
export function on(makeOne: Make, method: string, ...given: readonly unknown[]): Exercise {
  return async (api, t, f) => api[method](t, await makeOne(api, t, f), ...given);
}

/** Those for files of a resource. */
export function filesOf(resource: string, makeOne: Make): Readonly<Record<string, Exercise>> {
  const put = `create${resource}AttachmentByFileName`;
  const file = Buffer.from('a file');
  return {
    [put]: on(makeOne, put, 'a.txt', file),
    [`update${resource}AttachmentByFileName`]: on(makeOne, `update${resource}AttachmentByFileName`, 'a.txt', file),
    [`get${resource}Attachments`]: on(makeOne, `get${resource}Attachments`),
    [`get${resource}AttachmentByFileName`]: async (api, t, f) => {
      const id = await makeOne(api, t, f);
      await api[put](t, id, 'a.txt', file);
      return api[`get${resource}AttachmentByFileName`](t, id, 'a.txt', text);
    },
    [`get${resource}AttachmentById`]: async (api, t, f) => {
      const id = await makeOne(api, t, f);
      const { body } = await api[put](t, id, 'a.txt', file);
      return api[`get${resource}AttachmentById`](t, id, body.attachments[0].attachmentID, text);
    },
  };
}

/** Those for notes of a resource; their names are not quite regular. */
export function notesOf(makeOne: Make, put: string, get: string): Readonly<Record<string, Exercise>> {
  return { [put]: on(makeOne, put, notes), [get]: on(makeOne, get) };
}

function belowMethods(resource: string, makeOne: Make): Readonly<Record<string, Exercise>> {
  const names = [`create${resource}History`, `get${resource}History`] as const;
  return { ...filesOf(resource, makeOne), ...notesOf(makeOne, ...names) };
}

export const orderMethods: Readonly<Record<string, Exercise>> = {
  createPurchaseOrders: (api, t, f) => api.createPurchaseOrders(t, { purchaseOrders: [order(f.contact)] }),
  updateOrCreatePurchaseOrders: (api, t, f) =>
    api.updateOrCreatePurchaseOrders(t, { purchaseOrders: [order(f.contact)] }),
  updatePurchaseOrder: on(make.order, 'updatePurchaseOrder', { purchaseOrders: [{ status: 'AUTHORISED' }] }),
  getPurchaseOrders: (api, t) => api.getPurchaseOrders(t),
  getPurchaseOrder: on(make.order, 'getPurchaseOrder'),
  getPurchaseOrderAsPdf: on(make.order, 'getPurchaseOrderAsPdf'),
  getPurchaseOrderByNumber: async (api, t, f) => {
    const { body } = await api.createPurchaseOrders(t, { purchaseOrders: [order(f.contact)] });
    return api.getPurchaseOrderByNumber(t, body.purchaseOrders[0].purchaseOrderNumber);
  },
  ...belowMethods('PurchaseOrder', make.order),
  createQuotes: (api, t, f) => api.createQuotes(t, { quotes: [quote(f.contact)] }),
  updateOrCreateQuotes: (api, t, f) => api.updateOrCreateQuotes(t, { quotes: [quote(f.contact)] }),
  updateQuote: async (api, t, f) =>
    api.updateQuote(t, await make.quote(api, t, f), { quotes: [{ ...quote(f.contact), title: 'Offer' }] }),
  getQuotes: (api, t) => api.getQuotes(t),
  getQuote: on(make.quote, 'getQuote'),
  getQuoteAsPdf: on(make.quote, 'getQuoteAsPdf'),
  ...belowMethods('Quote', make.quote),
  createRepeatingInvoices: (api, t, f) => api.createRepeatingInvoices(t, { repeatingInvoices: [repeating(f.contact)] }),
  updateOrCreateRepeatingInvoices: (api, t, f) =>
    api.updateOrCreateRepeatingInvoices(t, { repeatingInvoices: [repeating(f.contact)] }),
  updateRepeatingInvoice: on(make.repeating, 'updateRepeatingInvoice', { repeatingInvoices: [{ status: 'DELETED' }] }),
  getRepeatingInvoices: (api, t) => api.getRepeatingInvoices(t),
  getRepeatingInvoice: on(make.repeating, 'getRepeatingInvoice'),
  ...belowMethods('RepeatingInvoice', make.repeating),
  createReceipt: async (api, t, f) => api.createReceipt(t, { receipts: [await receipt(api, t, f.contact)] }),
  updateReceipt: on(make.receipt, 'updateReceipt', { receipts: [{ reference: 'New' }] }),
  getReceipts: (api, t) => api.getReceipts(t),
  getReceipt: on(make.receipt, 'getReceipt'),
  ...belowMethods('Receipt', make.receipt),
  createExpenseClaims: async (api, t, f) =>
    api.createExpenseClaims(t, { expenseClaims: [await claim(api, t, f.contact)] }),
  updateExpenseClaim: on(make.claim, 'updateExpenseClaim', { expenseClaims: [{ status: 'AUTHORISED' }] }),
  getExpenseClaims: (api, t) => api.getExpenseClaims(t),
  getExpenseClaim: on(make.claim, 'getExpenseClaim'),
  ...notesOf(make.claim, 'createExpenseClaimHistory', 'getExpenseClaimHistory'),
  createLinkedTransaction: async (api, t, f) => api.createLinkedTransaction(t, await source(api, t, f.contact)),
  updateLinkedTransaction: async (api, t, f) =>
    api.updateLinkedTransaction(t, await make.link(api, t, f), { linkedTransactions: [{ contactID: f.contact }] }),
  deleteLinkedTransaction: on(make.link, 'deleteLinkedTransaction'),
  getLinkedTransactions: (api, t) => api.getLinkedTransactions(t),
  getLinkedTransaction: on(make.link, 'getLinkedTransaction'),
};

/** The ID of a new record of each endpoint. */
export async function makeOrders(
  api: Loose,
  tenant: string,
  fixtures: Pick<Fixtures, 'contact'>,
): Promise<Readonly<Record<string, string>>> {
  const of = (makeOne: Make) => makeOne(api, tenant, fixtures);
  return {
    PurchaseOrders: await of(make.order),
    Quotes: await of(make.quote),
    RepeatingInvoices: await of(make.repeating),
    LinkedTransactions: await of(make.link),
    Receipts: await of(make.receipt),
    ExpenseClaims: await of(make.claim),
  };
}
