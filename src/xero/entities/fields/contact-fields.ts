/** The fields that a contact takes, as its own record and inside a document. */

import type { Collection, Field } from '../../../model/entity.ts';
import { contactPlaces } from './contact-places.ts';
import { currencyCodes } from './currency-codes.ts';

const BASES = ['INCLUSIVE', 'EXCLUSIVE', 'NONE'] as const;
const TERMS = ['DAYSAFTERBILLDATE', 'DAYSAFTERBILLMONTH', 'OFCURRENTMONTH', 'OFFOLLOWINGMONTH'] as const;

/** Who the contact is. Lengths: Xero's published field limits. */
const contactIdentity: readonly Field[] = [
  { name: 'ContactID', type: 'id', note: "Xero's identifier of an existing contact." },
  {
    name: 'ContactNumber',
    type: 'text',
    maxLength: 50,
    note: 'The contact code of your own system; no two contacts may share one.',
  },
  {
    name: 'AccountNumber',
    type: 'text',
    maxLength: 50,
    note: 'An account number of your own; contacts may share one.',
  },
  {
    name: 'Name',
    type: 'text',
    maxLength: 255,
    note: 'No two active contacts may share a name, case ignored. Neither < nor > may stand in it.',
  },
  { name: 'FirstName', type: 'text', maxLength: 255, note: 'Of the primary person.' },
  { name: 'LastName', type: 'text', maxLength: 255, note: 'Of the primary person.' },
  { name: 'EmailAddress', type: 'text', maxLength: 255, note: 'Of the primary person; plain letters, no umlauts.' },
  { name: 'CompanyNumber', type: 'text', maxLength: 50, note: 'The company registration number.' },
  { name: 'TaxNumber', type: 'text', maxLength: 50, note: 'VAT number, ABN, GST number or tax ID.' },
  {
    name: 'TaxNumberType',
    type: 'choice',
    values: ['SSN', 'EIN', 'ITIN', 'ATIN'],
    note: 'Organisations in the United States.',
  },
];

const accounting: readonly Field[] = [
  { name: 'BankAccountDetails', type: 'text', note: 'The bank account number, as shown on bills.' },
  { name: 'AccountsReceivableTaxType', type: 'text', names: 'tax-type', note: 'The tax rate of sales by default.' },
  { name: 'AccountsPayableTaxType', type: 'text', names: 'tax-type', note: 'The tax rate of purchases by default.' },
  { name: 'SalesDefaultLineAmountType', type: 'choice', values: BASES, note: 'Whether sales prices hold the tax.' },
  { name: 'PurchasesDefaultLineAmountType', type: 'choice', values: BASES, note: 'Whether bills hold the tax.' },
  {
    name: 'SalesDefaultAccountCode',
    type: 'text',
    names: 'account-code',
    note: 'The account of sales by default: its code or name.',
  },
  {
    name: 'PurchasesDefaultAccountCode',
    type: 'text',
    names: 'account-code',
    note: 'The account of purchases by default: its code or name.',
  },
  { name: 'DefaultCurrency', type: 'choice', values: currencyCodes, names: 'currency' },
  { name: 'XeroNetworkKey', type: 'text' },
  { name: 'TrackingCategoryName', type: 'text', maxLength: 100 },
  { name: 'TrackingCategoryOption', type: 'text', maxLength: 100 },
  ...trackingDefaults('SalesTrackingCategories'),
  ...trackingDefaults('PurchasesTrackingCategories'),
  ...paymentTerms('Bills', 'bills'),
  ...paymentTerms('Sales', 'sales invoices'),
  { name: 'BrandingTheme.BrandingThemeID', type: 'id' },
  { name: 'BatchPayments.BankAccountNumber', type: 'text', note: 'For batch payments to this supplier.' },
  { name: 'BatchPayments.BankAccountName', type: 'text', note: 'For batch payments to this supplier.' },
  { name: 'BatchPayments.Details', type: 'text', maxLength: 18, note: 'Outside New Zealand.' },
  { name: 'BatchPayments.Code', type: 'text', maxLength: 12, note: 'New Zealand.' },
  { name: 'BatchPayments.Reference', type: 'text', maxLength: 12, note: 'New Zealand.' },
];

/** Everything that may be written to a contact but its status. */
export const contactFields: readonly Field[] = [...contactIdentity, ...contactPlaces, ...accounting];

export const contactCollections: Readonly<Record<string, Collection>> = {
  Addresses: { kind: 'keyed', key: 'AddressType' },
  Phones: { kind: 'keyed', key: 'PhoneType' },
  ContactPersons: { kind: 'numbered' },
  SalesTrackingCategories: { kind: 'numbered' },
  PurchasesTrackingCategories: { kind: 'numbered' },
};

/** An organisation has two active tracking categories at most. */
function trackingDefaults(collection: string): readonly Field[] {
  return [1, 2].flatMap((place): readonly Field[] => [
    { name: `${collection}.${place}.TrackingCategoryName`, type: 'text', maxLength: 100 },
    { name: `${collection}.${place}.TrackingOptionName`, type: 'text', maxLength: 100 },
  ]);
}

function paymentTerms(side: 'Bills' | 'Sales', documents: string): readonly Field[] {
  return [
    {
      name: `PaymentTerms.${side}.Day`,
      type: 'integer',
      note: `When ${documents} fall due: days, or the day of a month.`,
    },
    {
      name: `PaymentTerms.${side}.Type`,
      type: 'choice',
      values: TERMS,
      note: `What the day of ${documents} counts from.`,
    },
  ];
}
