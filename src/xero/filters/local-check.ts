/** Answers a check from an element itself, for what Xero is not asked. */

import { compare, type Decimal, decimal, parseDecimal } from '../../model/decimal.ts';
import type { EntityShape } from '../../model/entity.ts';
import { foldKey } from '../../model/index-facts.ts';
import { elementReader, type ReadElement } from '../element-value.ts';
import type { ExactObject } from '../exact-json.ts';
import type { Check, Condition, FilterField } from './filter-check.ts';

export type Holds = (element: ExactObject) => boolean;

/** All checks of the condition hold. */
export function localCondition(entity: EntityShape, { field, checks }: Condition): Holds {
  const readers = field.paths.map((path) => readerOf(entity, field, path));
  const all = checks.map((check) => localCheck(field, check, readers));
  return (element) => all.every((holds) => holds(element));
}

function readerOf(entity: EntityShape, { type }: FilterField, path: string): ReadElement {
  const own = entity.fields.find((field) => field.name === path);
  const read = elementReader(entity, { name: path, type: own?.type ?? 'text' });
  if (type === 'boolean') return (element) => (read(element) === 'true' ? 'true' : 'false');
  return type === 'date' ? (element) => read(element).slice(0, 10) : read;
}

function localCheck(field: FilterField, check: Check, readers: readonly ReadElement[]): Holds {
  switch (check.kind) {
    case 'blank':
      return (element) => readers.every((read) => read(element).trim() === '') === check.blank;
    case 'among': {
      const same = sameAs(field, check.values);
      return (element) => readers.some((read) => same(read(element))) !== check.negated;
    }
    case 'between': {
      const within = isWithin(field, check);
      return (element) => readers.some((read) => within(read(element)));
    }
  }
}

type Test = (text: string) => boolean;

function sameAs({ type }: FilterField, values: readonly string[]): Test {
  if (type === 'decimal' || type === 'integer') {
    const wanted = values.map(decimal);
    return (text) => isAmong(parseDecimal(text), wanted);
  }
  const wanted = new Set(values.map(foldKey));
  return (text) => wanted.has(foldKey(text));
}

function isAmong(number: Decimal | undefined, wanted: readonly Decimal[]): boolean {
  return number !== undefined && wanted.some((each) => compare(number, each) === 0);
}

function isWithin({ type }: FilterField, check: Extract<Check, { kind: 'between' }>): Test {
  const { from, to, open } = check;
  if (type === 'date') return (day) => day !== '' && (from ?? day) <= day && day <= (to ?? day);
  const [least, most] = [from, to].map((end) => (end === undefined ? undefined : decimal(end)));
  const beyond = open ? 0 : 1;
  return (text) => {
    const number = parseDecimal(text);
    if (number === undefined) return false;
    const above = least === undefined || compare(least, number) < beyond;
    return above && (most === undefined || compare(number, most) < beyond);
  };
}
