/** The fields of purchase orders, quotes, repeating invoices, receipts, claims and linked transactions that requests may carry, with their types as published. */
import type { Field, Fields } from './check-shape.ts';
import { contact, lineItems } from './document-shapes.ts';

const sums: Fields = { SubTotal: 'number', TotalTax: 'number', Total: 'number' };
const amountTypes: Field = { choice: 'LineAmountType', names: ['Exclusive', 'Inclusive', 'NoTax'] };
const user: Field = { object: 'User', fields: { UserID: 'guid' } };

const head: Fields = {
  Contact: contact,
  LineItems: lineItems,
  Date: 'day',
  LineAmountTypes: amountTypes,
  Reference: 'text',
  BrandingThemeID: 'guid',
  CurrencyCode: 'text',
  CurrencyRate: 'number',
  ...sums,
};

export const purchaseOrderShape: Fields = {
  ...head,
  PurchaseOrderID: 'guid',
  PurchaseOrderNumber: 'text',
  DeliveryDate: 'day',
  Status: { choice: 'PurchaseOrderStatus', names: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'BILLED', 'DELETED'] },
  SentToContact: 'flag',
  DeliveryAddress: 'text',
  AttentionTo: 'text',
  Telephone: 'text',
  DeliveryInstructions: 'text',
  ExpectedArrivalDate: 'day',
};

export const quoteShape: Fields = {
  ...head,
  QuoteID: 'guid',
  QuoteNumber: 'text',
  Terms: 'text',
  ExpiryDate: 'day',
  Status: { choice: 'QuoteStatus', names: ['DRAFT', 'SENT', 'DECLINED', 'ACCEPTED', 'INVOICED', 'DELETED'] },
  Title: 'text',
  Summary: 'text',
  LineAmountTypes: { choice: 'QuoteLineAmountType', names: ['EXCLUSIVE', 'INCLUSIVE', 'NOTAX'] },
};

export const scheduleUnits = ['WEEKLY', 'MONTHLY'];
export const dueDateTypes = [
  'DAYSAFTERBILLDATE',
  'DAYSAFTERBILLMONTH',
  'DAYSAFTERINVOICEDATE',
  'DAYSAFTERINVOICEMONTH',
  'OFCURRENTMONTH',
  'OFFOLLOWINGMONTH',
];

export const repeatingInvoiceShape: Fields = {
  ...head,
  RepeatingInvoiceID: 'guid',
  ID: 'guid',
  Type: { choice: 'InvoiceType', names: ['ACCPAY', 'ACCREC'] },
  Schedule: {
    object: 'Schedule',
    fields: {
      Period: 'number',
      Unit: { choice: 'ScheduleUnit', names: scheduleUnits },
      DueDate: 'number',
      DueDateType: { choice: 'DueDateType', names: dueDateTypes },
      StartDate: 'day',
      NextScheduledDate: 'day',
      EndDate: 'day',
    },
  },
  Status: { choice: 'RepeatingInvoiceStatus', names: ['DRAFT', 'AUTHORISED', 'DELETED'] },
  ApprovedForSending: 'flag',
  SendCopy: 'flag',
  MarkAsSent: 'flag',
  IncludePDF: 'flag',
};

export const receiptShape: Fields = {
  Contact: contact,
  LineItems: lineItems,
  Date: 'day',
  LineAmountTypes: amountTypes,
  Reference: 'text',
  User: user,
  ReceiptID: 'guid',
  Status: { choice: 'ReceiptStatus', names: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DECLINED', 'VOIDED'] },
  ...sums,
};

export const expenseClaimShape: Fields = {
  ExpenseClaimID: 'guid',
  Status: { choice: 'ExpenseClaimStatus', names: ['SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED'] },
  User: user,
  Receipts: { list: 'Receipt', fields: { ReceiptID: 'guid' } },
  ReceiptID: 'guid',
};

export const linkedTransactionShape: Fields = {
  LinkedTransactionID: 'guid',
  SourceTransactionID: 'guid',
  SourceLineItemID: 'guid',
  ContactID: 'guid',
  TargetTransactionID: 'guid',
  TargetLineItemID: 'guid',
  Status: { choice: 'LinkedTransactionStatus', names: ['APPROVED', 'DRAFT', 'ONDRAFT', 'BILLED', 'VOIDED'] },
  Type: { choice: 'LinkedTransactionType', names: ['BILLABLEEXPENSE'] },
  SourceTransactionTypeCode: { choice: 'SourceTransactionTypeCode', names: ['ACCPAY', 'SPEND'] },
};
