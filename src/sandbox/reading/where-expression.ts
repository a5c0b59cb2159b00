/** The parts of a filter, each with its type, and the rules by which types go together. */
import type { Decimal } from '../books/decimal.ts';
import { isResource, type ValueType } from './field-types.ts';
import { parseError } from './where-tokens.ts';

/** A text, a truth, a number, the milliseconds of an instant, or nothing. */
export type Value = string | boolean | Decimal | number | null;
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type TextMethod = 'Contains' | 'StartsWith' | 'EndsWith' | 'ToLower' | 'ToUpper' | 'Trim';

export type Expression =
  | { readonly kind: 'literal'; readonly type: ValueType; readonly value: Value }
  | { readonly kind: 'field'; readonly type: ValueType; readonly path: readonly string[]; readonly folds: boolean }
  | { readonly kind: 'all' | 'some'; readonly type: ValueType; readonly terms: readonly Expression[] }
  | { readonly kind: 'not'; readonly type: ValueType; readonly of: Expression }
  | {
      readonly kind: 'compare';
      readonly type: ValueType;
      readonly operator: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'method';
      readonly type: ValueType;
      readonly method: TextMethod;
      readonly of: Expression;
      readonly part: Expression | undefined;
    }
  | {
      readonly kind: 'member';
      readonly type: ValueType;
      readonly member: 'Value' | 'HasValue' | 'Length';
      readonly of: Expression;
    };

/** The type without the mark of those that may be empty. */
export function bare(type: ValueType): ValueType {
  return type.endsWith('?') ? type.slice(0, -1) : type;
}

/** @param sign the operator as it was written. @throws what `parseError` makes */
export function comparison(operator: Comparison, sign: string, left: Expression, right: Expression): Expression {
  const equality = operator === '==' || operator === '!=';
  if (!(equality ? areEquatable(left.type, right.type) : areOrdered(left.type, right.type))) {
    throw parseError(`Operator '${sign}' incompatible with operand types '${left.type}' and '${right.type}'`);
  }
  return { kind: 'compare', type: 'Boolean', operator, left, right };
}

/** @throws what `parseError` makes */
export function joined(kind: 'all' | 'some', sign: string, left: Expression, right: Expression): Expression {
  if (!isTruth(left.type) || !isTruth(right.type)) {
    throw parseError(`Operator '${sign}' incompatible with operand types '${left.type}' and '${right.type}'`);
  }
  const terms = left.kind === kind ? [...left.terms, right] : [left, right];
  return { kind, type: 'Boolean', terms };
}

/** @throws what `parseError` makes */
export function negated(sign: string, of: Expression): Expression {
  if (!isTruth(of.type)) throw parseError(`Operator '${sign}' incompatible with operand type '${of.type}'`);
  return { kind: 'not', type: 'Boolean', of };
}

export function isTruth(type: ValueType): boolean {
  return bare(type) === 'Boolean';
}

/** Types whose values may be compared with one another, each list one family. */
const families: readonly (readonly ValueType[])[] = [
  ['Int32', 'Decimal', 'Double'],
  ['DateTime'],
  ['String'],
  ['Guid'],
  ['Boolean'],
];
const unordered: readonly ValueType[] = ['Guid', 'Boolean'];

function areOrdered(left: ValueType, right: ValueType): boolean {
  return isOneFamily(left, right) && !unordered.includes(bare(left));
}

/** Anything that may be empty may be compared with null. */
function areEquatable(left: ValueType, right: ValueType): boolean {
  if (left === 'Object' || right === 'Object') return isEmptiable(left) && isEmptiable(right);
  return isOneFamily(left, right) || (left === right && isResource(left));
}

function isEmptiable(type: ValueType): boolean {
  return type.endsWith('?') || ['Object', 'String', 'List`1'].includes(type) || isResource(type);
}

function isOneFamily(left: ValueType, right: ValueType): boolean {
  return families.some((family) => family.includes(bare(left)) && family.includes(bare(right)));
}
