import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, openSandbox, salesInvoice } from './sandbox-client.ts';

const hour = 3_600_000;
let now = Date.UTC(2026, 2, 1, 9, 30, 15, 250);
let client: Client;
beforeAll(async () => {
  client = await openSandbox({ now: () => now });
});
afterAll(() => client.sandbox.close());

const write = async (method: 'PUT' | 'POST', over: object) => {
  now += hour;
  return (await client.write(method, 'Invoices', over))[0] as Loose;
};
const history = async (id: string) => (await client.get(`Invoices/${id}/History`)).json.HistoryRecords as Loose[];
const note = (id: string, ...texts: readonly string[]) =>
  client.send('PUT', `Invoices/${id}/History`, { HistoryRecords: texts.map((Details) => ({ Details })) });

describe('notes', () => {
  test('are read with their time, newest first, as written by the system', async () => {
    const made = await write('PUT', salesInvoice('H-1'));
    await note(made.InvoiceID, 'Imported');
    now += hour;
    await note(made.InvoiceID, 'Checked');
    expect((await history(made.InvoiceID)).slice(0, 2)).toEqual([
      {
        Changes: 'Note',
        DateUTCString: new Date(now).toISOString().slice(0, 19),
        DateUTC: `/Date(${now}+0000)/`,
        User: 'System Generated',
        Details: 'Checked',
      },
      expect.objectContaining({ Changes: 'Note', Details: 'Imported' }),
    ]);
  });

  test('are answered without Changes and User', async () => {
    const made = await write('PUT', salesInvoice('H-2'));
    expect((await note(made.InvoiceID, 'a', 'b')).json.HistoryRecords).toEqual(
      ['a', 'b'].map((Details) => ({
        DateUTCString: new Date(now).toISOString().slice(0, 19),
        DateUTC: `/Date(${now})/`,
        Details,
        ValidationErrors: [],
      })),
    );
  });

  test('are added by POST, too', async () => {
    const made = await write('PUT', salesInvoice('H-3'));
    const path = `Invoices/${made.InvoiceID}/History`;
    expect((await client.send('POST', path, { HistoryRecords: [{ Details: 'posted' }] })).status).toBe(200);
    expect((await history(made.InvoiceID))[0].Details).toBe('posted');
  });

  test('have up to 2500 characters; with a bad one among them none is kept', async () => {
    const made = await write('PUT', salesInvoice('H-4'));
    const before = await history(made.InvoiceID);
    const answer = await note(made.InvoiceID, 'good', 'x'.repeat(2501));
    expect([answer.status, answer.json.Elements.length]).toEqual([400, 1]);
    expect((await note(made.InvoiceID, '')).status).toBe(400);
    expect(await history(made.InvoiceID)).toEqual(before);
    expect((await note(made.InvoiceID, 'x'.repeat(2500))).status).toBe(200);
  });

  test('on a record that is not there are refused with the note, and its history is not found', async () => {
    const lost = '11111111-1111-4111-8111-111111111111';
    const answer = await note(lost, 'Hello');
    expect([answer.status, answer.json.Elements]).toEqual([
      400,
      [
        {
          DateUTCString: new Date(now).toISOString().slice(0, 19),
          DateUTC: `/Date(${now})/`,
          Details: 'Hello',
          ValidationErrors: [{ Message: 'The document with the supplied id was not found for this endpoint.' }],
        },
      ],
    ]);
    expect((await client.get(`Invoices/${lost}/History`)).status).toBe(404);
  });
});

describe('the system notes', () => {
  test('each step in the life of a document', async () => {
    const { InvoiceID } = await write('PUT', salesInvoice('H-5', { Status: 'DRAFT' }));
    await write('POST', { InvoiceID, Reference: 'changed' });
    await write('POST', { InvoiceID, Status: 'AUTHORISED' });
    await write('POST', { InvoiceID, Status: 'VOIDED' });
    const entries = await history(InvoiceID);
    expect(entries.map((entry) => entry.Changes)).toEqual(['Voided', 'Approved', 'Edited', 'Created']);
    expect(new Set(entries.map((entry) => entry.Details))).toEqual(
      new Set(['Received through the Xero API from rowpost']),
    );
  });

  test('what a payment or a credit note pays', async () => {
    const date = { Date: '2026-03-02' };
    const [paid, credited] = [await write('PUT', salesInvoice('H-9')), await write('PUT', salesInvoice('H-10'))];
    const Invoice = { InvoiceID: paid.InvoiceID };
    await client.write('PUT', 'Payments', { Invoice, Account: { Code: '090' }, Amount: 120, ...date });
    const [note] = await client.write('PUT', 'CreditNotes', {
      ...salesInvoice('H-CN'),
      InvoiceNumber: undefined,
      Type: 'ACCRECCREDIT',
    });
    const allocation = { Invoice: { InvoiceID: credited.InvoiceID }, Amount: 120, ...date };
    await client.send('PUT', `CreditNotes/${note.CreditNoteID}/Allocations`, { Allocations: [allocation] });
    const changes = async (path: string) =>
      (await client.get(`${path}/History`)).json.HistoryRecords.map((entry: Loose) => entry.Changes);
    for (const { InvoiceID } of [paid, credited]) {
      expect(await changes(`Invoices/${InvoiceID}`)).toEqual(['Paid', 'Approved']);
    }
    expect(await changes(`CreditNotes/${note.CreditNoteID}`)).toEqual(['Paid', 'Approved']);
  });

  test('nothing for a refused write', async () => {
    const { InvoiceID } = await write('PUT', salesInvoice('H-6'));
    await write('POST', { InvoiceID, Status: 'DRAFT' });
    expect((await history(InvoiceID)).map((entry) => entry.Changes)).toEqual(['Approved']);
  });

  test('an attached file by its name', async () => {
    const { InvoiceID } = await write('PUT', salesInvoice('H-7'));
    await client.send('PUT', `Invoices/${InvoiceID}/Attachments/a.png`, 'x', { 'Content-Type': 'image/png' });
    expect((await history(InvoiceID))[0]).toMatchObject({
      Changes: 'Attached a file',
      Details: 'Attached the file a.png through the Xero API using rowpost',
    });
  });

  test('a contact and an item of their own, and nothing on a contact for an invoice of it', async () => {
    const [contact] = await client.write('PUT', 'Contacts', { Name: 'History Ltd' });
    await write('PUT', salesInvoice('H-8', { Contact: { ContactID: contact.ContactID } }));
    const { json } = await client.get(`Contacts/${contact.ContactID}/History`);
    expect(json.HistoryRecords.map((entry: Loose) => entry.Changes)).toEqual(['Created']);
    const [item] = await client.write('PUT', 'Items', { Code: 'H-ITEM', Name: 'Thing' });
    expect((await client.get(`Items/${item.ItemID}/History`)).json.HistoryRecords).toHaveLength(1);
  });
});
