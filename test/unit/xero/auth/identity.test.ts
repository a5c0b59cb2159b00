/** What is said of a code that the login server does not take. */

import { expect, onTestFinished, test } from 'vitest';
import { createIdentity } from '../../../../src/xero/auth/identity.ts';
import { callback, type IdentityClient, openIdentity, verifier } from '../../../contract/identity-client.ts';

const client = { clientId: 'SANDBOX-PKCE-APP' };

test.each([
  ['forged', async () => ({ code: 'forged' })],
  [
    'used',
    async (server: IdentityClient, code: string) => {
      await server.redeem(code);
      return {};
    },
  ],
  [
    'of five minutes ago',
    async (server: IdentityClient) => {
      server.wait(5 * 60_000 + 1_000);
      return {};
    },
  ],
  ['of another sign-in', async () => ({ verifier: 'w'.repeat(43) })],
])('a code that is %s is told as that, with what to do', async (_what, spoil) => {
  const server = await openIdentity();
  onTestFinished(() => server.close());
  const code = await server.code();
  const proof = { code, verifier, redirect: callback, ...(await spoil(server, code)) };
  const refused = createIdentity(server.url, { userAgent: 'rowpost/test' }).redeem(client, proof);
  await expect(refused).rejects.toMatchObject({
    code: 'connect/invalid-code',
    exitCode: 3,
    message: expect.stringMatching(
      /^Xero does not take the code of this sign-in: .*\nBegin again with `rowpost connect`/,
    ),
  });
  await expect(refused).rejects.not.toThrow(code);
});
