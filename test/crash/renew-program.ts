/**
 * A process that wants access tokens: `renew-program.ts HOME IDENTITY-URL NOW [CALLS]`. It says `go`, waits for the end of
 * its input, asks with all calls at once, and says what it got as JSON; it may be killed from `go` on.
 */

import { text } from 'node:stream/consumers';
import { createIdentity } from '../../src/xero/auth/identity.ts';
import { keepToken } from '../../src/xero/auth/keep-token.ts';
import { openConnectionStore } from '../../src/xero/auth/store/connection-store.ts';

const [home = '', url = '', now = '0', calls = '1'] = process.argv.slice(2);
const store = openConnectionStore({ home });
const identity = createIdentity(url, { userAgent: 'rowpost/test' });
const clock = { now: () => Number(now), sleep: async () => {} };
await import('undici');
process.stdout.write('go\n');
await text(process.stdin);
const keeper = keepToken({ store, id: 'sign-in-1', identity, clock });
const tokens = await Promise.all(Array.from({ length: Number(calls) }, () => keeper.token()));
process.stdout.write(JSON.stringify(tokens));
