/** Writes decimals in the style of an example: with `1.234,56`, 1200.5 is `1200,5`. Thousands are not parted. */

import { declaredSign } from './number-format.ts';

/** @param example as in a job's `numbers`. @returns a function of a plain decimal text */
export function numberText(example: string): (decimal: string) => string {
  return declaredSign(example) === ',' ? (decimal) => decimal.replace('.', ',') : (decimal) => decimal;
}
