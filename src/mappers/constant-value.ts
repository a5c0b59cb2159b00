/** Values that the job itself spells out: constants, defaults, and what a lookup yields. */

import { type Decimal, parseDecimal } from '../model/decimal.ts';
import type { Value } from '../model/document.ts';
import type { Field } from '../model/entity.ts';
import type { Cell } from '../model/source-row.ts';
import { declaredDates, type ReadDate } from './date-format.ts';
import { type Failure, failure, isFailure } from './failure.ts';
import { someOf } from './finding-text.ts';
import { readTyped } from './typed-value.ts';

export type ConstantValue = { readonly value: Value | undefined } | { readonly problem: string };

/** A blank text gives no value. Amounts are plain (`-1234.56`), days ISO or in one of the declared patterns. */
export function constantValue(field: Field, text: string, dates: readonly string[] | undefined): ConstantValue {
  if (text.trim() === '') return { value: undefined };
  const read = readTyped(field, plainNumbers, plainDates(dates));
  const value = read(text.trim());
  return isFailure(value) ? { problem: `\`${text}\` is no value of ${field.name}: ${expected(field)}.` } : { value };
}

/** Amounts as the job language writes them. */
export function plainNumbers(cell: Cell): Decimal | Failure {
  const text = typeof cell === 'object' && 'n' in cell ? cell.n : cell;
  return (typeof text === 'string' ? parseDecimal(text) : undefined) ?? failure('map/not-a-number');
}

/** Days as the job language writes them, or as it declares them. */
export function plainDates(patterns: readonly string[] | undefined): ReadDate {
  const iso = declaredDates(['iso']) as ReadDate;
  const declared = declaredDates(patterns ?? []);
  return (cell) => {
    const day = iso(cell);
    return isFailure(day) && typeof declared !== 'string' ? declared(cell) : day;
  };
}

function expected(field: Field): string {
  switch (field.type) {
    case 'decimal':
      return 'write an amount with a point and no thousands, such as 1234.56';
    case 'integer':
      return 'write a whole number';
    case 'date':
      return 'write a date as 2026-10-31';
    case 'boolean':
      return 'write true or false';
    case 'id':
      return 'an ID looks like 3b1c2f5e-0d4a-4c7b-9a51-6f0e2d8c7b10';
    case 'choice':
      return `write one of ${someOf(field.values ?? [])}`;
    case 'text':
      return 'it holds a control character';
  }
}
