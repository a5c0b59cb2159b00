/** One renewal for all calls and processes, and none lost to a crash: the sandbox's login server, whose clock is moved by hand. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Clock } from '../../../../src/model/clock.ts';
import { createIdentity, type Identity } from '../../../../src/xero/auth/identity.ts';
import { type Keeping, keepToken } from '../../../../src/xero/auth/keep-token.ts';
import type { ConnectionStore, SignIn } from '../../../../src/xero/auth/sign-in.ts';
import { openConnectionStore } from '../../../../src/xero/auth/store/connection-store.ts';
import { openIdentity } from '../../../contract/identity-client.ts';

const MINUTE = 60_000;
const SCOPES = 'offline_access accounting.settings.read';

interface Bench extends Keeping {
  readonly home: string;
  /** Of the refresh tokens shown, in their order. */
  readonly shown: readonly string[];
  wait(milliseconds: number): void;
  /** Whether the login server takes the token for its own. */
  isGood(token: string): Promise<boolean>;
  signIn(): Promise<SignIn>;
  /** What another process would have. */
  again(): Keeping;
}

async function openBench(): Promise<Bench> {
  const home = await mkdtemp(join(tmpdir(), 'rowpost-tokens-'));
  const server = await openIdentity();
  onTestFinished(async () => {
    await server.close();
    await rm(home, { recursive: true, force: true });
  });
  let now = Date.now();
  const clock: Clock = { now: () => now, sleep: async () => {} };
  const tokens = await server.signIn({ scope: SCOPES });
  const first: SignIn = {
    id: 'sign-in-1',
    grant: 'code',
    clientId: 'SANDBOX-PKCE-APP',
    hosts: { apiUrl: server.url, identityUrl: server.url },
    scopes: SCOPES.split(' '),
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    receivedAt: now,
    expiresAt: now + tokens.expires_in * 1000,
  };
  const store = openConnectionStore({ home });
  await store.change(async (_all, save) => save({ signIns: [first], organisations: [] }));
  const shown: string[] = [];
  const real = createIdentity(server.url, { userAgent: 'rowpost/test' });
  const identity: Identity = {
    ...real,
    renew: (client, refreshToken) => {
      shown.push(refreshToken);
      return real.renew(client, refreshToken);
    },
  };
  return {
    ...{ store, id: first.id, identity, clock, home, shown },
    wait(milliseconds) {
      now += milliseconds;
      server.wait(milliseconds);
    },
    isGood: async (token) =>
      (await server.call(token, 'Organisation', 'aaaaaaaa-0000-4000-a000-000000000001')).status === 200,
    signIn: async () => (await store.read()).signIns[0]!,
    again: () => ({ store: openConnectionStore({ home }), id: first.id, identity, clock }),
  };
}

async function changed({ store }: Bench, change: (signIn: SignIn) => SignIn): Promise<void> {
  await store.change(async (all, save) => save({ ...all, signIns: all.signIns.map(change) }));
}

/** A process that dies at the nth time it saves, before anything is on the disk. */
function dyingAt(nth: number, store: ConnectionStore): ConnectionStore {
  let saves = 0;
  return {
    ...store,
    change: (work) =>
      store.change((all, save) =>
        work(all, async (next) => {
          saves += 1;
          if (saves === nth) throw new Error('killed');
          await save(next);
        }),
      ),
  };
}

describe('an access token', () => {
  test('is used as long as it lives, and renewed before it ends', async () => {
    const bench = await openBench();
    const keeper = keepToken(bench);
    const first = await keeper.token();
    bench.wait(24 * MINUTE);
    expect(await keeper.token()).toBe(first);
    bench.wait(2 * MINUTE);
    const second = await keeper.token();
    expect(second).not.toBe(first);
    expect(bench.shown).toHaveLength(1);
    expect(await bench.isGood(second)).toBe(true);
  });

  test('that is refused is renewed whatever its age', async () => {
    const bench = await openBench();
    const keeper = keepToken(bench);
    const first = await keeper.token();
    expect(await keeper.refresh()).toBe(true);
    expect(await keeper.token()).not.toBe(first);
    expect(bench.shown).toHaveLength(1);
  });

  test('is renewed once for 50 calls of five processes at its end', async () => {
    const bench = await openBench();
    bench.wait(29 * MINUTE);
    const keepers = [1, 2, 3, 4, 5].map(() => keepToken(bench.again()));
    const got = await Promise.all(Array.from({ length: 50 }, (_, at) => keepers[at % 5]!.token()));
    expect(bench.shown).toHaveLength(1);
    expect(new Set(got).size).toBe(1);
    expect(await bench.isGood(got[0]!)).toBe(true);
  });

  test('of another process is taken over where one was refused', async () => {
    const bench = await openBench();
    const [one, other] = [keepToken(bench), keepToken(bench.again())];
    await Promise.all([one.token(), other.token()]);
    await one.refresh();
    await other.refresh();
    expect(bench.shown).toHaveLength(1);
    expect(await other.token()).toBe(await one.token());
  });

  test('serves to its end while the login server is away', async () => {
    const bench = await openBench();
    const { Refusal } = await import('../../../../src/model/refusal.ts');
    let tries = 0;
    const renew = async () => {
      tries += 1;
      throw new Refusal('connect/unreachable', 'away', 3);
    };
    const keeper = keepToken({ ...bench, identity: { ...bench.identity, renew } });
    const first = await keeper.token();
    bench.wait(26 * MINUTE);
    expect([await keeper.token(), await keeper.token()]).toEqual([first, first]);
    expect(tries).toBe(1);
    bench.wait(4 * MINUTE);
    await expect(keeper.token()).rejects.toMatchObject({ name: 'LostReply', message: 'away', signIn: true });
    await expect(keeper.refresh()).rejects.toMatchObject({ name: 'LostReply', signIn: true });
  });

  test('is not renewed at every call where it never lives long', async () => {
    const bench = await openBench();
    await changed(bench, (signIn) => ({ ...signIn, expiresAt: signIn.receivedAt + 200_000 }));
    const keeper = keepToken(bench);
    const first = await keeper.token();
    bench.wait(90_000);
    expect([await keeper.token(), bench.shown.length]).toEqual([first, 0]);
    bench.wait(15_000);
    await keeper.token();
    expect(bench.shown).toHaveLength(1);
  });

  test('is renewed once where the clock was set back since, and then lasts', async () => {
    const bench = await openBench();
    const hour = 60 * MINUTE;
    await changed(bench, (signIn) => ({
      ...signIn,
      receivedAt: signIn.receivedAt + hour,
      expiresAt: signIn.expiresAt + hour,
    }));
    const keeper = keepToken(bench);
    for (let call = 0; call < 3; call += 1) await keeper.token();
    expect(bench.shown).toHaveLength(1);
    expect((await bench.signIn()).expiresAt).toBe(bench.clock.now() + 30 * MINUTE);
  });

  test('of the sign-in that opens the organisation by now is used, unless it was made elsewhere', async () => {
    const bench = await openBench();
    const london = { alias: 'london', tenantId: 't-1', connectionId: '', name: '', country: '', currency: '' };
    const { hosts } = await bench.signIn();
    const other = { ...(await bench.signIn()), id: 'sign-in-2', accessToken: 'token-2' };
    const connectAgain = (signIn: SignIn) =>
      bench.store.change(async (_all, save) =>
        save({ signIns: [signIn], organisations: [{ ...london, signIn: signIn.id }] }),
      );
    await connectAgain(await bench.signIn());
    const keeper = keepToken({ ...bench, tenantId: 't-1', hosts });
    await keeper.token();
    expect(await keeper.replaced()).toBe(false);
    await connectAgain(other);
    expect([await keeper.replaced(), await keeper.token(), bench.shown.length]).toEqual([true, 'token-2', 0]);
    await connectAgain({ ...other, hosts: { ...hosts, apiUrl: 'https://elsewhere.example' } });
    await expect(keeper.replaced()).rejects.toMatchObject({ code: 'connect/gone', exitCode: 3 });
    await bench.store.change(async (all, save) => save({ ...all, organisations: [] }));
    await expect(keeper.replaced()).rejects.toThrow('disconnected meanwhile');
  });

  test('that was revoked says to connect again, and the rest stays stored', async () => {
    const bench = await openBench();
    const { clientId, refreshToken } = await bench.signIn();
    await bench.identity.renew({ clientId }, refreshToken!);
    await createIdentity((await bench.signIn()).hosts.identityUrl, { userAgent: 'test' }).revoke(
      { clientId },
      refreshToken!,
    );
    bench.wait(29 * MINUTE);
    await expect(keepToken(bench).token()).rejects.toMatchObject({
      code: 'connect/invalid-grant',
      exitCode: 3,
      message: expect.stringContaining('rowpost connect'),
    });
    expect((await bench.signIn()).refreshToken).toBe(refreshToken);
  });
});

describe('a process that dies in a renewal', () => {
  test.each([
    ['before the request leaves', 1, 0],
    ['between receiving the tokens and saving them', 2, 1],
  ])('%s loses nothing if another starts within half an hour', async (_when, nth, shown) => {
    const bench = await openBench();
    bench.wait(29 * MINUTE);
    await expect(keepToken({ ...bench, store: dyingAt(nth, bench.store) }).token()).rejects.toThrow('killed');
    expect(bench.shown).toHaveLength(shown);
    bench.wait(29 * MINUTE);
    const token = await keepToken(bench.again()).token();
    expect(await bench.isGood(token)).toBe(true);
    const saved = await bench.signIn();
    expect(saved.renewing).toBeUndefined();
    expect(saved.accessToken).toBe(token);
  });

  test('has its renewal finished at once, also while the access token still lives', async () => {
    const bench = await openBench();
    bench.wait(26 * MINUTE);
    await expect(keepToken({ ...bench, store: dyingAt(2, bench.store) }).token()).rejects.toThrow('killed');
    const old = (await bench.signIn()).refreshToken;
    bench.wait(1 * MINUTE);
    await keepToken(bench.again()).token();
    expect((await bench.signIn()).refreshToken).not.toBe(old);
    bench.wait(40 * 24 * 60 * MINUTE);
    expect(await bench.isGood(await keepToken(bench.again()).token())).toBe(true);
  });

  test('has lost the connection after half an hour, which is told as such', async () => {
    const bench = await openBench();
    bench.wait(29 * MINUTE);
    await expect(keepToken({ ...bench, store: dyingAt(2, bench.store) }).token()).rejects.toThrow('killed');
    bench.wait(31 * MINUTE);
    await expect(keepToken(bench.again()).token()).rejects.toMatchObject({ code: 'connect/invalid-grant' });
  });
});
