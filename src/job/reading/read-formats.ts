/** Reads how dates and numbers are written: patterns such as `dd/MM/yyyy`, and an example such as `"1,234.56"`. */

import { didYouMean, type Problems } from '../problems.ts';
import type { JobNode } from '../yaml/job-node.ts';
import { readText, readTexts } from './read-node.ts';

const EXAMPLES = [
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'yyyy-MM-dd',
  'dd.MM.yyyy',
  'd MMM yyyy',
  'd MMMM yyyy',
  'dd/MM/yy',
  'iso',
];
const PART = /d+|M+|y+/g;
const SEPARATORS = /^[\s\-./,'年月日]*$/u;
const KNOWN_PARTS: ReadonlySet<string> = new Set(['d', 'dd', 'M', 'MM', 'MMM', 'MMMM', 'yy', 'yyyy']);

/** One date pattern or several. */
export function readDates(node: JobNode, problems: Problems): readonly string[] {
  const patterns: string[] = [];
  for (const text of readTexts(node, '`dates`', problems)) {
    const wrong = wrongPattern(text.text);
    if (wrong === undefined) patterns.push(text.text);
    else problems.add(text.at, 'date-pattern', `\`${text.text}\` is no date pattern: ${wrong}`, text.text);
  }
  return patterns;
}

/** What is wrong with a pattern; undefined where it names a day, a month and a year once each. */
function wrongPattern(pattern: string): string | undefined {
  if (/^iso$/i.test(pattern)) return undefined;
  const bare = pattern.replace(/\s+de\s+/g, ' ');
  const parts = bare.match(PART) ?? [];
  const rest = bare.replace(PART, '');
  if (/[HhmsSaTzZ:]/.test(rest)) return timeOrMonth(pattern);
  if (!SEPARATORS.test(rest))
    return `it is made of d, dd, M, MM, MMM, MMMM, yy, yyyy and the signs between them, as in \`dd/MM/yyyy\`.${near(pattern)}`;
  const kinds = parts
    .map((part) => part.charAt(0))
    .sort()
    .join('');
  if (kinds !== 'Mdy') return `it needs one day, one month and one year, as in \`dd/MM/yyyy\`.${near(pattern)}`;
  const odd = parts.find((part) => !KNOWN_PARTS.has(part));
  return odd === undefined ? undefined : `\`${odd}\` is none of d, dd, M, MM, MMM, MMMM, yy, yyyy.${near(pattern)}`;
}

function timeOrMonth(pattern: string): string {
  if (/[hHs:]/.test(pattern)) return 'leave the time out of it, a time behind the date is dropped by itself.';
  return `months are written with a capital M, days and years with small letters.${near(pattern)}`;
}

function near(pattern: string): string {
  return didYouMean(pattern, EXAMPLES);
}

/** An amount in thousands with separators: a group of three, and decimals behind another sign. */
const GROUPED = /^\d{1,3}([,.'’ \u00a0\u2009\u202f])\d{3}([.,])\d+$/;
const PLAIN = /^\d+[.,]\d+$/;

/** An example of the number style, e.g. `1,234.56`. */
export function readNumbers(node: JobNode, problems: Problems): string | undefined {
  const text = readText(node, '`numbers`', problems);
  if (text === undefined) return undefined;
  if (isNumberStyle(text.text)) return text.text;
  const message = `\`${text.text}\` is no example that shows both separators. Write \`numbers: "1,234.56"\`, "1.234,56", "1 234,56" or "1'234.56", as your file has it.`;
  problems.add(text.at, 'number-style', message, text.text);
  return undefined;
}

/** `1.234` alone does not tell whether it is a thousand. */
function isNumberStyle(text: string): boolean {
  const grouped = GROUPED.exec(text);
  if (grouped !== null) return grouped[1] !== grouped[2];
  return PLAIN.test(text) && !/^\d{1,3}[.,]\d{3}$/.test(text);
}
