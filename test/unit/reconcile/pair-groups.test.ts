/** Pairs are made only where both sides have one candidate, whatever the order and the number of records. */

import { expect, test } from 'vitest';
import { type Keyed, pairGroup } from '../../../src/reconcile/pair-groups.ts';
import fc from '../../support/seeded.ts';

const side = fc
  .array(fc.nat({ max: 30 }), { maxLength: 12 })
  .map((days): readonly Keyed[] => days.toSorted((a, b) => a - b).map((day, n) => ({ n, day })));

const candidates = (one: Keyed, others: readonly Keyed[], within: number) =>
  others.filter(({ day }) => Math.abs(day - one.day) <= within);

test('as every candidate compared with every other', () => {
  fc.assert(
    fc.property(side, side, fc.nat({ max: 5 }), (sheet, xero, within) => {
      const pairs = sheet.flatMap((one) => {
        const [partner, second] = candidates(one, xero, within);
        if (partner === undefined || second !== undefined) return [];
        return candidates(partner, sheet, within).length === 1 ? [[one.n, partner.n]] : [];
      });
      const lone = (own: readonly Keyed[], others: readonly Keyed[], paired: readonly number[]) =>
        own
          .filter((one) => !paired.includes(one.n) && candidates(one, others, within).length > 0)
          .map((one) => ({
            n: one.n,
            candidates: candidates(one, others, within)
              .slice(0, 10)
              .map(({ n }) => n),
          }));
      expect(pairGroup(sheet, xero, within)).toEqual({
        pairs,
        sheet: lone(
          sheet,
          xero,
          pairs.map(([n]) => n!),
        ),
        xero: lone(
          xero,
          sheet,
          pairs.map(([, n]) => n!),
        ),
      });
    }),
  );
});

test('a group of very many on both sides', () => {
  const many = Array.from({ length: 200_000 }, (_, n) => ({ n, day: 0 }));
  const { pairs, sheet } = pairGroup(many, many, 0);
  expect(pairs).toEqual([]);
  expect(sheet.length).toBe(200_000);
  expect(sheet[0]!.candidates.length).toBe(10);
});
