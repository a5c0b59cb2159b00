import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FilterCondition, FilterTest } from '../../src/model/job.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Api } from '../../src/xero/api.ts';
import { invoices } from '../../src/xero/entities/invoices.ts';
import { type ExactObject, listAt, parseExactJson, textAt } from '../../src/xero/exact-json.ts';
import { compileFilter } from '../../src/xero/filters/compile-filter.ts';
import { entityCollection, readCollection } from '../../src/xero/read-collection.ts';
import { apiOf } from '../support/api-of.ts';
import fc from '../support/seeded.ts';

/** What a test writes, and so knows of an invoice without reading it. */
interface Row {
  readonly number: string;
  readonly type: 'ACCREC' | 'ACCPAY';
  readonly status: string;
  /** Days after the first of October 2026. */
  readonly day: number;
  /** Minor units. */
  readonly total: number;
  readonly reference: string;
  readonly contact: string;
}

const CONTACTS = ['Basket Case', 'Bayside Club', 'Ridgeway University'];
const REFERENCES = ['', 'Job 1', 'job 2', 'say "so"', 'back\\slash', 'A AND B'];
const COUNT = 120;

let sandbox: Sandbox;
let http: ReturnType<typeof apiOf>;
let rows: readonly Row[] = [];

const dayOf = (day: number): string => new Date(Date.UTC(2026, 9, 1 + day)).toISOString().slice(0, 10);
const amount = (minor: number): string => `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;

const pick = <T>(list: readonly T[], by: number): T => list[by % list.length]!;

function rowAt(at: number): Row {
  const type = at % 3 === 0 ? 'ACCPAY' : 'ACCREC';
  return {
    number: `F-${String(at).padStart(3, '0')}`,
    type,
    status: pick(['DRAFT', 'SUBMITTED', 'AUTHORISED', 'VOIDED', 'DELETED', 'AUTHORISED', 'PAID'], at),
    day: (at * 7) % 62,
    total: 100 + ((at * 37) % 50) * 25,
    reference: type === 'ACCREC' ? pick(REFERENCES, at) : '',
    contact: pick(CONTACTS, at * 5 + (at % 2)),
  };
}

function bodyOf(row: Row): object {
  const created = { VOIDED: 'AUTHORISED', DELETED: 'DRAFT', PAID: 'AUTHORISED' }[row.status] ?? row.status;
  return {
    Type: row.type,
    InvoiceNumber: row.number,
    Status: created,
    Contact: { Name: row.contact },
    Date: dayOf(row.day),
    DueDate: dayOf(row.day + 14),
    ...(row.reference === '' ? {} : { Reference: row.reference }),
    LineItems: [{ Description: 'x', Quantity: 1, UnitAmount: amount(row.total), AccountCode: '200', TaxType: 'NONE' }],
  };
}

async function write(
  method: 'PUT' | 'POST',
  path: string,
  elements: readonly object[],
): Promise<readonly ExactObject[]> {
  const body = JSON.stringify({ [path.slice(1)]: elements });
  const reply = await http.call({ method, path, query: { summarizeErrors: 'false' }, body });
  if (reply.status !== 200 || reply.body.includes('"ERROR"')) throw new Error(reply.body.slice(0, 2_000));
  return listAt(parseExactJson(reply.body), path.slice(1));
}

beforeAll(async () => {
  sandbox = await startSandbox({ orgs: ['gb'], limits: 'off' });
  http = apiOf(sandbox);
  rows = Array.from({ length: COUNT }, (_, at) => rowAt(at));
  const saved = await write('PUT', '/Invoices', rows.map(bodyOf));
  const idOf = (row: Row): string => textAt(saved[rows.indexOf(row)], 'InvoiceID');
  const ending = rows.filter(({ status }) => status === 'VOIDED' || status === 'DELETED');
  await write(
    'POST',
    '/Invoices',
    ending.map((row) => ({ InvoiceID: idOf(row), Status: row.status })),
  );
  const paid = rows.filter(({ status }) => status === 'PAID');
  await write(
    'PUT',
    '/Payments',
    paid.map((row) => ({
      Invoice: { InvoiceID: idOf(row) },
      Account: { Code: '090' },
      Date: dayOf(row.day),
      Amount: amount(row.total),
    })),
  );
}, 60_000);

afterAll(async () => {
  await http.close();
  await sandbox.close();
});

/** A condition and what it means for a row. */
interface Meant {
  readonly field: string;
  readonly tests: readonly FilterTest[];
  holds(row: Row): boolean;
}

const subset = <T>(of: readonly T[]) => fc.uniqueArray(fc.constantFrom(...of), { minLength: 1, maxLength: 3 });
const ordered = (most: number) =>
  fc.tuple(fc.nat(most), fc.nat(most)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

function listed(field: string, of: readonly string[], read: (row: Row) => string): fc.Arbitrary<Meant> {
  return fc.tuple(subset(of), fc.boolean()).map(([values, negated]) => ({
    field,
    tests: [{ kind: negated ? 'not' : 'any', values }],
    holds: (row) => values.some((value) => value.toLowerCase() === read(row).toLowerCase()) !== negated,
  }));
}

const dueOf = ({ status, total }: Row): number => (['PAID', 'VOIDED'].includes(status) ? 0 : total);

function ranged(
  field: string,
  most: number,
  text: (value: number) => string,
  read: (row: Row) => number,
): fc.Arbitrary<Meant> {
  const within = ordered(most).map(
    ([from, to]): Meant => ({
      field,
      tests: [{ kind: 'range', from: text(from), to: text(to) }],
      holds: (row) => from <= read(row) && read(row) <= to,
    }),
  );
  const above = fc.nat(most).map(
    (value): Meant => ({
      field,
      tests: [{ kind: 'above', value: text(value) }],
      holds: (row) => read(row) > value,
    }),
  );
  const below = fc.nat(most).map(
    (value): Meant => ({
      field,
      tests: [{ kind: 'below', value: text(value) }],
      holds: (row) => read(row) < value,
    }),
  );
  const same = fc.array(fc.nat(most), { minLength: 1, maxLength: 3 }).map(
    (values): Meant => ({
      field,
      tests: [{ kind: 'any', values: values.map(text) }],
      holds: (row) => values.includes(read(row)),
    }),
  );
  return fc.oneof(within, above, below, same);
}

const blank: fc.Arbitrary<Meant> = fc.boolean().map((wanted) => ({
  field: 'Reference',
  tests: [{ kind: 'blank', blank: wanted }],
  holds: ({ reference }) => (reference === '') === wanted,
}));

const month: fc.Arbitrary<Meant> = fc.constantFrom('2026-10', 'this', 'last').map((which) => ({
  field: 'Date',
  tests: [{ kind: 'month', month: which }],
  holds: ({ day }) => (which === 'this' ? day >= 31 && day < 61 : day < 31),
}));

const condition = fc.oneof(
  listed('Type', ['ACCREC', 'ACCPAY'], ({ type }) => type),
  listed('Status', ['DRAFT', 'AUTHORISED', 'paid', 'VOIDED', 'DELETED'], ({ status }) => status),
  listed('Reference', [...REFERENCES.slice(1), 'JOB 1', 'none'], ({ reference }) => reference),
  listed('Contact.Name', [...CONTACTS, 'basket case', 'Nobody'], ({ contact }) => contact),
  listed('Contact', CONTACTS, ({ contact }) => contact),
  listed('InvoiceNumber', ['F-001', 'F-002', 'f-050', 'F-119', 'F-999'], ({ number }) => number),
  ranged('Date', 61, dayOf, ({ day }) => day),
  ranged('DueDate', 75, dayOf, ({ day }) => day + 14),
  ranged('Total', 1500, amount, ({ total }) => total),
  ranged('AmountDue', 1500, amount, dueOf),
  blank,
  month,
);

async function found(meant: readonly Meant[], where?: string): Promise<readonly string[]> {
  const filter: readonly FilterCondition[] = meant.map(({ field, tests }) => ({
    field,
    tests,
    at: { line: 1, column: 1 },
  }));
  const filtered = where === undefined ? { filter } : { filter, where };
  const { queries, local, problems } = compileFilter(invoices, filtered, { today: '2026-11-21' });
  expect(problems).toEqual([]);
  const numbers: string[] = [];
  const api: Api = { call: (request) => http.call(request) };
  for (const query of queries) {
    await readCollection(api, entityCollection(invoices, query), async (elements) => {
      numbers.push(...elements.filter(local).map((element) => textAt(element, 'InvoiceNumber')));
    });
  }
  return numbers.filter((number) => number.startsWith('F-')).toSorted();
}

test('a filter finds what holds for the records themselves, whoever of the two sides filters', async () => {
  let hits = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(condition, { minLength: 1, maxLength: 4 }), async (meant) => {
      const wanted = rows.filter((row) => meant.every(({ holds }) => holds(row))).map(({ number }) => number);
      if (wanted.length > 0) hits += 1;
      expect(await found(meant)).toEqual(wanted.toSorted());
    }),
    { numRuns: 150 },
  );
  expect(hits).toBeGreaterThan(20);
}, 60_000);

test('so it does beside an expression of the user, which keeps its own brackets', async () => {
  await fc.assert(
    fc.asyncProperty(condition, async (meant) => {
      const wanted = rows.filter((row) => (row.status === 'DRAFT' || row.type === 'ACCPAY') && meant.holds(row));
      expect(await found([meant], 'Status=="DRAFT" OR Type=="ACCPAY"')).toEqual(
        wanted.map(({ number }) => number).toSorted(),
      );
    }),
    { numRuns: 40 },
  );
}, 60_000);
