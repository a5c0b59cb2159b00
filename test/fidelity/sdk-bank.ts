/** Methods of the SDK for money at the bank, and records to begin with. */
import type { Loose } from '../contract/sandbox-client.ts';
import type { Fixtures } from './sdk-fixtures.ts';
import { type Exercise, filesOf, type Make, notesOf, on } from './sdk-orders.ts';

const day = '2026-03-06';
const bankAccount = { code: '090' };
const lineItems = [{ description: 'Paper', quantity: 1, unitAmount: 20, accountCode: '400' }];
const fromBankAccount = bankAccount;
const toBankAccount = { code: '091' };

const transaction = (contactID: string, over: object = {}) => ({
  type: 'SPEND',
  contact: { contactID },
  bankAccount,
  date: day,
  lineItems,
  ...over,
});
const transfers = { bankTransfers: [{ fromBankAccount, toBankAccount, amount: 3, date: day }] };
const deleted = { status: 'DELETED' };

async function approved(api: Loose, t: string, contactID: string): Promise<string> {
  const lines = [{ ...lineItems[0], accountCode: '200' }];
  const dates = { date: day, dueDate: day };
  const invoice = { type: 'ACCREC', contact: { contactID }, ...dates, status: 'AUTHORISED', lineItems: lines };
  return (await api.createInvoices(t, { invoices: [invoice] })).body.invoices[0].invoiceID;
}

async function batch(api: Loose, t: string, contactID: string): Promise<object> {
  const invoice = { invoiceID: await approved(api, t, contactID) };
  return { account: bankAccount, date: day, payments: [{ invoice, amount: 5 }] };
}

const make = {
  transaction: async (api, t, f) =>
    (await api.createBankTransactions(t, { bankTransactions: [transaction(f.contact)] })).body.bankTransactions[0]
      .bankTransactionID,
  transfer: async (api, t) => (await api.createBankTransfer(t, transfers)).body.bankTransfers[0].bankTransferID,
  batch: async (api, t, f) =>
    (await api.createBatchPayment(t, { batchPayments: [await batch(api, t, f.contact)] })).body.batchPayments[0]
      .batchPaymentID,
  prepayment: async (api, t, f) => {
    const prepaid = transaction(f.contact, { type: 'RECEIVE-PREPAYMENT' });
    return (await api.createBankTransactions(t, { bankTransactions: [prepaid] })).body.bankTransactions[0].prepaymentID;
  },
  overpayment: async (api, t, f) => {
    const lines = [{ description: 'Too much', lineAmount: 9, accountCode: '610' }];
    const over = transaction(f.contact, { type: 'RECEIVE-OVERPAYMENT', lineAmountTypes: 'NoTax', lineItems: lines });
    return (await api.createBankTransactions(t, { bankTransactions: [over] })).body.bankTransactions[0].overpaymentID;
  },
} satisfies Readonly<Record<string, Make>>;

/** Sets a credit against an invoice, by `create…Allocations`, and may take that back. */
function allocations(one: 'Prepayment' | 'Overpayment', makeOne: Make): Readonly<Record<string, Exercise>> {
  const put = `create${one}Allocations`;
  const allocate = async (api: Loose, t: string, f: Fixtures): Promise<readonly [string, Loose]> => {
    const id = await makeOne(api, t, f);
    const invoice = { invoiceID: await approved(api, t, f.contact) };
    return [id, await api[put](t, id, { allocations: [{ invoice, amount: 2, date: day }] })];
  };
  return {
    [put]: async (api, t, f) => (await allocate(api, t, f))[1],
    [`delete${one}Allocations`]: async (api, t, f) => {
      const [id, { body }] = await allocate(api, t, f);
      return api[`delete${one}Allocations`](t, id, body.allocations[0].allocationID);
    },
    [`get${one}s`]: (api, t) => api[`get${one}s`](t),
    [`get${one}`]: on(makeOne, `get${one}`),
    ...notesOf(makeOne, `create${one}History`, `get${one}History`),
  };
}

export const bankMethods: Readonly<Record<string, Exercise>> = {
  createBankTransactions: (api, t, f) => api.createBankTransactions(t, { bankTransactions: [transaction(f.contact)] }),
  updateOrCreateBankTransactions: (api, t, f) =>
    api.updateOrCreateBankTransactions(t, { bankTransactions: [transaction(f.contact)] }),
  updateBankTransaction: async (api, t, f) =>
    api.updateBankTransaction(t, await make.transaction(api, t, f), {
      bankTransactions: [transaction(f.contact, { reference: 'New' })],
    }),
  getBankTransactions: (api, t) => api.getBankTransactions(t),
  getBankTransaction: on(make.transaction, 'getBankTransaction'),
  ...filesOf('BankTransaction', make.transaction),
  ...notesOf(make.transaction, 'createBankTransactionHistoryRecord', 'getBankTransactionsHistory'),
  createBankTransfer: (api, t) => api.createBankTransfer(t, transfers),
  deleteBankTransfer: on(make.transfer, 'deleteBankTransfer', deleted),
  deleteBankTransfers: async (api, t) =>
    api.deleteBankTransfers(t, {
      bankTransfers: [{ bankTransferID: await make.transfer(api, t), ...deleted }],
    }),
  getBankTransfers: (api, t) => api.getBankTransfers(t),
  getBankTransfer: on(make.transfer, 'getBankTransfer'),
  ...filesOf('BankTransfer', make.transfer),
  ...notesOf(make.transfer, 'createBankTransferHistoryRecord', 'getBankTransferHistory'),
  createBatchPayment: async (api, t, f) =>
    api.createBatchPayment(t, { batchPayments: [await batch(api, t, f.contact)] }),
  deleteBatchPayment: async (api, t, f) =>
    api.deleteBatchPayment(t, { batchPaymentID: await make.batch(api, t, f), ...deleted }),
  deleteBatchPaymentByUrlParam: on(make.batch, 'deleteBatchPaymentByUrlParam', deleted),
  getBatchPayments: (api, t) => api.getBatchPayments(t),
  getBatchPayment: on(make.batch, 'getBatchPayment'),
  ...notesOf(make.batch, 'createBatchPaymentHistoryRecord', 'getBatchPaymentHistory'),
  ...allocations('Prepayment', make.prepayment),
  ...allocations('Overpayment', make.overpayment),
};

/** The ID of a new record of each endpoint. */
export async function makeBankMoney(
  api: Loose,
  tenant: string,
  fixtures: Pick<Fixtures, 'contact'>,
): Promise<Readonly<Record<string, string>>> {
  const of = (makeOne: Make) => makeOne(api, tenant, fixtures);
  return {
    BankTransactions: await of(make.transaction),
    BankTransfers: await of(make.transfer),
    BatchPayments: await of(make.batch),
    Prepayments: await of(make.prepayment),
    Overpayments: await of(make.overpayment),
  };
}
