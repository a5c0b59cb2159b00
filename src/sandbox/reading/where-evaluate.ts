/** Evaluates a filter on a record's body. */
import { msOf } from '../books/calendar.ts';
import { compare, type Decimal, decimalOf } from '../books/decimal.ts';
import { folded } from '../books/derived-columns.ts';
import { isObject, type Json, type JsonObject, textOf } from '../json.ts';
import { bare, type Comparison, type Expression, type Value } from './where-expression.ts';

/** What becomes of a text's method, or of `.Value`, where there is nothing: the whole call fails, or the record is left out. */
export type NullInFilter = 'fails' | 'no-match';

export type Evaluator = (body: JsonObject) => Value;

/** @throws from the function it gives: what `isNullFailure` knows, where the filter does so */
export function evaluator(expression: Expression, nulls: NullInFilter): Evaluator {
  const of = (inner: Expression) => evaluator(inner, nulls);
  switch (expression.kind) {
    case 'literal':
      return constant(expression.value);
    case 'field':
      return reader(expression.path, expression.type);
    case 'all':
      return every(expression.terms.map(of), true);
    case 'some':
      return every(expression.terms.map(of), false);
    case 'not': {
      const inner = of(expression.of);
      return (body) => inner(body) !== true;
    }
    case 'compare':
      return comparer(expression.operator, of(expression.left), of(expression.right), orderOf(expression));
    case 'method':
      return methodOf(
        expression,
        of(expression.of),
        expression.part === undefined ? undefined : of(expression.part),
        nulls,
      );
    case 'member':
      return memberOf(expression.member, of(expression.of), nulls);
  }
}

/** Whether an error says that a filter met nothing where it needs something. */
export function isNullFailure(error: unknown): boolean {
  return error instanceof Error && error.name === 'NullReferenceException';
}

/** The value of a field as filters see it. */
export function reader(path: readonly string[], type: string): Evaluator {
  const convert = converters[bare(type)] ?? presence;
  const [only = ''] = path;
  if (path.length === 1) return (body) => convert(body[only]);
  return (body) => {
    let value: Json | undefined = body;
    for (const step of path) value = isObject(value) ? value[step] : undefined;
    return convert(value);
  };
}

const number = (value: Json | undefined): Decimal | null => decimalOf(value) ?? null;
const converters: Readonly<Record<string, (value: Json | undefined) => Value>> = {
  String: (value) => textOf(value) ?? null,
  Guid: (value) => textOf(value)?.toLowerCase() ?? null,
  DateTime: (value) => msOf(value) ?? null,
  Decimal: number,
  Int32: number,
  Boolean: (value) => value === true,
};
const presence = (value: Json | undefined): Value => (value === undefined || value === null ? null : true);

function constant(value: Value): Evaluator {
  const given = value === '' ? null : value;
  return () => given;
}

function every(terms: readonly Evaluator[], wanted: boolean): Evaluator {
  return (body) => {
    for (const term of terms) if ((term(body) === true) !== wanted) return !wanted;
    return wanted;
  };
}

type Order = (left: NonNullable<Value>, right: NonNullable<Value>) => number;

function comparer(operator: Comparison, left: Evaluator, right: Evaluator, order: Order): Evaluator {
  const holds = tests[operator];
  return (body) => {
    const [a, b] = [left(body), right(body)];
    if (a !== null && b !== null) return holds(order(a, b));
    if (operator === '==') return a === b;
    return operator === '!=' && a !== b;
  };
}

const tests: Readonly<Record<Comparison, (order: number) => boolean>> = {
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** Letter case never counts; accents do, except where a contact's name or address is compared. */
function orderOf({ left, right }: Extract<Expression, { kind: 'compare' }>): Order {
  const type = bare(left.type === 'Object' ? right.type : left.type);
  if (['Int32', 'Decimal', 'Double'].includes(type)) return (a, b) => compare(a as Decimal, b as Decimal);
  if (type === 'DateTime') return (a, b) => Number(a) - Number(b);
  const fold = folds(left) || folds(right) ? folded : (text: string) => text.toLowerCase();
  return (a, b) => ordered(fold(String(a)), fold(String(b)));
}

export function folds(expression: Expression): boolean {
  return expression.kind === 'field' ? expression.folds : expression.kind === 'method' && folds(expression.of);
}

function ordered(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function methodOf(
  { method, of }: Extract<Expression, { kind: 'method' }>,
  subject: Evaluator,
  part: Evaluator | undefined,
  nulls: NullInFilter,
): Evaluator {
  const fold = folds(of) ? folded : (text: string) => text.toLowerCase();
  return (body) => {
    const value = subject(body);
    if (value === null) return nothing(nulls);
    const text = String(value);
    if (method === 'ToLower') return text.toLowerCase();
    if (method === 'ToUpper') return text.toUpperCase();
    if (method === 'Trim') return text.trim() || null;
    const [whole, sought] = [fold(text), fold(String(part?.(body) ?? ''))];
    if (method === 'Contains') return whole.includes(sought);
    return method === 'StartsWith' ? whole.startsWith(sought) : whole.endsWith(sought);
  };
}

function memberOf(member: 'Value' | 'HasValue' | 'Length', of: Evaluator, nulls: NullInFilter): Evaluator {
  if (member === 'HasValue') return (body) => of(body) !== null;
  return (body) => {
    const value = of(body);
    if (value === null) return nothing(nulls);
    return member === 'Length' ? { units: BigInt(String(value).length), places: 0 } : value;
  };
}

function nothing(nulls: NullInFilter): null {
  if (nulls === 'no-match') return null;
  throw Object.assign(new Error('There is no value'), { name: 'NullReferenceException' });
}
