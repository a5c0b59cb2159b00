/** The reports on any day of any ledger: what is open ties to the control accounts, to the cent and document by document. */

import { expect, test } from 'vitest';
import { add, type Decimal, decimal, formatFixed, subtract, ZERO } from '../../src/model/decimal.ts';
import type { Facts } from '../../src/model/facts.ts';
import { DEFAULT_SETTINGS, indexFacts } from '../../src/model/index-facts.ts';
import { type Cell, cellText } from '../../src/model/source-row.ts';
import type { Api } from '../../src/xero/api.ts';
import { createHttpApi } from '../../src/xero/http-api.ts';
import { loadFacts } from '../../src/xero/load-facts.ts';
import { readReport } from '../../src/xero/report-reading/read-report.ts';
import { reports } from '../../src/xero/reports/index.ts';
import { type Client, type Loose, openSandbox } from '../contract/sandbox-client.ts';
import fc from '../support/seeded.ts';
import { ledgerCall, type Made } from './ledger-calls.ts';

/** Documents are of March, due on 15 April and settled in April. */
const days = fc.constantFrom('2026-02-28', '2026-03-15', '2026-04-04', '2026-04-14', '2026-04-30', '2026-12-31');

test('on any day aged documents add up to the control accounts, and to what each contact owes', async () => {
  const client = await openSandbox();
  const api = createHttpApi({
    baseUrl: `${client.sandbox.url}/api.xro/2.0`,
    tenantId: client.sandbox.tenantId,
    token: async () => client.sandbox.token,
    userAgent: 'rowpost/0',
  });
  try {
    const facts = indexFacts(await loadFacts(api), DEFAULT_SETTINGS);
    const calls = fc.array(ledgerCall, { minLength: 12, maxLength: 40, size: 'max' });
    await fc.assert(
      fc.asyncProperty(calls, fc.array(days, { minLength: 1, maxLength: 3 }), async (ledger, asked) => {
        client.sandbox.reset();
        const made: Made = { client, documents: [], payments: [], allocations: [], journals: [] };
        for (const call of ledger) await call(made);
        for (const day of asked) await check(client, api, facts, day);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  } finally {
    await api.close();
    await client.sandbox.close();
  }
}, 120_000);

async function check(client: Client, api: Api, facts: Facts, asAt: string): Promise<void> {
  const rows = async (name: string, days: { readonly from?: string; readonly to?: string } = {}) => {
    const spec = reports.find((report) => report.name === name)!;
    const found: Readonly<Record<string, string>>[] = [];
    await readReport(
      api,
      facts,
      spec,
      { asAt, ...days, parameters: {} },
      async (some: readonly (readonly Cell[])[]) => {
        for (const cells of some) {
          expect(cells).toHaveLength(spec.columns.length);
          found.push(Object.fromEntries(cells.map((cell, at) => [spec.columns[at]!.name, cellText(cell)])));
        }
      },
    );
    return found;
  };
  const ledger = await rows('TrialBalance');
  const text = (amount: Decimal) => formatFixed(amount, 2);
  const total = (of: readonly Loose[], column: string) =>
    of.reduce((sum, row) => add(sum, decimal(row[column] || '0')), ZERO);
  expect(text(total(ledger, 'Debit'))).toBe(text(total(ledger, 'Credit')));
  const year = { from: `${Number(asAt.slice(0, 4)) - (asAt.slice(5) < '04-01' ? 1 : 0)}-04-01`, to: asAt };
  statementsTie(ledger, [...(await rows('ProfitAndLoss', year)), ...(await rows('BalanceSheet'))]);
  for (const [name, system, sign] of [
    ['AgedReceivables', 'DEBTORS', 1],
    ['AgedPayables', 'CREDITORS', -1],
  ] as const) {
    const aged = await rows(name);
    const control = facts.accounts.find(({ systemAccount }) => systemAccount === system)!;
    const own = ledger.filter(({ AccountID }) => AccountID === control.id);
    const [debit, credit] = [total(own, 'YTDDebit'), total(own, 'YTDCredit')];
    const balance = sign === 1 ? subtract(debit, credit) : subtract(credit, debit);
    expect([name, asAt, text(total(aged, 'Total'))]).toEqual([name, asAt, text(balance)]);
    await tieToContacts(client, name.slice('Aged'.length), aged, asAt);
  }
}

const CREDITS = ['Revenue', 'Liabilities', 'Equity'];

/** Every account of the trial balance stands in one of the statements, above zero on its own side, and in no other. */
function statementsTie(ledger: readonly Loose[], statements: readonly Loose[]): void {
  const amounts = (rows: readonly (readonly [string, Decimal])[]) =>
    Object.fromEntries(rows.map(([id, amount]) => [id, formatFixed(amount, 2)]).filter(([, text]) => text !== '0.00'));
  const expected = ledger.map(({ AccountID, Section, YTDDebit, YTDCredit }): readonly [string, Decimal] => {
    const [debit, credit] = [decimal(YTDDebit || '0'), decimal(YTDCredit || '0')];
    return [AccountID, CREDITS.includes(Section) ? subtract(credit, debit) : subtract(debit, credit)];
  });
  const own = statements.filter(({ Account }) => Account !== 'Current Year Earnings');
  const shown = own.map(({ AccountID, Amount }): readonly [string, Decimal] => [AccountID, decimal(Amount)]);
  expect(amounts(shown)).toEqual(amounts(expected));
}

/** Xero's own report of a contact shows the same documents with the same amounts. */
async function tieToContacts(client: Client, word: string, aged: readonly Loose[], date: string): Promise<void> {
  const documents = new Map<string, string>();
  for (const { Name, ContactID } of (await client.get('Contacts')).json.Contacts) {
    if (Name !== 'Bayside Club' && Name !== 'Net Connect') continue;
    const path = `Reports/Aged${word}ByContact?contactID=${ContactID}&date=${date}`;
    const { Rows } = (await client.get(path)).json.Reports[0];
    for (const { RowType, Cells } of Rows.at(-1).Rows) {
      if (RowType === 'Row' && Cells[7].Value !== '0.00') {
        documents.set(Cells[0].Attributes[0].Value, `${Name} ${Cells[7].Value}`);
      }
    }
  }
  expect(new Map(aged.map((row) => [row.DocumentID, `${row.Contact} ${row.Total}`]))).toEqual(documents);
}
