/** Reads `expect`: the control totals of the whole input. */

import { parseDecimal } from '../../model/decimal.ts';
import type { EntityShape } from '../../model/entity.ts';
import type { Expect } from '../../model/job.ts';
import { didYouMean, type Problems } from '../problems.ts';
import type { JobNode, MapEntry } from '../yaml/job-node.ts';
import { given, read, readKeys, readMap, readText, readWhole } from './read-node.ts';

export const EXPECT_KEYS = ['documents', 'rows', 'sum', 'period'] as const;
export const PERIOD_WORDS: readonly string[] = ['this-month', 'last-month'];

const MOST_ROWS = 100_000_000;
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

export function readExpect(entry: MapEntry | undefined, entity: EntityShape, problems: Problems): Expect | undefined {
  const map = entry && readMap(entry.value, '`expect`', 'expect: { documents: 40 }', problems);
  if (map === undefined) return undefined;
  const keys = readKeys(map, EXPECT_KEYS, '`expect`', problems);
  return given({
    documents: read(keys, 'documents', (node) => readCount(node, 'documents', problems), problems),
    rows: read(keys, 'rows', (node) => readCount(node, 'rows', problems), problems),
    sum: read(keys, 'sum', (node) => readSums(node, entity, problems), problems),
    period: read(keys, 'period', (node) => readPeriod(node, entity, problems), problems),
  });
}

function readCount(node: JobNode, key: string, problems: Problems): number | undefined {
  return readWhole(node, `\`${key}\``, { least: 0, most: MOST_ROWS }, problems);
}

function readSums(node: JobNode, entity: EntityShape, problems: Problems): Expect['sum'] {
  const map = readMap(node, '`sum`', 'sum: { Total: 18250.75 }', problems);
  if (map === undefined) return undefined;
  const fields = summable(entity);
  const sums: [string, string][] = [];
  for (const pair of map.entries) {
    const known = fields.includes(pair.key);
    if (!known) {
      const message = `\`${pair.key}\` is no amount of ${entity.name}.${didYouMean(pair.key, fields)}`;
      problems.add(pair.keyAt, 'unknown-field', message, pair.key);
    }
    const text = readText(pair.value, `\`${pair.key}\``, problems);
    if (text === undefined) continue;
    if (parseDecimal(text.text) === undefined) {
      const message = `\`${pair.key}\` is a plain amount such as 18250.75, without thousands separators, not \`${text.text}\`.`;
      problems.add(text.at, 'not-a-number', message, text.text);
    } else if (known) sums.push([pair.key, text.text]);
  }
  return Object.fromEntries(sums);
}

/** The fields whose amounts may be summed; of journals, whose lines add up to nothing, also what they debit. */
export function summable(entity: EntityShape): readonly string[] {
  const fields = [...entity.fields, ...(entity.lines?.fields ?? [])];
  const amounts = fields.filter((field) => field.type === 'decimal').map((field) => field.name);
  return [...new Set([...(entity.lines?.arithmetic === 'journal' ? ['Debits'] : []), ...amounts])];
}

function readPeriod(node: JobNode, entity: EntityShape, problems: Problems): Expect['period'] {
  if (!entity.fields.some((field) => field.name === 'Date')) {
    problems.add(node.at, 'period', `${entity.name} have no \`Date\` that a period could hold. Leave \`period\` out.`);
    return undefined;
  }
  if (node.kind === 'map') return readRange(node, problems);
  const text = readText(node, '`period`', problems);
  if (text === undefined) return undefined;
  if (MONTH.test(text.text) || PERIOD_WORDS.includes(text.text)) return text.text;
  const message = `\`${text.text}\` is no period. Write \`2026-10\`, \`this-month\`, \`last-month\`, or \`{ from: 2026-10-01, to: 2026-10-31 }\`.`;
  problems.add(text.at, 'period', `${message}${didYouMean(text.text, PERIOD_WORDS)}`, text.text);
  return undefined;
}

function readRange(node: JobNode & { kind: 'map' }, problems: Problems): Expect['period'] {
  const before = problems.count();
  const keys = readKeys(node, ['from', 'to'], '`period`', problems);
  const from = read(keys, 'from', (value) => readDay(value, 'from', problems), problems);
  const to = read(keys, 'to', (value) => readDay(value, 'to', problems), problems);
  if (from !== undefined && to !== undefined && from <= to) return { from, to };
  if (problems.count() > before) return undefined;
  const why =
    from !== undefined && to !== undefined ? `\`from\` ${from} is later than \`to\` ${to}` : 'both ends are needed';
  problems.add(
    node.at,
    'period',
    `The period is not complete: ${why}. Both days belong to it: \`{ from: 2026-10-01, to: 2026-10-31 }\`.`,
  );
  return undefined;
}

function readDay(node: JobNode, key: string, problems: Problems): string | undefined {
  const text = readText(node, `\`${key}\``, problems);
  if (text === undefined) return undefined;
  if (isDay(text.text)) return text.text;
  problems.add(text.at, 'period', `\`${text.text}\` is no day. Write it as year-month-day: 2026-10-31.`, text.text);
  return undefined;
}

function isDay(text: string): boolean {
  const [, year, month, day] = (DAY.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined || month < 1 || month > 12) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day >= 1 && day <= days;
}
