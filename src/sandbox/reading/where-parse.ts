/** Reads a filter as Xero's parser does: comparison before && before ||, names and words in any letter case. */
import { parseDecimal } from '../books/decimal.ts';
import { isGuid } from '../guid.ts';
import { fieldOf, isResource, type ValueType } from './field-types.ts';
import {
  bare,
  type Comparison,
  comparison,
  type Expression,
  isTruth,
  joined,
  negated,
  type TextMethod,
} from './where-expression.ts';
import { instantOf } from './where-instants.ts';
import { parseError, type Quotes, type Token, tokenise } from './where-tokens.ts';

/** One key of an order. */
export interface OrderKey {
  readonly by: Expression;
  readonly descending: boolean;
}

/** @param type of the records that are filtered. @throws what `parseError` makes */
export function parseWhere(source: string, type: ValueType, quotes: Quotes): Expression {
  const cursor = cursorOf(source, type, quotes);
  const expression = disjunction(cursor);
  if (!isTruth(expression.type)) throw parseError("Expression of type 'Boolean' expected");
  if (cursor.peek().kind !== 'end') throw parseError('Syntax error');
  return expression;
}

/** `Date DESC, Contact.Name`. @throws what `parseError` makes */
export function parseOrder(source: string, type: ValueType): readonly OrderKey[] {
  const cursor = cursorOf(source, type, 'doubled');
  const keys: OrderKey[] = [];
  do {
    const by = primary(cursor);
    const descending = cursor.skip('DESC', 'DESCENDING') !== undefined;
    if (!descending) cursor.skip('ASC', 'ASCENDING');
    keys.push({ by, descending });
  } while (cursor.skip(',') !== undefined);
  if (cursor.peek().kind !== 'end') throw parseError('Syntax error');
  return keys;
}

interface Cursor {
  readonly type: ValueType;
  peek(): Token;
  next(): Token;
  /** Steps over one of the words or signs and tells which. */
  skip(...words: readonly string[]): string | undefined;
  /** @throws `message` when the sign does not follow. */
  expect(sign: string, message: string): void;
  /** Runs the work one level deeper. */
  within<T>(work: () => T): T;
}

const longest = 16_000;
const deepest = 100;

function cursorOf(source: string, type: ValueType, quotes: Quotes): Cursor {
  if (source.length > longest) throw parseError(`The expression is longer than ${longest} characters`);
  const tokens = tokenise(source, quotes);
  const end: Token = { kind: 'end', text: '' };
  let [at, depth] = [0, 0];
  const peek = () => tokens[at] ?? end;
  const next = () => tokens[at++] ?? end;
  const skip = (...words: readonly string[]) => {
    const { kind, text } = peek();
    const found = (kind === 'sign' || kind === 'name') && words.includes(text.toUpperCase());
    return found ? next().text : undefined;
  };
  return {
    type,
    peek,
    next,
    skip,
    expect: (sign, message) => {
      if (skip(sign) === undefined) throw parseError(message);
    },
    within: (work) => {
      depth += 1;
      if (depth > deepest) throw parseError(`The expression is nested more than ${deepest} levels deep`);
      const result = work();
      depth -= 1;
      return result;
    },
  };
}

function disjunction(cursor: Cursor): Expression {
  let left = conjunction(cursor);
  for (let sign = cursor.skip('||', 'OR'); sign !== undefined; sign = cursor.skip('||', 'OR')) {
    left = joined('some', sign, left, conjunction(cursor));
  }
  return left;
}

function conjunction(cursor: Cursor): Expression {
  let left = compared(cursor);
  for (let sign = cursor.skip('&&', 'AND'); sign !== undefined; sign = cursor.skip('&&', 'AND')) {
    left = joined('all', sign, left, compared(cursor));
  }
  return left;
}

const comparisons: Readonly<Record<string, Comparison>> = {
  '=': '==',
  '==': '==',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

function compared(cursor: Cursor): Expression {
  let left = unary(cursor);
  for (let sign = cursor.skip(...Object.keys(comparisons)); sign !== undefined; ) {
    left = comparison(comparisons[sign] ?? '==', sign, left, unary(cursor));
    sign = cursor.skip(...Object.keys(comparisons));
  }
  return left;
}

function unary(cursor: Cursor): Expression {
  const not = cursor.skip('!', 'NOT');
  if (not !== undefined)
    return negated(
      not,
      cursor.within(() => unary(cursor)),
    );
  if (cursor.skip('-') === undefined) return primary(cursor);
  const { kind, text } = cursor.next();
  if (kind !== 'number') throw parseError('Expression expected');
  return number(`-${text}`);
}

function primary(cursor: Cursor): Expression {
  let expression = start(cursor);
  while (cursor.skip('.') !== undefined) expression = memberOf(cursor, expression);
  return expression;
}

function start(cursor: Cursor): Expression {
  const { kind, text } = cursor.next();
  if (kind === 'text') return { kind: 'literal', type: 'String', value: text };
  if (kind === 'number') return number(text);
  if (kind === 'name') return named(cursor, text);
  if (kind !== 'sign' || text !== '(') throw parseError('Expression expected');
  const inner = cursor.within(() => disjunction(cursor));
  cursor.expect(')', "')' or operator expected");
  return inner;
}

function number(text: string): Expression {
  const value = parseDecimal(text);
  if (value === undefined || text.length > 60) throw parseError(`Invalid real literal '${text}'`);
  return { kind: 'literal', type: /[.eE]/.test(text) ? 'Double' : 'Int32', value };
}

function named(cursor: Cursor, name: string): Expression {
  const word = name.toLowerCase();
  if (word === 'true' || word === 'false') return { kind: 'literal', type: 'Boolean', value: word === 'true' };
  if (word === 'null') return { kind: 'literal', type: 'Object', value: null };
  if (word === 'datetime') return instant(cursor);
  if (word === 'guid') return guid(cursor);
  const field = fieldOf(cursor.type, name);
  if (field !== undefined) return { kind: 'field', type: field.type, path: [field.name], folds: field.folds };
  if (cursor.peek().text === '(') throw parseError(`No applicable method '${name}' exists in type '${cursor.type}'`);
  throw parseError(`No property or field '${name}' exists in type '${cursor.type}'`);
}

function instant(cursor: Cursor): Expression {
  if (cursor.skip('.') !== undefined) {
    const { text: name } = cursor.next();
    if (name.toLowerCase() !== 'parse') throw parseError(`No property or field '${name}' exists in type 'DateTime'`);
  }
  return { kind: 'literal', type: 'DateTime', value: instantOf(literalsOf(argumentsOf(cursor), 'DateTime')) };
}

function guid(cursor: Cursor): Expression {
  const [text, ...more] = literalsOf(argumentsOf(cursor), 'Guid');
  if (text?.type !== 'String' || more.length > 0) throw parseError("No matching constructor in type 'Guid'");
  const value = String(text.value)
    .trim()
    .replace(/^\{(.*)\}$/, '$1')
    .toLowerCase();
  if (!isGuid(value)) {
    throw parseError('Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).');
  }
  return { kind: 'literal', type: 'Guid', value };
}

type Literal = Extract<Expression, { kind: 'literal' }>;

function literalsOf(given: readonly Expression[], type: ValueType): readonly Literal[] {
  return given.map((one) => {
    if (one.kind !== 'literal') throw parseError(`No matching constructor in type '${type}'`);
    return one;
  });
}

function argumentsOf(cursor: Cursor): readonly Expression[] {
  cursor.expect('(', "'(' expected");
  const given: Expression[] = [];
  if (cursor.skip(')') !== undefined) return given;
  do given.push(cursor.within(() => disjunction(cursor)));
  while (cursor.skip(',') !== undefined);
  cursor.expect(')', "')' or ',' expected");
  return given;
}

/** Methods that .NET has and Xero does not turn into a query. */
const unsupported = `Any All Count First Last Sum Min Max Average Where Select ToString Replace Substring IndexOf
  LastIndexOf Equals CompareTo PadLeft PadRight Remove Insert Split TrimStart TrimEnd AddDays AddMonths AddYears AddHours
  AddMinutes Subtract Date Day Month Year DayOfWeek DayOfYear Hour Minute Second Ticks GetHashCode GetType`
  .toLowerCase()
  .split(/\s+/);
const arities: Readonly<Record<TextMethod, number>> = {
  Contains: 1,
  StartsWith: 1,
  EndsWith: 1,
  ToLower: 0,
  ToUpper: 0,
  Trim: 0,
};

function memberOf(cursor: Cursor, of: Expression): Expression {
  const { kind, text: name } = cursor.next();
  if (kind !== 'name') throw parseError('Identifier expected');
  const calls = cursor.peek().text === '(' && cursor.peek().kind === 'sign';
  const field = calls ? undefined : fieldOf(of.type, name);
  if (field !== undefined && of.kind === 'field') {
    return { kind: 'field', type: field.type, path: [...of.path, field.name], folds: field.folds };
  }
  const word = name.toLowerCase();
  if (!calls && of.type.endsWith('?') && word === 'value')
    return { kind: 'member', type: bare(of.type), member: 'Value', of };
  if (!calls && of.type.endsWith('?') && word === 'hasvalue')
    return { kind: 'member', type: 'Boolean', member: 'HasValue', of };
  if (!calls && of.type === 'String' && word === 'length')
    return { kind: 'member', type: 'Int32', member: 'Length', of };
  const method = (Object.keys(arities) as TextMethod[]).find((known) => known.toLowerCase() === word);
  if (calls && of.type === 'String' && method !== undefined) return called(cursor, method, of);
  if (!isResource(of.type) && unsupported.includes(word)) throw unsupportedError(name);
  const what = calls ? 'applicable method' : 'property or field';
  throw parseError(`No ${what} '${name}' exists in type '${of.type}'`);
}

function called(cursor: Cursor, method: TextMethod, of: Expression): Expression {
  const given = argumentsOf(cursor);
  if (given.length !== arities[method] || given.some(({ type }) => type !== 'String')) {
    throw parseError(`No applicable method '${method}' exists in type 'String'`);
  }
  return { kind: 'method', type: arities[method] === 0 ? 'String' : 'Boolean', method, of, part: given[0] };
}

/** A filter that can be read, but that Xero fails on. */
function unsupportedError(name: string): Error {
  return Object.assign(new Error(`${name} cannot be turned into a query`), { name: 'UnknownErrorException' });
}
