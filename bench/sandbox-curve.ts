/** How the sandbox's times grow with its books. `node bench/sandbox-curve.ts [MOST]`; see README.md. */

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.ts';

interface Books {
  readonly size: number;
  readonly sandbox: Sandbox;
}

const SIZES = [1_000, 10_000, 50_000, 200_000];
const CHUNK = 50;
const FILLED_AT_ONCE = 250;
const CONTACTS = 200;
const ROUNDS = 61;
const WARM = 10;
const DAYS = 500;
const DAY = 86_400_000;
/** Bars of the curve are this long at 1,000 invoices. */
const BAR = 20;

const most = Number(process.argv[2] ?? SIZES.at(-1));
const folder = mkdtempSync(join(tmpdir(), 'sandbox-curve-'));
const opened: Books[] = [];
try {
  const sizes = SIZES.filter((size) => size <= most);
  await fill(sizes);
  for (const size of sizes) opened.push({ size, sandbox: await open(String(size)) });
  await curve(opened);
} finally {
  for (const { sandbox } of opened) await sandbox.close();
  rmSync(folder, { recursive: true });
}

/** Books that grow, with a copy of them at each size. */
async function fill(sizes: readonly number[]): Promise<void> {
  let count = 0;
  for (const size of sizes) {
    const sandbox = await open('growing');
    if (count === 0) await fillContacts(sandbox);
    for (; count < size; count += FILLED_AT_ONCE) await put(sandbox, count, FILLED_AT_ONCE);
    await sandbox.close();
    cpSync(join(folder, 'growing'), join(folder, String(size)), { recursive: true });
    say(`filled to ${size.toLocaleString('en')}`);
  }
}

function open(name: string): Promise<Sandbox> {
  return startSandbox({ orgs: ['gb'], folder: join(folder, name), limits: 'off' });
}

/** Books of all sizes take turns, so that what else the machine does weighs on each of them. */
async function curve(books: readonly Books[]): Promise<void> {
  say(`\nNode ${process.version}, ${new Date().toISOString().slice(0, 10)}; medians of ${ROUNDS}, in milliseconds\n`);
  for (const [name, work] of Object.entries(works())) {
    const times = new Map<number, number[]>(books.map(({ size }) => [size, []]));
    for (let round = -WARM; round < ROUNDS; round += 1) {
      for (const { size, sandbox } of books) {
        const began = performance.now();
        await work(sandbox, size, round + WARM);
        if (round >= 0) times.get(size)?.push(performance.now() - began);
      }
    }
    print(name, times);
  }
}

type Work = (sandbox: Sandbox, size: number, round: number) => Promise<unknown>;

/** By what is measured. The invoices that are stored in the course of it stay. */
function works(): Readonly<Record<string, Work>> {
  const list =
    (query: string): Work =>
    (sandbox) =>
      send(sandbox, 'GET', `Invoices?${query}`);
  const where = (filter: string, size = 100) => list(`page=1&pageSize=${size}&where=${encodeURIComponent(filter)}`);
  return {
    'list, first page': list('page=1&pageSize=100'),
    'list, last page': (sandbox, size, round) => list(`page=${size / 100}&pageSize=100`)(sandbox, size, round),
    'list by status': where('Status=="AUTHORISED"'),
    'list by a range of dates': where(`Date>=${dateTime(200)} AND Date<${dateTime(300)}`),
    'list by contact': where('Contact.Name=="Customer 7"', 5),
    'store 50 of 5 lines': (sandbox, size, round) => put(sandbox, size + round * CHUNK, CHUNK),
  };
}

async function fillContacts(sandbox: Sandbox): Promise<void> {
  const Contacts = Array.from({ length: CONTACTS }, (_, at) => ({ Name: `Customer ${at}` }));
  await send(sandbox, 'PUT', 'Contacts?summarizeErrors=false', { Contacts });
}

async function put(sandbox: Sandbox, first: number, size: number): Promise<void> {
  const Invoices = Array.from({ length: size }, (_, at) => invoice(first + at));
  const text = await send(sandbox, 'PUT', 'Invoices?summarizeErrors=false', { Invoices });
  if (text.includes('"ERROR"')) throw new Error(text.slice(0, 2000));
}

function invoice(at: number): object {
  const day = new Date(Date.UTC(2025, 0, 1) + (at % DAYS) * DAY).toISOString().slice(0, 10);
  return {
    Type: 'ACCREC',
    InvoiceNumber: `C-${at}`,
    Contact: { Name: `Customer ${(at * 7) % CONTACTS}` },
    Reference: `Order ${at % 977}`,
    Date: day,
    DueDate: '2026-12-31',
    Status: at % 5 === 0 ? 'DRAFT' : 'AUTHORISED',
    LineItems: Array.from({ length: 5 }, (_, line) => ({
      Description: `Delivery ${line}`,
      Quantity: line + 1,
      UnitAmount: 10 + (at % 90),
      AccountCode: '200',
    })),
  };
}

function dateTime(day: number): string {
  const date = new Date(Date.UTC(2025, 0, 1) + day * DAY);
  return `DateTime(${date.getUTCFullYear()},${date.getUTCMonth() + 1},${date.getUTCDate()})`;
}

async function send({ url, token, tenantId }: Sandbox, method: string, path: string, body?: object): Promise<string> {
  const response = await fetch(`${url}/api.xro/2.0/${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'xero-tenant-id': tenantId, Accept: 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status} ${text.slice(0, 2000)}`);
  return text;
}

function print(name: string, times: ReadonlyMap<number, readonly number[]>): void {
  say(name);
  let first: number | undefined;
  for (const [size, all] of times) {
    const time = all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!;
    first ??= time;
    const bar = '#'.repeat(Math.round((time / first) * BAR));
    const ratio = (time / first).toFixed(2);
    say(`  ${size.toLocaleString('en').padStart(8)} ${time.toFixed(1).padStart(8)} ${ratio.padStart(7)}  ${bar}`);
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
