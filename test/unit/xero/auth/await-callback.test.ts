/** Who may answer for the user's browser, and how long it is waited for. */

import { request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { awaitCallback, type CallbackOptions } from '../../../../src/xero/auth/await-callback.ts';
import { requestConsent } from '../../../../src/xero/auth/consent.ts';

/** Below those that the system gives out itself, so that no connection has it. */
let port = 20_000 + (process.pid % 10_000);

async function open(options: Partial<CallbackOptions> = {}) {
  port += 1;
  const redirect = `http://localhost:${port}/callback`;
  const consent = requestConsent({
    clientId: 'app',
    identityUrl: 'https://identity.xero.com',
    redirect,
    secret: false,
    scopes: ['a'],
  });
  const callback = await awaitCallback(consent, { onStrange: () => {}, ...options });
  onTestFinished(() => callback.close());
  return { callback, consent, answer: `/callback?code=the-code&state=${consent.state}` };
}

/** The status of a call to the callback's port. */
function call(
  path: string,
  { host = `localhost:${port}`, method = 'GET', address = '127.0.0.1' } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: address, port, path, method, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once('error', reject);
    sent.end();
  });
}

test('the page is the login host of Xero, with a challenge and without the verifier', async () => {
  const { consent } = await open();
  const url = new URL(consent.url);
  expect(url.origin + url.pathname).toBe('https://login.xero.com/identity/connect/authorize');
  expect(url.searchParams.get('scope')).toBe('offline_access a');
  expect(url.searchParams.get('code_challenge_method')).toBe('S256');
  expect(consent.verifier).toMatch(/^[\w-]{43,128}$/);
  expect(consent.url).not.toContain(consent.verifier);
});

test.each([
  ['another host name', (answer: string) => call(answer, { host: 'evil.example' })],
  ['another host name with the right port', (answer: string) => call(answer, { host: `evil.example:${port}` })],
  ['another method', (answer: string) => call(answer, { method: 'POST' })],
  ['another path', (answer: string) => call(answer.replace('/callback', '/callback/x'))],
])('a call by %s is not found, and the answer still comes through', async (_what, wrong) => {
  const { callback, answer } = await open();
  expect(await wrong(answer)).toBe(404);
  expect(await call(answer)).toBe(200);
  expect(await callback.code).toBe('the-code');
});

test('nobody in time, and Ctrl-C, end the waiting', async () => {
  const late = await open({ patienceMs: 20 });
  await expect(late.callback.code).rejects.toMatchObject({ code: 'connect/late', exitCode: 3 });
  const stop = new AbortController();
  const stopped = await open({ signal: stop.signal });
  stop.abort(new Error('stopped'));
  await expect(stopped.callback.code).rejects.toThrow('stopped');
});
