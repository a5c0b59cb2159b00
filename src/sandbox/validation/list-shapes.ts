/** The shapes of what may be written to the lists: contacts, items, accounts, tax rates, tracking, groups, currencies, journals. */
import { currencyCodes } from '../orgs/currency-codes.ts';
import { reportTaxTypes } from '../orgs/report-tax-types.ts';
import type { Field, Fields } from './check-shape.ts';

const term: Field = {
  object: 'Bill',
  fields: {
    Day: 'number',
    Type: choice('PaymentTermType', 'DAYSAFTERBILLDATE', 'DAYSAFTERBILLMONTH', 'OFCURRENTMONTH', 'OFFOLLOWINGMONTH'),
  },
};
const defaultTracking: Field = {
  list: 'SalesTrackingCategory',
  fields: { TrackingCategoryName: 'text', TrackingOptionName: 'text' },
};
const lineAmounts = choice('LineAmountType', 'INCLUSIVE', 'EXCLUSIVE', 'NONE');
const currencyCode: Field = { choice: 'CurrencyCode', names: currencyCodes };

const contactParts: Fields = {
  PaymentTerms: { object: 'PaymentTerm', fields: { Bills: term, Sales: term } },
  BrandingTheme: { object: 'BrandingTheme', fields: { BrandingThemeID: 'guid', Name: 'text' } },
  BatchPayments: {
    object: 'BatchPaymentDetails',
    fields: texts('BankAccountNumber BankAccountName Details Code Reference'),
  },
  ContactPersons: {
    list: 'ContactPerson',
    fields: { ...texts('FirstName LastName EmailAddress'), IncludeInEmails: 'flag' },
  },
  Addresses: {
    list: 'Address',
    fields: {
      AddressType: choice('AddressType', 'POBOX', 'STREET', 'DELIVERY'),
      ...texts('AddressLine1 AddressLine2 AddressLine3 AddressLine4 City Region PostalCode Country AttentionTo'),
    },
  },
  Phones: {
    list: 'Phone',
    fields: {
      PhoneType: choice('PhoneType', 'DEFAULT', 'DDI', 'MOBILE', 'FAX', 'OFFICE'),
      ...texts('PhoneNumber PhoneAreaCode PhoneCountryCode'),
    },
  },
};

export const contactShape: Fields = {
  ContactID: 'guid',
  ContactStatus: choice('ContactStatus', 'ACTIVE', 'ARCHIVED', 'GDPRREQUEST'),
  IsCustomer: 'flag',
  IsSupplier: 'flag',
  ...texts(`ContactNumber AccountNumber Name FirstName LastName CompanyNumber EmailAddress Website BankAccountDetails
    TaxNumber AccountsReceivableTaxType AccountsPayableTaxType XeroNetworkKey SalesDefaultAccountCode
    PurchasesDefaultAccountCode TrackingCategoryName TrackingCategoryOption`),
  TaxNumberType: choice('TaxNumberType', 'SSN', 'EIN', 'ITIN', 'ATIN'),
  SalesDefaultLineAmountType: lineAmounts,
  PurchasesDefaultLineAmountType: lineAmounts,
  DefaultCurrency: currencyCode,
  SalesTrackingCategories: defaultTracking,
  PurchasesTrackingCategories: defaultTracking,
  ...contactParts,
};

const itemDetails: Field = {
  object: 'ItemDetails',
  fields: { UnitPrice: 'number', ...texts('AccountCode COGSAccountCode TaxType') },
};

export const itemShape: Fields = {
  ItemID: 'guid',
  ...texts('Code Name Description PurchaseDescription InventoryAssetAccountCode'),
  IsSold: 'flag',
  IsPurchased: 'flag',
  SalesDetails: itemDetails,
  PurchaseDetails: itemDetails,
};

export const accountShape: Fields = {
  AccountID: 'guid',
  ...texts('Code Name Type TaxType Description BankAccountNumber'),
  Status: choice('AccountStatus', 'ACTIVE', 'ARCHIVED', 'DELETED'),
  BankAccountType: choice('BankAccountType', 'BANK', 'CREDITCARD', 'PAYPAL', 'NONE'),
  CurrencyCode: currencyCode,
  EnablePaymentsToAccount: 'flag',
  ShowInExpenseClaims: 'flag',
  AddToWatchlist: 'flag',
  ReportingCode: 'text',
};

export const taxRateShape: Fields = {
  ...texts('Name TaxType'),
  Status: choice('TaxRateStatus', 'ACTIVE', 'DELETED', 'ARCHIVED', 'PENDING'),
  ReportTaxType: { choice: 'ReportTaxType', names: reportTaxTypes },
  TaxComponents: {
    list: 'TaxComponent',
    fields: { Name: 'text', Rate: 'number', IsCompound: 'flag', IsNonRecoverable: 'flag' },
  },
};

/** A tracking category, and an option alike. */
export const trackingShape: Fields = {
  Name: 'text',
  Status: choice('TrackingStatus', 'ACTIVE', 'ARCHIVED', 'DELETED'),
};

export const groupShape: Fields = { Name: 'text', Status: choice('ContactGroupStatus', 'ACTIVE', 'DELETED') };

/** A contact that is put into a group. */
export const memberShape: Fields = { ContactID: 'guid' };

export const paymentServiceShape: Fields = {
  PaymentServiceID: 'guid',
  ...texts('PaymentServiceName PaymentServiceUrl PayNowText'),
};

export const currencyShape: Fields = { Code: currencyCode, Description: 'text' };

export const journalShape: Fields = {
  ManualJournalID: 'guid',
  ...texts('Narration Url'),
  Date: 'day',
  Status: choice('ManualJournalStatus', 'DRAFT', 'POSTED', 'DELETED', 'VOIDED', 'ARCHIVED'),
  LineAmountTypes: choice('LineAmountType', 'NoTax', 'Exclusive', 'Inclusive'),
  ShowOnCashBasisReports: 'flag',
  JournalLines: {
    list: 'ManualJournalLine',
    fields: {
      LineAmount: 'number',
      AccountID: 'guid',
      ...texts('AccountCode Description TaxType'),
      Tracking: {
        list: 'TrackingCategory',
        fields: { ...texts('Name Option'), TrackingCategoryID: 'guid', TrackingOptionID: 'guid' },
      },
    },
  },
};

function choice(name: string, ...names: readonly string[]): Field {
  return { choice: name, names };
}

function texts(names: string): Fields {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, 'text']));
}
