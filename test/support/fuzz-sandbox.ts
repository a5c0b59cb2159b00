/** Sends generated requests to a sandbox and looks at its books: it must stay up, and they must stay whole. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { openStore, type Store } from '../../src/sandbox/books/store.ts';
import { ledgerSum } from '../../src/sandbox/ledger/trial-balance.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { type FuzzRequest, fuzzRequest, type KnownNames } from './fuzz-request.ts';
import fc from './seeded.ts';

// biome-ignore lint/suspicious/noExplicitAny: the books are looked into by name, as a reader of JSON does
type Loose = any;

export interface FuzzResult {
  /** What should not have been, with the request that led to it. */
  readonly problems: readonly string[];
  /** Replies by status. */
  readonly replies: Readonly<Record<string, number>>;
  /** Documents and payments in the books at the end. */
  readonly documents: number;
}

const PORTION = 50;

/** @param seed the same requests for the same seed, as long as the sandbox answers the same */
export async function fuzzSandbox(cases: number, seed: number): Promise<FuzzResult> {
  const folder = mkdtempSync(join(tmpdir(), 'rowpost-fuzz-'));
  const problems: string[] = [];
  const crashed = (error: unknown, call: string) => {
    problems.push(`${call} crashed: ${error instanceof Error ? error.stack : String(error)}`);
  };
  const sandbox = await startSandbox({ orgs: ['gb'], limits: 'off', folder, crashed });
  const pool = new Pool(sandbox.url, { connections: 1, pipelining: 1 });
  const books = openStore(join(folder, 'gb.db'));
  const names = { ids: [] as string[], numbers: [] as string[] };
  const replies: Record<string, number> = {};
  try {
    let sent = 0;
    for (const request of requests(cases, seed, () => names)) {
      const { status, text } = await send(pool, sandbox.token, request);
      replies[status] = (replies[status] ?? 0) + 1;
      learn(names, text);
      sent += 1;
      if (sent % 500 === 0) check(books, problems, request);
      if (problems.length > 20) break;
    }
    check(books, problems, undefined);
    const documents = ['Invoices', 'CreditNotes', 'Payments'].reduce((sum, kind) => sum + books.count(kind, []), 0);
    return { problems, replies, documents };
  } finally {
    books.close();
    await pool.close();
    await sandbox.close();
    rmSync(folder, { recursive: true });
  }
}

/** Made in portions, since what a request may name grows as the sandbox answers. */
function* requests(cases: number, seed: number, names: () => KnownNames): Generator<FuzzRequest> {
  const request = fuzzRequest(names);
  for (let at = 0; at < cases; at += PORTION) {
    yield* fc.sample(request, { numRuns: Math.min(PORTION, cases - at), seed: seed + at });
  }
}

async function send(pool: Pool, token: string, { method, path, body, headers }: FuzzRequest) {
  const reply = await pool.request({
    method,
    path: `/api.xro/2.0/${path}`,
    headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return { status: reply.statusCode, text: await reply.body.text() };
}

/** Ids and numbers of what there is, the latest hundred. */
function learn(names: { ids: string[]; numbers: string[] }, text: string): void {
  for (const [, id] of text.matchAll(
    /"(?:Invoice|CreditNote|Contact|Payment|Item|ManualJournal)ID":"([0-9a-f-]{36})"/g,
  )) {
    if (id !== undefined && !names.ids.includes(id)) names.ids.push(id);
  }
  for (const [, number] of text.matchAll(/"(?:InvoiceNumber|CreditNoteNumber)":"([^"\\]{1,40})"/g)) {
    if (number !== undefined && !names.numbers.includes(number)) names.numbers.push(number);
  }
  names.ids.splice(0, names.ids.length - 100);
  names.numbers.splice(0, names.numbers.length - 100);
}

/** The ledger sums to nothing, and every document is whole: totals of its lines, what is open, a contact that exists. */
function check(books: Store, problems: string[], after: FuzzRequest | undefined): void {
  const say = (what: string) => problems.push(`${what}, after ${JSON.stringify(after)?.slice(0, 500)}`);
  if (ledgerSum(books) !== 0n) say(`the ledger sums to ${ledgerSum(books)}`);
  const torn = books.rows('select journal from journal_line group by journal having sum(net) <> 0');
  if (torn.length > 0) say(`${torn.length} journals do not balance`);
  for (const kind of ['Invoices', 'CreditNotes']) {
    for (const record of books.select(kind, { conditions: [] })) {
      const problem = documentProblem(books, kind, record.body as Loose);
      if (problem !== undefined) say(`${kind} ${record.id}: ${problem}`);
    }
  }
}

function documentProblem(books: Store, kind: string, body: Loose): string | undefined {
  const cents = (value: unknown) => Math.round(Number(value ?? 0) * 100);
  const sum = (list: Loose, field: string) =>
    (list ?? []).reduce((total: number, entry: Loose) => total + cents(entry[field]), 0);
  if (books.get('Contacts', body.Contact?.ContactID ?? '') === undefined) return 'its contact does not exist';
  if (cents(body.SubTotal) + cents(body.TotalTax) + cents(body.RoundingAmount) !== cents(body.Total)) {
    return `SubTotal ${body.SubTotal} and TotalTax ${body.TotalTax} are not Total ${body.Total}`;
  }
  if (body.Status === 'VOIDED' || body.Status === 'DELETED') return undefined;
  const paid = sum(body.Payments, 'Amount');
  const open =
    kind === 'Invoices'
      ? cents(body.Total) - paid - sum(body.CreditNotes, 'AppliedAmount')
      : cents(body.Total) - paid - sum(body.Allocations, 'Amount');
  const said = cents(kind === 'Invoices' ? body.AmountDue : body.RemainingCredit);
  if (open !== said) return `${open} cents are open, it says ${said}`;
  return open < 0 ? 'more is paid than was owed' : undefined;
}
