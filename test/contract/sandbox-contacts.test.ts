import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, messagesOf, openSandbox, salesInvoice } from './sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

const put = async (contact: object) => (await client.write('PUT', 'Contacts', contact))[0];
const post = async (contact: object) => (await client.write('POST', 'Contacts', contact))[0];

describe('contacts', () => {
  test('are unique by name and number: PUT refuses, POST updates', async () => {
    const made = await put({ Name: 'Acme', ContactNumber: 'C-1', EmailAddress: 'a@example.com' });
    expect(made).toMatchObject({
      Name: 'Acme',
      ContactStatus: 'ACTIVE',
      StatusAttributeString: 'OK',
      HasValidationErrors: false,
    });
    const refused = await put({
      Name: 'ACME',
      ContactNumber: 'c-1',
      Phones: [{ PhoneType: 'DEFAULT', PhoneNumber: '1' }],
    });
    expect(messagesOf(refused)).toEqual([
      'The contact name ACME is already assigned to another contact. The contact name must be unique across all active contacts.',
      'Another contact has this contact number. Please enter a different contact number.',
    ]);
    expect(refused).toMatchObject({ ContactID: '00000000-0000-0000-0000-000000000000', HasValidationErrors: true });
    expect(refused.Phones[0].ValidationErrors).toEqual([]);
    const updated = await post({ ContactNumber: 'C-1', Name: 'Acme Two' });
    expect(updated).toMatchObject({ ContactID: made.ContactID, Name: 'Acme Two', EmailAddress: 'a@example.com' });
  });

  test.each([
    [{ Name: '' }, 'Contact Name cannot be empty.'],
    [{ Name: 'E', EmailAddress: 'nobody' }, 'Email address must be valid.'],
    [{ Name: 'E', ContactStatus: 'ARCHIVED' }, "The status 'ARCHIVED' is not valid for contacts"],
    [
      {
        Name: 'E',
        EmailAddress: 'e@example.com',
        ContactPersons: Array.from({ length: 6 }, () => ({ FirstName: 'A' })),
      },
      'You can only have a maximum of 5 contact persons.',
    ],
    [{ Name: 'E', AccountNumber: '1'.repeat(51) }, 'AccountNumber must not be longer than 50 characters.'],
  ])('%j is refused: %s', async (contact, message) => {
    expect(messagesOf(await put(contact))).toEqual([message]);
  });

  test('once archived cannot be edited, only restored', async () => {
    const made = await put({ Name: 'Old' });
    expect((await post({ ContactID: made.ContactID, ContactStatus: 'ARCHIVED' })).ContactStatus).toBe('ARCHIVED');
    expect(messagesOf(await post({ ContactID: made.ContactID, FirstName: 'A' }))).toEqual([
      'The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API.',
    ]);
    expect((await put({ Name: 'Old' })).StatusAttributeString).toBe('OK');
    expect((await client.get(`Contacts/${made.ContactID}`)).json.Contacts[0].ContactStatus).toBe('ARCHIVED');
  });

  test('keep address and phone slots that are not sent', async () => {
    const made = await put({ Name: 'Slots', Addresses: [{ AddressType: 'POBOX', City: 'Leeds' }] });
    const updated = await post({ ContactID: made.ContactID, Addresses: [{ AddressType: 'STREET', City: 'York' }] });
    expect(updated.Addresses.map((slot: Loose) => [slot.AddressType, slot.City])).toEqual([
      ['STREET', 'York'],
      ['POBOX', 'Leeds'],
    ]);
    expect(updated.Phones.map((slot: Loose) => slot.PhoneType)).toEqual(['DDI', 'DEFAULT', 'FAX', 'MOBILE']);
  });
});

describe('the contact of an invoice', () => {
  const invoiceFor = async (Contact: object) =>
    (await client.write('PUT', 'Invoices', salesInvoice(crypto.randomUUID(), { Contact })))[0];
  const named = async (name: string) => (await client.get(`Contacts?where=Name=="${name}"`)).json.Contacts;

  test('is created once from a new name and found by it ever after', async () => {
    const [one, two] = [await invoiceFor({ Name: 'Fresh Ltd' }), await invoiceFor({ Name: 'fresh ltd' })];
    expect(one.Contact.ContactID).toBe(two.Contact.ContactID);
    expect(await named('Fresh Ltd')).toHaveLength(1);
    expect((await named('Fresh Ltd'))[0]).toMatchObject({ IsCustomer: true, IsSupplier: false });
  });

  test('is not created by an invoice that is refused', async () => {
    await client.write('PUT', 'Invoices', salesInvoice('Bad', { Contact: { Name: 'Ghost' }, LineItems: [] }));
    expect(await named('Ghost')).toEqual([]);
  });

  test('is changed by further fields', async () => {
    const made = await put({ Name: 'Changing' });
    await invoiceFor({ ContactID: made.ContactID, FirstName: 'Ann' });
    expect((await client.get(`Contacts/${made.ContactID}`)).json.Contacts[0].FirstName).toBe('Ann');
  });

  test('shows its own errors inside', async () => {
    const refused = await invoiceFor({ Name: 'Mail', EmailAddress: 'nobody' });
    expect(refused).toMatchObject({ StatusAttributeString: 'ERROR', HasErrors: true });
    expect(refused.Contact.ValidationErrors).toEqual([{ Message: 'Email address must be valid.' }]);
  });

  test('goes by id before number and name', async () => {
    const [a, b] = [
      await put({ Name: 'By A', ContactNumber: 'N-A' }),
      await put({ Name: 'By B', ContactNumber: 'N-B' }),
    ];
    expect((await invoiceFor({ ContactID: a.ContactID, ContactNumber: 'N-B' })).Contact.ContactID).toBe(a.ContactID);
    expect((await invoiceFor({ ContactNumber: 'N-B', Name: 'By A' })).Contact.ContactID).toBe(b.ContactID);
  });
});
