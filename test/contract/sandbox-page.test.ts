import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/sandbox/books/store.ts';
import { createPage } from '../../src/sandbox/page/create-page.ts';
import { createRequestLog } from '../../src/sandbox/server/request-log.ts';
import { openInSpring, readPage, rowsOf, textOf } from './page-reader.ts';
import { line, salesInvoice } from './sandbox-client.ts';

const hostile = '"><script>alert(1)</script>';

describe('the first page', () => {
  test('shows the organisations and how to call them', async () => {
    const client = await openInSpring({ orgs: ['gb', 'au'] });
    const { url, tenantId, token } = client.sandbox;
    const { status, html } = await readPage(client, '/');
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
    const client = await openInSpring({ token: 'my-own-long-token-of-the-owner' });
    const { html } = await readPage(client, '/');
    expect(html).not.toContain('my-own-long-token-of-the-owner');
    expect(html).toContain('Bearer YOUR_TOKEN');
  });

  test('is locked down: nothing from elsewhere, no frames, no copies', async () => {
    const client = await openInSpring();
    const { headers, html } = await readPage(client, '/');
    const policy = headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'nonce-([\w-]+)'/.exec(policy)?.[1];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(html).toContain(`<script nonce="${nonce}">`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(html).not.toMatch(/(?:src|href)="(?!\/|#|data:,")/);
    const again = await readPage(client, '/');
    expect(again.headers.get('content-security-policy')).not.toBe(policy);
  });

  test('is for reading only', async () => {
    const client = await openInSpring();
    const head = await readPage(client, '/', { method: 'HEAD' });
    expect([head.status, head.html, head.headers.get('content-type')]).toEqual([200, '', 'text/html; charset=utf-8']);
    for (const method of ['POST', 'PUT', 'DELETE']) {
      for (const path of ['/', '/_page/requests', '/_page/organisations/gb/invoices']) {
        const refused = await readPage(client, path, { method });
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
    const { status, html } = await readPage(await openInSpring(), path);
    expect(status).toBe(404);
    expect(html).toContain('Nothing is here');
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
    crashed: () => {},
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

test('books that cannot be read are said to be so, without a trace of the program', async () => {
  const store = openStore(undefined);
  store.close();
  const organisation = { alias: 'gb', name: 'G', tenantId: 't', baseCurrency: 'GBP', store, today: () => '2026-01-01' };
  const crashes: string[] = [];
  const crashed = (_error: unknown, call: string) => crashes.push(call);
  const app = createPage({ log: createRequestLog(), crashed, organisations: () => [organisation], address: () => '' });
  const response = await app.request('/_page/organisations/gb/invoices');
  const text = await response.text();
  expect(response.status).toBe(500);
  expect(text).toContain('This cannot be shown');
  expect(text).not.toMatch(/node:sqlite|\.ts:|Error/);
  expect(crashes).toEqual(['GET /_page/organisations/gb/invoices']);
});

describe('the requests', () => {
  test('are shown newest first, with what was refused and why', async () => {
    const client = await openInSpring({ orgs: ['gb', 'au'] });
    await client.get('Contacts?where=Nonsense%3D%3D');
    await client.send('PUT', 'Invoices?summarizeErrors=false', {
      Invoices: [salesInvoice('S-1', { LineItems: [line({ AccountCode: '9999' })] })],
    });
    await client.get('Organisation', { 'xero-tenant-id': client.sandbox.organisations[1]?.tenantId ?? '' });
    const shown = async (query: string) => rowsOf((await readPage(client, `/_page/requests?${query}`)).html);
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
    const client = await openInSpring();
    await client.write('PUT', 'Invoices', salesInvoice('T-1', { Reference: 'very private' }));
    await fetch(`${client.sandbox.url}/connect/authorize?client_id=x&code=hidden-code&state=hidden-state`);
    const { html } = await readPage(client, '/_page/requests');
    expect(html).toContain('/connect/authorize?client_id=x');
    expect(html).not.toMatch(/very private|hidden-|Bearer/);
    expect(html).not.toContain(client.sandbox.token);
  });

  test('refresh by themselves only when asked to', async () => {
    const client = await openInSpring();
    expect((await readPage(client, '/_page/requests')).html).not.toMatch(/http-equiv="refresh"|data-refresh="/);
    const refreshing = await readPage(client, '/_page/requests?refresh=5');
    expect(refreshing.html).toContain('<noscript><meta http-equiv="refresh" content="5"></noscript>');
    expect(refreshing.html).toContain('data-refresh="5"');
  });
});
