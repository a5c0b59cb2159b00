import { createServer, type Server } from 'node:net';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LostReply } from '../../src/xero/api.ts';
import { type Connection, createHttpApi } from '../../src/xero/http-api.ts';

const HOST = 'http://xero.test:8080';
const opened: { close(): Promise<void> }[] = [];
const servers: Server[] = [];

function api(change: Partial<Connection> = {}) {
  const made = createHttpApi({
    baseUrl: `${HOST}/api.xro/2.0`,
    tenantId: 'tenant-1',
    token: async () => 'token-1',
    userAgent: 'rowpost/test',
    ...change,
  });
  opened.push(made);
  return made;
}

/** A server that answers the first bytes it gets with a text and hangs up; without a text it keeps silent. */
async function rawServer(answer: string | undefined, received: Buffer[] = []): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      received.push(bytes);
      if (answer !== undefined) socket.end(answer);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/api.xro/2.0`;
}

beforeEach(() => {
  nock.disableNetConnect();
  nock.enableNetConnect(/127\.0\.0\.1|nowhere\.invalid/);
});

afterEach(async () => {
  nock.cleanAll();
  nock.enableNetConnect();
  await Promise.all(opened.splice(0).map((made) => made.close()));
  for (const server of servers.splice(0)) server.close();
});

describe('what is sent', () => {
  it('sends the exact bytes, the key, the tenant and the query, each encoded once', async () => {
    const body = '{"Invoices":[{"Total":10.10,"Reference":"Zoë / 5 % + VAT"}]}';
    const query = { summarizeErrors: 'false', where: 'Name=="A + B"' };
    const received: Buffer[] = [];
    const baseUrl = await rawServer('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}', received);
    const request = { method: 'PUT', path: '/Invoices', query, body, idempotencyKey: 'key-1' } as const;
    expect(await api({ baseUrl }).call(request)).toEqual({ status: 200, body: '{}' });
    const [head = '', sent] = Buffer.concat(received).toString('utf8').split('\r\n\r\n');
    expect(sent).toBe(body);
    const lines = head.toLowerCase().split('\r\n');
    expect(head).toContain(
      'PUT /api.xro/2.0/Invoices?summarizeErrors=false&where=Name%3D%3D%22A%20%2B%20B%22 HTTP/1.1',
    );
    expect(lines).toEqual(
      expect.arrayContaining([
        'authorization: bearer token-1',
        'accept: application/json',
        'content-type: application/json',
        'idempotency-key: key-1',
        'xero-tenant-id: tenant-1',
        'user-agent: rowpost/test',
      ]),
    );
  });

  it('sends a file as it is, and hands over the one that it asked for; a refusal is text all the same', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    const scope = nock(HOST, { reqheaders: { 'content-type': 'image/png', accept: 'application/json' } })
      .put('/api.xro/2.0/Invoices/1/Attachments/a%5B1%5D.png', Buffer.from(bytes).toString('hex'))
      .reply(200, '{}');
    const file = { bytes, type: 'image/png' };
    const put = { method: 'PUT', path: '/Invoices/1/Attachments/a%5B1%5D.png', file } as const;
    expect(await api().call(put)).toMatchObject({ status: 200, body: '{}' });
    nock(HOST, { reqheaders: { accept: 'application/pdf' }, badheaders: ['content-type'] })
      .get('/api.xro/2.0/Invoices/1')
      .reply(200, Buffer.from(bytes), { 'content-type': 'application/pdf' })
      .get('/api.xro/2.0/Invoices/2')
      .reply(404, 'There is none');
    const fetched = await api().call({ method: 'GET', path: '/Invoices/1', accept: 'application/pdf' });
    expect(fetched).toEqual({ status: 200, body: '', bytes: Buffer.from(bytes) });
    const missed = await api().call({ method: 'GET', path: '/Invoices/2', accept: 'application/pdf' });
    expect(missed).toEqual({ status: 404, body: 'There is none' });
    expect(scope.isDone()).toBe(true);
  });

  it('asks for what changed since, and names no content type without a body', async () => {
    const scope = nock(HOST, {
      reqheaders: { 'if-modified-since': '2026-10-01T08:00:00' },
      badheaders: ['content-type', 'idempotency-key'],
    })
      .get('/api.xro/2.0/Invoices')
      .reply(200, '{}');
    await api().call({ method: 'GET', path: '/Invoices', modifiedSince: '2026-10-01T08:00:00' });
    expect(scope.isDone()).toBe(true);
  });
});

describe('what comes back', () => {
  it('reads the limits, the wait and the ids off the headers', async () => {
    nock(HOST).get('/api.xro/2.0/Accounts').reply(429, '', {
      'Retry-After': '26',
      'X-Rate-Limit-Problem': 'Minute',
      'X-MinLimit-Remaining': '0',
      'X-DayLimit-Remaining': '344',
      'X-AppMinLimit-Remaining': '9999',
      'Xero-Correlation-Id': 'c-1',
      Date: 'Thu, 01 Oct 2026 08:00:00 GMT',
    });
    expect(await api().call({ method: 'GET', path: '/Accounts' })).toEqual({
      status: 429,
      body: '',
      retryAfter: 26,
      limitHit: 'minute',
      minuteLeft: 0,
      dayLeft: 344,
      appMinuteLeft: 9999,
      correlationId: 'c-1',
      serverTime: Date.UTC(2026, 9, 1, 8),
    });
  });

  it('leaves out what the headers do not say or say in no number', async () => {
    nock(HOST)
      .get('/api.xro/2.0/Accounts')
      .reply(503, '<html>The Organisation is offline</html>', { 'Retry-After': 'soon', 'Content-Type': 'text/html' });
    const reply = await api().call({ method: 'GET', path: '/Accounts' });
    expect(reply).toEqual({ status: 503, body: '<html>The Organisation is offline</html>' });
  });

  it('keeps characters whole that are cut by the network', async () => {
    const body = `{"Name":"${'Zoë – 漢字 '.repeat(20_000)}"}`;
    nock(HOST).get('/api.xro/2.0/Contacts').reply(200, body);
    expect((await api().call({ method: 'GET', path: '/Contacts' })).body).toBe(body);
  });
});

describe('a web page in the place of data', () => {
  it('is refused where something was read, and left to be judged where something was written', async () => {
    const page = () => [200, '<html></html>', { 'Content-Type': 'text/html; charset=utf-8' }] as const;
    nock(HOST)
      .get('/api.xro/2.0/Items')
      .reply(...page())
      .put('/api.xro/2.0/Items')
      .reply(...page());
    await expect(api().call({ method: 'GET', path: '/Items' })).rejects.toMatchObject({
      code: 'xero/web-page',
      exitCode: 3,
    });
    expect(await api().call({ method: 'PUT', path: '/Items', body: '{}' })).toMatchObject({ status: 200 });
  });
});

describe('a token that is refused', () => {
  it.each([
    ['AuthenticationUnsuccessful', '', 1],
    ['AuthorizationUnsuccessful', 'insufficient_scope', 0],
  ])('as %s is renewed where that can help', async (Detail, challenge, renewed) => {
    let renewals = 0;
    const headers = challenge === '' ? {} : { 'WWW-Authenticate': challenge };
    nock(HOST, { reqheaders: { authorization: 'Bearer token-1' } })
      .get('/api.xro/2.0/Items')
      .reply(401, { Detail }, headers);
    nock(HOST, { reqheaders: { authorization: 'Bearer new' } })
      .get('/api.xro/2.0/Items')
      .reply(200, '{}');
    const made = api({
      token: async () => (renewals === 0 ? 'token-1' : 'new'),
      refresh: async () => {
        renewals += 1;
        return true;
      },
    });
    expect((await made.call({ method: 'GET', path: '/Items' })).status).toBe(renewed === 1 ? 200 : 401);
    expect(renewals).toBe(renewed);
  });
});

describe('a token that has expired', () => {
  const expired = { Title: 'Unauthorized', Status: 401, Detail: 'TokenExpired: token expired at 01/01/2026 00:00:00' };

  it('is renewed once for calls that expire together, and each call is repeated once', async () => {
    let token = 'old';
    let renewals = 0;
    nock(HOST, { reqheaders: { authorization: 'Bearer old' } })
      .get('/api.xro/2.0/Items')
      .times(3)
      .reply(401, expired);
    nock(HOST, { reqheaders: { authorization: 'Bearer new' } })
      .get('/api.xro/2.0/Items')
      .times(3)
      .reply(200, '{}');
    const made = api({
      token: async () => token,
      refresh: async () => {
        renewals += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
        token = 'new';
        return true;
      },
    });
    const calls = [1, 2, 3].map(() => made.call({ method: 'GET', path: '/Items' }));
    expect((await Promise.all(calls)).map((reply) => reply.status)).toEqual([200, 200, 200]);
    expect(renewals).toBe(1);
  });

  it('comes back as the 401 it is where it cannot be renewed, or where the new one is refused too', async () => {
    nock(HOST).get('/api.xro/2.0/Items').times(3).reply(401, expired);
    const request = { method: 'GET', path: '/Items' } as const;
    expect((await api().call(request)).status).toBe(401);
    expect((await api({ refresh: async () => true }).call(request)).status).toBe(401);
    expect(nock.isDone()).toBe(true);
  });

  it('is not renewed for other reasons to refuse', async () => {
    nock(HOST)
      .get('/api.xro/2.0/Items')
      .reply(401, { Detail: 'AuthorizationUnsuccessful' }, { 'WWW-Authenticate': 'insufficient_scope' });
    const refresh = async () => {
      throw new Error('renewed');
    };
    const reply = await api({ refresh }).call({ method: 'GET', path: '/Items' });
    expect(reply).toMatchObject({ status: 401, authenticate: 'insufficient_scope' });
  });
});

describe('another sign-in that took over', () => {
  const PATH = '/api.xro/2.0/Items';

  it.each([
    ['a connection that was ended', 403, {}],
    ['a scope that is missing', 401, { 'WWW-Authenticate': 'insufficient_scope' }],
  ])('is used where the old one meets %s, once', async (_what, status, headers) => {
    const by = (bearer: string) => nock(HOST, { reqheaders: { authorization: `Bearer ${bearer}` } }).get(PATH);
    by('old').times(2).reply(status, {}, headers);
    by('new').reply(200, '{}');
    let token = 'old';
    const replaced = async () => {
      token = 'new';
      return true;
    };
    const request = { method: 'GET', path: '/Items' } as const;
    expect((await api({ token: async () => token, replaced }).call(request)).status).toBe(200);
    const alone = api({ token: async () => 'old', replaced: async () => false });
    expect((await alone.call(request)).status).toBe(status);
    expect(nock.isDone()).toBe(true);
  });
});

describe('a sign-in that takes too long', () => {
  const write = { method: 'PUT', path: '/Invoices', body: '{}', idempotencyKey: 'key-1' } as const;
  const slowly = async () => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    return true;
  };

  it.each([
    ['before a call', async () => `${await slowly()}`, undefined, 0],
    ['before its repetition', undefined, slowly, 1],
  ])('%s keeps it from leaving, for its key may be too old by then', async (_when, token, refresh, left) => {
    let came = 0;
    const refuse = () => {
      came += 1;
      return [401, {}] as const;
    };
    nock(HOST).put('/api.xro/2.0/Invoices').times(2).reply(refuse);
    const change = { ...(token === undefined ? {} : { token }), ...(refresh === undefined ? {} : { refresh }) };
    const call = api({ leavesWithinMs: 15, ...change }).call(write);
    await expect(call).rejects.toMatchObject({ name: 'LostReply', sent: false, signIn: true });
    expect(came).toBe(left);
  });
});

describe('no reply', () => {
  const write = { method: 'PUT', path: '/Invoices', body: '{}' } as const;

  async function lost(change: Partial<Connection>): Promise<LostReply> {
    const error: unknown = await api(change)
      .call(write)
      .then(
        () => undefined,
        (reason: unknown) => reason,
      );
    if (!(error instanceof LostReply)) throw new Error(`not lost: ${String(error)}`);
    return error;
  }

  it('was surely not sent where nobody listens', async () => {
    const baseUrl = await rawServer('');
    for (const server of servers.splice(0)) server.close();
    expect((await lost({ baseUrl })).sent).toBe(false);
  });

  it('was surely not sent where the host has no address', async () => {
    expect((await lost({ baseUrl: 'http://nowhere.invalid/api.xro/2.0' })).sent).toBe(false);
  });

  it('may have been carried out where the connection breaks before the reply', async () => {
    expect((await lost({ baseUrl: await rawServer('') })).sent).toBe(true);
  });

  it('may have been carried out where the reply is cut off', async () => {
    const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"Invoices":[';
    expect((await lost({ baseUrl: await rawServer(answer) })).sent).toBe(true);
  });

  it('may have been carried out where the reply does not come in time', async () => {
    const error = await lost({ baseUrl: await rawServer(undefined), timeoutMs: 50 });
    expect(error.sent).toBe(true);
    expect(error.message).toContain('in time');
  });
});

describe('a redirect', () => {
  it('is not followed, and the other host is named', async () => {
    nock(HOST).get('/api.xro/2.0/Items').reply(302, '', { Location: 'https://elsewhere.test/login' });
    const call = api().call({ method: 'GET', path: '/Items' });
    await expect(call).rejects.toMatchObject({ code: 'xero/redirected', exitCode: 3 });
    await expect(call).rejects.toThrow('elsewhere.test');
  });
});

describe('a reply without end', () => {
  it('is cut off at 64 MB and refused', async () => {
    nock(HOST)
      .get('/api.xro/2.0/Items')
      .reply(200, Buffer.alloc(65 * 1024 * 1024, 32));
    await expect(api().call({ method: 'GET', path: '/Items' })).rejects.toMatchObject({ code: 'xero/reply-too-large' });
  });
});
