import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, messagesOf, openSandbox, salesInvoice } from './sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

const put = async (contact: object, to = client) => (await to.write('PUT', 'Contacts', contact))[0];
const post = async (contact: object, to = client) => (await to.write('POST', 'Contacts', contact))[0];
const read = async (id: string) => (await client.get(`Contacts/${id}`)).json.Contacts[0];
const zeros = '00000000-0000-0000-0000-000000000000';
const archivedMessage =
  'The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API.';
const taken = (name: string) =>
  `The contact name ${name} is already assigned to another contact. The contact name must be unique across all active contacts.`;

describe('the fields of a contact', () => {
  test.each([
    [{ Name: 'A <b>' }, 'Contact Name must not contain the characters < or >.'],
    [{ Name: 'x'.repeat(256) }, 'Name must not be longer than 255 characters.'],
    [{ FirstName: 'x'.repeat(256) }, 'FirstName must not be longer than 255 characters.'],
    [{ ContactNumber: 'x'.repeat(51) }, 'ContactNumber must not be longer than 50 characters.'],
    [{ EmailAddress: 'müller@example.com' }, 'Email address must be valid.'],
    [{ Website: 'no site' }, 'Website must be valid'],
    [{ Addresses: [{ AddressType: 'STREET', AddressLine4: 'x'.repeat(501) }] }, 'AddressLine4 must not be longer'],
    [{ Addresses: [{ AddressType: 'STREET', Country: 'U5A' }] }, 'Country may only contain letters.'],
    [{ Phones: [{ PhoneType: 'FAX', PhoneAreaCode: 'x'.repeat(11) }] }, 'PhoneAreaCode must not be longer than 10'],
    [{ BatchPayments: { Details: 'x'.repeat(19) } }, 'Details must not be longer than 18 characters.'],
    [{ BatchPayments: { Reference: 'x'.repeat(13) } }, 'Reference must not be longer than 12 characters.'],
    [{ PaymentTerms: { Sales: { Day: 32, Type: 'OFCURRENTMONTH' } } }, 'The day of the payment terms is not valid.'],
    [{ AccountsReceivableTaxType: 'NOSUCH' }, 'The TaxType code NOSUCH does not exist'],
    [{ SalesDefaultAccountCode: '9999' }, "Account code '9999' is not a valid code for this document."],
    [{ DefaultCurrency: 'JPY' }, 'Organisation is not subscribed to currency JPY'],
    [{ BrandingTheme: { BrandingThemeID: crypto.randomUUID() } }, 'Branding theme could not be found'],
    [{ ContactStatus: 'GDPRREQUEST' }, "The status 'GDPRREQUEST' is not valid for contacts"],
  ])('%j is refused', async (fields, message) => {
    const refused = await put({ Name: 'Wrong', ...fields });
    expect(messagesOf(refused)).toEqual([expect.stringContaining(message)]);
    expect((await client.get('Contacts?where=Name=="Wrong"')).json.Contacts).toEqual([]);
  });

  test('longer names are taken where the settings say so', async () => {
    const generous = await openSandbox({ settings: { contactNameLength: 500 } });
    expect((await put({ Name: 'x'.repeat(400) }, generous)).StatusAttributeString).toBe('OK');
    await generous.sandbox.close();
  });

  test('are all kept and read again', async () => {
    const fields = {
      Name: 'Whole Ltd',
      AccountNumber: 'A-1',
      FirstName: 'Ann',
      LastName: 'Lee',
      EmailAddress: 'ann@example.com',
      BankAccountDetails: '12-34-56 12345678',
      TaxNumber: 'GB123',
      AccountsReceivableTaxType: 'OUTPUT2',
      AccountsPayableTaxType: 'INPUT2',
      DefaultCurrency: 'EUR',
      SalesDefaultAccountCode: '200',
      PurchasesDefaultAccountCode: '429',
      SalesDefaultLineAmountType: 'INCLUSIVE',
      SalesTrackingCategories: [{ TrackingCategoryName: 'Region', TrackingOptionName: 'North' }],
      PaymentTerms: { Bills: { Day: 15, Type: 'OFCURRENTMONTH' }, Sales: { Day: 60, Type: 'DAYSAFTERBILLDATE' } },
      BatchPayments: { BankAccountNumber: '1', BankAccountName: 'Ann', Details: 'biz' },
      ContactPersons: [{ FirstName: 'Sue', LastName: 'Li', EmailAddress: 's@example.com', IncludeInEmails: true }],
    };
    const { ContactID } = await put(fields);
    expect(await read(ContactID)).toMatchObject(fields);
  });

  test('what Xero alone sets is ignored', async () => {
    const { ContactID } = await put({
      Name: 'Own Ideas',
      IsCustomer: true,
      Balances: { AccountsReceivable: {} },
      Foo: 1,
    });
    const contact = await read(ContactID);
    expect([contact.IsCustomer, contact.Balances, contact.Foo]).toEqual([false, undefined, undefined]);
  });

  test('blanks around a name and between its words are made one', async () => {
    expect((await put({ Name: '  Blank   &  Co ' })).Name).toBe('Blank & Co');
    expect(messagesOf(await put({ Name: 'blank & co' }))).toEqual([taken('blank & co')]);
  });

  test('unknown default tracking is dropped', async () => {
    const SalesTrackingCategories = [{ TrackingCategoryName: 'Region', TrackingOptionName: 'Moon' }];
    expect((await put({ Name: 'Tracker', SalesTrackingCategories })).SalesTrackingCategories).toEqual([]);
  });

  test('a branding theme is shown with its name', async () => {
    const [theme] = (await client.get('BrandingThemes')).json.BrandingThemes;
    const { BrandingThemeID, Name } = theme;
    expect((await put({ Name: 'Themed', BrandingTheme: { BrandingThemeID } })).BrandingTheme).toEqual({
      BrandingThemeID,
      Name,
    });
  });

  test('empty text clears a field, an absent one stays', async () => {
    const { ContactID } = await put({ Name: 'Clearing', FirstName: 'Ann', LastName: 'Lee' });
    expect(await post({ ContactID, FirstName: '' })).toMatchObject({ FirstName: '', LastName: 'Lee' });
  });

  test('an update keeps the attachments mark', async () => {
    const { ContactID } = await put({ Name: 'With File' });
    const file = await client.send('PUT', `Contacts/${ContactID}/Attachments/a.txt`, 'text', {
      'Content-Type': 'text/plain',
    });
    expect(file.status).toBe(200);
    await post({ ContactID, FirstName: 'Ann' });
    expect((await read(ContactID)).HasAttachments).toBe(true);
  });
});

describe('the persons of a contact', () => {
  const ContactPersons = [{ FirstName: 'Sue', IncludeInEmails: true }];
  const message = 'Additional people cannot be added when the primary person has no email address set.';

  test('need an e-mail address of the contact itself', async () => {
    expect(messagesOf(await put({ Name: 'Peopled', ContactPersons }))).toEqual([message]);
    const { ContactID } = await put({ Name: 'Peopled', EmailAddress: 'p@example.com' });
    expect((await post({ ContactID, ContactPersons })).ContactPersons).toEqual(ContactPersons);
  });

  test('get no e-mails unless they are said to', async () => {
    const made = await put({ Name: 'Quiet', EmailAddress: 'q@example.com', ContactPersons: [{ FirstName: 'Sue' }] });
    expect(made.ContactPersons).toEqual([{ FirstName: 'Sue', IncludeInEmails: false }]);
  });

  test('are replaced as a whole', async () => {
    const { ContactID } = await put({ Name: 'Replaced', EmailAddress: 'r@example.com', ContactPersons });
    expect((await post({ ContactID, ContactPersons: [] })).ContactPersons).toEqual([]);
  });
});

describe('a contact is matched', () => {
  test('by number before name, or the other way where the settings say so', async () => {
    const other = await openSandbox({ settings: { contactMatch: 'name-number' } });
    for (const [to, refusal] of [
      [client, taken('Second')],
      [other, 'Another contact has this contact number. Please enter a different contact number.'],
    ] as const) {
      await put({ Name: 'First', ContactNumber: 'M-1' }, to);
      await put({ Name: 'Second' }, to);
      expect(messagesOf(await post({ Name: 'Second', ContactNumber: 'M-1' }, to))).toEqual([refusal]);
    }
    await other.sandbox.close();
  });

  test('by its name in any letter case', async () => {
    const made = await put({ Name: 'Matched Ltd' });
    expect((await post({ Name: 'MATCHED LTD', FirstName: 'A' })).ContactID).toBe(made.ContactID);
  });

  test('once in a call, or both elements are refused where the settings say so', async () => {
    const both = [{ Name: 'Pair' }, { Name: 'pair' }];
    const statuses = async (to: Client) =>
      (await to.write('PUT', 'Contacts', ...both)).map((element) => element.StatusAttributeString);
    expect(await statuses(client)).toEqual(['OK', 'ERROR']);
    const other = await openSandbox({ settings: { duplicateInBatch: 'both-fail' } });
    expect(await statuses(other)).toEqual(['ERROR', 'ERROR']);
    await other.sandbox.close();
  });

  test('by nothing when its ContactID is unknown', async () => {
    const ContactID = crypto.randomUUID();
    const refused = await post({ ContactID, Name: 'Nowhere' });
    expect(refused).toMatchObject({ ContactID, HasValidationErrors: true, StatusAttributeString: 'ERROR' });
  });

  test('by the id or the number in the path', async () => {
    const { ContactID } = await put({ Name: 'Pathed', ContactNumber: 'P-1' });
    const byNumber = await client.send('POST', 'Contacts/P-1', { Contacts: [{ FirstName: 'Ann' }] });
    expect(byNumber.json.Contacts[0]).toMatchObject({ ContactID, FirstName: 'Ann' });
    const byId = await client.send('POST', `Contacts/${ContactID}`, { LastName: 'Lee' });
    expect(byId.json.Contacts[0]).toMatchObject({ FirstName: 'Ann', LastName: 'Lee' });
    expect((await client.get('Contacts/P-1')).json.Contacts[0].ContactID).toBe(ContactID);
    expect((await client.send('POST', 'Contacts/P-404', { FirstName: 'Ann' })).status).toBe(404);
  });

  test('PUT to a path is a server error', async () => {
    const { ContactID } = await put({ Name: 'Unputable' });
    const answer = await client.send('PUT', `Contacts/${ContactID}`, { FirstName: 'Ann' });
    expect([answer.status, answer.json.ErrorNumber]).toEqual([500, 500]);
  });
});

describe('archived contacts', () => {
  const archived = async (name: string) => {
    const { ContactID } = await put({ Name: name });
    return post({ ContactID, ContactStatus: 'ARCHIVED' });
  };

  test('cannot be archived again', async () => {
    const { ContactID } = await archived('Twice');
    expect(messagesOf(await post({ ContactID, ContactStatus: 'ARCHIVED' }))).toEqual([archivedMessage]);
  });

  test('are met by name, or passed over where the settings say so', async () => {
    await archived('Met');
    expect(messagesOf(await post({ Name: 'Met' }))).toEqual([archivedMessage]);
    const other = await openSandbox({ settings: { archivedName: 'ignored' } });
    expect((await post({ Name: 'Port & Philip Freight' }, other)).StatusAttributeString).toBe('OK');
    await other.sandbox.close();
  });

  test('are restored by their status, unless an active contact has the name now', async () => {
    const { ContactID } = await archived('Back');
    expect((await post({ ContactID, ContactStatus: 'ACTIVE' })).ContactStatus).toBe('ACTIVE');
    await post({ ContactID, ContactStatus: 'ARCHIVED' });
    await put({ Name: 'Back' });
    expect(messagesOf(await post({ ContactID, ContactStatus: 'ACTIVE' }))).toEqual([taken('Back')]);
  });

  test('keep their number to themselves', async () => {
    const { ContactID } = await put({ Name: 'Numbered', ContactNumber: 'K-1' });
    await post({ ContactID, ContactStatus: 'ARCHIVED' });
    expect(messagesOf(await put({ Name: 'Other', ContactNumber: 'K-1' }))).toEqual([
      'Another contact has this contact number. Please enter a different contact number.',
    ]);
  });

  test('are left out of lists unless asked for', async () => {
    const { ContactID } = await archived('Listed');
    const ids = async (query: string) =>
      (await client.get(`Contacts?page=1&pageSize=1000${query}`)).json.Contacts.map((one: Loose) => one.ContactID);
    expect(await ids('')).not.toContain(ContactID);
    expect(await ids('&includeArchived=true')).toContain(ContactID);
  });

  test('with open documents can be archived', async () => {
    await client.write('PUT', 'Invoices', salesInvoice('ARC-1', { Contact: { Name: 'Owing' } }));
    expect((await post({ Name: 'Owing', ContactStatus: 'ARCHIVED' })).ContactStatus).toBe('ARCHIVED');
  });

  test('an erased one is final', async () => {
    const { ContactID } = await put({ Name: 'Erased' });
    expect((await post({ ContactID, ContactStatus: 'GDPRREQUEST' })).ContactStatus).toBe('GDPRREQUEST');
    expect((await post({ ContactID, ContactStatus: 'ACTIVE' })).StatusAttributeString).toBe('ERROR');
  });
});

describe('the shapes of contacts', () => {
  test('a refused one in a 400 has empty lists of errors in its parts', async () => {
    const answer = await client.send('PUT', 'Contacts', {
      Name: 'Basket Case',
      AccountNumber: '12345-ABCD',
      Addresses: [{ AddressType: 'STREET', City: 'Leeds' }],
      Phones: [{ PhoneType: 'MOBILE', PhoneNumber: '555' }],
      PaymentTerms: { Sales: { Day: 10, Type: 'DAYSAFTERBILLMONTH' } },
    });
    expect(answer.json.Elements).toEqual([
      {
        ContactID: zeros,
        Name: 'Basket Case',
        AccountNumber: '12345-ABCD',
        Addresses: [{ AddressType: 'STREET', City: 'Leeds', ValidationErrors: [] }],
        Phones: [{ PhoneType: 'MOBILE', PhoneNumber: '555', ValidationErrors: [] }],
        PaymentTerms: { Sales: { Day: 10, Type: 'DAYSAFTERBILLMONTH', ValidationErrors: [] } },
        ContactGroups: [],
        ContactPersons: [],
        HasValidationErrors: true,
        ValidationErrors: [{ Message: taken('Basket Case') }],
      },
    ]);
  });

  test('unset addresses and phones are slots of empty text', async () => {
    const { Addresses, Phones } = await put({ Name: 'Slotted' });
    const empty = { City: '', Region: '', PostalCode: '', Country: '' };
    expect(Addresses).toEqual([
      { AddressType: 'STREET', ...empty },
      { AddressType: 'POBOX', ...empty },
    ]);
    expect(Phones[3]).toEqual({ PhoneType: 'MOBILE', PhoneNumber: '', PhoneAreaCode: '', PhoneCountryCode: '' });
  });

  test('balances stand in single reads and pages, not in plain lists and summaries', async () => {
    const { ContactID } = await put({ Name: 'Balanced' });
    await client.write('PUT', 'Invoices', salesInvoice('BAL-1', { Contact: { ContactID } }));
    const balances = { AccountsReceivable: { Outstanding: 120 }, AccountsPayable: { Outstanding: 0, Overdue: 0 } };
    expect((await read(ContactID)).Balances).toMatchObject(balances);
    const where = `where=${encodeURIComponent(`ContactID=guid("${ContactID}")`)}`;
    const one = async (query: string) => (await client.get(`Contacts?${where}${query}`)).json.Contacts[0];
    expect((await one('&page=1')).Balances).toMatchObject(balances);
    expect((await one('')).Balances).toBeUndefined();
    const summary = await one('&summaryOnly=true');
    for (const field of ['Balances', 'Addresses', 'Phones', 'ContactPersons', 'ContactGroups', 'IsCustomer']) {
      expect(summary).not.toHaveProperty(field);
    }
    expect(summary.Name).toBe('Balanced');
  });

  test('CISSettings are those of a contact outside the scheme, and British alone', async () => {
    const { ContactID } = await put({ Name: 'Builder' });
    expect((await client.get(`Contacts/${ContactID}/CISSettings`)).json.CISSettings).toEqual([{ CISEnabled: false }]);
    const nz = await openSandbox({ org: 'nz' });
    const [contact] = (await nz.get('Contacts')).json.Contacts;
    expect((await nz.get(`Contacts/${contact.ContactID}/CISSettings`)).status).toBe(404);
    await nz.sandbox.close();
  });
});

describe('a value of the wrong type refuses the whole call', () => {
  test.each([
    [[{ Name: 'Good One' }, { Name: ['Bad'] }], 'Unexpected character encountered'],
    [[{ Name: 'Good One' }, { Name: 'B', ContactStatus: 'GONE' }], `Error converting value "GONE"`],
    [[{ Name: 'Good One' }, { Name: 'B', Addresses: { City: 'Leeds' } }], 'requires a JSON array'],
    [[{ Name: 'Good One' }, { Name: 'B', ContactID: 'abc' }], `Path 'Contacts[1].ContactID'`],
    [[{ Name: 'Good One' }, { Name: 'B', PaymentTerms: { Bills: { Day: 'x' } } }], 'System.Decimal'],
  ])('%j', async (Contacts, message) => {
    const answer = await client.send('PUT', 'Contacts?summarizeErrors=false', { Contacts });
    expect([answer.status, answer.json.ErrorNumber]).toEqual([400, 14]);
    expect(answer.json.Message).toContain(message);
    expect((await client.get('Contacts?where=Name=="Good One"')).json.Contacts).toEqual([]);
  });

  test('letter case of names does not matter, and numbers are good for text', async () => {
    expect(await put({ name: 'Lower', ACCOUNTNUMBER: 12 })).toMatchObject({ Name: 'Lower', AccountNumber: '12' });
  });
});
