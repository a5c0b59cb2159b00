/** The `where` language of list requests: parsed, evaluated on a record's body, and as far as possible turned into index conditions. */
import { msOf } from '../books/calendar.ts';
import { compare, decimalOf } from '../books/decimal.ts';
import type { Column, Condition } from '../books/store.ts';
import { isObject, type Json, type JsonObject, textOf } from '../json.ts';

type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=';
interface Literal {
  readonly kind: 'text' | 'number' | 'date' | 'guid' | 'boolean' | 'null';
  readonly text: string;
}
export type Where =
  | { readonly kind: 'and'; readonly left: Where; readonly right: Where }
  | { readonly kind: 'or'; readonly left: Where; readonly right: Where }
  | { readonly kind: 'compare'; readonly path: string; readonly operator: Operator; readonly literal: Literal }
  | { readonly kind: 'call'; readonly path: string; readonly method: string; readonly text: string };

const token =
  /\s*(?:(&&|\|\||==|!=|<=|>=|<|>|=|\(|\)|,)|"((?:[^"\\]|\\.)*)"|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)*))/y;
const operators: Readonly<Record<string, Operator>> = {
  '=': '==',
  '==': '==',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};
const methods = ['Contains', 'StartsWith', 'EndsWith'];

/** @throws Error with the text of Xero's parser when the expression cannot be read. */
export function parseWhere(source: string): Where {
  const cursor = cursorOf(tokenise(source));
  const expression = disjunction(cursor);
  if (cursor.peek() !== undefined) throw new Error('Syntax error');
  return expression;
}

/** The paths that an expression names. */
export function pathsOf(where: Where): readonly string[] {
  const joins = where.kind === 'and' || where.kind === 'or';
  return joins ? [...pathsOf(where.left), ...pathsOf(where.right)] : [where.path];
}

export function matches(where: Where, body: JsonObject): boolean {
  if (where.kind === 'and' || where.kind === 'or') {
    const left = matches(where.left, body);
    return where.kind === 'and' ? left && matches(where.right, body) : left || matches(where.right, body);
  }
  const value = valueAt(body, where.path);
  return where.kind === 'call'
    ? calls(where.method, value, where.text)
    : compares(where.operator, value, where.literal);
}

/** The part of an expression that the indexes can answer; `complete` when that is all of it. */
export function conditionsOf(
  where: Where,
  columns: Readonly<Record<string, Column>>,
): { readonly conditions: readonly Condition[]; readonly complete: boolean } {
  if (where.kind === 'and') {
    const [left, right] = [conditionsOf(where.left, columns), conditionsOf(where.right, columns)];
    return { conditions: [...left.conditions, ...right.conditions], complete: left.complete && right.complete };
  }
  const name = where.kind === 'compare' ? where.path.toLowerCase() : '';
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (where.kind !== 'compare' || column === undefined || where.operator === '!=' || where.literal.kind === 'null') {
    return { conditions: [], complete: false };
  }
  const operator = where.operator === '==' ? '=' : where.operator;
  return { conditions: [{ column, operator, value: columnValue(column, where.literal) }], complete: true };
}

/** The value at a dotted path, letter case ignored. */
export function valueAt(body: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = body;
  for (const step of path.split('.')) {
    if (step === 'Value' || !isObject(value)) continue;
    const key = keyOf(value, step);
    value = key === undefined ? undefined : value[key];
  }
  return isObject(value) ? undefined : value;
}

function keyOf(object: JsonObject, step: string): string | undefined {
  if (Object.hasOwn(object, step)) return step;
  return Object.keys(object).find((key) => key.toLowerCase() === step.toLowerCase());
}

interface Token {
  readonly symbol?: string | undefined;
  readonly text?: string | undefined;
  readonly number?: string | undefined;
  readonly name?: string | undefined;
}

interface Cursor {
  peek(): Token | undefined;
  next(): Token | undefined;
  expect(symbol: string): void;
  /** Steps over one of the words or symbols. */
  skip(...words: readonly string[]): boolean;
}

function cursorOf(tokens: readonly Token[]): Cursor {
  let at = 0;
  const peek = () => tokens[at];
  const next = () => tokens[at++];
  return {
    peek,
    next,
    expect: (symbol) => {
      if (next()?.symbol !== symbol) throw new Error(`'${symbol}' expected`);
    },
    skip: (...words) => {
      const found = words.includes((peek()?.symbol ?? peek()?.name ?? '').toUpperCase());
      if (found) at += 1;
      return found;
    },
  };
}

function disjunction(cursor: Cursor): Where {
  let left = conjunction(cursor);
  while (cursor.skip('||', 'OR')) left = { kind: 'or', left, right: conjunction(cursor) };
  return left;
}

function conjunction(cursor: Cursor): Where {
  let left = term(cursor);
  while (cursor.skip('&&', 'AND')) left = { kind: 'and', left, right: term(cursor) };
  return left;
}

function term(cursor: Cursor): Where {
  if (cursor.skip('(')) {
    const inner = disjunction(cursor);
    cursor.expect(')');
    return inner;
  }
  const path = cursor.next()?.name;
  if (path === undefined) throw new Error('Expression expected');
  const method = path.slice(path.lastIndexOf('.') + 1);
  if (!methods.includes(method) || !cursor.skip('(')) return comparison(cursor, path);
  const text = cursor.next()?.text;
  if (text === undefined) throw new Error('Expression expected');
  cursor.expect(')');
  return { kind: 'call', path: path.slice(0, path.lastIndexOf('.')), method, text };
}

function comparison(cursor: Cursor, path: string): Where {
  const operator = operators[cursor.peek()?.symbol ?? ''];
  if (operator === undefined)
    return { kind: 'compare', path, operator: '==', literal: { kind: 'boolean', text: 'true' } };
  cursor.next();
  return { kind: 'compare', path, operator, literal: literal(cursor) };
}

function literal(cursor: Cursor): Literal {
  const found = cursor.next();
  if (found?.text !== undefined) return { kind: 'text', text: found.text };
  if (found?.number !== undefined) return { kind: 'number', text: found.number };
  const name = (found?.name ?? '').toLowerCase();
  if (name === 'true' || name === 'false') return { kind: 'boolean', text: name };
  if (name === 'null') return { kind: 'null', text: '' };
  if (!['guid', 'datetime', 'datetime.parse'].includes(name)) throw new Error('Expression expected');
  const parts = literalParts(cursor);
  return name === 'guid'
    ? { kind: 'guid', text: (parts[0] ?? '').toLowerCase() }
    : { kind: 'date', text: msText(parts) };
}

function literalParts(cursor: Cursor): readonly string[] {
  const parts: string[] = [];
  cursor.expect('(');
  while (cursor.peek() !== undefined && cursor.peek()?.symbol !== ')') {
    const part = cursor.next();
    if (part?.symbol !== ',') parts.push(part?.text ?? part?.number ?? '');
  }
  cursor.expect(')');
  return parts;
}

function tokenise(source: string): readonly Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < source.trimEnd().length) {
    const at = token.lastIndex;
    const match = token.exec(source);
    if (match === null) {
      const character = source.slice(at).trimStart()[0];
      throw new Error(character === "'" ? 'Character literal must contain exactly one character' : 'Syntax error');
    }
    tokens.push({ symbol: match[1], text: match[2]?.replace(/\\(.)/g, '$1'), number: match[3], name: match[4] });
  }
  if (tokens.length === 0) throw new Error('Expression expected');
  return tokens;
}

/** @throws Error when the parts are no date. */
function msText(parts: readonly string[]): string {
  const [first = '', month = '1', ...rest] = parts;
  const [day = '1', hour = '0', minute = '0', second = '0'] = rest;
  const ms =
    parts.length === 1
      ? Date.parse(first.length === 10 ? `${first}T00:00:00Z` : first)
      : Date.UTC(Number(first), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  if (first === '' || Number.isNaN(ms)) throw new Error('Expression expected');
  return String(ms);
}

function calls(method: string, value: Json | undefined, text: string): boolean {
  const subject = textOf(value)?.toLowerCase();
  if (subject === undefined) return false;
  const part = text.toLowerCase();
  if (method === 'Contains') return subject.includes(part);
  return method === 'StartsWith' ? subject.startsWith(part) : subject.endsWith(part);
}

function compares(operator: Operator, value: Json | undefined, literal: Literal): boolean {
  if (literal.kind === 'null') return (operator === '==') === (value === undefined || value === null || value === '');
  const order = orderOf(value, literal);
  if (order === undefined) return operator === '!=';
  if (operator === '==') return order === 0;
  if (operator === '!=') return order !== 0;
  if (operator === '<' || operator === '<=') return order < 0 || (order === 0 && operator === '<=');
  return order > 0 || (order === 0 && operator === '>=');
}

function orderOf(value: Json | undefined, literal: Literal): number | undefined {
  if (literal.kind === 'boolean') return String(value ?? false) === literal.text ? 0 : 1;
  if (literal.kind === 'date') {
    const ms = msOf(value);
    return ms === undefined ? undefined : Math.sign(ms - Number(literal.text));
  }
  if (literal.kind === 'number') {
    const [left, right] = [decimalOf(value), decimalOf(literal.text)];
    return left === undefined || right === undefined ? undefined : compare(left, right);
  }
  const text = textOf(value)?.toLowerCase();
  const wanted = literal.text.toLowerCase();
  return text === undefined ? undefined : text < wanted ? -1 : text > wanted ? 1 : 0;
}

function columnValue(column: Column, literal: Literal): string | number {
  if (column === 'updated') return Number(literal.text);
  if (column === 'date') return new Date(Number(literal.text) || 0).toISOString().slice(0, 10);
  return column === 'status' || column === 'type' ? literal.text.toUpperCase() : literal.text.toLowerCase();
}
