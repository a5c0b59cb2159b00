/** Processes that are killed at any moment of a renewal: whoever comes next, within the grace, has the connection still. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { createIdentity } from '../../src/xero/auth/identity.ts';
import { keepToken } from '../../src/xero/auth/keep-token.ts';
import { openConnectionStore } from '../../src/xero/auth/store/connection-store.ts';
import { gb, openIdentity } from '../contract/identity-client.ts';

const KILLS = process.env.CRASH_KILLS === undefined ? 8 : Math.min(200, Number(process.env.CRASH_KILLS));
const MINUTE = 60_000;
const SCOPES = 'offline_access accounting.settings.read';
/** A renewal takes about that long, ms. */
const LONGEST = 60;

test(`${KILLS} kills around a renewal lose no connection`, { timeout: 600_000 }, async () => {
  const home = await mkdtemp(join(tmpdir(), 'rowpost-renewals-'));
  const server = await openIdentity();
  onTestFinished(async () => {
    await server.close();
    await rm(home, { recursive: true, force: true });
  });
  let now = Date.now();
  const pass = (milliseconds: number) => {
    now += milliseconds;
    server.wait(milliseconds);
  };
  const given = await server.signIn({ scope: SCOPES });
  const store = openConnectionStore({ home });
  const hosts = { apiUrl: server.url, identityUrl: server.url };
  const tokens = {
    accessToken: given.access_token,
    refreshToken: given.refresh_token,
    receivedAt: now,
    expiresAt: now,
  };
  const signIn = {
    id: 'sign-in-1',
    grant: 'code',
    clientId: 'SANDBOX-PKCE-APP',
    hosts,
    scopes: SCOPES.split(' '),
    ...tokens,
  } as const;
  await store.change(async (_all, save) => save({ signIns: [signIn], organisations: [] }));
  const identity = createIdentity(server.url, { userAgent: 'rowpost/test' });
  let cutOff = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    await runAndKill([home, server.url, String(now)], (kill * LONGEST) / KILLS);
    const left = (await store.read()).signIns[0];
    if (left?.renewing !== undefined) cutOff += 1;
    pass(25 * MINUTE);
    const token = await keepToken({
      store,
      id: signIn.id,
      identity,
      clock: { now: () => now, sleep: async () => {} },
    }).token();
    expect((await server.call(token, 'Organisation', gb.tenantId)).status, `kill ${kill}`).toBe(200);
    pass(29 * MINUTE);
  }
  expect(cutOff).toBeGreaterThan(0);
});

async function runAndKill(words: readonly string[], delay: number): Promise<void> {
  const program = fileURLToPath(new URL('./renew-program.ts', import.meta.url));
  const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  await wait(delay);
  child.kill('SIGKILL');
  await ended;
}
