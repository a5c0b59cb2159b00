import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allows, inWords } from '../../src/sandbox/identity/scopes.ts';
import { basic, cliScopes, gb, type IdentityClient, nz, openIdentity } from './identity-client.ts';

let client: IdentityClient;

beforeEach(async () => {
  client = await openIdentity();
});
afterEach(() => client.close());

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const problem = (status: number, title: string, detail: string) => ({
  Type: null,
  Title: title,
  Status: status,
  Detail: detail,
  Instance: expect.any(String),
  Extensions: {},
});

describe('the gate', () => {
  it('lets a token in to the organisations its user connected, by the header in any letter case', async () => {
    const { access_token } = await client.signIn();
    const answer = await client.call(access_token, 'Invoices', gb.tenantId.toUpperCase());
    expect(answer.json).toEqual({ tenantId: gb.tenantId, appId: 'SANDBOX-PKCE-APP' });
  });

  it('answers 401 without a token, with a forged one and with an identity token', async () => {
    const { access_token, id_token } = await client.signIn({ scope: cliScopes });
    const [head, content, signature] = access_token.split('.');
    const other = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    const forged = [`${head}.${content}x.${signature}`, `${other}.${content}.`, `${other}.${content}.${signature}`];
    for (const token of [undefined, 'anything', id_token, ...forged]) {
      const { status, json } = await client.call(token, 'Invoices', gb.tenantId);
      expect({ status, json }).toEqual({
        status: 401,
        json: problem(401, 'Unauthorized', 'AuthenticationUnsuccessful'),
      });
    }
  });

  it('takes no token that another sandbox signed', async () => {
    const other = await openIdentity();
    const { access_token } = await other.signIn();
    await other.close();
    expect((await client.call(access_token, 'Invoices', gb.tenantId)).status).toBe(401);
  });

  it('says when a token expired, in UTC and month first', async () => {
    const { access_token } = await client.signIn();
    client.wait(1800_000 - 1000);
    expect((await client.call(access_token, 'Invoices', gb.tenantId)).status).toBe(200);
    client.wait(1000);
    const { status, json } = await client.call(access_token, 'Invoices', gb.tenantId);
    expect(status).toBe(401);
    expect(json.Detail).toMatch(/^TokenExpired: token expired at \d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/);
    const expires = JSON.parse(Buffer.from(access_token.split('.')[1], 'base64url').toString()).exp * 1000;
    expect(Date.parse(`${json.Detail.slice(-19)} UTC`)).toBe(expires);
  });

  it.each([
    ['no organisation', undefined],
    ['one not connected', nz.tenantId],
    ['one nobody knows', 'bbbbbbbb-0000-4000-a000-000000000009'],
  ])('answers 403 to a call that names %s', async (_name, tenantId) => {
    const { access_token } = await client.signIn();
    const { status, json } = await client.call(access_token, 'Invoices', tenantId);
    expect({ status, json }).toEqual({ status: 403, json: problem(403, 'Forbidden', 'AuthenticationUnsuccessful') });
  });

  it('may print the keys of a 403 as the documentation does', async () => {
    const other = await openIdentity({ settings: { forbiddenKeys: 'lower' } });
    const { json } = await other.call('sandbox-token', 'Invoices', 'elsewhere');
    const instance = expect.any(String);
    expect(json).toEqual({ title: 'Forbidden', status: 403, detail: 'AuthenticationUnsuccessful', instance });
    await other.close();
  });

  it('answers 401 with a challenge when a scope is missing, also to a write with a scope to read', async () => {
    const { access_token } = await client.signIn({ scope: 'accounting.contacts.read' });
    expect((await client.call(access_token, 'Contacts', gb.tenantId)).status).toBe(200);
    for (const [method, path] of [
      ['POST', 'Contacts'],
      ['GET', 'Invoices'],
    ] as const) {
      const { status, json, headers } = await client.call(access_token, path, gb.tenantId, method);
      expect({ status, json }).toEqual({
        status: 401,
        json: problem(401, 'Unauthorized', 'AuthorizationUnsuccessful'),
      });
      expect(headers.get('www-authenticate')).toBe('insufficient_scope');
    }
  });

  it.each([
    ['organisation', 403],
    ['scope', 401],
  ] as const)('checks the %s first where it is told to', async (gateOrder, status) => {
    const other = await openIdentity({ settings: { gateOrder, scopeChallenge: 'insufficent_scope' } });
    const { access_token } = await other.signIn({ scope: 'accounting.contacts' });
    expect((await other.call(access_token, 'Invoices', nz.tenantId)).status).toBe(status);
    const { headers } = await other.call(access_token, 'Invoices', gb.tenantId);
    expect(headers.get('www-authenticate')).toBe('insufficent_scope');
    await other.close();
  });
});

describe('the token that opens everything', () => {
  it('acts for the first organisation where none is named, and for every other by name', async () => {
    expect((await client.call('sandbox-token', 'Invoices')).json).toMatchObject({ tenantId: gb.tenantId });
    expect((await client.call('sandbox-token', 'Journals', nz.tenantId)).json).toMatchObject({ tenantId: nz.tenantId });
    expect((await client.call('sandbox-token', 'Invoices', 'elsewhere')).status).toBe(403);
  });

  it('lists every organisation', async () => {
    const { json } = await client.get('/connections', bearer('sandbox-token'));
    expect(json.map((one: { tenantName: string }) => one.tenantName)).toEqual([gb.name, nz.name]);
  });

  it("gives way to one of the owner's own, which is the secret of the built-in apps as well", async () => {
    const own = await openIdentity({ token: 'my-own-token' });
    expect((await own.call('sandbox-token', 'Invoices')).status).toBe(401);
    expect((await own.call('my-own-token', 'Invoices')).status).toBe(200);
    const grant = { grant_type: 'client_credentials' };
    const known = await own.post('/connect/token', grant, basic('SANDBOX-CUSTOM-CONNECTION', 'sandbox-token'));
    expect(known.json).toEqual({ error: 'invalid_client' });
    await own.close();
  });
});

describe('a custom connection', () => {
  const tokenOf = async (id: string, secret: string) =>
    (await client.post('/connect/token', { grant_type: 'client_credentials' }, basic(id, secret))).json.access_token;

  it('needs no organisation named, takes its own and no other', async () => {
    const token = await tokenOf('SANDBOX-CUSTOM-CONNECTION', 'sandbox-token');
    expect((await client.call(token, 'Invoices')).json).toMatchObject({ tenantId: gb.tenantId });
    expect((await client.call(token, 'Invoices', '')).json).toMatchObject({ tenantId: gb.tenantId });
    expect((await client.call(token, 'Invoices', gb.tenantId)).status).toBe(200);
    expect((await client.call(token, 'Invoices', nz.tenantId)).status).toBe(403);
    const { json } = await client.get('/connections', bearer(token));
    expect(json).toMatchObject([{ tenantId: gb.tenantId, tenantType: 'ORGANISATION', tenantName: gb.name }]);
  });

  it('may be registered for another organisation and fewer scopes', async () => {
    await client.close();
    const scopes = ['accounting.contacts.read'];
    const app = { id: 'NZ', name: 'NZ', kind: 'custom', secret: 's', organisation: nz.tenantId, scopes } as const;
    client = await openIdentity({ apps: [app] });
    const token = await tokenOf('NZ', 's');
    expect((await client.call(token, 'Contacts')).json).toEqual({ tenantId: nz.tenantId, appId: 'NZ' });
    expect((await client.call(token, 'Invoices')).status).toBe(401);
  });
});

describe('connections', () => {
  it('lists several organisations behind one login', async () => {
    const { access_token } = await client.signIn({}, [gb.tenantId, nz.tenantId]);
    const { status, json } = await client.get('/connections', bearer(access_token));
    expect(status).toBe(200);
    const guid = expect.stringMatching(/^[0-9a-f-]{36}$/);
    const utc = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}$/);
    const common = {
      id: guid,
      authEventId: guid,
      tenantType: 'ORGANISATION',
      createdDateUtc: utc,
      updatedDateUtc: utc,
    };
    const named = [gb, nz].map(({ tenantId, name }) => ({ ...common, tenantId, tenantName: name }));
    expect(json).toEqual(expect.arrayContaining(named));
    expect(json).toHaveLength(2);
    expect((await client.call(access_token, 'Invoices', nz.tenantId)).status).toBe(200);
  });

  it('keeps those of earlier consents, and touches only those of the last', async () => {
    await client.signIn({}, [gb.tenantId]);
    client.wait(60_000);
    const { access_token } = await client.signIn({}, [nz.tenantId]);
    const { json } = await client.get('/connections', bearer(access_token));
    const [older, newer] = json;
    expect([older.tenantId, newer.tenantId]).toEqual([gb.tenantId, nz.tenantId]);
    const event = JSON.parse(Buffer.from(access_token.split('.')[1], 'base64url').toString()).authentication_event_id;
    expect(newer.authEventId).toBe(event);
    expect((await client.get(`/connections?authEventId=${event}`, bearer(access_token))).json).toEqual([newer]);
    client.wait(60_000);
    await client.signIn({}, [gb.tenantId]);
    const again = (await client.get('/connections', bearer(access_token))).json[0];
    expect(again).toMatchObject({ id: older.id, createdDateUtc: older.createdDateUtc });
    expect(again.updatedDateUtc > older.updatedDateUtc).toBe(true);
  });

  it('ends one with 204 and leaves the token good for the others', async () => {
    const { access_token } = await client.signIn({}, [gb.tenantId, nz.tenantId]);
    const { json } = await client.get('/connections', bearer(access_token));
    const { id } = json.find((one: { tenantId: string }) => one.tenantId === gb.tenantId);
    const gone = await client.send('DELETE', `/connections/${id}`, bearer(access_token));
    expect(gone).toMatchObject({ status: 204, text: '' });
    expect((await client.call(access_token, 'Invoices', gb.tenantId)).status).toBe(403);
    expect((await client.call(access_token, 'Invoices', nz.tenantId)).status).toBe(200);
    expect((await client.send('DELETE', `/connections/${id}`, bearer(access_token))).status).toBe(404);
  });

  it('does not let one app end a connection of another', async () => {
    const { access_token } = await client.signIn();
    const { id } = (await client.get('/connections', bearer(access_token))).json[0];
    expect((await client.send('DELETE', `/connections/${id}`, bearer('sandbox-token'))).status).toBe(404);
    expect((await client.call(access_token, 'Invoices', gb.tenantId)).status).toBe(200);
  });

  it('answers 401 without a token', async () => {
    expect((await client.get('/connections')).json).toEqual(problem(401, 'Unauthorized', 'AuthenticationUnsuccessful'));
  });

  it('forgets an organisation that is there no longer', async () => {
    let organisations = [gb, nz];
    const other = await openIdentity({ organisations: () => organisations });
    const { access_token } = await other.signIn();
    organisations = [{ ...gb, tenantId: 'cccccccc-0000-4000-a000-000000000003' }, nz];
    expect((await other.get('/connections', bearer(access_token))).json).toEqual([]);
    expect((await other.call(access_token, 'Invoices', gb.tenantId)).status).toBe(403);
    await other.close();
  });
});

/** Method, path, a scope that opens it and one that does not. */
const openings = `
GET Invoices accounting.invoices.read accounting.invoice.read
GET invoices accounting.invoices accounting.payments
GET Invoices/1/History accounting.invoices.read accounting.settings.read
PUT Invoices/1/History accounting.invoices accounting.invoices.read
POST Invoices accounting.transactions accounting.transactions.read
GET Invoices accounting.transactions.read accounting.reports.read
GET Invoices/1/Attachments accounting.attachments.read accounting.invoices
PUT Contacts/1/Attachments/a.pdf accounting.attachments accounting.contacts
GET CreditNotes accounting.invoices.read accounting.payments.read
PUT CreditNotes/1/Allocations accounting.invoices accounting.payments
GET Quotes accounting.invoices.read accounting.contacts
POST Payments accounting.payments accounting.invoices
POST Payments accounting.transactions accounting.settings
PUT BatchPayments accounting.payments accounting.payments.read
GET Prepayments accounting.payments.read accounting.invoices.read
GET Overpayments accounting.payments accounting.banktransactions
GET BankTransactions accounting.banktransactions.read accounting.payments.read
PUT BankTransfers accounting.banktransactions accounting.banktransactions.read
PUT ManualJournals accounting.manualjournals accounting.journals.read
GET Journals accounting.journals.read accounting.manualjournals
GET Budgets accounting.budgets.read accounting.settings
GET Accounts accounting.settings.read accounting.contacts.read
DELETE Accounts/1 accounting.settings accounting.settings.read
GET Items accounting.invoices.read accounting.transactions
PUT Items accounting.settings accounting.settings.read
GET Organisation accounting.settings.read openid
POST Contacts accounting.contacts accounting.contacts.read
GET ContactGroups accounting.contacts.read accounting.settings
GET Reports/TrialBalance accounting.reports.trialbalance.read accounting.reports.balancesheet.read
GET Reports/TrialBalance accounting.reports.read accounting.transactions
GET Reports/AgedReceivablesByContact accounting.reports.aged.read accounting.contacts
GET Reports/AgedPayablesByContact accounting.reports.aged.read accounting.reports.taxreports.read
GET Reports/ProfitAndLoss accounting.reports.profitandloss.read accounting.reports.aged.read
GET Reports/TenNinetyNine accounting.reports.tenninetynine.read accounting.reports.read
GET Reports/1 accounting.reports.taxreports.read accounting.reports.aged.read
GET ExpenseClaims accounting.transactions.read accounting.invoices
`;

describe('scopes', () => {
  it.each(openings.trim().split('\n'))('%s', (line) => {
    const [method = '', path = '', opens = '', opensNot = ''] = line.split(' ');
    expect(allows(new Set([opens]), method, path.split('/'))).toBe(true);
    expect(allows(new Set([opensNot]), method, path.split('/'))).toBe(false);
  });

  it('lets calls through to where nothing is', () => {
    expect(allows(new Set(), 'GET', ['Nothing'])).toBe(true);
  });

  it('have words of their own, whether to read or to write', () => {
    expect(inWords('accounting.contacts')).toBe('View and change contacts and contact groups');
    expect(inWords('accounting.contacts.read')).toBe('View contacts and contact groups');
    expect(inWords('accounting.reports.aged.read')).toBe('View reports: aged');
    expect(inWords('accounting.reports.read')).toBe('View all reports (deprecated)');
    expect(inWords('files')).toContain('does not have');
  });
});

it('leaves errors of its own to whoever mounts it', async () => {
  client.identity.close();
  const body = new URLSearchParams({ ticket: 'x' });
  const consent = async () => client.identity.routes.request('/identity/connect/consent', { method: 'POST', body });
  await expect(consent()).rejects.toThrow('not open');
});
