/** A sandbox on which bad days happen, and what its books hold in the end, without identifiers and times. */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { announce } from '../../src/cli/join-sandbox.ts';
import { readFaults, startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Kind } from './kinds.ts';

/** Sandbox seconds in one real second: what the program waits for passes sooner. */
const SPEED = 60;

/** What writes: PUT, or POST for changes of records that are there. */
const faultsOf = (method: 'PUT' | 'POST') => `faults:
  - { what: reset-after, when: { method: ${method}, probability: 0.12 } }
  - { what: timeout, when: { method: ${method}, probability: 0.01 } }
  - { what: timeout, saved: true, when: { method: ${method}, probability: 0.02 } }
  - { what: reset-before, when: { method: ${method}, probability: 0.05 } }
  - { what: truncate, when: { method: ${method}, probability: 0.05 } }
  - { what: 503-unavailable, when: { probability: 0.04 } }
  - { what: 500, saved: true, when: { method: ${method}, probability: 0.04 } }
  - { what: 429-minute, retry-after: 3, when: { probability: 0.03 } }
  - { what: forget-key, when: { method: ${method}, probability: 0.3 } }
`;

export interface Books {
  /** Every record as one text each, sorted. */
  readonly records: readonly string[];
  /** The same texts by the records' IDs. */
  readonly byId: ReadonlyMap<string, string>;
  readonly trialBalance: string;
}

export interface BadXero {
  read(kind: Kind): Promise<Books>;
  close(): Promise<void>;
}

/** Programs with this `home` join it. @param seed of the faults; undefined: none happen */
export async function openBadXero(home: string, kind: Kind, seed: number | undefined): Promise<BadXero> {
  const folder = join(home, 'sandbox');
  if (kind.seed !== undefined) {
    const calm = await startSandbox({ orgs: ['gb'], folder, limits: 'off' });
    for (const { path, body } of kind.seed) await ask(calm, 'PUT', path, body);
    await calm.close();
  }
  const plan = readFaults(`seed: ${seed ?? 0}\n${faultsOf(kind.name === 'Voids' ? 'POST' : 'PUT')}`);
  if ('problems' in plan) throw new Error(JSON.stringify(plan.problems));
  const faults = seed === undefined ? {} : { faults: plan.value };
  const sandbox = await startSandbox({ orgs: ['gb'], folder, limits: 'off', speed: SPEED, ...faults });
  await announce(home, sandbox);
  return {
    read: async (kind) => {
      await sandbox.close();
      const quiet = await startSandbox({ orgs: ['gb'], folder, limits: 'off' });
      try {
        return await readBooks(quiet, kind);
      } finally {
        await quiet.close();
      }
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

interface Server {
  readonly url: string;
  readonly tenantId: string;
}

// biome-ignore lint/suspicious/noExplicitAny: the books are looked into by name, as a reader of JSON does
type Loose = any;

const PATHS: Readonly<Record<string, string>> = {
  Bills: 'Invoices',
  Voids: 'Invoices',
  Allocations: 'CreditNotes',
  Notes: 'Invoices',
  Attachments: 'Invoices',
};

async function readBooks(server: Server, { name }: Kind): Promise<Books> {
  const path = PATHS[name] ?? name;
  const all: Loose[] = (await ask(server, 'GET', `${path}?page=1&pageSize=1000`))[path];
  const [below, texts] = BELOW[name] ?? [];
  for (const record of below === undefined ? [] : all) {
    record.below = texts?.(await ask(server, 'GET', `Invoices/${record.InvoiceID}/${below}`)).toSorted();
  }
  const { Reports } = await ask(server, 'GET', 'Reports/TrialBalance?date=2026-12-31');
  const ids = {
    Invoices: 'InvoiceID',
    Contacts: 'ContactID',
    Payments: 'PaymentID',
    CreditNotes: 'CreditNoteID',
    ManualJournals: 'ManualJournalID',
    BankTransactions: 'BankTransactionID',
    BankTransfers: 'BankTransferID',
    BatchPayments: 'BatchPaymentID',
  };
  const idField = new Map(Object.entries(ids)).get(path) ?? '';
  return {
    records: all.map(describe).sort(),
    byId: new Map(all.map((record) => [record[idField], describe(record)])),
    trialBalance: JSON.stringify(Reports[0].Rows.map(textOf)),
  };
}

/** What such a job leaves below each invoice: the path, and the texts that it lists. */
const BELOW: Readonly<Record<string, readonly [path: string, texts: (list: Loose) => readonly string[]]>> = {
  Notes: [
    'History',
    ({ HistoryRecords }) =>
      HistoryRecords.filter(({ Changes }: Loose) => Changes === 'Note').map(({ Details }: Loose) => Details),
  ],
  Attachments: [
    'Attachments',
    ({ Attachments }) => Attachments.map(({ FileName, ContentLength }: Loose) => `${FileName} ${ContentLength}`),
  ],
};

const SHOWN = ['Name', 'Type', 'Status', 'Date', 'Total', 'Amount', 'AmountDue', 'Reference'];

/** The number of a bill is whatever it is; that of a sales invoice, or of what a payment settles, tells it apart. */
function describe(record: Loose): string {
  const number = record.Type === 'ACCREC' ? record.InvoiceNumber : record.Invoice?.InvoiceNumber;
  const text = (record.LineItems ?? record.JournalLines)?.[0]?.Description;
  const shown = [record.Contact?.Name, number, text, ...SHOWN.map((field) => record[field])];
  return JSON.stringify([...shown, record.CreditNoteNumber, allocated(record), record.below]);
}

function allocated({ Allocations = [] }: Loose): readonly string[] {
  return Allocations.map((each: Loose) => `${each.Invoice.InvoiceNumber} ${each.Amount}`).sort();
}

function textOf(row: Loose): Loose {
  return [row.Title, row.Cells?.map((cell: Loose) => cell.Value), row.Rows?.map(textOf)];
}

async function ask({ url, tenantId }: Server, method: string, path: string, body?: object): Promise<Loose> {
  const response = await fetch(`${url}/api.xro/2.0/${path}`, {
    method,
    headers: { authorization: 'Bearer sandbox-token', 'xero-tenant-id': tenantId },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text);
}
