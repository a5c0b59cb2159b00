import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openDispatcher } from '../../../src/xero/open-dispatcher.ts';

/** A certificate of localhost that nobody signed, and its key; DER as base64. */
const CERTIFICATE =
  'MIIBfzCCASWgAwIBAgIUPnrFvNId4nUJ8i4xxlRCXX/QZowwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2' +
  'MTEyMTA4MDkyMVoYDzIxMjYxMDI4MDgwOTIxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC' +
  'AASOQgLlIqX7AsFGUgnHvzdst509j9zNzQTmjaQTjhK9pslZHashJXe/wYw29+uEcVmJpfzHmacQZ/rRsNzZ40UAo1MwUTAdBgNV' +
  'HQ4EFgQUPdVMc4XiTnSsHZ7c+A89USM7Lp0wHwYDVR0jBBgwFoAUPdVMc4XiTnSsHZ7c+A89USM7Lp0wDwYDVR0TAQH/BAUwAwEB' +
  '/zAKBggqhkjOPQQDAgNIADBFAiAJEQ9sqmqXcfFHY/C3rmESE7bMnSMJYIMNd0KBckgVHwIhAIyiLRTrVlmRtyHkLwHznWOufPTR' +
  'JkemxsAKFZTpR+4o';
const KEY =
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgKs94c/zWL41xkzm+MWAba97Da/N6BhosJOrtBT2Z1YGhRANCAASO' +
  'QgLlIqX7AsFGUgnHvzdst509j9zNzQTmjaQTjhK9pslZHashJXe/wYw29+uEcVmJpfzHmacQZ/rRsNzZ40UA';

test('a host that does not prove who it is gets no secret, whatever the environment says of certificates', async () => {
  const cert = new X509Certificate(Buffer.from(CERTIFICATE, 'base64')).toString();
  const key = createPrivateKey({ key: Buffer.from(KEY, 'base64'), format: 'der', type: 'pkcs8' });
  const secrets: unknown[] = [];
  const server = createServer({ cert, key: key.export({ format: 'pem', type: 'pkcs8' }) }, (request, response) => {
    secrets.push(request.headers.authorization);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { readonly port: number };
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  onTestFinished(() => void vi.unstubAllEnvs());
  const origin = `https://localhost:${port}`;
  const dispatcher = await openDispatcher(origin, undefined);
  const call = dispatcher.request({ origin, path: '/', method: 'GET', headers: { authorization: 'Bearer secret' } });
  await expect(call).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  await dispatcher.destroy();
  expect(secrets).toEqual([]);
});

test.each(['nonsense', 'proxy:3128', 'socks5://user:hidden@proxy:1080'])(
  'HTTPS_PROXY=%s is refused in a sentence that does not repeat it',
  async (url) => {
    const refused = openDispatcher('https://xero.test', { url, except: '' });
    await expect(refused).rejects.toMatchObject({ code: 'usage/proxy' });
    await expect(refused).rejects.not.toThrow(/hidden/);
  },
);
