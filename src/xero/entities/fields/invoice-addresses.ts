/** The two addresses from which automatic sales tax is computed. */

import type { Collection, Field } from '../../../model/entity.ts';

const KINDS = ['FROM', 'TO'] as const;
const PARTS = [
  'AddressLine1',
  'AddressLine2',
  'AddressLine3',
  'AddressLine4',
  'City',
  'Region',
  'PostalCode',
  'Country',
] as const;
const NOTES = {
  FROM: 'Where the goods leave; used for automatic sales tax.',
  TO: 'Where the goods go; used for automatic sales tax.',
} as const;

export const invoiceAddresses: readonly Field[] = KINDS.flatMap((kind) =>
  PARTS.map((part): Field => ({ name: `InvoiceAddresses.${kind}.${part}`, type: 'text', note: NOTES[kind] })),
);

export const invoiceAddressCollection: Readonly<Record<string, Collection>> = {
  InvoiceAddresses: { kind: 'keyed', key: 'InvoiceAddressType' },
};
