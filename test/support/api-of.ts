/** One attempt a call at a sandbox, as its only client. */

import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { createHttpApi } from '../../src/xero/http-api.ts';

/** @param url of something that stands before the sandbox */
export function apiOf(
  { url: own, tenantId, token }: Pick<Sandbox, 'url' | 'tenantId' | 'token'>,
  url = own,
): ReturnType<typeof createHttpApi> {
  return createHttpApi({
    baseUrl: `${url}/api.xro/2.0`,
    tenantId,
    token: async () => token,
    userAgent: 'rowpost/0',
  });
}
