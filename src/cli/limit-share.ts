/** Reads `--limit-share`: how much of an organisation's limits a run may use. */

import { Refusal } from '../model/refusal.ts';
import type { Options } from './command.ts';

/** 0.5 or 50% is half; 1 where the option is not given. */
export function limitShare({ limitShare: given }: Options): number {
  if (typeof given !== 'string') return 1;
  const [, number = '', percent] = /^\s*(\d+(?:\.\d+)?|\.\d+)\s*(%?)\s*$/.exec(given) ?? [];
  const share = percent === '%' ? Number(number) / 100 : Number(number);
  if (number !== '' && share > 0 && share <= 1) return share;
  throw new Refusal(
    'usage/limit-share',
    `--limit-share ${given} is no share. Give a number above 0 and up to 1, such as 0.5, or a percentage such as 50%.`,
  );
}
