import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/sandbox/books/store.ts';
import { postJournal } from '../../src/sandbox/ledger/post-journal.ts';
import { ledgerSum, trialBalance } from '../../src/sandbox/ledger/trial-balance.ts';
import { type Client, type Loose, line, messagesOf, openSandbox, salesInvoice } from './sandbox-client.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
let client: Client;
let books: Store;
beforeAll(async () => {
  client = await openSandbox({ folder });
  books = openStore(join(folder, 'gb.db'));
});
beforeEach(() => client.sandbox.reset());
afterAll(async () => {
  books.close();
  await client.sandbox.close();
  rmSync(folder, { recursive: true });
});

/** Journals in the order of their numbers: kind, date and amount on the first line. */
function journals(): readonly Loose[] {
  return books.rows(
    `select number, kind, date, reverses, net from journal join journal_line on journal = number and position = 0
    order by number`,
  );
}

async function invoice(number: string, over: object = {}): Promise<Loose> {
  const [saved] = await client.write('PUT', 'Invoices', salesInvoice(number, over));
  return saved;
}

describe('the journals', () => {
  test('are only added to: an edit reverses what stood on its own date', async () => {
    const { InvoiceID } = await invoice('J-1');
    await client.write('POST', 'Invoices', { InvoiceID, Date: '2026-03-09', LineItems: [line({ Quantity: 1 })] });
    await client.write('POST', 'Invoices', { InvoiceID, Status: 'VOIDED' });
    const kind = 'ACCREC';
    expect(journals()).toEqual([
      { number: 1, kind, date: '2026-03-01', reverses: null, net: 12000 },
      { number: 2, kind, date: '2026-03-01', reverses: 1, net: -12000 },
      { number: 3, kind, date: '2026-03-09', reverses: null, net: 6000 },
      { number: 4, kind, date: '2026-03-09', reverses: 3, net: -6000 },
    ]);
  });

  test('say nothing of a save that changes nothing', async () => {
    const { InvoiceID } = await invoice('J-1');
    await client.write('POST', 'Invoices', { InvoiceID, ExpectedPaymentDate: '2026-04-02' });
    await client.send('POST', `Invoices/${InvoiceID}/Email`, {});
    expect(journals()).toHaveLength(1);
  });

  test('keep net, tax, tax type, contact and tracking', async () => {
    const Tracking = [{ Name: 'Region', Option: 'North' }];
    const { Contact } = await invoice('J-1', { LineItems: [line({ Tracking })] });
    const [own] = books.rows("select * from journal_line join journal on number = journal where role = 'line'");
    expect(own).toMatchObject({
      net: -10000,
      tax: -2000,
      tax_type: 'OUTPUT2',
      description: 'Advice',
      reference: 'J-1',
    });
    expect(own?.contact).toBe(Contact.ContactID);
    expect(JSON.parse(String(own?.tracking))).toMatchObject([{ Name: 'Region', Option: 'North' }]);
  });

  test('take no lines that do not sum to zero', () => {
    const lines = [{ account: 'a', role: 'line', net: 1n } as const];
    const post = () => postJournal(books, 'x', { kind: 'MANJOURNAL', date: '2026-03-01', lines }, 0);
    expect(post).toThrow('out of balance by 1 cents');
    expect(journals()).toEqual([]);
  });

  test('go with the books when they are reset', async () => {
    await invoice('J-1');
    client.sandbox.reset();
    expect([journals(), trialBalance(books, '2026-12-31')]).toEqual([[], []]);
  });

  test('have nothing of a call that is refused', async () => {
    await invoice('J-1', { LineItems: [line(), line({ AccountCode: 'none' })] });
    expect(journals()).toEqual([]);
  });
});

test('the trial balance of the page has debits and credits by account', async () => {
  await invoice('J-1');
  const rows = trialBalance(books, '2026-03-31');
  expect(rows.map(({ code, debit, credit }) => [code, debit, credit])).toEqual([
    ['610', 12000n, 0n],
    ['200', 0n, 10000n],
    ['820', 0n, 2000n],
  ]);
  expect(rows[0]).toMatchObject({ name: 'Accounts Receivable', class: 'ASSET' });
  expect(ledgerSum(books)).toBe(0n);
});

test('an amount that grows beyond reason in the base currency is refused', async () => {
  const LineItems = [line({ Quantity: 1, UnitAmount: 9_999_999_999 })];
  const refused = await invoice('J-1', { CurrencyCode: 'EUR', CurrencyRate: 0.000001, LineItems });
  expect(messagesOf(refused)).toEqual(['The total in the base currency must not be greater than 9999999999999.99.']);
});

test.each([{ CurrencyRate: 0.000001 }, { BankAmount: 10_000_000_000_000 }])(
  'nor is a payment of such an amount taken: %j',
  async (over) => {
    const LineItems = [line({ Quantity: 1, UnitAmount: 9_999_999_999 })];
    const { InvoiceID } = await invoice('J-1', { CurrencyCode: 'EUR', LineItems });
    const payment = { Invoice: { InvoiceID }, Account: { Code: '090' }, Amount: 9_999_999_999, ...over };
    const [refused] = await client.write('PUT', 'Payments', payment);
    expect(messagesOf(refused)).toEqual(['The total in the base currency must not be greater than 9999999999999.99.']);
  },
);
