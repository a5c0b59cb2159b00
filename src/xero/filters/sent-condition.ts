/** Words a check as a question to Xero, where Xero answers it quickly whatever the volume. */

import type { ReadSpec } from '../../model/entity.ts';
import type { Check, Condition, FilterField } from './filter-check.ts';

export type Query = Readonly<Record<string, string>>;

/** The values of a list or the texts of an expression are alternatives: they may be asked for in portions. */
export type Sent =
  | { readonly kind: 'expressions'; readonly texts: readonly string[] }
  | { readonly kind: 'list'; readonly parameter: string; readonly values: readonly string[] }
  | { readonly kind: 'single'; readonly parameter: string; readonly values: readonly string[] }
  | { readonly kind: 'bounds'; readonly query: Query };

/** One for each check; undefined where Xero cannot be asked for all of them. */
export function sentCondition({ field, checks }: Condition, read: ReadSpec): readonly Sent[] | undefined {
  const sent = checks.map((check) => sentCheck(field, check, read));
  return sent.every((each) => each !== undefined) ? sent : undefined;
}

function sentCheck(field: FilterField, check: Check, read: ReadSpec): Sent | undefined {
  if (check.kind === 'blank') return undefined;
  if (check.kind === 'between') return sentRange(field, check, read);
  return check.negated ? undefined : sentValues(field, check.values, read);
}

function sentRange(
  field: FilterField,
  check: Extract<Check, { kind: 'between' }>,
  { bounds, fast, where, offset }: ReadSpec,
): Sent | undefined {
  const { name } = field;
  const { from, to, open } = check;
  if (offset === name && from !== undefined && to === undefined) {
    const after = open ? Number(from) : Number(from) - 1;
    return { kind: 'bounds', query: { offset: String(Math.max(0, Math.trunc(after))) } };
  }
  const [first, last] = bounds?.[name] ?? [];
  if (first !== undefined && last !== undefined && !open) {
    return { kind: 'bounds', query: { ...(from && { [first]: from }), ...(to && { [last]: to }) } };
  }
  if (!where || fast?.range.includes(name) !== true) return undefined;
  const least = from === undefined ? [] : [`${name}${open ? '>' : '>='}${literal(field, from)}`];
  const most = to === undefined ? [] : [`${name}${open ? '<' : '<='}${literal(field, to)}`];
  return { kind: 'expressions', texts: [[...least, ...most].join(' AND ')] };
}

function sentValues(field: FilterField, values: readonly string[], read: ReadSpec): Sent | undefined {
  const { name } = field;
  const list = read.parameters?.[name];
  if (list !== undefined && values.every(isListable)) return { kind: 'list', parameter: list, values };
  const single = read.single?.[name] ?? read.options?.find((option) => option.name === name)?.name;
  if (single !== undefined && values.every(isListable)) return { kind: 'single', parameter: single, values };
  const [only] = values;
  const isRanged = read.bounds?.[name] !== undefined || read.fast?.range.includes(name) === true;
  if (only !== undefined && values.length === 1 && isRanged) {
    return sentRange(field, { kind: 'between', from: only, to: only, open: false }, read);
  }
  if (!read.where || !values.every((value) => isSafe(field, value))) return undefined;
  const texts = values.map((value) => literal(field, value));
  if (read.fast?.equal.includes(name)) return { kind: 'expressions', texts: texts.map((text) => `${name}==${text}`) };
  if (!read.fast?.range.includes(name)) return undefined;
  return { kind: 'expressions', texts: texts.map((text) => `(${name}>=${text} AND ${name}<=${text})`) };
}

function literal({ type }: FilterField, value: string): string {
  switch (type) {
    case 'date': {
      const [year, month, day] = value.split('-').map(Number);
      return `DateTime(${year},${month},${day})`;
    }
    case 'id':
      return `guid("${value}")`;
    case 'decimal':
    case 'integer':
    case 'boolean':
      return value;
    default:
      return `"${value}"`;
  }
}

/** How an expression writes quotation marks and backslashes within a text is not documented. */
function isSafe({ type }: FilterField, value: string): boolean {
  return (type !== 'text' && type !== 'choice') || (value !== '' && !/["\\\p{Cc}]/u.test(value));
}

/** As one of the values that commas separate. */
function isListable(value: string): boolean {
  return value !== '' && !/[,\p{Cc}]|^\s|\s$/u.test(value);
}
