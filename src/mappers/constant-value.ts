/** Values that the job itself spells out: constants, defaults, and what a lookup yields. */

import { parseDecimal } from '../model/decimal.ts';
import type { Value } from '../model/document.ts';
import type { Field } from '../model/entity.ts';
import { declaredDates, type ReadDate } from './date-format.ts';
import { failure, isFailure } from './failure.ts';
import { readTyped } from './typed-value.ts';

export type ConstantValue = { readonly value: Value | undefined } | { readonly problem: string };

/** A blank text gives no value. Amounts are plain (`-1234.56`), days ISO or in one of the declared patterns. */
export function constantValue(field: Field, text: string, dates: readonly string[] | undefined): ConstantValue {
  if (text.trim() === '') return { value: undefined };
  const read = readTyped(field, readPlainNumber, readPlainDate(dates ?? []));
  const value = read(text.trim());
  return isFailure(value) ? { problem: `\`${text}\` is no value of ${field.name}: ${expected(field)}.` } : { value };
}

function readPlainNumber(cell: unknown) {
  return (typeof cell === 'string' ? parseDecimal(cell) : undefined) ?? failure('map/not-a-number');
}

function readPlainDate(patterns: readonly string[]): ReadDate {
  const iso = declaredDates(['iso']) as ReadDate;
  const declared = declaredDates(patterns);
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
      return `write one of ${(field.values ?? []).join(', ')}`;
    case 'text':
      return 'it holds a control character';
  }
}
