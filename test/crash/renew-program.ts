/** A process that wants an access token: `renew-program.ts HOME IDENTITY-URL NOW`; it says `go` before it asks, and may be killed from then on. */

import { createIdentity } from '../../src/xero/auth/identity.ts';
import { keepToken } from '../../src/xero/auth/keep-token.ts';
import { openConnectionStore } from '../../src/xero/auth/store/connection-store.ts';

const [home = '', url = '', now = '0'] = process.argv.slice(2);
const store = openConnectionStore({ home });
const identity = createIdentity(url, { userAgent: 'rowpost/test' });
const clock = { now: () => Number(now), sleep: async () => {} };
await import('undici');
process.stdout.write('go\n');
await keepToken({ store, id: 'sign-in-1', identity, clock }).token();
