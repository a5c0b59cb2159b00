import { expect, it } from 'vitest';
import { openStore, type Store, type StoredRecord } from '../../src/sandbox/books/store.ts';
import fc from '../support/seeded.ts';

/** More than twice as many as stand in one stretch of the counts, so that stretches are cut and left. */
const most = 4000;
const statuses = ['DRAFT', 'AUTHORISED', 'PAID'];

type Change =
  | { readonly does: 'puts'; readonly count: number; readonly seed: number }
  | { readonly does: 'removes'; readonly every: number }
  | { readonly does: 'fails'; readonly count: number };

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('puts' as const),
      count: fc.integer({ min: 1, max: 3000 }),
      seed: fc.integer({ min: 1, max: 1e6 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('removes' as const), every: fc.integer({ min: 2, max: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('fails' as const), count: fc.integer({ min: 1, max: 50 }) }) },
);

/** Scattered, but the same for the same seed. */
function scattered(seed: number, at: number): number {
  return (seed * 7919 + at * 104_729) % 1_000_003;
}

function record(seed: number, at: number): StoredRecord {
  const number = scattered(seed, at);
  const day = String((number % 28) + 1).padStart(2, '0');
  return {
    kind: 'Invoices',
    id: String(number % most).padStart(4, '0'),
    type: number % 2 === 0 ? 'ACCREC' : 'ACCPAY',
    status: statuses[number % 3],
    ...(number % 11 === 0 ? {} : { date: `2026-0${(seed % 3) + 1}-${day}` }),
    parent: `p${number % 4}`,
    updated: 1_000_000 + (seed % 50) * 10 + (number % 7),
    body: { Reference: `R${number}`, LineItems: [{ at }] },
  };
}

function apply(store: Store, model: Map<string, StoredRecord>, done: Change): void {
  if (done.does === 'fails') {
    const fails = () => {
      for (let at = 0; at < done.count; at += 1) store.put(record(at + 1, at));
      throw new Error('undone');
    };
    expect(() => store.transaction(fails)).toThrow('undone');
    return;
  }
  store.transaction(() => {
    if (done.does === 'removes') {
      for (const id of [...model.keys()].filter((_, at) => at % done.every === 0)) {
        store.remove('Invoices', id);
        model.delete(id);
      }
      return;
    }
    for (let at = 0; at < done.count; at += 1) {
      const made = record(done.seed, at);
      store.put(made);
      model.set(made.id, made);
    }
  });
}

it('pages and counts are those of all records in order, whatever was put, moved, removed or undone', () => {
  fc.assert(
    fc.property(
      fc.array(change, { minLength: 3, maxLength: 10 }),
      fc.array(fc.nat(most), { minLength: 4, maxLength: 4 }),
      (changes, offsets) => {
        const store = openStore(undefined);
        const model = new Map<string, StoredRecord>();
        for (const done of changes) apply(store, model, done);
        const all = [...model.values()].toSorted((a, b) => a.updated - b.updated || (a.id < b.id ? -1 : 1));
        const from = '2026-02-10';
        const lists = [
          [[], all],
          [[{ column: 'status', operator: '=', value: 'PAID' }], all.filter(({ status }) => status === 'PAID')],
          [[{ column: 'status', operator: 'is not', value: 'PAID' }], all.filter(({ status }) => status !== 'PAID')],
          [
            [{ column: 'date', operator: '>=', value: from }],
            all.filter(({ date }) => date !== undefined && date >= from),
          ],
          [
            [
              { column: 'date', operator: '<', value: from },
              { column: 'type', operator: '=', value: 'ACCREC' },
            ],
            all.filter(({ date, type }) => date !== undefined && date < from && type === 'ACCREC'),
          ],
          [[{ column: 'parent', operator: '=', value: 'p1' }], all.filter(({ parent }) => parent === 'p1')],
        ] as const;
        for (const [conditions, expected] of lists) {
          expect(store.count('Invoices', conditions)).toBe(expected.length);
          for (const offset of [0, ...offsets]) {
            const page = store.select('Invoices', { conditions, limit: 7, offset });
            expect(page.map(({ id }) => id)).toEqual(expected.slice(offset, offset + 7).map(({ id }) => id));
          }
        }
        store.close();
      },
    ),
    { numRuns: 15 },
  );
}, 60_000);

it('a record comes back as it was put, and its lines are left out where they are not wanted', () => {
  const store = openStore(undefined);
  const put = record(3, 1);
  store.put(put);
  expect(store.get('Invoices', put.id)).toMatchObject({ id: put.id, status: put.status, body: put.body });
  const [head] = store.select('Invoices', { conditions: [], heads: true });
  expect(head?.body).toEqual({ Reference: put.body.Reference });
  store.close();
});

it('what was made of a list is made anew once the list has changed, or a change was undone', () => {
  const store = openStore(undefined);
  const account = (id: string) => store.put({ kind: 'Accounts', id, updated: 1, body: {} });
  const names = () =>
    store.derived('Accounts', 'names', () => store.select('Accounts', { conditions: [] }).map(({ id }) => id));
  account('a');
  expect(names()).toEqual(['a']);
  expect(names()).toBe(names());
  account('b');
  expect(names()).toEqual(['a', 'b']);
  const undone = () =>
    store.transaction(() => {
      account('c');
      expect(names()).toEqual(['a', 'b', 'c']);
      throw new Error('undone');
    });
  expect(undone).toThrow('undone');
  expect(names()).toEqual(['a', 'b']);
  store.close();
});
