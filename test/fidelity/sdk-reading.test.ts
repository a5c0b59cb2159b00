/** Lists, filters, pages, reports and refusals as the official SDK asks for and parses them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountingApi } from 'xero-node';
import { salesInvoice } from '../contract/sandbox-client.ts';
import { openSdk, type Sdk, thrown } from './sdk-client.ts';

let now = Date.parse('2026-04-01T10:00:00Z');
let sdk: Sdk;
beforeAll(async () => {
  sdk = await openSdk({ org: 'gb', now: () => now });
  const numbers = Array.from({ length: 7 }, (_, index) => `READ-${index}`);
  const over = (index: number) => ({ Status: index % 2 === 0 ? 'AUTHORISED' : 'DRAFT', Reference: `Ref ${index}` });
  await sdk.client.write('PUT', 'Invoices', ...numbers.map((number, index) => salesInvoice(number, over(index))));
});
afterAll(() => sdk.client.sandbox.close());

interface Asked {
  readonly since?: Date;
  readonly where?: string;
  readonly order?: string;
  readonly ids?: string[];
  readonly numbers?: string[];
  readonly statuses?: string[];
  readonly page?: number;
  readonly summaryOnly?: boolean;
  readonly pageSize?: number;
  readonly searchTerm?: string;
}
const none = undefined;
const read = async (asked: Asked) => {
  const { since, where, order, ids, numbers, statuses, page, summaryOnly, pageSize, searchTerm } = asked;
  const head = [since, where, order, ids, numbers, none, statuses, page, none, none, none] as const;
  return (await sdk.api.getInvoices(sdk.tenant, ...head, summaryOnly, pageSize, searchTerm)).body;
};
const numbersOf = async (asked: Asked) => (await read(asked)).invoices?.map(({ invoiceNumber }) => invoiceNumber);

describe('a list of invoices', () => {
  it('comes in pages that say how many there are', async () => {
    const order = 'InvoiceNumber';
    const body = await read({ page: 2, pageSize: 3, order });
    expect(body.pagination).toMatchObject({ page: 2, pageSize: 3, pageCount: 3, itemCount: 7 });
    expect(body.invoices?.map(({ invoiceNumber }) => invoiceNumber)).toEqual(['READ-3', 'READ-4', 'READ-5']);
    expect(body.invoices?.[0]?.lineItems).toHaveLength(1);
    expect(await numbersOf({ page: 9, pageSize: 3 })).toEqual([]);
  });

  it('without a page is short, and says nothing of pages', async () => {
    const body = await read({});
    expect(body.pagination).toBeUndefined();
    expect(body.invoices?.every(({ lineItems }) => lineItems?.length === 0)).toBe(true);
  });

  it('is filtered and ordered', async () => {
    const where = 'Status=="DRAFT" AND Date>=DateTime(2026,03,01)';
    expect(await numbersOf({ where, order: 'InvoiceNumber DESC' })).toEqual(['READ-5', 'READ-3', 'READ-1']);
    expect(await numbersOf({ where: 'Reference!=null AND Reference.Contains("f 6")' })).toEqual(['READ-6']);
    expect(await numbersOf({ statuses: ['DRAFT'], order: 'InvoiceNumber' })).toEqual(['READ-1', 'READ-3', 'READ-5']);
    expect(await numbersOf({ numbers: ['READ-2', 'READ-4'], order: 'InvoiceNumber' })).toEqual(['READ-2', 'READ-4']);
    expect(await numbersOf({ searchTerm: 'ref 3', page: 1 })).toEqual(['READ-3']);
  });

  it('takes ids, but not too many', async () => {
    const [first] = (await read({ where: 'InvoiceNumber=="READ-1"' })).invoices ?? [];
    expect(await numbersOf({ ids: [first?.invoiceID ?? ''] })).toEqual(['READ-1']);
    const ids = Array.from({ length: 60 }, () => crypto.randomUUID());
    expect((await thrown(read({ ids }))).statusCode).toBe(404);
  });

  it('may be of what changed since an instant', async () => {
    now += 60_000;
    await sdk.client.write('POST', 'Invoices', { InvoiceNumber: 'READ-1', Reference: 'later' });
    expect(await numbersOf({ since: new Date(now - 30_000) })).toEqual(['READ-1']);
    expect(await numbersOf({ since: new Date(now + 1000) })).toEqual([]);
  });

  it('is summarised where that is asked for', async () => {
    const [first] = (await read({ summaryOnly: true, page: 1 })).invoices ?? [];
    expect(first).toMatchObject({ total: 120, lineItems: undefined, payments: undefined });
  });

  it('is refused for a filter that nobody can read', async () => {
    const error = await thrown(read({ where: 'Status=' }));
    expect(error).toMatchObject({ statusCode: 400, body: { ErrorNumber: 16, Type: 'QueryParseException' } });
    const unknown = await thrown(read({ where: 'Colour=="red"' }));
    expect(unknown.body.Message).toBe("No property or field 'Colour' exists in type 'Invoice'");
  });
});

describe('a report', () => {
  it('of the trial balance has equal sides', async () => {
    const { body } = await sdk.api.getReportTrialBalance(sdk.tenant, '2026-03-31');
    const report = body.reports?.[0];
    expect(report).toMatchObject({ reportName: 'Trial Balance', reportID: 'TrialBalance' });
    const total =
      report?.rows
        ?.at(-1)
        ?.rows?.at(-1)
        ?.cells?.map(({ value }) => value) ?? [];
    expect(total.slice(0, 1)).toEqual(['Total']);
    expect(Number(total[1])).toBeGreaterThan(0);
    expect([total[1], total[3]]).toEqual([total[2], total[4]]);
  });

  it('of what a customer owes names the invoices', async () => {
    const contact = (await sdk.api.getContacts(sdk.tenant, none, 'Name=="Basket Case"')).body.contacts?.[0];
    const { body } = await sdk.api.getReportAgedReceivablesByContact(sdk.tenant, contact?.contactID ?? '');
    expect(JSON.stringify(body.reports?.[0]?.rows)).toContain('READ-6');
  });
});

describe('a refusal', () => {
  it('of an unknown record is a 404 in plain text', async () => {
    const error = await thrown(sdk.api.getInvoice(sdk.tenant, crypto.randomUUID()));
    expect(error).toMatchObject({ statusCode: 404, body: "The resource you're looking for cannot be found" });
    expect(error.headers['content-type']).toMatch(/^text\/html/);
  });

  it('of another organisation is a 403, of no token a 401', async () => {
    const elsewhere = await thrown(sdk.api.getOrganisations(crypto.randomUUID()));
    expect(elsewhere).toMatchObject({ statusCode: 403, body: { Detail: 'AuthenticationUnsuccessful' } });
    const stranger = new AccountingApi(`${sdk.client.sandbox.url}/api.xro/2.0`);
    stranger.accessToken = 'unknown';
    const { statusCode, body } = await thrown(stranger.getOrganisations(sdk.tenant));
    expect([statusCode, body.Title]).toEqual([401, 'Unauthorized']);
  });

  it('of one call too many says how long to wait', async () => {
    const limits = { minute: 2, day: 5000, concurrent: 5, appMinute: 10_000 };
    const small = await openSdk({ org: 'nz', limits });
    await small.api.getOrganisations(small.tenant);
    await small.api.getOrganisations(small.tenant);
    const { statusCode, headers } = await thrown(small.api.getOrganisations(small.tenant));
    expect(statusCode).toBe(429);
    expect(headers['x-rate-limit-problem']).toBe('minute');
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    await small.client.sandbox.close();
  });
});
