/** Xero's import file of contacts: those of its columns that one field fills, in its order. Xero leaves alone what a file has no column for. */

import type { ImportTemplate, TemplateColumn } from '../../model/import-template.ts';

const ADDRESS = [
  'AttentionTo',
  'AddressLine1',
  'AddressLine2',
  'AddressLine3',
  'AddressLine4',
  'City',
  'Region',
  'PostalCode',
  'Country',
];

/** From Xero's help page on importing contacts. */
const TERMS = [
  ['Days After', 'DAYSAFTERBILLDATE'],
  ['Days After End of Month', 'DAYSAFTERBILLMONTH'],
  ['Current Month', 'OFCURRENTMONTH'],
  ['Following Month', 'OFFOLLOWINGMONTH'],
] as const;

export const contactTemplate: ImportTemplate = {
  name: "Xero's contact template",
  when: {},
  columns: [
    { header: '*ContactName', field: 'Name' },
    { header: 'AccountNumber', field: 'AccountNumber' },
    { header: 'EmailAddress', field: 'EmailAddress' },
    { header: 'FirstName', field: 'FirstName' },
    { header: 'LastName', field: 'LastName' },
    ...address('PO', 'POBOX'),
    ...address('SA', 'STREET'),
    { header: 'TaxNumber', field: 'TaxNumber' },
    { header: 'Website', field: 'Website' },
    { header: 'Discount', field: 'Discount' },
    { header: 'CompanyNumber', field: 'CompanyNumber' },
    { header: 'DueDateBillDay', field: 'PaymentTerms.Bills.Day' },
    { header: 'DueDateBillTerm', field: 'PaymentTerms.Bills.Type', words: TERMS },
    { header: 'DueDateSalesDay', field: 'PaymentTerms.Sales.Day' },
    { header: 'DueDateSalesTerm', field: 'PaymentTerms.Sales.Type', words: TERMS },
    { header: 'SalesAccount', field: 'SalesDefaultAccountCode' },
    { header: 'PurchasesAccount', field: 'PurchasesDefaultAccountCode' },
  ],
  record: { ContactStatus: ['ACTIVE'] },
  lines: {},
};

function address(prefix: string, kind: string): readonly TemplateColumn[] {
  return ADDRESS.map((part) => ({ header: `${prefix}${part}`, field: `Addresses.${kind}.${part}` }));
}
