/** Writes decimals in the style of an example: with `1.234,56`, 1200.5 is `1200,5`. Thousands are not parted, and do not seem so. */

import { declaredSign } from './number-format.ts';

/** @param example as in a job's `numbers`. @returns a function of a plain decimal text */
export function numberText(example: string): (decimal: string) => string {
  const sign = declaredSign(example) === ',' ? ',' : '.';
  return (decimal) => (LIKE_THOUSANDS.test(decimal) ? `${decimal}0` : decimal).replace('.', sign);
}

/** Three decimals: whoever reads 1.125 cannot tell whether that is a thousand. A fourth one tells. */
const LIKE_THOUSANDS = /^-?\d{1,3}\.\d{3}$/;
