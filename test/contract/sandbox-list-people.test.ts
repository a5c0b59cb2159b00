import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Client, type Loose, openSandbox } from './sandbox-client.ts';

let client: Client;
let now = Date.UTC(2026, 9, 15);
beforeEach(async () => {
  now = Date.UTC(2026, 9, 15);
  client = await openSandbox({ now: () => now });
});
afterEach(() => client.sandbox.close());

const budgets = async (path = ''): Promise<Loose[]> => (await client.get(`Budgets${path}`)).json.Budgets;
const months = ({ BudgetLines }: Loose) => BudgetLines[0].BudgetBalances.map((balance: Loose) => balance.Period);

test('users are listed, filtered and read one by one', async () => {
  const users: Loose[] = (await client.get('Users?order=LastName')).json.Users;
  expect(users.map((user) => user.OrganisationRole)).toEqual(['FINANCIALADVISER', 'STANDARD', 'INVOICEONLY']);
  expect((await client.get('Users?where=IsSubscriber==true')).json.Users).toEqual([users[0]]);
  expect((await client.get(`Users/${users[1].UserID}`)).json.Users).toEqual([users[1]]);
  expect((await client.get('Users', { 'If-Modified-Since': '2027-01-01T00:00:00' })).json.Users).toEqual([]);
  expect((await client.send('PUT', 'Users', { FirstName: 'Eve' })).status).toBe(501);
});

test('a list of budgets has no amounts, one of them those of three months', async () => {
  const [all, north] = await budgets();
  expect([all, north].map(({ Type, BudgetLines, Tracking }) => [Type, BudgetLines, Tracking])).toEqual([
    ['OVERALL', [], []],
    ['TRACKING', [], []],
  ]);
  expect(await budgets(`?IDs=${north.BudgetID}`)).toEqual([north]);
  const [single] = await budgets(`/${north.BudgetID}`);
  expect(single.Tracking).toMatchObject([{ Name: 'Region', Option: 'North' }]);
  expect(single.BudgetLines.map((line: Loose) => line.AccountCode)).toEqual(['200', '310', '400']);
  expect(single.BudgetLines[0].AccountID).toEqual(expect.any(String));
  expect(months(single)).toEqual(['2026-09', '2026-10', '2026-11']);
});

test.each([
  ['DateFrom=2026-12-31&DateTo=2027-01-01', ['2026-12', '2027-01'], 2],
  ['DateFrom=2025-03-10', ['2025-03', '2027-02'], 24],
  ['DateTo=2026-02-28', ['2025-01', '2026-02'], 14],
  ['DateFrom=2025-01-01&DateTo=2027-12-31', ['2025-01', '2026-12'], 24],
])('the amounts of %s', async (query, ends, count) => {
  const [all] = await budgets();
  const found = months((await budgets(`/${all.BudgetID}?${query}`))[0]);
  expect([[found[0], found.at(-1)], found.length]).toEqual([ends, count]);
});

test('reminders are off', async () => {
  expect((await client.get('InvoiceReminders/Settings')).json.InvoiceReminders).toEqual([{ Enabled: false }]);
  expect((await client.get('InvoiceReminders')).status).toBe(501);
});

test('payment services are added, and offered with a theme', async () => {
  const given = { PaymentServiceName: 'PayUpNow', PaymentServiceUrl: 'https://pay.example.com/', PayNowText: 'Pay' };
  const made = await client.send('PUT', 'PaymentServices', { PaymentServices: [given] });
  const [service] = made.json.PaymentServices;
  expect(service).toEqual({ ...given, PaymentServiceID: expect.any(String), PaymentServiceType: 'Custom' });
  expect((await client.get('PaymentServices')).json.PaymentServices).toEqual([service]);
  const [theme] = (await client.get('BrandingThemes')).json.BrandingThemes;
  const path = `BrandingThemes/${theme.BrandingThemeID}/PaymentServices`;
  expect((await client.get(path)).json.PaymentServices).toEqual([]);
  await client.send('POST', path, { PaymentServices: [service] });
  expect((await client.get(path)).json.PaymentServices).toEqual([service]);
  expect((await client.get('BrandingThemes')).json.BrandingThemes[0]).toEqual(theme);
  const unknown = await client.send('POST', path, { PaymentServiceID: crypto.randomUUID() });
  expect(unknown.text).toContain('Payment service could not be found');
  expect((await client.send('PUT', 'PaymentServices', { PayNowText: 'Pay' })).status).toBe(400);
});
