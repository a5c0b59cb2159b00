/** The fields of documents, payments and allocations that requests may carry, with their types as published. */
import type { Field, Fields } from './check-shape.ts';

const statuses = ['DRAFT', 'SUBMITTED', 'DELETED', 'AUTHORISED', 'PAID', 'VOIDED'];
const contactFields: Fields = {
  ContactID: 'guid',
  ContactNumber: 'text',
  AccountNumber: 'text',
  ContactStatus: { choice: 'ContactStatus', names: ['ACTIVE', 'ARCHIVED', 'GDPRREQUEST'] },
  Name: 'text',
  FirstName: 'text',
  LastName: 'text',
  EmailAddress: 'text',
  ContactPersons: {
    list: 'ContactPerson',
    fields: { FirstName: 'text', LastName: 'text', EmailAddress: 'text', IncludeInEmails: 'flag' },
  },
  Addresses: { list: 'Address', fields: { AddressType: 'text', City: 'text', PostalCode: 'text', Country: 'text' } },
  Phones: { list: 'Phone', fields: { PhoneType: 'text', PhoneNumber: 'text', PhoneAreaCode: 'text' } },
};
export const contact: Field = { object: 'Contact', fields: contactFields };

export const lineItems: Field = {
  list: 'LineItem',
  fields: {
    LineItemID: 'guid',
    Description: 'text',
    Quantity: 'number',
    UnitAmount: 'number',
    ItemCode: 'text',
    AccountCode: 'text',
    AccountID: 'guid',
    TaxType: 'text',
    TaxAmount: 'number',
    LineAmount: 'number',
    DiscountRate: 'number',
    DiscountAmount: 'number',
    Tracking: {
      list: 'TrackingCategory',
      fields: { TrackingCategoryID: 'guid', TrackingOptionID: 'guid', Name: 'text', Option: 'text' },
    },
  },
};

const head: Fields = {
  Contact: contact,
  LineItems: lineItems,
  Date: 'day',
  DueDate: 'day',
  LineAmountTypes: { choice: 'LineAmountType', names: ['Exclusive', 'Inclusive', 'NoTax'] },
  Reference: 'text',
  BrandingThemeID: 'guid',
  CurrencyCode: 'text',
  CurrencyRate: 'number',
  SubTotal: 'number',
  TotalTax: 'number',
  Total: 'number',
};

export const invoiceShape: Fields = {
  ...head,
  Type: {
    choice: 'InvoiceType',
    names: [
      'ACCPAY',
      'ACCPAYCREDIT',
      'APOVERPAYMENT',
      'APPREPAYMENT',
      'ACCREC',
      'ACCRECCREDIT',
      'AROVERPAYMENT',
      'ARPREPAYMENT',
    ],
  },
  InvoiceID: 'guid',
  InvoiceNumber: 'text',
  Url: 'text',
  Status: { choice: 'InvoiceStatus', names: statuses },
  SentToContact: 'flag',
  ExpectedPaymentDate: 'day',
  PlannedPaymentDate: 'day',
  RepeatingInvoiceID: 'guid',
  RoundingAmount: 'number',
  EnteredTotal: 'number',
};

export const creditNoteShape: Fields = {
  ...head,
  Type: { choice: 'CreditNoteType', names: ['ACCPAYCREDIT', 'ACCRECCREDIT'] },
  CreditNoteID: 'guid',
  CreditNoteNumber: 'text',
  Status: { choice: 'CreditNoteStatus', names: statuses },
};

const invoiceReference: Field = { object: 'Invoice', fields: { InvoiceID: 'guid', InvoiceNumber: 'text' } };

export const paymentShape: Fields = {
  PaymentID: 'guid',
  Invoice: invoiceReference,
  CreditNote: { object: 'CreditNote', fields: { CreditNoteID: 'guid', CreditNoteNumber: 'text' } },
  Prepayment: { object: 'Prepayment', fields: { PrepaymentID: 'guid' } },
  Overpayment: { object: 'Overpayment', fields: { OverpaymentID: 'guid' } },
  InvoiceNumber: 'text',
  CreditNoteNumber: 'text',
  Account: { object: 'Account', fields: { AccountID: 'guid', Code: 'text' } },
  Code: 'text',
  Date: 'day',
  CurrencyRate: 'number',
  Amount: 'number',
  BankAmount: 'number',
  Reference: 'text',
  IsReconciled: 'flag',
  Status: { choice: 'PaymentStatus', names: ['AUTHORISED', 'DELETED'] },
};

export const allocationShape: Fields = {
  AllocationID: 'guid',
  Invoice: invoiceReference,
  Amount: 'number',
  AppliedAmount: 'number',
  Date: 'day',
};
