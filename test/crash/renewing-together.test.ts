/** Processes that find the access token at its end at the same moment: the login server is asked once, by one of them. */

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { SignIn } from '../../src/xero/auth/sign-in.ts';
import { openConnectionStore } from '../../src/xero/auth/store/connection-store.ts';
import { gb, openIdentity } from '../contract/identity-client.ts';

const PROCESSES = 5;
const CALLS = 10;
const SCOPES = 'offline_access accounting.settings.read';

test(`${PROCESSES * CALLS} calls of ${PROCESSES} processes at the end of a token make one renewal`, async () => {
  const home = await mkdtemp(join(tmpdir(), 'rowpost-together-'));
  const server = await openIdentity();
  onTestFinished(async () => {
    await server.close();
    await rm(home, { recursive: true, force: true });
  });
  const { access_token: first, refresh_token: refreshToken } = await server.signIn({ scope: SCOPES });
  const door = await openDoor(server.url);
  const now = Date.now();
  const signIn: SignIn = {
    ...{ id: 'sign-in-1', grant: 'code', clientId: 'SANDBOX-PKCE-APP', scopes: SCOPES.split(' ') },
    hosts: { apiUrl: door.url, identityUrl: door.url },
    ...{ accessToken: first, refreshToken, receivedAt: now, expiresAt: now },
  };
  const store = openConnectionStore({ home });
  await store.change(async (_all, save) => save({ signIns: [signIn], organisations: [] }));
  const asking = await Promise.all(
    Array.from({ length: PROCESSES }, () => ready([home, door.url, String(now), String(CALLS)])),
  );
  for (const { stdin } of asking) stdin.end();
  const got = (await Promise.all(asking.map(({ stdout }) => text(stdout)))).flatMap((words) => JSON.parse(words));
  expect(door.asked).toEqual(['refresh_token']);
  expect(got).toHaveLength(PROCESSES * CALLS);
  const [token, ...others] = new Set(got);
  expect([others, token === first]).toEqual([[], false]);
  expect((await server.call(token, 'Organisation', gb.tenantId)).status).toBe(200);
  expect((await store.read()).signIns[0]).toMatchObject({ accessToken: token });
});

/** Hands calls on to the login server, each after a while in which others could come, and remembers what was asked. */
async function openDoor(to: string): Promise<{ readonly url: string; readonly asked: readonly (string | null)[] }> {
  const asked: (string | null)[] = [];
  const door = createServer(async (request, response) => {
    const body = await buffer(request);
    asked.push(new URLSearchParams(body.toString()).get('grant_type'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const answer = await fetch(`${to}${request.url}`, { method: 'POST', headers, body });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void door.close());
  return { url: `http://127.0.0.1:${(door.address() as { readonly port: number }).port}`, asked };
}

async function ready(words: readonly string[]): Promise<ChildProcessByStdio<Writable, Readable, null>> {
  const program = fileURLToPath(new URL('./renew-program.ts', import.meta.url));
  const child = spawn(process.execPath, [program, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}
