/** What a reconciliation says was open on a day, of any ledger: the documents of Xero's own aged reports, and the control account to the cent. */

import { expect, test } from 'vitest';
import type { Client, Loose } from '../contract/sandbox-client.ts';
import { reconcile, textOf } from '../support/reconciling.ts';
import fc from '../support/seeded.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';
import { ledgerCall, type Made } from './ledger-calls.ts';

/** Documents are of March, settled in April. */
const days = fc.constantFrom('2026-02-28', '2026-03-15', '2026-04-04', '2026-04-14', '2026-04-30', '2026-12-31');

const LEDGERS = ['Receivables', 'Payables'] as const;

test('documents, payments and credits of any days: what was due is rebuilt exactly', async () => {
  const calls = fc.array(ledgerCall, { minLength: 15, maxLength: 40, size: 'max' });
  await fc.assert(
    fc.asyncProperty(calls, fc.array(days, { minLength: 1, maxLength: 2 }), async (ledger, asked) => {
      const space = await openWorkspace();
      const made: Made = { client: clientOf(space), documents: [], payments: [], allocations: [], journals: [] };
      for (const call of ledger) await call(made);
      for (const day of asked) for (const name of LEDGERS) await check(space, name, day);
    }),
    { numRuns: 8, endOnFailure: true },
  );
}, 120_000);

/** A client that is answered what the workspace's sandbox answers. */
function clientOf(space: Workspace): Client {
  const refused = (error: Error) => ({ status: Number(/: (\d{3}) /.exec(error.message)?.[1] ?? 500), json: {} });
  const send = (method: string, path: string, body?: object) =>
    (method === 'GET' ? space.get(path) : space.put(method, path, body as object)).then(
      (json: Loose) => ({ status: 200, json }),
      refused,
    );
  return { send, get: (path: string) => send('GET', path) } as unknown as Client;
}

async function check(space: Workspace, ledger: string, day: string): Promise<void> {
  const job = `
reconcile: ${ledger}
org: sandbox-gb
as-at: ${day}
source: { file: none.csv }
columns: { Number: No, AmountDue: Due, CurrencyCode: Currency }
output: { file: out/x.xlsx }
`;
  const found = await reconcile(space, job, { 'none.csv': 'No,Due,Currency\nnothing,1,GBP\n' });
  for (const { ledger: balance, documents } of found.reconciliation.controlAccounts) {
    expect([ledger, day, documents]).toEqual([ledger, day, balance]);
  }
  const open = found.onlyInXero.map(
    ({ record: { place, cells } }) => [place, textOf(cells[1]), textOf(cells[2])] as const,
  );
  const aged = await agedDocuments(space, ledger, day);
  expect(new Set(open.map(([id]) => id))).toEqual(new Set(aged.keys()));
  const own = open.filter(([, , currency]) => currency === 'GBP');
  expect(own.map(([id, due]) => [id, due])).toEqual(own.map(([id]) => [id, aged.get(id)]));
}

/** Due by document, as Xero's reports of each contact have it. */
async function agedDocuments(space: Workspace, word: string, date: string): Promise<ReadonlyMap<string, string>> {
  const documents = new Map<string, string>();
  const { Contacts } = await space.get('Contacts');
  for (const { Name, ContactID } of Contacts as readonly Loose[]) {
    if (Name !== 'Bayside Club' && Name !== 'Net Connect') continue;
    const reply = await space.get(`Reports/Aged${word}ByContact?contactID=${ContactID}&date=${date}`);
    for (const { RowType, Cells } of reply.Reports[0].Rows.at(-1).Rows) {
      if (RowType === 'Row' && Cells[7].Value !== '0.00') documents.set(Cells[0].Attributes[0].Value, Cells[7].Value);
    }
  }
  return documents;
}
