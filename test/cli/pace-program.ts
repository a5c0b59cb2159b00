/** A process of its own that makes calls to a sandbox, its pace shared through the journal. Prints how many were taken and refused. */

import { sandboxClock } from '../../src/cli/sandbox-clock.ts';
import { paceOwner, sharedPace } from '../../src/cli/shared-pace.ts';
import { openSqliteJournal } from '../../src/journal/sqlite-journal.ts';
import { createHttpApi } from '../../src/xero/http-api.ts';
import { createLimiter } from '../../src/xero/limiter.ts';
import { createPatientApi } from '../../src/xero/patient-api.ts';

export interface PaceOrder {
  readonly home: string;
  readonly url: string;
  readonly tenantId: string;
  readonly token: string;
  readonly time: { readonly real: number; readonly time: number; readonly speed: number };
  readonly calls: number;
}

const { home, url, tenantId, token, time, calls }: PaceOrder = JSON.parse(process.argv[2]!);
await import('undici'); // before the clock counts: a moment is long where time flies
const clock = sandboxClock(time);
const journal = await openSqliteJournal(home);
const http = createHttpApi({ baseUrl: `${url}/api.xro/2.0`, token: async () => token, tenantId, userAgent: 'test' });
const limiter = createLimiter({ clock, store: sharedPace(journal, tenantId), owner: paceOwner(process.pid) });
const api = createPatientApi({ api: http, limiter, clock });
await Promise.all(Array.from({ length: calls }, () => api.call({ method: 'GET', path: '/Organisation' })));
process.stdout.write(JSON.stringify(api.counts()));
await http.close();
await journal.close();
