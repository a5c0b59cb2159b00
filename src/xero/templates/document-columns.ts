/** The columns that Xero's import files of sales invoices and of bills share. */

import type { TemplateColumn } from '../../model/import-template.ts';

const ADDRESS = [
  'AddressLine1',
  'AddressLine2',
  'AddressLine3',
  'AddressLine4',
  'City',
  'Region',
  'PostalCode',
  'Country',
];

/** Who it is: name, e-mail and postal address. */
export const contactColumns: readonly TemplateColumn[] = [
  { header: '*ContactName', field: 'Contact.Name' },
  { header: 'EmailAddress', field: 'Contact.EmailAddress' },
  ...ADDRESS.map((part) => ({ header: `PO${part}`, field: `Contact.Addresses.POBOX.${part}` })),
];

export const trackingColumns: readonly TemplateColumn[] = [1, 2].flatMap((place): readonly TemplateColumn[] => [
  { header: `TrackingName${place}`, field: `Tracking.${place}.Name`, ofLine: true },
  { header: `TrackingOption${place}`, field: `Tracking.${place}.Option`, ofLine: true },
]);

/** What neither file has a column for: amounts are before tax, and what was voided is no document any more. */
export const plainRecord = {
  LineAmountTypes: ['Exclusive'],
  Status: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID'],
} as const;
