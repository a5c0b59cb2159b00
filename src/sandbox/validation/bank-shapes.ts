/** The fields of bank transactions, transfers and batch payments that requests may carry, with their types as published. */
import type { Field, Fields } from './check-shape.ts';
import { contact, lineItems } from './document-shapes.ts';

const account: Field = { object: 'Account', fields: { AccountID: 'guid', Code: 'text' } };
const tracking: Field = {
  list: 'TrackingReference',
  fields: { TrackingCategoryID: 'guid', TrackingOptionID: 'guid', Name: 'text', Option: 'text' },
};
const ways = ['RECEIVE', 'SPEND'];
const types = ways.flatMap((way) => [way, `${way}-OVERPAYMENT`, `${way}-PREPAYMENT`, `${way}-TRANSFER`]);

export const bankTransactionShape: Fields = {
  BankTransactionID: 'guid',
  Type: { choice: 'BankTransactionType', names: types },
  Contact: contact,
  LineItems: lineItems,
  BankAccount: account,
  IsReconciled: 'flag',
  Date: 'day',
  Reference: 'text',
  CurrencyCode: 'text',
  CurrencyRate: 'number',
  Url: 'text',
  Status: { choice: 'BankTransactionStatus', names: ['AUTHORISED', 'DELETED', 'VOIDED'] },
  LineAmountTypes: { choice: 'LineAmountType', names: ['Exclusive', 'Inclusive', 'NoTax'] },
  SubTotal: 'number',
  TotalTax: 'number',
  Total: 'number',
};

export const bankTransferShape: Fields = {
  BankTransferID: 'guid',
  FromBankAccount: account,
  ToBankAccount: account,
  Amount: 'number',
  Date: 'day',
  FromIsReconciled: 'flag',
  ToIsReconciled: 'flag',
  Reference: 'text',
  FromTracking: tracking,
  ToTracking: tracking,
  Status: { choice: 'BankTransferStatus', names: ['AUTHORISED', 'DELETED'] },
};

export const batchPaymentShape: Fields = {
  BatchPaymentID: 'guid',
  Account: account,
  Reference: 'text',
  Particulars: 'text',
  Code: 'text',
  Details: 'text',
  Narrative: 'text',
  Date: 'day',
  Status: { choice: 'BatchPaymentStatus', names: ['AUTHORISED', 'DELETED'] },
  Payments: {
    list: 'Payment',
    fields: {
      Invoice: { object: 'Invoice', fields: { InvoiceID: 'guid', InvoiceNumber: 'text' } },
      Amount: 'number',
      BankAccountNumber: 'text',
      Particulars: 'text',
      Code: 'text',
      Reference: 'text',
      Details: 'text',
    },
  },
};
