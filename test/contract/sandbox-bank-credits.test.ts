/** Prepayments and overpayments are read as other documents are; the books get some by hand, since no call makes them. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/sandbox/books/store.ts';
import { type Client, type Loose, openSandbox } from './sandbox-client.ts';

const ids = [1, 2, 3].map((index) => `9${index}000000-0000-4000-8000-000000000000`);
const start = Date.UTC(2026, 2, 1);
const hour = 3_600_000;
const folder = mkdtempSync(join(tmpdir(), 'bank-credits-'));
let client: Client;

beforeAll(async () => {
  client = await openSandbox({ folder, now: () => start + 10 * hour });
  const [contact] = (await client.get('Contacts')).json.Contacts;
  const books = openStore(join(folder, readdirSync(folder).find((name) => name.includes('gb')) ?? ''));
  for (const [at, id] of ids.entries()) {
    for (const kind of ['Prepayment', 'Overpayment']) {
      const date = `2026-03-0${at + 1}`;
      const [type, status] = [`RECEIVE-${kind.toUpperCase()}`, at === 2 ? 'PAID' : 'AUTHORISED'];
      const updated = start + at * hour;
      books.put({
        kind: `${kind}s`,
        id,
        key: `p-${at}`,
        parent: contact.ContactID,
        type,
        status,
        date,
        updated,
        body: {
          [`${kind}ID`]: id,
          Type: type,
          Status: status,
          Date: `/Date(${Date.parse(date)}+0000)/`,
          Reference: `Ref ${at}`,
          RemainingCredit: 100 - at,
          LineItems: [{ Description: 'Early', LineAmount: 100 }],
          UpdatedDateUTC: `/Date(${updated}+0000)/`,
        },
      });
    }
  }
  books.close();
});
afterAll(async () => {
  await client.sandbox.close();
  rmSync(folder, { recursive: true });
});

describe.each(['Prepayment', 'Overpayment'])('%ss', (kind) => {
  const list = async (query: string, headers = {}) => (await client.get(`${kind}s?${query}`, headers)).json;
  const found = async (query: string, headers = {}) =>
    (await list(query, headers))[`${kind}s`].map((element: Loose) => ids.indexOf(element[`${kind}ID`]));
  const where = (expression: string) => `where=${encodeURIComponent(expression)}`;

  test('come in pages with their lines and contact, without a page in short', async () => {
    const { pagination, [`${kind}s`]: elements } = await list('page=2&pageSize=2');
    expect(pagination).toEqual({ page: 2, pageSize: 2, pageCount: 2, itemCount: 3 });
    expect(elements).toHaveLength(1);
    expect(elements[0]).toMatchObject({ RemainingCredit: 98, LineItems: [{ Description: 'Early' }] });
    expect(elements[0].Contact.Name).toMatch(/\w/);
    expect((await list(''))[`${kind}s`][0]).toMatchObject({ RemainingCredit: 100, LineItems: [] });
  });

  test('are filtered and ordered by their fields', async () => {
    expect(await found(where('Status=="AUTHORISED" AND Date>=DateTime(2026,3,2)'))).toEqual([1]);
    expect(await found(where('RemainingCredit<100'))).toEqual([1, 2]);
    expect(await found('order=Date%20DESC')).toEqual([2, 1, 0]);
    expect(await found(where(`${kind}ID==guid("${ids[1]}")`))).toEqual([1]);
    expect(await found('', { 'If-Modified-Since': '2026-03-01T01:00:00' })).toEqual([1, 2]);
  });

  test('are found by their ID; another one is not', async () => {
    expect((await client.get(`${kind}s/${ids[2]}`)).json[`${kind}s`][0]).toMatchObject({ Status: 'PAID' });
    expect((await client.get(`${kind}s/99000000-0000-4000-8000-000000000000`)).status).toBe(404);
  });

  test('by the parameter published for them', async () => {
    const parameter = kind === 'Prepayment' ? 'InvoiceNumbers=p-1,P-2' : 'References=Ref 1,ref 2';
    expect(await found(parameter)).toEqual([1, 2]);
  });

  test('cannot be written', async () => {
    expect((await client.send('PUT', `${kind}s`, { [`${kind}s`]: [{}] })).status).toBeGreaterThanOrEqual(400);
    expect(await found('')).toEqual([0, 1, 2]);
  });
});
