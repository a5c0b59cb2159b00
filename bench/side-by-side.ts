/**
 * The same invoices sent to a sandbox that counts calls, by rowpost's sending and by a plain loop over Xero's own SDK that
 * sleeps when it is refused; sandbox time passes faster than real time. `node bench/side-by-side.ts [CALLS,...] [ROUNDS]`.
 */

import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Invoice, XeroClient } from 'xero-node';
import { sandboxClock } from '../src/cli/sandbox-clock.ts';
import { createClock } from '../src/sandbox/clock.ts';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.ts';
import { createHttpApi } from '../src/xero/http-api.ts';
import { createLimiter } from '../src/xero/limiter.ts';
import { createPatientApi } from '../src/xero/patient-api.ts';

/** Sandbox seconds in a real one: a call of 50 invoices then takes about half a second of the sandbox's. */
const SPEED = 15;
const DOCUMENTS = 50;
const MINUTE = 60_000;

type Order = Pick<Sandbox, 'url' | 'tenantId' | 'token' | 'time'> & { readonly calls: number };

interface Outcome {
  /** Of the sandbox's time. */
  readonly seconds: number;
  readonly refused: number;
}

const SENDERS: Readonly<Record<string, (order: Order) => Promise<Outcome>>> = { rowpost, 'xero-node': plainLoop };

const [first = '61,120,180', second = '3'] = process.argv.slice(2);
const sender = SENDERS[first];
if (sender !== undefined) process.stdout.write(JSON.stringify(await sender(JSON.parse(second))));
else
  for (const windows of ['fixed', 'rolling'] as const)
    await compare(windows, first.split(',').map(Number), Number(second));

async function compare(windows: 'fixed' | 'rolling', sizes: readonly number[], rounds: number): Promise<void> {
  for (const calls of sizes) {
    const lines: string[] = [];
    for (const name of Object.keys(SENDERS)) {
      const all: Outcome[] = [];
      for (let round = 0; round < rounds; round += 1) all.push(await measure(name, windows, calls, round / rounds));
      const mean = (of: (one: Outcome) => number) => all.reduce((sum, one) => sum + of(one), 0) / rounds;
      lines.push(
        `${name} ${mean((one) => one.seconds).toFixed(0)} s, ${mean((one) => one.refused).toFixed(1)} refused`,
      );
    }
    process.stdout.write(`${windows}, ${calls} calls: ${lines.join('   ')}\n`);
  }
}

/** Each in a process of its own, with books of its own. @param phase how much of a minute passes before it begins */
async function measure(
  name: string,
  limitWindows: 'fixed' | 'rolling',
  calls: number,
  phase: number,
): Promise<Outcome> {
  const now = Date.now();
  const clock = createClock({ start: now - (now % MINUTE) + phase * MINUTE, speed: SPEED });
  const sandbox = await startSandbox({ orgs: ['gb'], clock, settings: { limitWindows } });
  const { url, tenantId, token, time } = sandbox;
  const order: Order = { url, tenantId, token, time, calls };
  const { stdout } = await promisify(execFile)(process.execPath, [import.meta.filename, name, JSON.stringify(order)]);
  await sandbox.close();
  return JSON.parse(stdout) as Outcome;
}

function invoices(call: number): readonly Invoice[] {
  return Array.from({ length: DOCUMENTS }, (_, index) => ({
    type: 'ACCREC' as never,
    invoiceNumber: `S-${call}-${index}`,
    contact: { name: 'Basket Case' },
    date: '2026-10-05',
    dueDate: '2026-11-04',
    lineItems: [{ description: 'Work', quantity: 1, unitAmount: 10, accountCode: '200' }],
  }));
}

/** Five at a time, as the limits allow. */
async function rowpost({ url, tenantId, token, time, calls }: Order): Promise<Outcome> {
  await import('undici');
  const clock = sandboxClock(time);
  const http = createHttpApi({ baseUrl: `${url}/api.xro/2.0`, token: async () => token, tenantId, userAgent: 'bench' });
  const api = createPatientApi({ api: http, limiter: createLimiter({ clock }), clock });
  const began = clock.now();
  const query = { summarizeErrors: 'false', unitdp: '4' };
  await Promise.all(
    Array.from({ length: calls }, (_, call) =>
      api.call({
        method: 'PUT',
        path: '/Invoices',
        query,
        body: JSON.stringify({ Invoices: invoices(call).map(named) }),
      }),
    ),
  );
  await http.close();
  return { seconds: (clock.now() - began) / 1000, refused: api.counts().limited };
}

/** Field names as Xero spells them. */
function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.charAt(0).toUpperCase() + name.slice(1), named(inner)]),
  );
}

/** One call after the other; where one is refused, Retry-After is slept out at the sandbox's speed. */
async function plainLoop({ url, tenantId, token, time, calls }: Order): Promise<Outcome> {
  const clock = sandboxClock(time);
  const xero = new XeroClient({ clientId: 'none', clientSecret: 'none', grantType: 'client_credentials' });
  xero.setTokenSet({ access_token: token, token_type: 'Bearer', expires_in: 3600 });
  xero.accountingApi.basePath = `${url}/api.xro/2.0`;
  const began = clock.now();
  let refused = 0;
  for (let call = 0; call < calls; ) {
    try {
      await xero.accountingApi.createInvoices(tenantId, { invoices: [...invoices(call)] }, false, 4);
      call += 1;
    } catch (error) {
      refused += 1;
      await sleep((retryAfter(error) * 1000) / time.speed);
    }
  }
  return { seconds: (clock.now() - began) / 1000, refused };
}

/** Seconds. What else goes wrong is thrown. */
function retryAfter(error: unknown): number {
  const { response } = typeof error === 'string' ? JSON.parse(error) : (error as { response?: Refused });
  if ((response as Refused | undefined)?.statusCode !== 429) throw error;
  return Number((response as Refused).headers['retry-after'] ?? 1);
}

interface Refused {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
}
