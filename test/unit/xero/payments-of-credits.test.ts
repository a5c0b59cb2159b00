import { expect, it, onTestFinished } from 'vitest';
import type { FilterCondition } from '../../../src/model/job.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { payments } from '../../../src/xero/entities/payments.ts';
import { type ExactObject, listAt, parseExactJson, textAt } from '../../../src/xero/exact-json.ts';
import { compileFilter } from '../../../src/xero/filters/compile-filter.ts';
import { nameShownObjects } from '../../../src/xero/name-shown-objects.ts';
import { entityCollection, readCollection } from '../../../src/xero/read-collection.ts';
import { apiOf } from '../../support/api-of.ts';

const line = { Description: 'x', Quantity: 1, UnitAmount: 10, AccountCode: '200', TaxType: 'NONE' };
const head = { Status: 'AUTHORISED', Contact: { Name: 'Basket Case' }, Date: '2026-10-01', DueDate: '2026-10-31' };

/** An invoice and a credit note of one number, each with a payment. */
async function paidAndRefunded() {
  const sandbox = await startSandbox({ orgs: ['gb'], limits: 'off' });
  const http = apiOf(sandbox);
  onTestFinished(async () => {
    await http.close();
    await sandbox.close();
  });
  const put = async (path: string, element: object): Promise<ExactObject> => {
    const body = JSON.stringify({ [path]: [element] });
    const reply = await http.call({ method: 'PUT', path: `/${path}`, query: { summarizeErrors: 'false' }, body });
    return listAt(parseExactJson(reply.body), path)[0]!;
  };
  const invoice = await put('Invoices', { ...head, Type: 'ACCREC', InvoiceNumber: 'N-1', LineItems: [line] });
  const credit = await put('CreditNotes', {
    ...head,
    Type: 'ACCRECCREDIT',
    CreditNoteNumber: 'N-1',
    LineItems: [line],
  });
  const ids = { invoice: textAt(invoice, 'InvoiceID'), credit: textAt(credit, 'CreditNoteID') };
  const payment = { Account: { Code: '090' }, Date: '2026-10-02' };
  await put('Payments', { ...payment, Invoice: { InvoiceID: ids.invoice }, Amount: 4 });
  await put('Payments', { ...payment, CreditNote: { CreditNoteID: ids.credit }, Amount: 5 });
  return { http, ids };
}

it('a refund names its credit note and no invoice, and is found by it', async () => {
  const { http, ids } = await paidAndRefunded();
  const amountsOf = async (field: string, value: string): Promise<readonly string[]> => {
    const filter: readonly FilterCondition[] = [
      { field, tests: [{ kind: 'any', values: [value] }], at: { line: 1, column: 1 } },
    ];
    const { queries, local } = compileFilter(payments, { filter }, { today: '2026-11-21' });
    const found: ExactObject[] = [];
    for (const query of queries) {
      await readCollection(http, entityCollection(payments, query), async (elements) => {
        found.push(...elements.filter(local));
      });
    }
    return found.map((element) => textAt(element, 'Amount'));
  };
  expect(await amountsOf('CreditNote.CreditNoteNumber', 'N-1')).toEqual(['5']);
  expect(await amountsOf('CreditNote', ids.credit)).toEqual(['5']);
  expect(await amountsOf('Invoice', 'n-1')).toEqual(['4']);
  expect(await amountsOf('Invoice.InvoiceID', ids.invoice)).toEqual(['4']);
});

it.each([
  ['AROVERPAYMENT', 'Overpayment', 'OverpaymentID'],
  ['APPREPAYMENT', 'Prepayment', 'PrepaymentID'],
])('a refund of an %s names it by its own name', (type, object, id) => {
  const shown = { Amount: '1', Invoice: { Type: type, InvoiceID: 'x' } };
  const named = nameShownObjects(shown, payments.read.shownAs!);
  expect(named).toEqual({ Amount: '1', [object]: { Type: type, [id]: 'x' } });
  expect(nameShownObjects(named, payments.read.shownAs!)).toBe(named);
});
