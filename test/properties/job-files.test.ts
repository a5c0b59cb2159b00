/** Job files that went wrong anywhere: each is a job, or has problems with a place and a remedy. */

import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import fc from '../support/seeded.ts';
import { load } from '../unit/job/vocabulary.ts';

const JOBS = [
  `export: Invoices
org: [sandbox-gb, acme]
filter: { Type: ACCREC, Status: [AUTHORISED, PAID], Date: { from: 2026-10-01, to: 2026-10-31, not: [a], blank: true } }
where: x
since: last-run
columns: { InvoiceNumber: Invoice No, Contact.Name: { column: C, lookup: { a: b }, format: "0", width: 3, then: trim } }
lines: { Description: Item, LineAmount: Net, Tracking.Region: Region }
order: [InvoiceNumber, -Date]
output: { file: "../out/{org}-{month}.xlsx", sheet: Invoices, totals: [Net] }
`,
  `sheets:
  - { export: Invoices, columns: all, lines: all, order: [Date desc], sheet: A, totals: [Total] }
  - { export: TrialBalance, as-at: today }
  - { export: Contacts, columns: { template: contacts.yaml } }
org: acme
output: { file: books.xlsx }
`,
  `reconcile: Receivables
org: acme
as-at: last-month-end
source: { file: ledger.csv, dates: iso }
filter: { Date: { month: last } }
key: [Number]
match: [Date within 3 days, AmountDue]
columns: { Number: No, Date: Dated, AmountDue: { sum: [A, B] } }
compare: [AmountDue]
tolerance: 0.05
output: { file: ties.xlsx }
`,
];

const WORDS = ['', 'x', '{', '=A', '-', '0', 'all', 'template', 'constructor', '__proto__', 'last-run', '2026-13-01'];
const odd = fc.oneof(
  fc.constantFrom<unknown>(...WORDS, null, 0, -1, 1e9, true, [], {}, [[]], [{}], ['a', 'a']),
  fc.constantFrom('column', 'value', 'template', 'lookup', 'then', 'from', 'export').map((key) => ({ [key]: 'x' })),
);
const KEYS = [
  'filter',
  'lines',
  'payments',
  'sheet',
  'export',
  'Contact',
  'totals',
  'key',
  'columns',
  'group',
  'toString',
];
const change = fc.record({
  at: fc.nat(),
  key: fc.option(fc.constantFrom(...KEYS)),
  value: fc.option(odd, { freq: 8 }),
});

type Node = Record<string, unknown>;

/** Every map and list of a job, and the key of each value in it. */
function placesIn(node: unknown): readonly (readonly [Node, string])[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = Object.keys(node).map((key) => [node as Node, key] as const);
  return [...own, ...Object.values(node).flatMap(placesIn)];
}

function spoil(job: Node, changes: readonly { at: number; key: string | null; value: unknown }[]): string {
  for (const { at, key, value } of changes) {
    const places = placesIn(job);
    const [node, own] = places[at % Math.max(places.length, 1)] ?? [job, 'export'];
    if (value === null) delete node[own];
    else node[Array.isArray(node) ? own : (key ?? own)] = structuredClone(value);
  }
  return stringify(job);
}

test.each(JOBS)('this is a job: %s', (job) => {
  expect(load(job)).toHaveProperty('job');
});

test('a spoilt job is told what to do about it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...JOBS), fc.array(change, { minLength: 1, maxLength: 4 }), (job, changes) => {
      const loaded = load(spoil(parse(job) as Node, changes));
      if ('job' in loaded) return;
      expect(loaded.problems.length).toBeGreaterThan(0);
      for (const { line, column, code, message } of loaded.problems) {
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
        expect(code).toMatch(/^job\/[a-z0-9-]+$/);
        expect(message).toMatch(/[.?]$/);
        expect(message).not.toMatch(/undefined|\[object|NaN/);
      }
    }),
    { numRuns: 400 },
  );
});
