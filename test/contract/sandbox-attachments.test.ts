import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, openSandbox, salesInvoice } from './sandbox-client.ts';

let client: Client;
let invoice: Loose;
let bill: Loose;
beforeAll(async () => {
  client = await openSandbox();
  [invoice] = await client.write('PUT', 'Invoices', salesInvoice('F-1'));
  [bill] = await client.write('PUT', 'Invoices', salesInvoice('F-2', { Type: 'ACCPAY' }));
});
afterAll(() => client.sandbox.close());

const png = { 'Content-Type': 'image/png' };
const attach = (path: string, body: string, headers: Readonly<Record<string, string>> = png, method = 'PUT') =>
  client.send(method, path, body, headers);
const folder = (document: Loose) => `Invoices/${document.InvoiceID}/Attachments`;
const fresh = async (number: string) => (await client.write('PUT', 'Invoices', salesInvoice(number)))[0] as Loose;

describe('an attachment', () => {
  test('is answered with its address, type and length, and fetched by that address with its bytes', async () => {
    const { json } = await attach(`${folder(invoice)}/receipt.png`, 'picture');
    const [made] = json.Attachments;
    expect(made).toEqual({
      AttachmentID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      FileName: 'receipt.png',
      Url: `${client.sandbox.url}/api.xro/2.0/Invoices/${invoice.InvoiceID}/Attachments/receipt.png`,
      MimeType: 'image/png',
      ContentLength: 7,
    });
    for (const reference of ['receipt.png', made.AttachmentID]) {
      const fetched = await client.get(`${folder(invoice)}/${reference}`);
      expect([fetched.text, fetched.headers.get('content-type')]).toEqual(['picture', 'image/png']);
      expect(fetched.headers.get('content-disposition')).toBe('attachment; filename="receipt.png"');
    }
  });

  test('keeps every byte', async () => {
    const document = await fresh('F-bytes');
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    const url = `${client.sandbox.url}/api.xro/2.0/${folder(document)}/all.pdf`;
    const headers = { Authorization: `Bearer ${client.sandbox.token}`, 'xero-tenant-id': client.sandbox.tenantId };
    await fetch(url, { method: 'POST', body: bytes, headers });
    expect(new Uint8Array(await (await fetch(url, { headers })).arrayBuffer())).toEqual(bytes);
  });

  test('shows on its document, and stays when the document is changed', async () => {
    const document = await fresh('F-shown');
    expect(document.HasAttachments ?? false).toBe(false);
    await attach(`${folder(document)}/a.png`, 'a');
    await client.write('POST', 'Invoices', { InvoiceID: document.InvoiceID, Reference: 'changed' });
    const [read] = (await client.get(`Invoices/${document.InvoiceID}`)).json.Invoices;
    expect(read.HasAttachments).toBe(true);
    expect(read.Attachments.map((one: Loose) => one.FileName)).toEqual(['a.png']);
  });

  test('of the same name takes the place of the earlier one, by PUT or POST', async () => {
    const document = await fresh('F-replaced');
    await attach(`${folder(document)}/a.png`, 'old');
    await attach(`${folder(document)}/A.png`, 'newer', png, 'POST');
    const { json } = await client.get(folder(document));
    expect(json.Attachments.map((one: Loose) => [one.FileName, one.ContentLength])).toEqual([['A.png', 5]]);
    expect((await client.get(`${folder(document)}/a.png`)).text).toBe('newer');
  });

  test('has the type that its name tells where the request names none', async () => {
    const vague = { 'Content-Type': 'application/octet-stream' };
    const typeOf = async (name: string) =>
      (await attach(`${folder(invoice)}/${name}`, 'x', vague)).json.Attachments[0].MimeType;
    expect([await typeOf('x.jpg'), await typeOf('x.pdf')]).toEqual(['image/jpg', 'application/pdf']);
  });

  test('is shown online only on sales documents', async () => {
    const online = async (document: Loose) =>
      (await attach(`${folder(document)}/o.png?IncludeOnline=true`, 'x')).json.Attachments[0].IncludeOnline;
    expect([await online(invoice), await online(bill)]).toEqual([true, undefined]);
  });

  test.each([
    ['Contacts', 'ContactID', { Name: 'Files Ltd' }, { FirstName: 'Ann' }],
    ['Accounts', 'AccountID', { Code: '2999', Name: 'Files', Type: 'REVENUE' }, { Description: 'changed' }],
    [
      'ManualJournals',
      'ManualJournalID',
      { Narration: 'Files', JournalLines: [1, -1].map((LineAmount) => ({ LineAmount, AccountCode: '200' })) },
      { Narration: 'changed' },
    ],
  ])('belongs to records of %s, too, and stays when they are changed', async (collection, idField, record, change) => {
    const made = await client.send('PUT', collection, record);
    const path = `${collection}/${made.json[collection][0][idField]}`;
    expect((await attach(`${path}/Attachments/card.png`, 'x')).status).toBe(200);
    await client.send('POST', path, change);
    const [read] = (await client.get(path)).json[collection];
    expect(read).toMatchObject({ ...change, HasAttachments: true });
  });

  test('is gone after a reset', async () => {
    const own = await openSandbox();
    const [contact] = (await own.get('Contacts')).json.Contacts;
    const path = `Contacts/${contact.ContactID}/Attachments`;
    await own.send('PUT', `${path}/a.png`, 'x', png);
    own.sandbox.reset();
    expect((await own.get(path)).json.Attachments).toEqual([]);
    await own.sandbox.close();
  });
});

describe('refused are', () => {
  const errorOf = (answer: Loose) => answer.json.Elements[0].ValidationErrors[0].Message;

  test('files of a type nobody knows, with an empty id', async () => {
    const answer = await attach(`${folder(invoice)}/filename`, 'xyz', { 'Content-Type': 'application/octet-stream' });
    expect([answer.status, answer.json.ErrorNumber]).toEqual([400, 10]);
    expect(answer.json.Elements).toEqual([
      {
        AttachmentID: '00000000-0000-0000-0000-000000000000',
        FileName: 'filename',
        MimeType: 'application/octet-stream',
        ContentLength: 3,
        ValidationErrors: [{ Message: "The file couldn't be uploaded because it isn't a supported file type." }],
      },
    ]);
  });

  test.each(['<', '>', ':', '"', '/', '\\', '|', '?', '*', '+', '\0'])('names with %j', async (character) => {
    const answer = await attach(`${folder(invoice)}/${encodeURIComponent(`a${character}b.png`)}`, 'x');
    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toContain('file name');
  });

  test('an eleventh file, but not a new version of the tenth', async () => {
    const document = await fresh('F-many');
    for (let at = 0; at < 10; at += 1) await attach(`${folder(document)}/${at}.png`, 'x');
    expect((await attach(`${folder(document)}/10.png`, 'x')).status).toBe(400);
    expect((await attach(`${folder(document)}/9.png`, 'y')).status).toBe(200);
  });

  test('files above the limit, as the gateway words it', async () => {
    const own = await openSandbox({ settings: { attachmentMegabytes: 3 } });
    const [contact] = (await own.get('Contacts')).json.Contacts;
    const put = (megabytes: number) =>
      own.send('PUT', `Contacts/${contact.ContactID}/Attachments/a.png`, 'x'.repeat(megabytes * 1024 * 1024), png);
    const large = await put(3.1);
    expect([large.status, large.json.Title, large.json.Detail]).toEqual([
      413,
      'RequestEntityTooLarge',
      'PayloadTooLarge',
    ]);
    expect((await put(3)).status).toBe(200);
    await own.sandbox.close();
  });

  test('files of more than other bodies may have only where the limit says so', async () => {
    const own = await openSandbox({ settings: { attachmentMegabytes: 25 } });
    const [contact] = (await own.get('Contacts')).json.Contacts;
    const path = `Contacts/${contact.ContactID}/Attachments/a.png`;
    const large = 'x'.repeat(11 * 1024 * 1024);
    expect((await own.send('PUT', path, large, png)).status).toBe(200);
    expect((await own.send('PUT', 'Contacts', large)).json).toMatchObject({
      Title: 'RequestEntityTooLarge',
      Status: 413,
    });
    await own.sandbox.close();
  });

  test('empty files, and parents and files that are not there', async () => {
    expect((await attach(`${folder(invoice)}/empty.png`, '')).status).toBe(400);
    expect((await attach('Invoices/00000000-0000-0000-0000-000000000000/Attachments/a.png', 'x')).status).toBe(404);
    expect((await client.get(`${folder(invoice)}/missing.png`)).status).toBe(404);
  });
});
