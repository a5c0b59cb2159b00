/** Contacts that documents bring along, and contacts that are imported and updated themselves. */

import { describe, expect, test } from 'vitest';
import type { Call } from '../support/gate.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';
import { contactsJob, csv, invoicesJob } from './sample-jobs.ts';

const story = (calls: readonly Call[]) => calls.map(({ method, path }) => `${method} ${path}`);

async function contactNamed(workspace: Workspace, name: string) {
  const { Contacts } = await workspace.get('Contacts?includeArchived=true');
  const [found] = Contacts.filter((contact: { readonly Name: string }) => contact.Name === name);
  return found && (await workspace.get(`Contacts/${found.ContactID}`)).Contacts[0];
}

describe('a contact that Xero does not know', () => {
  test('is created once for many invoices, which carry its ID and nothing else of it', async () => {
    const workspace = await openWorkspace();
    const rows = Array.from(
      { length: 120 },
      (_, n) => `N-${n},${n % 2 ? 'Nova Ltd' : 'nova ltd '},2026-10-01,Line,1,1.00`,
    );
    const outcome = await workspace.run(invoicesJob(), csv(...rows, 'B-1,Basket Case,2026-10-01,Line,1,1.00'));
    expect(outcome.code).toBe(0);
    expect(outcome.summary.documents).toMatchObject({ WARNING: 120, OK: 1 });
    expect(story(outcome.writes)).toEqual(['PUT /Contacts', ...Array(3).fill('PUT /Invoices')]);
    expect(JSON.parse(outcome.writes[0]?.body ?? '').Contacts).toEqual([{ Name: 'nova ltd' }]);
    const { ContactID } = await contactNamed(workspace, 'nova ltd');
    const sent = outcome.writes.slice(1).flatMap((call) => JSON.parse(call.body).Invoices);
    const ofNova = sent.filter((invoice) => invoice.InvoiceNumber.startsWith('N'));
    expect(ofNova.map((invoice) => invoice.Contact)).toEqual(Array(120).fill({ ContactID }));
  });

  test('gets the fields that the job maps', async () => {
    const workspace = await openWorkspace();
    const job = invoicesJob({ columns: ['Contact.EmailAddress: Mail', 'Contact.Addresses.POBOX.City: City'] });
    const input = 'No,Customer,Date,Item,Qty,Price,Mail,City\nN-1,Nova,2026-10-01,Line,1,1.00,a@nova.example,Leeds\n';
    const outcome = await workspace.run(job, input);
    expect(outcome.fates).toEqual(['WARNING resolve/new-contact']);
    const contact = await contactNamed(workspace, 'Nova');
    expect(contact.EmailAddress).toBe('a@nova.example');
    expect(contact.Addresses).toContainEqual(expect.objectContaining({ AddressType: 'POBOX', City: 'Leeds' }));
  });

  test('of which documents say different things goes as the first has it, and the others are warned', async () => {
    const workspace = await openWorkspace();
    const job = invoicesJob({ columns: ['Contact.EmailAddress: Mail', 'Contact.TaxNumber: Vat'] });
    const input = `No,Customer,Date,Item,Qty,Price,Mail,Vat
N-1,Nova,2026-10-01,Line,1,1.00,a@nova.example,
N-2,nova,2026-10-01,Line,1,1.00,A@nova.example,
N-3,Nova,2026-10-01,Line,1,1.00,b@nova.example,
N-4,Nova,2026-10-01,Line,1,1.00,,GB1
N-5,Nova,2026-10-01,Line,1,1.00,,
`;
    const outcome = await workspace.run(job, input);
    const isNew = 'WARNING resolve/new-contact';
    const differs = `${isNew} | group/contact-details-differ`;
    expect(outcome.fates).toEqual([isNew, isNew, differs, differs, isNew]);
    expect(outcome.rows[2]?.Message).toMatch(/Mail.*b@nova.example.*a@nova.example.*Nova/);
    expect(outcome.rows[3]?.Message).toMatch(/Vat.*GB1.*nothing.*Nova/);
    expect((await contactNamed(workspace, 'Nova')).EmailAddress).toBe('a@nova.example');
  });

  test('that Xero refuses makes its documents errors, counted as documents alone; others go', async () => {
    const workspace = await openWorkspace();
    workspace.gate.disturb((call) =>
      call.path === '/Contacts' && call.method === 'PUT'
        ? { change: (body) => refuseContact(body, 'Bad Co') }
        : undefined,
    );
    const outcome = await workspace.run(
      invoicesJob(),
      csv(
        'N-1,Bad Co,2026-10-01,Line,1,1.00',
        'N-1,Bad Co,2026-10-01,Other line,1,1.00',
        'N-2,Bad Co,2026-10-01,Line,1,1.00',
        'N-3,Good Co,2026-10-01,Line,1,1.00',
      ),
    );
    expect(outcome.code).toBe(4);
    expect(outcome.fates).toEqual([
      'ERROR resolve/new-contact | xero/contact-not-created',
      'ERROR group/other-row',
      'ERROR resolve/new-contact | xero/contact-not-created',
      'WARNING resolve/new-contact',
    ]);
    expect(outcome.rows[0]?.Message).toMatch(/Bad Co was not saved.*: The name is refused/);
    expect(outcome.summary.documents).toEqual({ OK: 0, WARNING: 1, ERROR: 2, SKIPPED: 0, UNSENT: 0 });
    expect(outcome.failed?.map((row) => row.No)).toEqual(['N-1', 'N-1', 'N-2']);
    const sent = outcome.writes.filter(({ path }) => path === '/Invoices');
    expect(sent.flatMap((call) => JSON.parse(call.body).Invoices)).toHaveLength(1);
  });

  test('whose creation got no reply is looked up', async () => {
    const workspace = await openWorkspace();
    workspace.gate.disturb((call) =>
      call.path === '/Contacts' && call.method === 'PUT' ? { reset: 'after' } : undefined,
    );
    const outcome = await workspace.run(invoicesJob(), csv('N-1,Nova,2026-10-01,Line,1,1.00'));
    expect(outcome.fates).toEqual(['WARNING resolve/new-contact']);
    expect((await workspace.get('Invoices?InvoiceNumbers=N-1')).Invoices[0].Contact.Name).toBe('Nova');
  });

  test('is not created for a document that is refused after all', async () => {
    const workspace = await openWorkspace();
    const first = await workspace.run(invoicesJob(), csv('N-1,Basket Case,2026-10-01,Line,1,1.00'));
    expect(first.code).toBe(0);
    const outcome = await workspace.run(
      invoicesJob({ send: '{ invalid: skip }' }),
      csv('N-1,Nova,2026-10-01,Line,1,2.00', 'N-2,Boom FM,2026-10-01,Line,1,2.00'),
    );
    expect(outcome.fates).toEqual(['ERROR resolve/new-contact | duplicate/exists', 'OK']);
    expect(await contactNamed(workspace, 'Nova')).toBeUndefined();
  });

  test('is an error with contacts: existing', async () => {
    const workspace = await openWorkspace();
    const job = invoicesJob({ send: '{ contacts: existing }' });
    const outcome = await workspace.run(job, csv('N-1,Basket Cse,2026-10-01,Line,1,1.00'));
    expect(outcome.code).toBe(2);
    expect(outcome.fates).toEqual(['ERROR resolve/unknown-contact']);
    expect(outcome.rows[0]?.Message).toContain('Basket Case');
    expect(outcome.writes).toEqual([]);
  });
});

describe('an existing contact', () => {
  const columns = ['Contact.EmailAddress: Mail', 'Contact.Phones.MOBILE.PhoneNumber: Mobile'];
  const input =
    'No,Customer,Date,Item,Qty,Price,Mail,Mobile\nN-1,Basket Case,2026-10-01,Line,1,1.00,b@basket.example,0770\n';

  test('is left as it is by default', async () => {
    const workspace = await openWorkspace();
    const outcome = await workspace.run(invoicesJob({ columns }), input);
    expect(outcome.fates).toEqual(['OK']);
    expect(story(outcome.writes)).toEqual(['PUT /Invoices']);
    expect((await contactNamed(workspace, 'Basket Case')).EmailAddress).not.toBe('b@basket.example');
  });

  test('is updated once with contacts: update, what the job does not name is kept', async () => {
    const workspace = await openWorkspace();
    const { ContactID } = await contactNamed(workspace, 'Basket Case');
    const Phones = [{ PhoneType: 'DEFAULT', PhoneNumber: '0113' }];
    await workspace.put('POST', 'Contacts', { ContactID, Phones });
    const job = invoicesJob({ columns, send: '{ contacts: update }' });
    const outcome = await workspace.run(job, input + input.split('\n')[1]?.replace('N-1', 'N-2'));
    expect(outcome.fates).toEqual(['OK', 'OK']);
    expect(story(outcome.writes)).toEqual(['POST /Contacts', 'PUT /Invoices']);
    const contact = await contactNamed(workspace, 'Basket Case');
    expect(contact.EmailAddress).toBe('b@basket.example');
    const numbers = Object.fromEntries(
      contact.Phones.map((phone: Record<string, string>) => [phone.PhoneType, phone.PhoneNumber]),
    );
    expect(numbers).toMatchObject({ DEFAULT: '0113', MOBILE: '0770' });
    const body = outcome.writes[1]?.body ?? '';
    expect(body.match(/"Contact":/g)).toHaveLength(2);
  });

  test('keeps its capitals, and is not updated where nothing of it is said', async () => {
    const workspace = await openWorkspace();
    const job = invoicesJob({ columns, send: '{ contacts: update }' });
    await workspace.run(job, input.replace('Basket Case', 'BASKET CASE'));
    expect(await contactNamed(workspace, 'Basket Case')).toMatchObject({ EmailAddress: 'b@basket.example' });
    const plain = await workspace.run(
      invoicesJob({ send: '{ contacts: update }' }),
      csv('N-9,basket case,2026-10-01,Line,1,1.00'),
    );
    expect(story(plain.writes)).toEqual(['PUT /Invoices']);
  });

  test('is not updated once more when its documents were delivered before', async () => {
    const workspace = await openWorkspace();
    const job = invoicesJob({ columns, send: '{ contacts: update }' });
    await workspace.run(job, input);
    const again = await workspace.run(job, input);
    expect(again.fates).toEqual(['SKIPPED duplicate/already-delivered']);
    expect(again.writes).toEqual([]);
  });

  test('whose update Xero refuses holds its documents back as errors', async () => {
    const workspace = await openWorkspace();
    workspace.gate.disturb((call) =>
      call.path === '/Contacts' && call.method === 'POST'
        ? { change: (body) => refuseContact(body, 'Basket Case') }
        : undefined,
    );
    const outcome = await workspace.run(invoicesJob({ columns, send: '{ contacts: update }' }), input);
    expect(outcome.fates).toEqual(['ERROR xero/contact-not-created']);
    expect(story(outcome.writes)).toEqual(['POST /Contacts']);
  });
});

describe('imported contacts', () => {
  test('an update merges phones, addresses and persons with what Xero holds', async () => {
    const workspace = await openWorkspace();
    const { ContactID } = await contactNamed(workspace, 'Boom FM');
    await workspace.put('POST', 'Contacts', {
      ContactID,
      EmailAddress: 'main@boom.example',
      Phones: [{ PhoneType: 'FAX', PhoneNumber: '0118' }],
      Addresses: [{ AddressType: 'STREET', City: 'York', Country: 'UK' }],
      ContactPersons: [
        { FirstName: 'Ann', LastName: 'One', EmailAddress: 'ann@boom.example' },
        { FirstName: 'Bob', LastName: 'Two', EmailAddress: 'bob@boom.example' },
      ],
    });
    const job = contactsJob({
      send: '{ mode: update }',
      columns: ['Addresses.STREET.City: City', 'ContactPersons.1.EmailAddress: Person'],
    });
    const outcome = await workspace.run(job, 'Name,Phone,City,Person\nboom fm,01,Hull,new@boom.example\n');
    expect(outcome.fates).toEqual(['OK']);
    expect(story(outcome.writes)).toEqual(['POST /Contacts']);
    expect(JSON.parse(outcome.writes[0]?.body ?? '').Contacts[0].ContactID).toBe(ContactID);
    const contact = await contactNamed(workspace, 'Boom FM');
    const byType = (list: readonly Record<string, string>[], key: string) =>
      new Map(list.map((element) => [element[key], element]));
    expect(byType(contact.Phones, 'PhoneType').get('FAX')).toMatchObject({ PhoneNumber: '0118' });
    expect(byType(contact.Phones, 'PhoneType').get('DEFAULT')).toMatchObject({ PhoneNumber: '01' });
    expect(byType(contact.Addresses, 'AddressType').get('STREET')).toMatchObject({ City: 'Hull', Country: 'UK' });
    expect(contact.ContactPersons).toEqual([
      expect.objectContaining({ FirstName: 'Ann', EmailAddress: 'new@boom.example' }),
      expect.objectContaining({ FirstName: 'Bob', EmailAddress: 'bob@boom.example' }),
    ]);
  });

  test('an update does not change what it was found by into other capitals', async () => {
    const workspace = await openWorkspace();
    await workspace.run(contactsJob({ send: '{ mode: update }' }), 'Name,Phone\n BASKET case,01\n');
    expect(await contactNamed(workspace, 'Basket Case')).toMatchObject({ Name: 'Basket Case' });
    const { Contacts } = await workspace.get('Contacts');
    expect(Contacts.filter(({ Name }: { readonly Name: string }) => /basket/i.test(Name))).toHaveLength(1);
  });

  test('an unknown one cannot be updated; upsert does both', async () => {
    const workspace = await openWorkspace();
    const input = 'Name,Phone\nBoom FM,01\nNova,02\n';
    const update = await workspace.run(contactsJob({ send: '{ mode: update, invalid: skip }' }), input);
    expect(update.fates).toEqual(['OK', 'ERROR resolve/not-found']);
    const upsert = await workspace.run(contactsJob({ send: '{ mode: upsert }' }), 'Name,Phone\nBoom FM,03\nNova,02\n');
    expect(upsert.fates).toEqual(['OK', 'OK']);
    expect(story(upsert.writes)).toEqual(['PUT /Contacts', 'POST /Contacts']);
    expect((await contactNamed(workspace, 'Nova')).Phones).toContainEqual(
      expect.objectContaining({ PhoneType: 'DEFAULT', PhoneNumber: '02' }),
    );
  });
});

function refuseContact(body: string, name: string): string {
  const reply = JSON.parse(body);
  const Contacts = reply.Contacts.map((contact: { readonly Name: string }) =>
    contact.Name === name
      ? {
          ...contact,
          ContactID: '00000000-0000-0000-0000-000000000000',
          StatusAttributeString: 'ERROR',
          ValidationErrors: [{ Message: 'The name is refused' }],
        }
      : contact,
  );
  return JSON.stringify({ ...reply, Contacts });
}
