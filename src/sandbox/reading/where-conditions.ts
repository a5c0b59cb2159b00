/** Turns a filter, as far as it goes, into conditions that the indexes of the books answer. */
import { type Decimal, round } from '../books/decimal.ts';
import { folded } from '../books/derived-columns.ts';
import type { Column, Condition } from '../books/store.ts';
import { bare, type Comparison, type Expression, type Value } from './where-expression.ts';

/** Where a field lies in the books; with `of`, in a column of the record that `parent` names. */
export interface Place {
  readonly column: Column;
  readonly of?: { readonly kind: string; readonly column: Column };
}

export interface Indexed {
  readonly conditions: readonly Condition[];
  /** The conditions say all that the filter says. */
  readonly complete: boolean;
}

/** @param places by field path in lower case */
export function conditionsOf(expression: Expression, places: Readonly<Record<string, Place>>): Indexed {
  if (expression.kind !== 'all') {
    const condition = conditionOf(expression, places);
    return condition === undefined ? { conditions: [], complete: false } : { conditions: [condition], complete: true };
  }
  const conditions: Condition[] = [];
  for (const [at, term] of expression.terms.entries()) {
    const condition = conditionOf(term, places);
    if (condition !== undefined) conditions.push(condition);
    else if (mayFail(term)) return { conditions, complete: false };
    else return { conditions: [...conditions, ...later(expression.terms.slice(at + 1), places)], complete: false };
  }
  return { conditions, complete: true };
}

/** Conditions of the terms up to the first that may fail: what it fails on must not be left out before. */
function later(terms: readonly Expression[], places: Readonly<Record<string, Place>>): readonly Condition[] {
  const end = terms.findIndex(mayFail);
  return terms.slice(0, end < 0 ? terms.length : end).flatMap((term) => conditionOf(term, places) ?? []);
}

/** Whether it ends the call when a field is empty. */
function mayFail(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'field':
      return false;
    case 'method':
      return true;
    case 'member':
      return expression.member !== 'HasValue' || mayFail(expression.of);
    case 'not':
      return mayFail(expression.of);
    case 'compare':
      return mayFail(expression.left) || mayFail(expression.right);
    default:
      return expression.terms.some(mayFail);
  }
}

function conditionOf(expression: Expression, places: Readonly<Record<string, Place>>): Condition | undefined {
  if (expression.kind === 'some') return oneOf(expression.terms, places);
  if (expression.kind !== 'compare') return undefined;
  const { left, right, operator } = expression;
  if (left.kind === 'literal' && right.kind === 'field') return placed(right, flipped[operator], left.value, places);
  return left.kind === 'field' && right.kind === 'literal' ? placed(left, operator, right.value, places) : undefined;
}

const flipped: Readonly<Record<Comparison, Comparison>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** Several values of one field, each by `==`. */
function oneOf(terms: readonly Expression[], places: Readonly<Record<string, Place>>): Condition | undefined {
  const all = terms.map((term) => conditionOf(term, places));
  const first = all[0];
  if (first === undefined) return undefined;
  const values: string[] = [];
  for (const one of all) {
    const same = one?.column === first.column && one.of?.column === first.of?.column && one.of?.kind === first.of?.kind;
    if (!same || one?.operator !== '=' || typeof one.value !== 'string') return undefined;
    values.push(one.value);
  }
  return { ...first, operator: 'in', value: values };
}

type FieldPart = Extract<Expression, { kind: 'field' }>;

function placed(
  field: FieldPart,
  operator: Comparison,
  value: Value,
  places: Readonly<Record<string, Place>>,
): Condition | undefined {
  const path = field.path.join('.').toLowerCase();
  const place = Object.hasOwn(places, path) ? places[path] : undefined;
  if (place === undefined || value === null || value === '') return undefined;
  const bound = boundOf(field, place.column, operator, value);
  return bound === undefined ? undefined : { ...place, ...bound };
}

type Bound = Pick<Condition, 'operator' | 'value'>;
const bounds: Readonly<Record<Comparison, Condition['operator']>> = {
  '==': '=',
  '!=': 'is not',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

function boundOf(field: FieldPart, column: Column, operator: Comparison, value: Value): Bound | undefined {
  const type = bare(field.type);
  if (column === 'updated') return operator === '!=' ? undefined : { operator: bounds[operator], value: Number(value) };
  if (type === 'DateTime') return dayBound(operator, Number(value));
  if (type === 'Decimal') return centsBound(operator, value as Decimal);
  const isChoice = column === 'status' || column === 'type';
  if (operator !== '==' && !(operator === '!=' && isChoice)) return undefined;
  const text = String(value);
  const cased = isChoice ? text.toUpperCase() : field.folds ? folded(text) : text.toLowerCase();
  return { operator: bounds[operator], value: cased };
}

const dayLength = 86_400_000;

/** Days lie in the books without a time; an instant within a day stands before the next and after its own. */
function dayBound(operator: Comparison, ms: number): Bound | undefined {
  const isMidnight = ms % dayLength === 0;
  if (operator === '!=' || (operator === '==' && !isMidnight)) return undefined;
  const up = operator === '<' || operator === '>=';
  const day = new Date((up ? Math.ceil(ms / dayLength) : Math.floor(ms / dayLength)) * dayLength);
  return day.getUTCFullYear() > 9999
    ? undefined
    : { operator: bounds[operator], value: day.toISOString().slice(0, 10) };
}

function centsBound(operator: Comparison, value: Decimal): Bound | undefined {
  const isExact = value.places <= 2 && value.places >= 0;
  const { units } = round(value, 2);
  const fits = units > -(2n ** 62n) && units < 2n ** 62n;
  return operator === '!=' || !isExact || !fits ? undefined : { operator: bounds[operator], value: units };
}
