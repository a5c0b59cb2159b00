import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore, type Store } from '../../src/sandbox/books/store.ts';
import { ledgerSum, trialBalance } from '../../src/sandbox/ledger/trial-balance.ts';
import { type Client, type Loose, openSandbox } from '../contract/sandbox-client.ts';
import fc from '../support/seeded.ts';
import { bankCall } from './bank-calls.ts';
import { ledgerCall, type Made } from './ledger-calls.ts';

const end = '2027-12-31';
const contacts = ['Bayside Club', 'Net Connect'];
const anyCall = fc.oneof({ weight: 3, arbitrary: ledgerCall }, { weight: 2, arbitrary: bankCall });
/** First days of financial years, and days in them. */
const years = [
  ['2026-04-01', '2026-04-14'],
  ['2025-04-01', '2026-03-31'],
] as const;

test('after any calls the ledger balances, and debtors, creditors, stock and reports agree with the documents', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  const client = await openSandbox({ folder });
  const file = readdirSync(folder).find((name) => name.includes('gb')) ?? '';
  const books = openStore(join(folder, file));
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(anyCall, { minLength: 10, maxLength: 26, size: 'max' }), async (calls) => {
        client.sandbox.reset();
        const made: Made = { client, documents: [], payments: [], allocations: [], journals: [] };
        await addTrackedItem(client);
        for (const [at, call] of calls.entries()) {
          await call(made);
          await check(client, books, at % 6 === 0 || at === calls.length - 1);
        }
      }),
      { numRuns: 10, endOnFailure: true },
    );
  } finally {
    books.close();
    await client.sandbox.close();
    rmSync(folder, { recursive: true });
  }
}, 120_000);

async function addTrackedItem(client: Client): Promise<void> {
  await client.write('PUT', 'Items', {
    Code: 'TRACKED',
    InventoryAssetAccountCode: '630',
    PurchaseDetails: { COGSAccountCode: '310', UnitPrice: 4 },
    SalesDetails: { UnitPrice: 9, AccountCode: '200' },
  });
}

async function check(client: Client, books: Store, withReports: boolean): Promise<void> {
  journalsBalance(books);
  const documents = await everyDocument(client);
  const balances = new Map(trialBalance(books, end).map(({ code, debit, credit }) => [code, debit - credit]));
  const owed = (side: 'ACCREC' | 'ACCPAY') =>
    documents.filter((document) => sideOf(document) === side).reduce((sum, document) => sum + openCents(document), 0n);
  expect(balances.get('610') ?? 0n).toBe(owed('ACCREC'));
  expect(balances.get('800') ?? 0n).toBe(-owed('ACCPAY'));
  if (withReports) await reportsAgree(client, books, documents);
  const { BankTransactions } = (await client.get('BankTransactions?page=1&pageSize=1000')).json;
  await stockAgrees(client, [...documents, ...BankTransactions], balances.get('630') ?? 0n);
}

function journalsBalance(books: Store): void {
  expect(ledgerSum(books)).toBe(0n);
  expect(books.rows('select journal from journal_line group by journal having sum(net) <> 0')).toEqual([]);
  const byLines = books.rows(
    `select account, date, sum(net) net from journal_line join journal on number = journal
    group by account, date having sum(net) <> 0 order by account, date`,
  );
  expect(books.rows('select account, date, net from account_day where net <> 0 order by account, date')).toEqual(
    byLines,
  );
}

async function everyDocument(client: Client): Promise<readonly Loose[]> {
  const kinds = ['Invoices', 'CreditNotes', 'Prepayments', 'Overpayments'];
  const lists = await Promise.all(kinds.map((kind) => client.get(`${kind}?page=1&pageSize=1000`)));
  return lists.flatMap(({ json }, at) => json[kinds[at]!]);
}

function sideOf({ Type }: Loose): 'ACCREC' | 'ACCPAY' {
  return Type.startsWith('ACCREC') || Type.startsWith('RECEIVE') ? 'ACCREC' : 'ACCPAY';
}

/** Positive for invoices and bills, negative for credits; at the document's own rate, rounded once. */
function openCents(document: Loose): bigint {
  if (document.Status !== 'AUTHORISED' && document.Status !== 'PAID') return 0n;
  const open = Math.round((document.AmountDue ?? document.RemainingCredit) * 100);
  const rate = BigInt(Math.round(document.CurrencyRate * 1_000_000));
  const cents = (BigInt(open) * 2_000_000n + rate) / (rate * 2n);
  return document.AmountDue === undefined ? -cents : cents;
}

async function reportsAgree(client: Client, books: Store, documents: readonly Loose[]): Promise<void> {
  for (const basis of ['', '&paymentsOnly=true']) {
    const ledger = await client.get(`Reports/TrialBalance?date=${end}${basis}`);
    const [, debit, credit, yearDebit, yearCredit] = lastRow(ledger);
    expect([debit, yearDebit]).toEqual([credit, yearCredit]);
    for (const [first, last] of years) await statementsAgree(client, first, last, basis);
  }
  for (const name of contacts) {
    const own = documents.filter(({ Contact }) => Contact.Name === name);
    const id = own[0]?.Contact.ContactID;
    if (id === undefined) continue;
    for (const [word, side] of [
      ['Receivables', 'ACCREC'],
      ['Payables', 'ACCPAY'],
    ] as const) {
      const due = own
        .filter((document) => sideOf(document) === side)
        .reduce((sum, document) => sum + openCents(document), 0n);
      const path = `Reports/Aged${word}ByContact?contactID=${id}`;
      expect(cents(lastRow(await client.get(`${path}&date=${end}`)).at(-1))).toBe(due);
    }
  }
  await pastAgrees(client, books);
}

/** Profit and loss of the year and the balance sheet have every account of the trial balance, and tie with each other. */
async function statementsAgree(client: Client, first: string, last: string, basis: string): Promise<void> {
  const ledger = await client.get(`Reports/TrialBalance?date=${last}${basis}`);
  const profit = accountsOf(await client.get(`Reports/ProfitAndLoss?fromDate=${first}&toDate=${last}${basis}`));
  const sheet = await client.get(`Reports/BalanceSheet?date=${last}${basis}`);
  const balances = accountsOf(sheet);
  const earnings = '00000000-0000-0000-0000-000000000000';
  const expected = new Map<string, bigint>();
  for (const section of ledger.json.Reports[0].Rows) {
    for (const { Cells } of section.Rows ?? []) {
      const id = Cells[0].Attributes?.[0].Value;
      const net = cents(Cells[3].Value || '0') - cents(Cells[4].Value || '0');
      const turned = ['Assets', 'Expenses'].includes(section.Title) ? net : -net;
      if (id !== undefined && net !== 0n) expected.set(id, turned);
    }
  }
  const shown = new Map([...profit, ...balances].filter(([id, net]) => id !== earnings && net !== 0n));
  expect(new Map([...shown].toSorted())).toEqual(new Map([...expected].toSorted()));
  const figure = (name: string) => {
    const rows = sheet.json.Reports[0].Rows.flatMap(({ Rows = [] }: Loose) => Rows);
    const found = rows.find(({ Cells }: Loose) => Cells[0].Value === name);
    return cents(found?.Cells[1].Value ?? '0.00');
  };
  expect(figure('Total Assets') - figure('Total Liabilities')).toBe(figure('Total Equity'));
  expect(figure('Net Assets')).toBe(figure('Total Equity'));
}

/** Cents by AccountID. */
function accountsOf(reply: Loose): readonly (readonly [string, bigint])[] {
  const rows = reply.json.Reports[0].Rows.flatMap(({ Rows = [] }: Loose) => Rows);
  return rows
    .filter(({ Cells }: Loose) => Cells[0].Attributes !== undefined)
    .map(({ Cells }: Loose) => [Cells[0].Attributes[0].Value, cents(Cells[1].Value)]);
}

/** On a day in between, what the aged reports call due is what debtors and creditors stood at. */
async function pastAgrees(client: Client, books: Store): Promise<void> {
  const date = '2026-04-14';
  const rows = trialBalance(books, date);
  const net = (code: string) =>
    rows.filter((row) => row.code === code).reduce((sum, row) => sum + row.debit - row.credit, 0n);
  const list = (await client.get(`Contacts?where=${encodeURIComponent('Name!=null')}`)).json.Contacts;
  const dues = { Receivables: 0n, Payables: 0n };
  for (const { ContactID, Name } of list) {
    if (!contacts.includes(Name)) continue;
    for (const word of ['Receivables', 'Payables'] as const) {
      const reply = await client.get(`Reports/Aged${word}ByContact?contactID=${ContactID}&date=${date}`);
      dues[word] += cents(lastRow(reply).at(-1));
    }
  }
  expect(dues).toEqual({ Receivables: net('610'), Payables: -net('800') });
}

/** Quantity is what approved documents moved; the cost pool is what the inventory account stands at. */
async function stockAgrees(client: Client, documents: readonly Loose[], asset: bigint): Promise<void> {
  const [item] = (await client.get('Items/TRACKED')).json.Items;
  const signs: Readonly<Record<string, number>> = {
    ...{ ACCREC: -1, ACCRECCREDIT: 1, ACCPAY: 1, ACCPAYCREDIT: -1 },
    ...{ RECEIVE: -1, SPEND: 1 },
  };
  let units = 0;
  for (const { Type, Status, LineItems } of documents) {
    if (Status !== 'AUTHORISED' && Status !== 'PAID') continue;
    for (const line of LineItems) {
      if (line.ItemCode === 'TRACKED') units += (signs[Type] ?? 0) * Math.round(line.Quantity * 10_000);
    }
  }
  expect(Math.round((item.QuantityAvailable ?? 0) * 10_000)).toBe(units);
  expect(BigInt(Math.round(item.TotalCostPool * 100))).toBe(asset);
  expect(item.TotalCostPool).toBeGreaterThanOrEqual(0);
}

function lastRow(reply: Loose): readonly string[] {
  return reply.json.Reports[0].Rows.at(-1)
    .Rows.at(-1)
    .Cells.map((cell: Loose) => cell.Value);
}

function cents(text: string | undefined): bigint {
  return BigInt((text ?? '').replace('.', ''));
}
