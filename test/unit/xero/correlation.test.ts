import { describe, expect, test } from 'vitest';
import type { ApiReply } from '../../../src/xero/api.ts';
import { invoices } from '../../../src/xero/entities/invoices.ts';
import { readPage } from '../../../src/xero/read-page.ts';
import { readWriteReply } from '../../../src/xero/read-reply.ts';
import { refusalOf } from '../../../src/xero/refusal-of.ts';

const ID = '0b8f6a2e-0000-4000-8000-000000000001';

function reply(status: number, body: object, correlationId = ID): ApiReply {
  return { status, body: JSON.stringify(body), correlationId };
}

function read(answer: ApiReply) {
  return readWriteReply(invoices, invoices.create!, [{ document: 1, number: 'A-1' }], answer);
}

describe("the name of Xero's call stands in", () => {
  test.each([
    [401, { Detail: 'TokenExpired: token expired' }],
    [401, { Detail: 'AuthorizationUnsuccessful' }],
    [401, {}],
    [403, {}],
  ])('the first line of what HTTP %s %j means', (status, body) => {
    const [what, remedy] = refusalOf(reply(status, body), 'Acme')!.message.split('\n');
    expect(what).toMatch(new RegExp(` \\(correlation ID ${ID}\\)\\.$`));
    expect(remedy).not.toContain(ID);
  });

  test('a refusal to read', async () => {
    const api = { call: async () => reply(400, { Message: 'Too many records' }) };
    await expect(readPage(api, { path: '/Invoices' })).rejects.toThrow(
      `(HTTP 400): Too many records (correlation ID ${ID}).`,
    );
  });

  test.each(['The Organisation is offline', 'The Xero API is currently offline for maintenance'])(
    'that Xero is away: %s',
    async (body) => {
      const away = { status: 503, body, correlationId: ID };
      const api = { call: async () => away };
      await expect(readPage(api, { path: '/Invoices' })).rejects.toThrow(`(HTTP 503): ${body} (correlation ID ${ID}).`);
      expect(read(away)).toMatchObject({ whole: { message: `${body} (correlation ID ${ID})` } });
    },
  );

  test('what is no reply to a reading', async () => {
    const api = { call: async () => reply(200, { Contacts: [] }) };
    await expect(readPage(api, { path: '/Invoices' })).rejects.toThrow(`holds no Invoices (correlation ID ${ID}).\n`);
  });

  test('a refusal of a whole request', () => {
    expect(read(reply(500, { Message: 'An error occurred.' }))).toMatchObject({
      whole: { message: `An error occurred (correlation ID ${ID}).` },
    });
  });

  test("the last of a document's errors, and not in its warnings", () => {
    const element = {
      InvoiceNumber: 'A-1',
      StatusAttributeString: 'ERROR',
      ValidationErrors: [{ Message: 'First.' }, { Message: 'Second' }],
      Warnings: [{ Message: 'Remark.' }],
    };
    const reading = read(reply(200, { Invoices: [element] }));
    expect('members' in reading && reading.members[0]?.messages.map(({ text }) => text)).toEqual([
      'First.',
      `Second (correlation ID ${ID})`,
      'Remark.',
    ]);
  });
});
