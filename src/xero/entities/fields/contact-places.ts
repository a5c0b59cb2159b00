/** A contact's addresses, phones and people: one field for each part of each kind. */

import type { Field } from '../../../model/entity.ts';

const ADDRESSES = { POBOX: 'Postal address.', STREET: 'Street address.' } as const;
const PHONES = {
  DEFAULT: 'Main phone.',
  DDI: 'Direct dial.',
  MOBILE: 'Mobile.',
  FAX: 'Fax.',
  OFFICE: 'Office phone.',
} as const;
/** Xero takes five people besides the primary one. */
const PEOPLE = [1, 2, 3, 4, 5] as const;

/** Lengths: Xero's published field limits. */
export const contactPlaces: readonly Field[] = [
  ...Object.entries(ADDRESSES).flatMap(([kind, note]) => address(`Addresses.${kind}`, note)),
  ...Object.entries(PHONES).flatMap(([kind, note]) => phone(`Phones.${kind}`, note)),
  ...PEOPLE.flatMap((place) => person(`ContactPersons.${place}`)),
];

function address(path: string, note: string): readonly Field[] {
  return [
    { name: `${path}.AttentionTo`, type: 'text', maxLength: 255, note },
    { name: `${path}.AddressLine1`, type: 'text', maxLength: 500, note },
    { name: `${path}.AddressLine2`, type: 'text', maxLength: 500, note },
    { name: `${path}.AddressLine3`, type: 'text', maxLength: 500, note },
    { name: `${path}.AddressLine4`, type: 'text', maxLength: 500, note },
    { name: `${path}.City`, type: 'text', maxLength: 255, note },
    { name: `${path}.Region`, type: 'text', maxLength: 255, note },
    { name: `${path}.PostalCode`, type: 'text', maxLength: 50, note },
    { name: `${path}.Country`, type: 'text', maxLength: 50, note: `${note} Letters only.` },
  ];
}

function phone(path: string, note: string): readonly Field[] {
  return [
    { name: `${path}.PhoneNumber`, type: 'text', maxLength: 50, note },
    { name: `${path}.PhoneAreaCode`, type: 'text', maxLength: 10, note },
    { name: `${path}.PhoneCountryCode`, type: 'text', maxLength: 20, note },
  ];
}

function person(path: string): readonly Field[] {
  return [
    { name: `${path}.FirstName`, type: 'text', maxLength: 255 },
    { name: `${path}.LastName`, type: 'text', maxLength: 255 },
    { name: `${path}.EmailAddress`, type: 'text', maxLength: 255, note: 'The primary person needs an address first.' },
    { name: `${path}.IncludeInEmails`, type: 'boolean', note: 'Whether invoices are also e-mailed to this person.' },
  ];
}
