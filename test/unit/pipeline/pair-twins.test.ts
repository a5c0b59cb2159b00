import { expect, test } from 'vitest';
import { pairTwins } from '../../../src/pipeline/pair-twins.ts';

interface Bill {
  readonly seq: number;
  readonly hash: string;
  readonly head: string;
  readonly text: string;
}

interface Kept {
  readonly id: string;
  readonly head: string;
  /** Undefined: the record does not show it. */
  readonly text: string | undefined;
}

const bill = (seq: number, text: string, head = 'h'): Bill => ({ seq, hash: `${head}/${text}`, head, text });
const kept = (id: string, text?: string, head = 'h'): Kept => ({ id, head, text });

function pair(bills: readonly Bill[], records: readonly Kept[]) {
  const { found, undecided } = pairTwins(
    bills,
    records,
    (one, record) => one.head === record.head,
    (one, record) => record.text === undefined || one.text === record.text,
  );
  return { found: Object.fromEntries([...found].map(([seq, { id }]) => [seq, id])), undecided: [...undecided] };
}

test.each<[string, readonly Bill[], readonly Kept[], Record<number, string>, readonly number[]]>([
  [
    'each its own, in any order',
    [bill(1, 'a'), bill(2, 'b')],
    [kept('B', 'b'), kept('A', 'a')],
    { 1: 'A', 2: 'B' },
    [],
  ],
  [
    'a record that is fully another document of the group is never taken',
    [bill(1, 'a'), bill(2, 'b')],
    [kept('B', 'b')],
    { 2: 'B' },
    [],
  ],
  ['of twins as many as there are records', [bill(1, 'a'), bill(2, 'a')], [kept('A', 'a')], { 1: 'A' }, []],
  [
    'a record too many of one kind is no other kind',
    [bill(1, 'a'), bill(2, 'b')],
    [kept('A', 'a'), kept('A2', 'a')],
    { 1: 'A' },
    [],
  ],
  ['another head is nobody', [bill(1, 'a')], [kept('X', 'a', 'other')], {}, []],
  ['a lone document takes what contradicts its text alone', [bill(1, 'a')], [kept('X', 'normalised')], { 1: 'X' }, []],
  ['a record of either, and nothing tells whose', [bill(1, 'a'), bill(2, 'b')], [kept('X')], {}, [1, 2]],
  [
    'two records of either are enough for both',
    [bill(1, 'a'), bill(2, 'b')],
    [kept('X'), kept('Y')],
    { 1: 'X', 2: 'Y' },
    [],
  ],
  [
    'what is clear stays clear beside what is not',
    [bill(1, 'a'), bill(2, 'b'), bill(3, 'c')],
    [kept('C', 'c'), kept('X', 'odd')],
    { 3: 'C' },
    [1, 2],
  ],
])('%s', (_name, bills, records, found, undecided) => {
  expect(pair(bills, records)).toEqual({ found, undecided });
});
