import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import type { Api, ApiRequest } from '../../../src/xero/api.ts';
import { invoices } from '../../../src/xero/entities/invoices.ts';
import { payments } from '../../../src/xero/entities/payments.ts';
import { type ExactObject, listAt, parseExactJson, textAt } from '../../../src/xero/exact-json.ts';
import { isCarried } from '../../../src/xero/filters/find-filter-field.ts';
import { joinedContactPaths, readContacts } from '../../../src/xero/join-contacts.ts';
import { apiOf } from '../../support/api-of.ts';

let sandbox: Sandbox;
let http: ReturnType<typeof apiOf>;
let asked: ApiRequest[] = [];
const api: Api = {
  call(request) {
    asked.push(request);
    return http.call(request);
  },
};

beforeAll(async () => {
  sandbox = await startSandbox({ orgs: ['gb'], limits: 'off' });
  http = apiOf(sandbox);
});

afterAll(async () => {
  await http.close();
  await sandbox.close();
});

async function contactsNow(): Promise<readonly ExactObject[]> {
  const query = { page: '1', pageSize: '1000', includeArchived: 'true' };
  const reply = await http.call({ method: 'GET', path: '/Contacts', query });
  return listAt(parseExactJson(reply.body), 'Contacts');
}

it('is needed for what lists of documents do not hold', () => {
  const fields = ['InvoiceNumber', 'Contact.Name', 'Contact.EmailAddress', 'Contact.Phones.MOBILE.PhoneNumber'];
  expect(joinedContactPaths(invoices, [...fields, 'Contact.EmailAddress', 'Contact.ContactID'])).toEqual([
    'EmailAddress',
    'Phones.MOBILE.PhoneNumber',
  ]);
  expect(joinedContactPaths(payments, ['Invoice.Contact.Name', 'Amount'])).toEqual([]);
});

it('is needed for just that: a page of invoices holds what is said to be carried', async () => {
  const line = { Description: 'x', Quantity: 1, UnitAmount: 1, AccountCode: '200' };
  const [{ ContactID }] = (await contactsNow()) as [ExactObject];
  const number = { ContactID, ContactNumber: 'C-77', EmailAddress: 'a@example.com' };
  await http.call({ method: 'POST', path: '/Contacts', body: JSON.stringify({ Contacts: [number] }) });
  const invoice = { Type: 'ACCREC', Contact: { ContactID }, Date: '2026-10-01', LineItems: [line] };
  await http.call({ method: 'PUT', path: '/Invoices', body: JSON.stringify({ Invoices: [invoice] }) });
  const reply = await http.call({
    method: 'GET',
    path: '/Invoices',
    query: { page: '1', order: 'UpdatedDateUTC DESC' },
  });
  const [newest] = listAt(parseExactJson(reply.body), 'Invoices');
  expect(textAt(newest, 'Contact.ContactNumber')).toBe('C-77');
  for (const { name } of invoices.fields.filter((field) => field.name.startsWith('Contact.'))) {
    expect([name, textAt(newest, name) !== '']).toEqual([name, isCarried(invoices, name)]);
  }
});

it('reads all contacts in pages, archived ones too, and keeps what is asked for', async () => {
  const all = await contactsNow();
  const [first] = all;
  const archived = { ContactID: textAt(first, 'ContactID'), ContactStatus: 'ARCHIVED' };
  await http.call({ method: 'POST', path: '/Contacts', body: JSON.stringify({ Contacts: [archived] }) });
  asked = [];
  const read = new Map<string, ExactObject>();
  await readContacts(api, ['EmailAddress', 'Phones.MOBILE.PhoneNumber'], (id, contact) => read.set(id, contact));
  expect(asked.length).toBe(1);
  expect(new Set(read.keys())).toEqual(new Set(all.map((contact) => textAt(contact, 'ContactID'))));
  const keys = new Set([...read.values()].flatMap((contact) => Object.keys(contact)));
  expect([...keys].toSorted()).toEqual(['ContactID', 'ContactNumber', 'EmailAddress', 'Name', 'Phones']);
  expect(textAt(read.get(archived.ContactID), 'EmailAddress')).not.toBe('');
});

it('reads a few by their identifiers', async () => {
  const some = (await contactsNow()).slice(2, 5).map((contact) => textAt(contact, 'ContactID'));
  const read = new Set<string>();
  await readContacts(api, ['EmailAddress'], (id) => read.add(id), { ids: some });
  expect([...read].toSorted()).toEqual([...some].toSorted());
});
