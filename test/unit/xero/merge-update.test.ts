import { describe, expect, it } from 'vitest';
import { contacts } from '../../../src/xero/entities/contacts.ts';
import { mergeUpdate } from '../../../src/xero/merge-update.ts';

const held = {
  Name: 'Basket Case',
  Addresses: [
    { AddressType: 'STREET', City: '', AddressLine1: null },
    { AddressType: 'POBOX', AddressLine1: '1 Old Road', City: 'Leeds', Country: '' },
  ],
  Phones: [
    { PhoneType: 'DEFAULT', PhoneNumber: '111', ValidationErrors: [] },
    { PhoneType: 'MOBILE', PhoneNumber: '222', PhoneCountryCode: '44' },
  ],
  ContactPersons: [
    { FirstName: 'Ann', EmailAddress: 'ann@example.test', IncludeInEmails: true },
    { FirstName: 'Bob', EmailAddress: 'bob@example.test', IncludeInEmails: false },
  ],
};

describe('an update', () => {
  it('changes the fields of an address that it names and keeps the rest and the other addresses', () => {
    const body = { ContactID: 'c-1', Addresses: [{ AddressType: 'POBOX', AddressLine1: '2 New Road' }] };
    expect(mergeUpdate(contacts, body, held)).toEqual({
      ContactID: 'c-1',
      Addresses: [{ AddressType: 'POBOX', AddressLine1: '2 New Road', City: 'Leeds' }],
    });
  });

  it('meets phones by type, whatever their order, and adds new ones', () => {
    const body = {
      Phones: [
        { PhoneType: 'FAX', PhoneNumber: '333' },
        { PhoneType: 'MOBILE', PhoneNumber: '444' },
      ],
    };
    expect(mergeUpdate(contacts, body, held)).toEqual({
      Phones: [
        { PhoneType: 'DEFAULT', PhoneNumber: '111' },
        { PhoneType: 'MOBILE', PhoneNumber: '444', PhoneCountryCode: '44' },
        { PhoneType: 'FAX', PhoneNumber: '333' },
      ],
    });
  });

  it('meets persons by position and keeps those beyond', () => {
    expect(mergeUpdate(contacts, { ContactPersons: [{ FirstName: 'Anna' }] }, held)).toEqual({
      ContactPersons: [
        { FirstName: 'Anna', EmailAddress: 'ann@example.test', IncludeInEmails: true },
        { FirstName: 'Bob', EmailAddress: 'bob@example.test', IncludeInEmails: false },
      ],
    });
    const three = [{ FirstName: 'A' }, { FirstName: 'B' }, { FirstName: 'C' }];
    expect(mergeUpdate(contacts, { ContactPersons: three }, held)).toMatchObject({ ContactPersons: three });
  });

  it('leaves alone what it does not give, and takes as it is what Xero does not hold', () => {
    expect(mergeUpdate(contacts, { Name: 'New' }, held)).toEqual({ Name: 'New' });
    const body = { Phones: [{ PhoneType: 'DDI', PhoneNumber: '9' }] };
    expect(mergeUpdate(contacts, body, { Phones: null })).toEqual(body);
  });
});
