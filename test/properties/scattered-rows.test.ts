/** Wherever the rows of a document stand in a file, the same documents come of them. */

import { expect, test } from 'vitest';
import { csv, invoicesJob } from '../pipeline/sample-jobs.ts';
import fc from '../support/seeded.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';

interface Row {
  readonly number: string;
  readonly item: string;
  readonly price: string;
}

const CUSTOMERS = ['Basket Case', 'Boom FM', 'City Agency'];

/** Some invoices of some lines each; the lines' texts say where they belong. */
const invoices = fc
  .array(fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 12 })
  .map((lines) =>
    lines.flatMap((cents, invoice) =>
      cents.map((amount, line): Row => {
        const number = `S-${String(invoice + 1).padStart(2, '0')}`;
        return { number, item: `${number}/${line + 1}`, price: (amount / 100).toFixed(2) };
      }),
    ),
  );

test('the rows of several invoices, shuffled', async () => {
  await fc.assert(
    fc.asyncProperty(
      invoices,
      fc.infiniteStream(fc.nat()),
      fc.integer({ min: 1, max: 7 }),
      async (rows, draws, batch) => {
        const shuffled = shuffle(rows, draws);
        const workspace = await openWorkspace();
        const job = invoicesJob({ send: `{ batch: ${batch} }` });
        const outcome = await workspace.run(job, csv(...shuffled.map(line)));
        expect(outcome.code).toBe(0);
        expect(outcome.rows.map((row) => row.Item)).toEqual(shuffled.map((row) => row.item));
        expect(outcome.rows.map((row) => row['Xero Number'])).toEqual(shuffled.map((row) => row.number));
        expect(await booked(workspace)).toEqual(wanted(shuffled));
      },
    ),
    { numRuns: 15 },
  );
});

function line({ number, item, price }: Row): string {
  const customer = CUSTOMERS[Number(number.slice(2)) % CUSTOMERS.length];
  return `${number},${customer},2026-10-05,${item},1,${price}`;
}

function shuffle(rows: readonly Row[], draws: Iterable<number>): readonly Row[] {
  const left = [...rows];
  const shuffled: Row[] = [];
  for (const draw of draws) {
    if (left.length === 0) break;
    shuffled.push(...left.splice(draw % left.length, 1));
  }
  return shuffled;
}

type Books = Readonly<Record<string, readonly string[]>>;

/** The lines of each invoice, in the order of their rows. */
function wanted(rows: readonly Row[]): Books {
  const books: Record<string, string[]> = {};
  for (const { number, item, price } of rows) {
    books[number] ??= [];
    books[number].push(`${item} ${price}`);
  }
  return books;
}

async function booked(workspace: Workspace): Promise<Books> {
  const { Invoices } = await workspace.get('Invoices?page=1&pageSize=100');
  const books: Record<string, string[]> = {};
  for (const { InvoiceID, InvoiceNumber } of Invoices) {
    const [invoice] = (await workspace.get(`Invoices/${InvoiceID}`)).Invoices;
    books[InvoiceNumber] = invoice.LineItems.map(
      (item: { readonly Description: string; readonly LineAmount: number }) =>
        `${item.Description} ${item.LineAmount.toFixed(2)}`,
    );
  }
  return books;
}
