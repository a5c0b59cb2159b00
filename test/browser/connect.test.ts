/** The whole way of a user: the command opens the browser, the consent page is clicked through, and a job runs on the alias. */

import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';
import { openServer, PKCE } from '../support/connecting.ts';

const PORT = '28742';
let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
});

afterAll(() => browser?.close());

/** A browser whose user does `act` on the consent page; `ends` gets the text of the page that it ends at. */
function userWho(act: (page: Page) => Promise<void>, ends: string[]) {
  return async (url: string) => {
    const page = await browser.newPage();
    await page.goto(url);
    await act(page);
    await page.waitForURL(/localhost:28742\/callback/);
    ends.push((await page.textContent('body')) ?? '');
    await page.close();
    return true;
  };
}

test('a user connects two organisations, and a job writes to one of them', async () => {
  const [line, server] = [await openCommandLine(), await openServer()];
  await line.write({
    'job.yaml': invoicesJob().replace('org: sandbox-gb', 'org: demo-company-uk'),
    'invoices.csv': INVOICES,
  });
  const [ends, scopes]: [string[], string[]] = [[], []];
  const browse = userWho(async (page) => {
    scopes.push(...(await page.locator('li code').allInnerTexts()));
    for (const name of ['Demo Company (UK)', 'Demo Company (AU)']) await page.getByLabel(name).check();
    await page.getByRole('button', { name: 'Allow access' }).click();
  }, ends);
  const surroundings = { env: PKCE, browse };
  const done = await line.runIn(surroundings, 'connect', 'job.yaml', '--port', PORT, ...server.at);
  expect(done.code, done.err).toBe(0);
  expect(done.out).toMatch(/demo-company-au .*\n.*demo-company-uk /);
  expect(ends[0]).toContain('You can close this page');
  expect(scopes.toSorted()).toEqual([
    'accounting.contacts',
    'accounting.invoices',
    'accounting.settings.read',
    'offline_access',
  ]);
  const ran = await line.run('run', 'job.yaml', '--yes', '--out', 'out');
  expect(ran.code, ran.err).toBe(0);
  expect((await line.table('out/report.csv')).map(({ Status }) => Status)).toEqual(['OK', 'OK', 'OK']);
});

test('a user who cancels is told so in the browser and in the terminal', async () => {
  const [line, server] = [await openCommandLine(), await openServer()];
  const ends: string[] = [];
  const browse = userWho((page) => page.getByRole('button', { name: 'Cancel' }).click(), ends);
  const denied = await line.runIn({ env: PKCE, browse }, 'connect', '--port', PORT, ...server.at);
  expect(denied).toMatchObject({ code: 3, out: '' });
  expect(denied.err).toContain('The access was not allowed.');
  expect(ends[0]).toContain('The access was not allowed.');
});
