import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openForTest, openSandbox, salesInvoice } from './sandbox-client.ts';

const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the gate', () => {
  test('refuses calls without a token', async () => {
    const client = await openForTest();
    const answer = await client.get('Organisation', { Authorization: '' });
    expect(answer.status).toBe(401);
    expect(answer.json).toMatchObject({ Title: 'Unauthorized', Status: 401, Detail: 'AuthenticationUnsuccessful' });
  });

  test('refuses another tenant', async () => {
    const client = await openForTest();
    const answer = await client.get('Organisation', { 'xero-tenant-id': '11111111-1111-4111-8111-111111111111' });
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({ Title: 'Forbidden', Status: 403, Detail: 'AuthenticationUnsuccessful' });
  });

  test('answers what is not there with plain text', async () => {
    const client = await openForTest();
    const paths = ['Nope', 'Invoices/INV-404', 'Invoices/11111111-1111-4111-8111-111111111111', 'constructor'];
    const answers = await Promise.all(paths.map((path) => client.get(path)));
    for (const answer of answers) {
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(answer.text).toBe("The resource you're looking for cannot be found");
    }
  });

  test('refuses what it cannot read', async () => {
    const client = await openForTest();
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

  test.each([
    ['Invoices', (deep: string) => `{"Type":"ACCREC","LineItems":[{"X":${deep}}]}`],
    ['Contacts', (deep: string) => `{"Name":"\\"[[[","X":${deep}}`],
    ['Payments', (deep: string) => `[{"X":${deep},"Amount":12345678901234567890}]`],
  ])('refuses bodies of %s without end to their depth, and takes what is deep', async (endpoint, bodyOf) => {
    const client = await openForTest();
    const nested = (depth: number) => bodyOf('['.repeat(depth) + ']'.repeat(depth));
    const refused = await client.send('PUT', endpoint, nested(100_000));
    expect([refused.status, refused.json.ErrorNumber]).toEqual([400, 14]);
    expect(refused.json.Message).toContain('MaxDepth of 64');
    expect((await client.send('PUT', endpoint, nested(60))).json.ErrorNumber).not.toBe(14);
  });

  test('refuses bodies above 10 MB', async () => {
    const client = await openForTest();
    expect((await client.send('POST', 'Contacts', { Name: 'x'.repeat(10 * 1024 * 1024) })).status).toBe(413);
    expect((await client.get('Organisation')).status).toBe(200);
  });
});

describe('a sandbox for other machines', () => {
  test.each(['/', '/_page/requests', '/_sandbox/faults', '/_sandbox/webhooks'])(
    'shows %s to who knows its token',
    async (path) => {
      const client = await openForTest({ host: 'localhost', token: 'own-token', admin: true });
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
    const client = await openForTest({ admin: true });
    const body = 'x'.repeat(100_001);
    expect((await fetch(`${client.sandbox.url}/_sandbox/${path}`, { method, body })).status).toBe(413);
  });
});

describe('the books', () => {
  test('survive a restart in a file of the owner alone, windows and keys with them', async () => {
    const now = () => Date.UTC(2026, 2, 1);
    const limits = { minute: 60, day: 5000, concurrent: 5, appMinute: 10_000 };
    const before = await openForTest({ folder, now, limits });
    const reply = await before.send('PUT', 'Invoices', salesInvoice('R-1'), { 'Idempotency-Key': 'k' });
    await before.sandbox.close();
    expect(statSync(join(folder, 'gb.db')).mode & 0o777).toBe(0o600);
    const after = await openForTest({ folder, now, limits });
    expect((await after.get('Invoices/R-1')).json.Invoices[0].Total).toBe(120);
    const again = await after.send('PUT', 'Invoices', salesInvoice('R-1'), { 'Idempotency-Key': 'k' });
    expect(again.text).toBe(reply.text);
    expect(again.headers.get('x-minlimit-remaining')).toBe('57');
    after.sandbox.reset();
    expect((await after.get('Invoices/R-1')).status).toBe(404);
  });

  test('a taken port is an error with its code', async () => {
    const client = await openForTest();
    const port = Number(new URL(client.sandbox.url).port);
    await expect(openSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
