import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { type Client, openSandbox, salesInvoice } from './sandbox-client.ts';

const open: Client[] = [];
const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
const start = async (options: Partial<SandboxOptions> = {}) => {
  const client = await openSandbox(options);
  open.push(client);
  return client;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((client) => client.sandbox.close()));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the gate', () => {
  test('refuses calls without a token', async () => {
    const client = await start();
    const answer = await client.get('Organisation', { Authorization: '' });
    expect(answer.status).toBe(401);
    expect(answer.json).toMatchObject({ Title: 'Unauthorized', Status: 401, Detail: 'AuthenticationUnsuccessful' });
  });

  test('refuses another tenant', async () => {
    const client = await start();
    const answer = await client.get('Organisation', { 'xero-tenant-id': '11111111-1111-4111-8111-111111111111' });
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({ Title: 'Forbidden', Status: 403, Detail: 'AuthenticationUnsuccessful' });
  });

  test('answers what is not there with plain text', async () => {
    const client = await start();
    const paths = ['Nope', 'Invoices/INV-404', 'Invoices/11111111-1111-4111-8111-111111111111', 'constructor'];
    const answers = await Promise.all(paths.map((path) => client.get(path)));
    for (const answer of answers) {
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(answer.text).toBe("The resource you're looking for cannot be found");
    }
  });

  test('refuses what it cannot read', async () => {
    const client = await start();
    expect((await client.send('POST', 'Invoices', '{"Invoices": [')).json).toMatchObject({ ErrorNumber: 14 });
    expect((await client.send('POST', 'Invoices', {})).json).toMatchObject({ ErrorNumber: 17 });
    expect((await client.send('POST', 'Invoices', { Contacts: [{ Name: 'A' }] })).json).toMatchObject({
      ErrorNumber: 17,
    });
    const bad = salesInvoice('A', { LineAmountTypes: 'NO_TAX' });
    expect((await client.send('POST', 'Invoices', bad)).json).toMatchObject({
      ErrorNumber: 14,
      Type: 'PostDataInvalidException',
    });
    expect((await client.get('Invoices?where=Status==%27x%27')).json).toMatchObject({ ErrorNumber: 16 });
    expect((await client.send('PUT', 'Organisation', {})).status).toBe(501);
  });

  test('refuses bodies above 10 MB', async () => {
    const client = await start();
    expect((await client.send('POST', 'Contacts', { Name: 'x'.repeat(10 * 1024 * 1024) })).status).toBe(413);
    expect((await client.get('Organisation')).status).toBe(200);
  });
});

describe('limits', () => {
  const limits = { minute: 2, day: 4, concurrent: 1, appMinute: 100 };

  test('count down, refuse with an empty body and begin anew', async () => {
    let now = Date.UTC(2026, 2, 1);
    const client = await start({ limits, now: () => now });
    const first = await client.get('Organisation');
    expect(first.headers.get('x-minlimit-remaining')).toBe('1');
    expect(first.headers.get('x-daylimit-remaining')).toBe('3');
    expect(first.headers.get('x-appminlimit-remaining')).toBe('99');
    expect(first.json.Id).toBe(first.headers.get('xero-correlation-id'));
    await client.get('Organisation');
    const refused = await client.get('Organisation');
    expect([refused.status, refused.text, refused.headers.get('content-type')]).toEqual([429, '', null]);
    expect(refused.headers.get('x-rate-limit-problem')).toBe('minute');
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    now += wait * 1000 - 1001;
    expect((await client.get('Organisation')).status).toBe(429);
    now += 1001;
    expect((await client.get('Organisation')).status).toBe(200);
    await client.get('Organisation');
    now += 60_000;
    const day = await client.get('Organisation');
    expect([day.status, day.headers.get('x-rate-limit-problem')]).toEqual([429, 'day']);
    expect(Number(day.headers.get('retry-after'))).toBeGreaterThan(60);
  });

  test('off pins what remains', async () => {
    const client = await start();
    await client.get('Organisation');
    expect((await client.get('Organisation')).headers.get('x-minlimit-remaining')).toBe('60');
  });

  test('refuse calls at once without saying how long to wait', async () => {
    const client = await start({ limits: { ...limits, minute: 60, day: 60 } });
    const body = { Name: 'x'.repeat(3_000_000) };
    const answers = await Promise.all(Array.from({ length: 8 }, () => client.send('PUT', 'Contacts', body)));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) {
      expect(answer.headers.get('retry-after')).toBeNull();
      expect(answer.headers.get('x-rate-limit-problem')).toBe('concurrent');
    }
  });
});

describe('an idempotency key', () => {
  const key = { 'Idempotency-Key': 'k-1' };

  test('gets the first reply again for six minutes, and nothing is written twice', async () => {
    let now = Date.UTC(2026, 2, 1);
    const client = await start({ now: () => now });
    const bill = { ...salesInvoice('B-1'), Type: 'ACCPAY', LineItems: [], Status: 'DRAFT' };
    const first = await client.send('PUT', 'Invoices', bill, key);
    now += 6 * 60_000 - 1;
    const again = await client.send('PUT', 'Invoices', bill, key);
    expect(again.text).toBe(first.text);
    expect((await client.get('Invoices')).json.Invoices).toHaveLength(1);
    now += 1;
    const later = await client.send('PUT', 'Invoices', bill, key);
    expect(later.json.Invoices[0].InvoiceID).not.toBe(first.json.Invoices[0].InvoiceID);
  });

  test('is refused for another request and beyond 128 characters', async () => {
    const client = await start();
    await client.send('PUT', 'Contacts', { Name: 'One' }, key);
    const other = await client.send('PUT', 'Contacts', { Name: 'Two' }, key);
    expect(other.status).toBe(400);
    expect(other.text).toContain('Idempotency Key: k-1 is used with a different request.');
    const long = await client.send('PUT', 'Contacts', { Name: 'Two' }, { 'Idempotency-Key': 'k'.repeat(129) });
    expect(long.status).toBe(400);
    expect(long.text).toContain('129');
    expect((await client.get('Contacts?where=Name=="Two"')).json.Contacts).toEqual([]);
  });

  test('keeps errors too', async () => {
    const client = await start();
    const bad = await client.send('PUT', 'Contacts', { Name: 'Basket Case' }, key);
    expect(bad.status).toBe(400);
    expect((await client.send('PUT', 'Contacts', { Name: 'Basket Case' }, key)).text).toBe(bad.text);
  });
});

describe('a sandbox for other machines', () => {
  test.each(['/', '/_page/requests', '/_sandbox/faults', '/_sandbox/webhooks'])(
    'shows %s to who knows its token',
    async (path) => {
      const client = await start({ host: 'localhost', token: 'own-token', admin: true });
      const ask = (password: string) =>
        fetch(client.sandbox.url + path, { headers: { Authorization: `Basic ${btoa(`me:${password}`)}` } });
      expect((await fetch(client.sandbox.url + path)).status).toBe(401);
      expect((await ask('sandbox-token')).status).toBe(401);
      expect((await ask('own-token')).status).toBe(200);
    },
  );

  test.each([
    ['PUT', 'faults'],
    ['POST', 'webhooks'],
  ])('takes no more than 100,000 bytes by %s of %s', async (method, path) => {
    const client = await start({ admin: true });
    const body = 'x'.repeat(100_001);
    expect((await fetch(`${client.sandbox.url}/_sandbox/${path}`, { method, body })).status).toBe(413);
  });
});

describe('the books', () => {
  test('survive a restart in a file of the owner alone, windows and keys with them', async () => {
    const now = () => Date.UTC(2026, 2, 1);
    const limits = { minute: 60, day: 5000, concurrent: 5, appMinute: 10_000 };
    const before = await start({ folder, now, limits });
    const reply = await before.send('PUT', 'Invoices', salesInvoice('R-1'), { 'Idempotency-Key': 'k' });
    await before.sandbox.close();
    expect(statSync(join(folder, 'gb.db')).mode & 0o777).toBe(0o600);
    const after = await start({ folder, now, limits });
    expect((await after.get('Invoices/R-1')).json.Invoices[0].Total).toBe(120);
    const again = await after.send('PUT', 'Invoices', salesInvoice('R-1'), { 'Idempotency-Key': 'k' });
    expect(again.text).toBe(reply.text);
    expect(again.headers.get('x-minlimit-remaining')).toBe('57');
    after.sandbox.reset();
    expect((await after.get('Invoices/R-1')).status).toBe(404);
  });

  test('a taken port is an error with its code', async () => {
    const client = await start();
    const port = Number(new URL(client.sandbox.url).port);
    await expect(openSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
