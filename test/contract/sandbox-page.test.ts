import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/sandbox/books/store.ts';
import { createPage } from '../../src/sandbox/page/create-page.ts';
import { createRequestLog } from '../../src/sandbox/server/request-log.ts';
import { type Client, line, openSandbox, salesInvoice } from './sandbox-client.ts';

const hostile = '"><script>alert(1)</script>';

async function open(options: Parameters<typeof openSandbox>[0] = {}): Promise<Client> {
  const client = await openSandbox({ now: () => Date.parse('2026-04-12T09:30:00Z'), ...options });
  onTestFinished(() => client.sandbox.close());
  return client;
}

async function page({ sandbox }: Client, path: string, init?: RequestInit) {
  const response = await fetch(sandbox.url + path, init);
  return { status: response.status, headers: response.headers, html: await response.text() };
}

/** The texts of the cells of each row, tags taken away. */
function rowsOf(html: string): readonly (readonly string[])[] {
  const rows = html.match(/<tr role="row">.*?<\/tr>/gs) ?? [];
  return rows
    .map((row) =>
      [...row.matchAll(/<(?:td|th role="rowheader")[^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell]) => textOf(cell)),
    )
    .filter((row) => row.length > 0);
}

function textOf(html = ''): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Where the link of this text leads. */
function linkTo(html: string, text: string): string {
  const link = [...html.matchAll(/<a href="([^"]+)"[^>]*>([^<]*)<\/a>/g)].find(([, , words]) => words === text);
  return link?.[1] ?? `no link to ${text}`;
}

describe('the first page', () => {
  test('shows the organisations and how to call them', async () => {
    const client = await open({ orgs: ['gb', 'au'] });
    const { url, tenantId, token } = client.sandbox;
    const { status, html } = await page(client, '/');
    expect(status).toBe(200);
    expect(html).toContain('Demo Company (UK)');
    expect(html).toContain('Demo Company (AU)');
    const example = textOf(/<pre.*?<\/pre>/s.exec(html)?.[0]);
    expect(example).toBe(
      `curl &#39;${url}/api.xro/2.0/Invoices?page=1&#39; \\ -H &#39;Authorization: Bearer ${token}&#39; \\ ` +
        `-H &#39;xero-tenant-id: ${tenantId}&#39; \\ -H &#39;Accept: application/json&#39;`,
    );
    expect(html.match(/<a href="\/_page\/organisations\/au\/contacts">Contacts<\/a> 24/)).not.toBeNull();
  });

  test('keeps a token of the owner to itself', async () => {
    const client = await open({ token: 'my-own-long-token-of-the-owner' });
    const { html } = await page(client, '/');
    expect(html).not.toContain('my-own-long-token-of-the-owner');
    expect(html).toContain('Bearer YOUR_TOKEN');
  });

  test('is locked down: nothing from elsewhere, no frames, no copies', async () => {
    const client = await open();
    const { headers, html } = await page(client, '/');
    const policy = headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'nonce-([\w-]+)'/.exec(policy)?.[1];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(html).toContain(`<script nonce="${nonce}">`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(html).not.toMatch(/(?:src|href)="(?!\/|#|data:,")/);
    const again = await page(client, '/');
    expect(again.headers.get('content-security-policy')).not.toBe(policy);
  });

  test('is for reading only', async () => {
    const client = await open();
    const head = await page(client, '/', { method: 'HEAD' });
    expect([head.status, head.html, head.headers.get('content-type')]).toEqual([200, '', 'text/html; charset=utf-8']);
    for (const method of ['POST', 'PUT', 'DELETE']) {
      for (const path of ['/', '/_page/requests', '/_page/organisations/gb/invoices']) {
        const refused = await page(client, path, { method });
        expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
      }
    }
  });

  test.each([
    '/_page/nothing',
    '/_page/organisations/fr/invoices',
    '/_page/organisations/gb/receipts',
    '/_page/organisations/gb/invoices/00000000-0000-0000-0000-000000000000',
    '/_page/organisations/fr/trial-balance',
    '/_page/organisations/gb/bills/%00',
  ])('says that nothing is at %s', async (path) => {
    const { status, html } = await page(await open(), path);
    expect(status).toBe(404);
    expect(html).toContain('Nothing is here');
  });
});

describe('the lists', () => {
  test('show number, contact, dates, status, total and amount due, with their filters', async () => {
    const client = await open();
    const usd = { CurrencyCode: 'USD', DueDate: '2026-05-31' };
    await client.write('PUT', 'Invoices', salesInvoice('P-1'), salesInvoice('P-2', usd));
    await client.write('PUT', 'Invoices', salesInvoice('P-3', { Status: 'DRAFT', Contact: { Name: 'Boom FM' } }));
    const rows = async (query: string) =>
      rowsOf((await page(client, `/_page/organisations/gb/invoices?${query}`)).html);
    expect((await rows('text=p-1'))[0]).toEqual([
      'P-1',
      'Basket Case',
      '1 Mar 2026',
      '31 Mar 2026 overdue',
      'Awaiting payment',
      '120.00',
      '120.00',
    ]);
    expect((await rows('text=P-2'))[0]?.slice(3, 7)).toEqual([
      '31 May 2026',
      'Awaiting payment',
      'USD 120.00',
      'USD 120.00',
    ]);
    expect((await rows('status=DRAFT')).map(([number]) => number)).toEqual(['P-3']);
    expect((await rows('text=boom')).map(([number]) => number)).toEqual(['P-3']);
    expect(await rows('status=DRAFT&text=basket')).toEqual([]);
    expect(new Set((await rows('status=nonsense')).map(([number]) => number))).toEqual(new Set(['P-1', 'P-2', 'P-3']));
    expect(rowsOf((await page(client, '/_page/organisations/gb/bills')).html)).toEqual([]);
  });

  test('go on page by page, latest change first', async () => {
    const client = await open();
    const all = Array.from({ length: 60 }, (_, at) => salesInvoice(`N-${100 + at}`));
    await client.write('PUT', 'Invoices', ...all.slice(0, 30));
    await client.write('PUT', 'Invoices', ...all.slice(30));
    const numbers = (html: string) => rowsOf(html).map(([number]) => number);
    const first = await page(client, '/_page/organisations/gb/invoices?status=AUTHORISED');
    const next = linkTo(first.html, 'Earlier').replaceAll('&amp;', '&');
    expect(next).toContain('status=AUTHORISED');
    const second = await page(client, next);
    expect([numbers(first.html).length, numbers(second.html).length]).toEqual([50, 10]);
    expect(new Set([...numbers(first.html), ...numbers(second.html)]).size).toBe(60);
    expect(second.html).toContain('51–60');
    expect(linkTo(second.html, 'Earlier')).toBe('no link to Earlier');
  });

  test('show credit notes and payments with what they belong to', async () => {
    const client = await open();
    await client.write('PUT', 'Invoices', salesInvoice('Q-1'));
    const credit = {
      Type: 'ACCRECCREDIT',
      CreditNoteNumber: 'CR-1',
      Contact: { Name: 'Basket Case' },
      Date: '2026-03-02',
    };
    await client.write('PUT', 'CreditNotes', { ...credit, Status: 'AUTHORISED', LineItems: [line()] });
    const account = { Account: { Code: '090' }, Date: '2026-03-05' };
    await client.write('PUT', 'Payments', {
      Invoice: { InvoiceNumber: 'Q-1' },
      ...account,
      Amount: 20.5,
      Reference: 'BACS',
    });
    const credits = await page(client, '/_page/organisations/gb/credit-notes?text=CR');
    expect(rowsOf(credits.html)[0]).toEqual(['CR-1', 'Basket Case', '2 Mar 2026', 'Sales', 'Open', '120.00', '120.00']);
    const payments = await page(client, '/_page/organisations/gb/payments?text=q-1');
    expect(rowsOf(payments.html)).toEqual([
      ['BACS', 'Q-1', 'Basket Case', '5 Mar 2026', 'Business Bank Account', 'Booked', '20.50'],
    ]);
  });
});

describe('one record', () => {
  let client: Client;
  beforeAll(async () => {
    client = await openSandbox();
    const lines = [line({ Description: hostile, Quantity: 1.5, UnitAmount: 1000, DiscountRate: 10 }), line()];
    await client.write('PUT', 'Invoices', salesInvoice('R-1', { LineItems: lines, Reference: hostile }));
    const account = { Account: { Code: '090' }, Date: '2026-03-05' };
    await client.write('PUT', 'Payments', {
      Invoice: { InvoiceNumber: 'R-1' },
      ...account,
      Amount: 1000,
      Reference: 'BACS 7',
    });
    return () => client.sandbox.close();
  });
  const opened = async (list: string, text: string) => {
    const { html } = await page(client, `/_page/organisations/gb/${list}?text=${encodeURIComponent(text)}`);
    return page(client, linkTo(html, text));
  };

  test('is an invoice with its lines, payments and balanced journal', async () => {
    const { status, html } = await opened('invoices', 'R-1');
    expect(status).toBe(200);
    const rows = rowsOf(html);
    expect(rows[0]?.slice(1)).toEqual(['1.5', '1,000.00', '10 %', '200', 'OUTPUT2', '270.00', '1,350.00']);
    expect(rows).toContainEqual(['Payment', 'BACS 7', '5 Mar 2026', '1,000.00']);
    expect(textOf(/<dl class="panel sums">.*?<\/dl>/s.exec(html)?.[0])).toBe(
      'Subtotal 1,450.00 Tax 290.00 Total 1,740.00 Paid 1,000.00 Credited 0.00 Amount due 740.00',
    );
    expect(rows).toContainEqual(['610 Accounts Receivable', '1,740.00', '']);
    expect(rows).toContainEqual(['820 VAT', '', '290.00']);
    expect(rows.at(-1)).toEqual(['Total', '1,740.00', '1,740.00']);
  });

  test('is a payment with its journal', async () => {
    const { html } = await opened('payments', 'BACS 7');
    expect(linkTo(html, 'R-1')).toMatch(/^\/_page\/organisations\/gb\/invoices\//);
    expect(rowsOf(html)).toContainEqual(['090 Business Bank Account', '1,000.00', '']);
    expect(rowsOf(html)).toContainEqual(['610 Accounts Receivable', '', '1,000.00']);
  });

  test('is a contact with its documents', async () => {
    const { html } = await opened('contacts', 'Basket Case');
    expect(html).toContain('basket.case@example.com');
    expect(rowsOf(html).map(([number]) => number)).toEqual(['R-1']);
  });

  test('is not found under another list', async () => {
    const { html } = await page(client, '/_page/organisations/gb/invoices?text=R-1');
    const path = linkTo(html, 'R-1').replace('/invoices/', '/bills/');
    expect((await page(client, path)).status).toBe(404);
  });

  test('is a trial balance whose sides are equal, of the day asked for', async () => {
    const { html } = await page(client, '/_page/organisations/gb/trial-balance?date=2026-03-01');
    expect(rowsOf(html)).toEqual([
      ['610 Accounts Receivable Asset', '1,740.00', ''],
      ['200 Sales Revenue', '', '1,450.00'],
      ['820 VAT Liability', '', '290.00'],
      ['Total', '1,740.00', '1,740.00'],
    ]);
    expect(html).toContain('Debits equal credits');
    const before = await page(client, '/_page/organisations/gb/trial-balance?date=2026-02-28');
    expect(before.html).toContain('Nothing is posted up to this day.');
    expect((await page(client, '/_page/organisations/gb/trial-balance?date=never')).status).toBe(200);
  });

  test('shows whatever it holds as text', async () => {
    const { html } = await opened('invoices', 'R-1');
    expect(html).not.toContain('<script>alert');
    expect(html.split('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;').length).toBeGreaterThan(2);
    const searched = await page(client, `/_page/organisations/gb/invoices?text=${encodeURIComponent(hostile)}`);
    expect(searched.html).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    const log = await page(client, `/_page/requests?text=${encodeURIComponent(hostile)}`);
    expect(log.html).not.toContain('<script>alert');
  });
});

test('a name that the API would refuse is text, too', async () => {
  const store = openStore(undefined);
  onTestFinished(() => store.close());
  const body = { ContactID: 'c', Name: '<script>alert(1)</script>', EmailAddress: "x' onclick='y" };
  store.put({ kind: 'Contacts', id: 'c', key: 'c', status: hostile, updated: 1, body });
  const organisation = {
    alias: 'a/b',
    name: '<b>',
    tenantId: hostile,
    baseCurrency: '<i>',
    store,
    today: () => '2026-01-01',
  };
  const source = {
    log: createRequestLog(),
    organisations: () => [organisation],
    address: () => hostile,
    token: hostile,
  };
  const app = createPage(source);
  for (const path of ['/', '/_page/organisations/a%2Fb/contacts', '/_page/organisations/a%2Fb/contacts/c']) {
    const response = await app.request(path);
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).not.toMatch(/<script>alert|<b>|<i>|onclick='/);
    expect(text).toContain('&lt;');
  }
});

describe('the requests', () => {
  test('are shown newest first, with what was refused and why', async () => {
    const client = await open({ orgs: ['gb', 'au'] });
    await client.get('Contacts?where=Nonsense%3D%3D');
    await client.send('PUT', 'Invoices?summarizeErrors=false', {
      Invoices: [salesInvoice('S-1', { LineItems: [line({ AccountCode: '9999' })] })],
    });
    await client.get('Organisation', { 'xero-tenant-id': client.sandbox.organisations[1]?.tenantId ?? '' });
    const shown = async (query: string) => rowsOf((await page(client, `/_page/requests?${query}`)).html);
    const all = await shown('');
    expect(all.map(([request]) => request?.split(' ').slice(0, 2).join(' '))).toEqual([
      'GET /api.xro/2.0/Organisation',
      'PUT /api.xro/2.0/Invoices?summarizeErrors=false',
      'GET /api.xro/2.0/Contacts?where=Nonsense==',
    ]);
    expect(all.map((row) => row[1])).toEqual(['200', '200', '400']);
    expect(all.map((row) => row[3])).toEqual(['au', 'gb', 'gb']);
    expect(all[1]?.[0]).toContain('Account code &#39;9999&#39; is not a valid code');
    expect((await shown('organisation=au')).length).toBe(1);
    expect((await shown('method=PUT')).length).toBe(1);
    expect((await shown('status=4')).length).toBe(1);
    expect((await shown('status=failed')).length).toBe(2);
    expect((await shown('text=nonsense%3D%3D')).length).toBe(1);
    expect((await shown('text=nothing+like+it')).length).toBe(0);
  });

  test('hold no token and no body', async () => {
    const client = await open();
    await client.write('PUT', 'Invoices', salesInvoice('T-1', { Reference: 'very private' }));
    await fetch(`${client.sandbox.url}/connect/authorize?client_id=x&code=hidden-code&state=hidden-state`);
    const { html } = await page(client, '/_page/requests');
    expect(html).toContain('/connect/authorize?client_id=x');
    expect(html).not.toMatch(/very private|hidden-|Bearer/);
    expect(html).not.toContain(client.sandbox.token);
  });

  test('refresh by themselves only when asked to', async () => {
    const client = await open();
    expect((await page(client, '/_page/requests')).html).not.toMatch(/http-equiv="refresh"|data-refresh="/);
    const refreshing = await page(client, '/_page/requests?refresh=5');
    expect(refreshing.html).toContain('<noscript><meta http-equiv="refresh" content="5"></noscript>');
    expect(refreshing.html).toContain('data-refresh="5"');
  });
});
