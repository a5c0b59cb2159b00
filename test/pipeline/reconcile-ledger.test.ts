/** What customers owe as at a day: rebuilt from what was settled since, and tied to the control account. */

import { describe, expect, test } from 'vitest';
import { invoice, pay, save } from '../support/made-invoices.ts';
import { reconcile, textOf } from '../support/reconciling.ts';
import { openWorkspace } from '../support/workspace.ts';

describe('a ledger as at a day', () => {
  const ledger = (asAt: string, more = '') => `
reconcile: Receivables
org: sandbox-gb
as-at: ${asAt}
source: { file: open.csv, dates: iso }
columns: { Number: Doc, Contact.Name: Customer, AmountDue: Outstanding }
${more}output: { file: "out/receivables-{as-at}.xlsx" }
`;

  async function books() {
    const space = await openWorkspace();
    const saved = await save(
      space,
      invoice('O-1', 'Alpha', [{ net: 100 }]),
      invoice('O-2', 'Beta', [{ net: 100 }]),
      invoice('O-3', 'Gamma', [{ net: 100 }]),
      invoice('O-4', 'Delta', [{ net: 100 }], { Date: '2026-11-02' }),
      invoice('O-5', 'Eta', [{ net: 100 }], { CurrencyCode: 'EUR', CurrencyRate: 1.145 }),
    );
    const { CreditNotes } = await space.put('PUT', 'CreditNotes', {
      CreditNotes: [
        {
          ...invoice('', 'Beta', [{ net: 50 }]),
          Type: 'ACCRECCREDIT',
          CreditNoteNumber: 'C-1',
          InvoiceNumber: undefined,
        },
      ],
    });
    await pay(space, saved[0]!.InvoiceID, 120, '2026-11-05');
    await pay(space, saved[2]!.InvoiceID, 20, '2026-10-31');
    await space.put('PUT', `CreditNotes/${CreditNotes[0].CreditNoteID}/Allocations`, {
      Allocations: [{ Invoice: { InvoiceID: saved[1]!.InvoiceID }, Amount: 60, Date: '2026-11-03' }],
    });
    return space;
  }

  const OCTOBER = 'Doc,Customer,Outstanding\nO-1,Alpha,120\nO-2,Beta,120\nC-1,Beta,-60\nO-3,Gamma,100\nO-5,Eta,120\n';

  test('passes where every document was due as the sheet says, and ties to the control account', async () => {
    const space = await books();
    const found = await reconcile(space, ledger('2026-10-31'), { 'open.csv': OCTOBER });
    expect(found.told).toEqual([]);
    expect(found.matched.map(({ xero }) => xero.kind)).toEqual([
      'Invoice',
      'Invoice',
      'CreditNote',
      'Invoice',
      'Invoice',
    ]);
    expect(found.summary.exitCode).toBe(0);
    const [control] = found.reconciliation.controlAccounts;
    expect(control).toEqual({ account: '610 Accounts Receivable', ledger: '384.80', documents: '384.80' });
    expect(found.path).toMatch(/receivables-2026-10-31\.xlsx$/);
  });

  test('finds what was settled since, what is of a later day, and what only Xero has', async () => {
    const space = await books();
    const found = await reconcile(space, ledger('2026-11-04'), {
      'open.csv': 'Doc,Customer,Outstanding\nO-1,Alpha,120\nO-2,Beta,120\nC-1,Beta,-60\nO-4,Delta,120\n',
    });
    expect(found.told).toEqual([
      'O-2 AmountDue 120.00/60.00 60 missing payment',
      'C-1 AmountDue -60.00/0.00 -60 missing payment',
    ]);
    expect(found.onlyInXero.map(({ record }) => textOf(record.cells[0]))).toEqual(['O-3', 'O-5']);
    const early = await reconcile(space, ledger('2026-10-31'), { 'open.csv': `${OCTOBER}O-4,Delta,120\n` });
    expect(early.told).toEqual(['O-4 Date /2026-11-02 date']);
    expect(early.summary.findings).toEqual({ 'reconcile/date': 1 });
  });

  test('a credit that is set against an invoice while the books are read does not change what was due before', async () => {
    const space = await books();
    const [credit, open] = [await space.get('CreditNotes'), await space.get('Invoices')];
    const { InvoiceID } = open.Invoices.find((one: { InvoiceNumber: string }) => one.InvoiceNumber === 'O-2');
    const { CreditNoteID } = credit.CreditNotes[0];
    await space.put('PUT', 'CreditNotes', {
      CreditNotes: [{ ...invoice('', 'Beta', [{ net: 10 }]), Type: 'ACCRECCREDIT', CreditNoteNumber: 'C-2' }],
    });
    const later = (await space.get('CreditNotes')).CreditNotes.find(
      (one: { CreditNoteID: string }) => one.CreditNoteID !== CreditNoteID,
    );
    let done = false;
    space.gate.disturb(async ({ path, query }) => {
      if (done || path !== '/Invoices' || !query.has('order')) return undefined;
      done = true;
      await space.put('PUT', `CreditNotes/${later.CreditNoteID}/Allocations`, {
        Allocations: [{ Invoice: { InvoiceID }, Amount: 12, Date: '2026-11-03' }],
      });
      return undefined;
    });
    const found = await reconcile(space, ledger('2026-10-31'), { 'open.csv': `${OCTOBER}C-2,Beta,-12\n` });
    expect(done).toBe(true);
    expect([found.told, found.summary.exitCode]).toEqual([[], 0]);
  });

  test('a filter leaves the control account out, and says so', async () => {
    const space = await books();
    const filtered = ledger('2026-10-31', 'filter: { Contact.Name: Alpha }\n');
    const found = await reconcile(space, filtered, { 'open.csv': 'Doc,Customer,Outstanding\nO-1,Alpha,120\n' });
    expect(found.summary.exitCode).toBe(0);
    expect(found.reconciliation.controlAccounts).toEqual([]);
    expect(new Map(found.reconciliation.parameters).get('Trial balance as at')).toMatch(/^not compared/);
  });
});
