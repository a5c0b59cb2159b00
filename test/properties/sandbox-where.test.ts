import { describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/sandbox/books/store.ts';
import type { JsonObject } from '../../src/sandbox/json.ts';
import { listFacts } from '../../src/sandbox/reading/list-facts.ts';
import { conditionsOf } from '../../src/sandbox/reading/where-conditions.ts';
import { evaluator } from '../../src/sandbox/reading/where-evaluate.ts';
import { parseOrder, parseWhere } from '../../src/sandbox/reading/where-parse.ts';
import fc from '../support/seeded.ts';

const day = 86_400_000;
const first = Date.UTC(2026, 0, 1);
const contacts = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];

interface Row {
  readonly number: string;
  readonly reference: string | null;
  readonly status: string;
  readonly type: string;
  readonly day: number;
  readonly due: number | null;
  /** In hundredths. */
  readonly open: number;
  readonly contact: number;
  readonly sent: boolean;
}

const row: fc.Arbitrary<Row> = fc.record({
  number: fc.constantFrom('A-1', 'A-2', 'b-1', 'B-2'),
  reference: fc.constantFrom(null, 'Job', 'job 2', 'say "x"', 'a\\b'),
  status: fc.constantFrom('DRAFT', 'AUTHORISED', 'PAID'),
  type: fc.constantFrom('ACCREC', 'ACCPAY'),
  day: fc.integer({ min: 0, max: 5 }),
  due: fc.constantFrom(null, 0, 3, 6),
  open: fc.constantFrom(0, 1, 1999, 2000, 100_000),
  contact: fc.integer({ min: 0, max: 1 }),
  sent: fc.boolean(),
});

function bodyOf(given: Row): JsonObject {
  const at = (days: number) => `/Date(${first + days * day}+0000)/`;
  return {
    InvoiceNumber: given.number,
    ...(given.reference === null ? {} : { Reference: given.reference }),
    Status: given.status,
    Type: given.type,
    Date: at(given.day),
    ...(given.due === null ? {} : { DueDate: at(given.due) }),
    AmountDue: given.open / 100,
    Contact: { ContactID: contacts[given.contact] ?? '' },
    SentToContact: given.sent,
  };
}

/** A filter: how it is written, and what it means for a row. */
interface Filter {
  readonly text: string;
  holds(given: Row): boolean;
}

type Spelling = readonly [string, string];

const spaces = fc.constantFrom('', ' ', '  ');
const equal = fc.constantFrom<Spelling>(['==', '=='], ['=', '=='], ['!=', '!='], ['<>', '!=']);
const relation = fc.oneof(equal, fc.constantFrom<Spelling>(['<', '<'], ['<=', '<='], ['>', '>'], ['>=', '>=']));

/** By the sign of the difference; nothing equals nothing, and is neither above nor below anything. */
function decided(operator: string, a: string | number | null, b: string | number | null): boolean {
  if (operator === '==') return a === b;
  if (operator === '!=') return a !== b;
  if (a === null || b === null) return false;
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

const mirrored: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

/** `left op right`, or the other way round. */
function compared(
  field: string,
  literal: string,
  [sign, operator]: Spelling,
  turned: boolean,
  gap: string,
  holds: (given: Row, operator: string) => boolean,
): Filter {
  const sides = turned ? [literal, mirrored[sign] ?? sign, field] : [field, sign, literal];
  return { text: sides.join(gap), holds: (given) => holds(given, operator) };
}

const cased = (name: string) => fc.constantFrom(name, name.toLowerCase(), name.toUpperCase());
const texts = (field: string, of: (given: Row) => string | null, values: readonly string[]) =>
  fc
    .tuple(cased(field), fc.constantFrom(...values), relation, fc.boolean(), spaces)
    .map(([name, value, sign, turned, gap]) =>
      compared(name, `"${value.replaceAll('"', '""')}"`, sign, turned, gap, (given, operator) =>
        decided(operator, of(given)?.toLowerCase() ?? null, value === '' ? null : value.toLowerCase()),
      ),
    );
const instants = (field: string, of: (given: Row) => number | null) =>
  fc
    .tuple(cased(field), fc.integer({ min: -1, max: 7 }), fc.constantFrom(0, 12), relation, fc.boolean(), fc.boolean())
    .map(([name, days, hour, sign, turned, parse]) => {
      const at = new Date(first + days * day + (hour * day) / 24);
      const [year, month, date] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
      const parts = hour === 0 ? [year, month, date] : [year, month, date, hour, 0, 0];
      const literal = parse ? `DateTime.Parse("${at.toISOString().slice(0, 19)}")` : `DateTime(${parts.join(', ')})`;
      return compared(name, literal, sign, turned, ' ', (given, operator) => {
        const own = of(given);
        return decided(operator, own === null ? null : first + own * day, at.getTime());
      });
    });
const amount = fc
  .tuple(
    cased('AmountDue'),
    fc.constantFrom('0', '0.01', '19.99', '20', '20.0', '19.995', '-1', '1e3'),
    relation,
    spaces,
  )
  .map(([name, literal, sign, gap]) =>
    compared(name, literal, sign, false, gap, (given, operator) =>
      decided(operator, given.open * 10, Math.round(Number(literal) * 1000)),
    ),
  );
const contact = fc
  .tuple(fc.constantFrom(0, 1), equal, fc.constantFrom('Guid', 'guid', 'GUID'))
  .map(([at, sign, word]) =>
    compared('Contact.ContactID', `${word}("${contacts[at]}")`, sign, false, '', (given, operator) =>
      decided(operator, given.contact, at),
    ),
  );
const sent = fc
  .tuple(fc.constantFrom('true', 'False', 'TRUE'), equal)
  .map(([literal, sign]) =>
    compared('SentToContact', literal, sign, false, ' ', (given, operator) =>
      decided(operator, String(given.sent), literal.toLowerCase()),
    ),
  );
const nothing = fc.constantFrom<Filter>(
  { text: 'Reference == null', holds: ({ reference }) => reference === null },
  { text: 'null != DueDate', holds: ({ due }) => due !== null },
  { text: 'DueDate.HasValue', holds: ({ due }) => due !== null },
  {
    text: 'Reference!=null && Reference.ToLower().Contains("JOB")',
    holds: ({ reference }) => reference?.toLowerCase().includes('job') === true,
  },
  {
    text: '(DueDate.HasValue AND DueDate.Value > DateTime(2026,1,2))',
    holds: ({ due }) => due !== null && due > 1,
  },
);
const { filter } = fc.letrec<{ filter: Filter; simple: Filter }>((tie) => ({
  simple: fc.oneof(
    texts('InvoiceNumber', ({ number }) => number, ['a-1', 'A-2', 'B-1', 'z']),
    texts('Reference', ({ reference }) => reference, ['job', 'JOB 2', 'say "x"', 'a\\b', '']),
    texts('Status', ({ status }) => status, ['DRAFT', 'paid']),
    texts('Type', ({ type }) => type, ['ACCREC']),
    instants('Date', (given) => given.day),
    instants('DueDate', ({ due }) => due),
    amount,
    contact,
    sent,
    nothing,
  ),
  filter: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('simple'),
    fc.tuple(tie('filter'), tie('filter'), fc.constantFrom('&&', 'AND', 'and')).map(([a, b, sign]) => ({
      text: `(${a.text}) ${sign} (${b.text})`,
      holds: (given: Row) => a.holds(given) && b.holds(given),
    })),
    fc
      .tuple(tie('simple'), tie('simple'), tie('simple'), fc.constantFrom(['OR', '&&'], ['||', 'And']))
      .map(([a, b, c, [or = '', and = '']]) => ({
        text: `${a.text} ${or} ${b.text} ${and} ${c.text}`,
        holds: (given: Row) => a.holds(given) || (b.holds(given) && c.holds(given)),
      })),
    fc.tuple(tie('filter'), fc.constantFrom('!', 'not ')).map(([a, sign]) => ({
      text: `${sign}(${a.text})`,
      holds: (given: Row) => !a.holds(given),
    })),
  ),
}));

describe('a filter', () => {
  it('means what its parts mean', () => {
    fc.assert(
      fc.property(filter, row, ({ text, holds }, given) => {
        const evaluate = evaluator(parseWhere(text, 'Invoice', 'doubled'), 'fails');
        expect(evaluate(bodyOf(given)), text).toBe(holds(given));
      }),
      { numRuns: 2000 },
    );
  });

  it('finds the same by the indexes as record by record', () => {
    fc.assert(
      fc.property(filter, fc.array(row, { maxLength: 20 }), ({ text, holds }, rows) => {
        const store = storeOf(rows);
        const where = parseWhere(text, 'Invoice', 'doubled');
        const { conditions, complete } = conditionsOf(where, listFacts('Invoices').places);
        const evaluate = evaluator(where, 'fails');
        const found = [...store.scan('Invoices', conditions)].filter(({ body }) => complete || evaluate(body) === true);
        const expected = rows.flatMap((given, at) => (holds(given) ? [String(at).padStart(3, '0')] : []));
        expect(
          found.map(({ id }) => id),
          text,
        ).toEqual(expected);
        if (complete) expect(store.count('Invoices', conditions), text).toBe(expected.length);
        store.close();
      }),
      { numRuns: 200 },
    );
  });
});

describe('any text', () => {
  const words = fc.constantFrom(
    ...[
      '(',
      ')',
      '&&',
      'AND',
      'or',
      '!',
      'not',
      '==',
      '=',
      '<>',
      '>=',
      '.',
      ',',
      '-',
      '"x"',
      '""',
      '"',
      "'",
      '1',
      '1.5',
    ],
    ...['null', 'true', 'Status', 'Date', 'Total', 'Contact', 'ContactID', 'Name', 'LineItems', 'DateTime', 'Guid'],
    ...[
      'Parse',
      'Value',
      'HasValue',
      'Length',
      'Contains',
      'ToLower',
      'ToString',
      'constructor',
      '__proto__',
      ' ',
      '\u0000',
    ],
  );
  const soup = fc.array(words, { maxLength: 30 }).map((parts) => parts.join(' '));
  it.each([
    ['characters', fc.string({ unit: 'binary', maxLength: 80 })],
    ['words', soup],
  ] as const)('of %s is a filter that can be evaluated, or an error of its own kind', (_name, text) => {
    fc.assert(
      fc.property(text, fc.constantFrom('doubled' as const, 'backslash' as const), row, (source, quotes, given) => {
        for (const parse of [
          () => evaluator(parseWhere(source, 'Invoice', quotes), 'no-match')(bodyOf(given)),
          () => parseOrder(source, 'Invoice').map(({ by }) => evaluator(by, 'no-match')(bodyOf(given))),
        ]) {
          expect(['QueryParseException', 'UnknownErrorException', undefined]).toContain(kindOfError(parse));
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['parentheses', `${'('.repeat(7000)}Total==1${')'.repeat(7000)}`],
    ['negations', `${'!'.repeat(15_000)}(Total==1)`],
    ['alternatives', Array.from({ length: 1300 }, (_, at) => `Total==${at}`).join('||')],
    ['comparisons', `Total${'==1'.repeat(5000)}`],
    ['methods', `Reference${'.ToLower()'.repeat(1500)}=="x"`],
    ['more than a URL holds', `Reference=="${'x'.repeat(20_000)}"`],
  ])('of very many %s ends neither late nor in an overflow', (_name, source) => {
    const parse = () => evaluator(parseWhere(source, 'Invoice', 'doubled'), 'no-match')({});
    expect(['QueryParseException', undefined]).toContain(kindOfError(parse));
  });
});

function kindOfError(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.name : 'no error';
  }
}

function storeOf(rows: readonly Row[]): Store {
  const store = openStore(undefined);
  for (const [at, given] of rows.entries()) {
    store.put({
      kind: 'Invoices',
      id: String(at).padStart(3, '0'),
      key: given.number.toLowerCase(),
      parent: contacts[given.contact],
      type: given.type,
      status: given.status,
      date: new Date(first + given.day * day).toISOString().slice(0, 10),
      updated: at,
      body: bodyOf(given),
    });
  }
  return store;
}
