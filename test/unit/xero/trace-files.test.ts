/** A trace tells that files went either way, and nothing of what is in them. */

import { expect, test } from 'vitest';
import type { Clock } from '../../../src/model/clock.ts';
import type { Api } from '../../../src/xero/api.ts';
import { traceApi } from '../../../src/xero/trace-api.ts';

const clock: Clock = { now: () => 0, sleep: async () => {} };
const SECRET = 'what the receipt says';

test('their types and sizes stand in the line', async () => {
  const lines: string[] = [];
  const bytes = Buffer.from(SECRET);
  const api: Api = { call: async () => ({ status: 200, body: '', bytes }) };
  const traced = traceApi(api, clock, (line) => lines.push(line), { data: true });
  const path = '/Invoices/1/Attachments/a.pdf';
  const reply = await traced.call({ method: 'PUT', path, file: { bytes, type: 'application/pdf' } });
  expect(reply.bytes).toBe(bytes);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    path,
    file: { type: 'application/pdf', bytes: 21 },
    bytes: 21,
    request: null,
    reply: null,
  });
  expect(lines.join('')).not.toContain('receipt says');
});
