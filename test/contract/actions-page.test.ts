import { expect, test } from 'vitest';
import { actionLines } from '../../scripts/actions-page.ts';
import type { Verb } from '../../src/model/registry.ts';
import { creditNotes } from '../../src/xero/entities/credit-notes.ts';
import { invoices } from '../../src/xero/entities/invoices.ts';
import { items } from '../../src/xero/entities/items.ts';

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, ...rows].map((row) => row.join(' | '));
const linesOf = (verb: Verb) =>
  actionLines({ entities: [invoices, creditNotes, items], actions: [verb], reports: [] }, table);

test('a verb is told with what a record must have, when it is passed over, and whether there is a way back', () => {
  const lines = linesOf({
    name: 'close',
    note: 'Closes it.',
    on: ({ name, status }) =>
      status && {
        requires: { Status: ['DRAFT', 'SUBMITTED'], Batch: [''] },
        free: ['AmountPaid', ['Left', 'Total']],
        done: { field: 'Status', values: ['CLOSED'] },
        ...(name === 'Invoices' ? { final: true } : {}),
      },
  });
  expect(lines).toContain('## close');
  expect(lines).toContain('Closes it.');
  const must = '`Status` DRAFT or SUBMITTED; `Batch` blank; `AmountPaid` 0; `Left` the same as `Total`';
  expect(lines.slice(-2)).toEqual([
    `Invoices | ${must} | \`Status\` is CLOSED | no`,
    `CreditNotes | ${must} | \`Status\` is CLOSED | `,
  ]);
});

test('records of which the same is to be said share a row and a table of fields', () => {
  const lines = linesOf({
    name: 'mark',
    note: '',
    on: ({ name }) => ({
      fields: [{ name: name === 'Items' ? 'Shelf' : 'Stamp', type: 'text', required: 'create', maxLength: 20 }],
    }),
  });
  expect(lines).toContain('Invoices, CreditNotes, Items |  |  | ');
  expect(lines).toContain('Fields of Invoices, CreditNotes, under `columns`:');
  expect(lines).toContain('`Stamp` | text | 20 | yes | ');
  expect(lines.filter((line) => line.startsWith('`Shelf`'))).toHaveLength(1);
});
