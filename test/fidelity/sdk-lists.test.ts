/** Contacts, items, accounts, rates, tracking and settings as the official SDK sends and parses them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Account, AccountType, Contact, CurrencyCode, Phone, TaxRate, type TrackingCategory } from 'xero-node';
import { openSdk, refusals, type Sdk, thrown } from './sdk-client.ts';

let sdk: Sdk;
beforeAll(async () => {
  sdk = await openSdk({ org: 'nz' });
});
afterAll(() => sdk.client.sandbox.close());

describe('a contact', () => {
  it('is created with its phones and addresses, and found by its number', async () => {
    const phoneType = Phone.PhoneTypeEnum.DDI;
    const given = { name: 'Ridge & Sons', contactNumber: 'RS-1', phones: [{ phoneNumber: '555', phoneType }] };
    const { body } = await sdk.api.createContacts(sdk.tenant, { contacts: [given] });
    const { contactID = '', phones = [] } = body.contacts?.[0] ?? {};
    expect(phones.map((phone) => String(phone.phoneType)).toSorted()).toEqual(['DDI', 'DEFAULT', 'FAX', 'MOBILE']);
    const found = await sdk.api.getContactByContactNumber(sdk.tenant, 'RS-1');
    expect(found.body.contacts?.[0]).toMatchObject({ contactID, contactStatus: Contact.ContactStatusEnum.ACTIVE });
    expect(found.body.contacts?.[0]?.updatedDateUTC).toBeInstanceOf(Date);
  });

  it('keeps a phone without a type as the default one', async () => {
    const given = { name: 'One Phone', phones: [{ phoneNumber: '555' }] };
    const { body } = await sdk.api.createContacts(sdk.tenant, { contacts: [given] });
    const phone = body.contacts?.[0]?.phones?.find(({ phoneNumber }) => phoneNumber === '555');
    expect(String(phone?.phoneType)).toBe('DEFAULT');
  });

  it('of a taken name is refused by createContacts and met by updateOrCreateContacts', async () => {
    const contacts = [{ name: 'Twice Ltd', firstName: 'A' }];
    const { body } = await sdk.api.createContacts(sdk.tenant, { contacts });
    const error = await thrown(sdk.api.createContacts(sdk.tenant, { contacts }));
    expect(refusals(error)[0]?.[0]).toMatch(/^The contact name Twice Ltd is already assigned to another contact\./);
    const met = await sdk.api.updateOrCreateContacts(sdk.tenant, { contacts: [{ name: 'twice ltd', firstName: 'B' }] });
    expect(met.body.contacts?.[0]).toMatchObject({ contactID: body.contacts?.[0]?.contactID, firstName: 'B' });
  });

  it('is archived, hidden in lists unless they are asked for archived ones, and no longer edited', async () => {
    const { body } = await sdk.api.createContacts(sdk.tenant, { contacts: [{ name: 'Gone Ltd' }] });
    const id = body.contacts?.[0]?.contactID ?? '';
    const archived = { contacts: [{ contactStatus: Contact.ContactStatusEnum.ARCHIVED }] };
    await sdk.api.updateContact(sdk.tenant, id, archived);
    const named = (includeArchived: boolean) =>
      sdk.api.getContacts(sdk.tenant, undefined, 'Name=="Gone Ltd"', undefined, undefined, 1, includeArchived);
    expect((await named(false)).body.contacts).toEqual([]);
    expect((await named(true)).body.contacts).toMatchObject([{ contactID: id }]);
    const error = await thrown(sdk.api.updateContact(sdk.tenant, id, { contacts: [{ firstName: 'X' }] }));
    expect(refusals(error)[0]?.[0]).toMatch(/matched an archived contact/);
  });
});

describe('an item', () => {
  it('has prices as numbers and is deleted with 204', async () => {
    const details = { unitPrice: 12.5, accountCode: '200', taxType: 'OUTPUT2' };
    const items = [{ code: 'SDK', name: 'Box', isSold: true, salesDetails: details }];
    const { body } = await sdk.api.createItems(sdk.tenant, { items });
    const { itemID = '', salesDetails } = body.items?.[0] ?? {};
    expect(salesDetails).toMatchObject(details);
    const error = await thrown(sdk.api.createItems(sdk.tenant, { items }));
    expect(refusals(error)).toEqual([["Price List Item with Code ''SDK'' already exists"]]);
    expect((await sdk.api.deleteItem(sdk.tenant, itemID)).response.status).toBe(204);
    expect((await thrown(sdk.api.getItem(sdk.tenant, itemID))).statusCode).toBe(404);
  });

  it('shows four decimals of its price where unitdp asks for them', async () => {
    const items = [{ code: 'FINE', salesDetails: { unitPrice: 0.1234 } }];
    const { body } = await sdk.api.createItems(sdk.tenant, { items }, undefined, 4);
    expect(body.items?.[0]?.salesDetails?.unitPrice).toBe(0.1234);
    const { body: rough } = await sdk.api.getItem(sdk.tenant, 'FINE');
    expect(rough.items?.[0]?.salesDetails?.unitPrice).toBe(0.12);
  });
});

describe('an account', () => {
  it('is created, archived and, unused, deleted', async () => {
    const given = { code: '499X', name: 'Sundry', type: AccountType.EXPENSE };
    const { body } = await sdk.api.createAccount(sdk.tenant, given);
    const saved = body.accounts?.[0];
    expect(saved).toMatchObject({ ...given, status: 'ACTIVE' });
    expect(saved?._class).toBe(Account.ClassEnum.EXPENSE);
    const id = saved?.accountID ?? '';
    const status = Account.StatusEnum.ARCHIVED;
    const archived = await sdk.api.updateAccount(sdk.tenant, id, { accounts: [{ status }] });
    expect(archived.body.accounts?.[0]?.status).toBe('ARCHIVED');
    expect((await sdk.api.deleteAccount(sdk.tenant, id)).body.accounts?.[0]?.accountID).toBe(id);
  });

  it('of a taken name is refused', async () => {
    const error = await thrown(
      sdk.api.createAccount(sdk.tenant, { code: 'N', name: 'Sales', type: AccountType.SALES }),
    );
    expect(refusals(error)).toEqual([['Please enter a unique Name.']]);
  });

  it('is listed by type', async () => {
    const { body } = await sdk.api.getAccounts(sdk.tenant, undefined, 'Type=="BANK"', 'Name DESC');
    const names = body.accounts?.map(({ name }) => name ?? '') ?? [];
    expect(names.length).toBeGreaterThan(1);
    expect(names).toEqual(names.toSorted().toReversed());
  });
});

describe('a tax rate', () => {
  it('gets a TAX number, its components add up, and it is deleted by its status', async () => {
    const taxComponents = [
      { name: 'State', rate: 5 },
      { name: 'City', rate: 2.25 },
    ];
    const reportTaxType = TaxRate.ReportTaxTypeEnum.INPUT;
    const { body } = await sdk.api.createTaxRates(sdk.tenant, {
      taxRates: [{ name: 'Two taxes', reportTaxType, taxComponents }],
    });
    expect(body.taxRates?.[0]).toMatchObject({ taxType: 'TAX001', effectiveRate: 7.25, displayTaxRate: 7.25 });
    const status = TaxRate.StatusEnum.DELETED;
    const deleted = await sdk.api.updateTaxRate(sdk.tenant, { taxRates: [{ name: 'Two taxes', status }] });
    expect(deleted.body.taxRates?.[0]?.status).toBe('DELETED');
  });
});

describe('tracking', () => {
  it('gains an option, which invoices may then name', async () => {
    const { body } = await sdk.api.getTrackingCategories(sdk.tenant);
    const category: TrackingCategory = body.trackingCategories?.[0] ?? {};
    const id = category.trackingCategoryID ?? '';
    const added = await sdk.api.createTrackingOptions(sdk.tenant, id, { name: 'Harbour' });
    expect(added.body.options?.[0]).toMatchObject({ name: 'Harbour', status: 'ACTIVE' });
    const tracking = [{ name: category.name ?? '', option: 'Harbour' }];
    const lineItems = [{ description: 'A', quantity: 1, unitAmount: 1, accountCode: '200', tracking }];
    const given = { type: 'ACCREC', contact: { name: 'Basket Case' }, lineItems } as object;
    const saved = (await sdk.api.createInvoices(sdk.tenant, { invoices: [given] })).body.invoices?.[0];
    expect(saved?.lineItems?.[0]?.tracking?.[0]).toMatchObject({ option: 'Harbour', trackingCategoryID: id });
  });
});

describe('settings', () => {
  it('tell the organisation', async () => {
    const { body } = await sdk.api.getOrganisations(sdk.tenant);
    expect(body.organisations?.[0]).toMatchObject({ countryCode: 'NZ', baseCurrency: 'NZD', isDemoCompany: true });
    expect(body.organisations?.[0]?.organisationID).toBe(sdk.tenant);
    expect(body.organisations?.[0]?.createdDateUTC).toBeInstanceOf(Date);
  });

  it('take another currency', async () => {
    await sdk.api.createCurrency(sdk.tenant, { code: CurrencyCode.CHF });
    const { body } = await sdk.api.getCurrencies(sdk.tenant);
    expect(body.currencies?.map(({ code }) => String(code))).toContain('CHF');
  });
});

describe('files and notes', () => {
  it('are kept byte for byte', async () => {
    const contact = (await sdk.api.getContacts(sdk.tenant)).body.contacts?.[0]?.contactID ?? '';
    const bytes = Buffer.from([0, 255, 13, 10, 128]);
    const { body } = await sdk.api.createContactAttachmentByFileName(sdk.tenant, contact, 'Scan 1.png', bytes);
    expect(body.attachments?.[0]).toMatchObject({ fileName: 'Scan 1.png', contentLength: 5, mimeType: 'image/png' });
    const read = await sdk.api.getContactAttachmentByFileName(sdk.tenant, contact, 'Scan 1.png', 'image/png');
    expect([...read.body]).toEqual([...bytes]);
    const records = { historyRecords: [{ details: 'Called' }] };
    await sdk.api.createContactHistory(sdk.tenant, contact, records);
    const history = (await sdk.api.getContactHistory(sdk.tenant, contact)).body.historyRecords ?? [];
    expect(history.find(({ details }) => details === 'Called')).toMatchObject({ user: 'System Generated' });
    expect(history[0]?.dateUTC).toBeInstanceOf(Date);
  });
});
