/** The sandbox's page in a real browser, with a mouse, on a phone and without script. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Client, line, openSandbox, salesInvoice } from '../contract/sandbox-client.ts';
import { faintTexts, namelessFields, sidewaysOverflow, wideCards } from './in-page.ts';

const hostile = '"><script>document.title = "owned"</script><img src=x onerror="document.title = \'owned\'">';
const list = '/_page/organisations/gb/invoices';

let browser: Browser;
let client: Client;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  client = await openSandbox({ orgs: ['gb', 'au'], now: () => Date.parse('2026-04-12T09:30:00Z') });
  const long = {
    Contact: { Name: 'X'.repeat(200) },
    Reference: 'R'.repeat(200),
    LineItems: [line({ Description: 'D'.repeat(2000) })],
  };
  await client.write(
    'PUT',
    'Invoices',
    salesInvoice('B-1'),
    salesInvoice('B-2', long),
    salesInvoice('B-3', { Status: 'DRAFT' }),
  );
  const attack = { Reference: hostile, LineItems: [line({ Description: hostile, UnitAmount: 1234567.89 })] };
  await client.write('PUT', 'Invoices', salesInvoice('B-4', attack));
  const payment = { Invoice: { InvoiceNumber: 'B-1' }, Account: { Code: '090' }, Date: '2026-03-05', Amount: 20 };
  await client.write('PUT', 'Payments', payment);
  await client.get(`Contacts?where=${encodeURIComponent(`Name=="${'y'.repeat(300)}"`)}`);
  await client.get('Contacts?where=Nonsense%3D%3D');
});

afterAll(async () => {
  await browser?.close();
  await client?.sandbox.close();
});

/** A page of its own, which must end without an error on its console. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: client.sandbox.url, ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  onTestFinished(async () => {
    await context.close();
    expect(errors).toEqual([]);
  });
  await page.goto(path);
  return page;
}

function dataRows(page: Page) {
  return page.locator('tbody tr');
}

test('leads from the organisations to a document, its contact and back', async () => {
  const page = await open('/');
  await page.getByRole('heading', { name: 'Demo Company (UK)' }).getByRole('link').click();
  await page.getByRole('link', { name: 'B-1', exact: true }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Invoice B-1 Awaiting payment');
  const lines = page.getByRole('table', { name: 'Lines' });
  expect(await lines.getByRole('cell').allInnerTexts()).toEqual([
    '2',
    '50.00',
    '',
    '200',
    'OUTPUT2',
    '20.00',
    '100.00',
  ]);
  expect(await page.getByRole('table', { name: 'Paid and credited' }).getByRole('cell').last().textContent()).toBe(
    '20.00',
  );
  const journal = page.getByRole('table', { name: /^Journal \d+$/ });
  expect(await journal.locator('tfoot td').allInnerTexts()).toEqual(['120.00', '120.00']);
  await page.getByRole('link', { name: 'Basket Case' }).click();
  expect(await dataRows(page).getByRole('rowheader').allInnerTexts()).toContain('B-1');
  await page.getByRole('link', { name: 'rowpost sandbox' }).click();
  expect(new URL(page.url()).pathname).toBe('/');
});

test('filters a list as soon as a status is chosen, and by text on Enter', async () => {
  const page = await open(list);
  await page.getByLabel('Status').selectOption('Draft');
  await page.waitForURL(/status=DRAFT/);
  expect(await dataRows(page).getByRole('rowheader').allInnerTexts()).toEqual(['B-3']);
  await page.getByLabel('Status').selectOption('All');
  await page.waitForURL(/status=&/);
  await page.getByLabel('Number or contact').fill('b-4');
  await page.keyboard.press('Enter');
  await page.waitForURL(/text=b-4/);
  expect(await dataRows(page).getByRole('rowheader').allInnerTexts()).toEqual(['B-4']);
});

test('shows a trial balance whose sides are equal', async () => {
  const page = await open('/_page/organisations/gb/trial-balance');
  expect(await page.getByText('Debits equal credits').isVisible()).toBe(true);
  const [debits, credits] = await page.locator('tfoot td').allInnerTexts();
  expect(debits).toBe(credits);
  expect(debits).toMatch(/^[\d,]+\.\d\d$/);
  await page.getByLabel('As at').fill('2020-01-31');
  await page.getByRole('button', { name: 'Show' }).click();
  expect(await page.getByText('Nothing is posted up to this day.').isVisible()).toBe(true);
});

test('filters the log of requests', async () => {
  const page = await open('/_page/requests');
  const all = await dataRows(page).count();
  await page.getByLabel('Status').selectOption('All that failed');
  await page.waitForURL(/status=failed/);
  expect(await dataRows(page).count()).toBe(1);
  expect(await dataRows(page).textContent()).toContain('Nonsense==');
  await page.getByLabel('Status').selectOption('All');
  await page.getByLabel('Method').selectOption('PUT');
  await page.waitForURL(/method=PUT/);
  const put = await dataRows(page).count();
  expect(put).toBeGreaterThan(1);
  expect(put).toBeLessThan(all);
});

test('brings in new requests by itself, once asked to, and keeps the filter', async () => {
  const page = await open('/_page/requests?text=Currencies');
  expect(await dataRows(page).count()).toBe(0);
  await page.getByLabel(/Refresh every/).check();
  await page.waitForURL(/refresh=5/);
  await client.get('Currencies');
  await client.get('BrandingThemes');
  await dataRows(page).first().waitFor({ timeout: 20_000 });
  expect(await dataRows(page).count()).toBe(1);
  expect(await page.getByLabel('Text').inputValue()).toBe('Currencies');
});

test('shows hostile texts as texts', async () => {
  const page = await open(`${list}?text=${encodeURIComponent(hostile)}`);
  expect(await page.getByLabel('Number or contact').inputValue()).toBe(hostile);
  await page.goto(`${list}?text=B-4`);
  await page.getByRole('link', { name: 'B-4' }).click();
  expect(await page.getByRole('rowheader', { name: hostile }).first().isVisible()).toBe(true);
  expect(await page.title()).toBe('Invoice B-4 · Demo Company (UK) · rowpost sandbox');
  expect(await page.locator('img').count()).toBe(0);
});

test.each(['light', 'dark'] as const)('fits a phone, %s', async (colorScheme) => {
  const page = await open('/', { viewport: { width: 375, height: 700 }, colorScheme, hasTouch: true });
  const invoices = [1, 2, 4].map((number) => `${list}?text=B-${number}`);
  const paths = [
    '/',
    list,
    '/_page/organisations/gb/trial-balance',
    '/_page/requests',
    '/_page/organisations/gb/payments',
  ];
  for (const path of [...paths, '/_page/organisations/gb/contacts', ...invoices]) {
    await page.goto(path);
    if (invoices.includes(path)) await page.getByRole('link', { name: /^B-/ }).click();
    const overflow = await page.evaluate(sidewaysOverflow);
    expect([page.url(), overflow]).toEqual([page.url(), 0]);
    expect(await page.evaluate(wideCards)).toEqual([]);
  }
});

test('keeps its texts readable in light and dark', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await open('/_page/requests', { colorScheme });
    for (const path of ['/_page/requests', list, '/_page/organisations/gb/trial-balance', '/']) {
      await page.goto(path);
      expect([path, colorScheme, await page.evaluate(faintTexts)]).toEqual([path, colorScheme, []]);
    }
  }
});

test('names every field and every table, and reaches all by keyboard', async () => {
  const page = await open('/_page/requests');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
  for (const path of ['/', list, '/_page/requests', '/_page/organisations/gb/trial-balance']) {
    await page.goto(path);
    expect(await page.locator('main').count()).toBe(1);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.evaluate(namelessFields)).toEqual([]);
    const tables = await page.locator('table').count();
    expect(await page.locator('table > caption').count()).toBe(tables);
  }
});

test('works without script', async () => {
  const page = await open(list, { javaScriptEnabled: false });
  await page.getByLabel('Status').selectOption('Draft');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.waitForURL(/status=DRAFT/);
  expect(await page.locator('tbody th').allInnerTexts()).toEqual(['B-3']);
});
