/** The transforms that exist, one a file; written by `node scripts/build-indexes.ts`. */

import type { Transform } from '../../model/transform.ts';
import { abs } from './abs.ts';
import { addDays } from './add-days.ts';
import { digits } from './digits.ts';
import { extract } from './extract.ts';
import { lower } from './lower.ts';
import { negate } from './negate.ts';
import { pad } from './pad.ts';
import { replace } from './replace.ts';
import { round } from './round.ts';
import { times } from './times.ts';
import { title } from './title.ts';
import { trim } from './trim.ts';
import { truncate } from './truncate.ts';
import { upper } from './upper.ts';

export const transforms: readonly Transform[] = [
  abs,
  addDays,
  digits,
  extract,
  lower,
  negate,
  pad,
  replace,
  round,
  times,
  title,
  trim,
  truncate,
  upper,
];
