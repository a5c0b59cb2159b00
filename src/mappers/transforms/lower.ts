/** `lower`: a text in small letters. */

import type { Transform } from '../../model/transform.ts';

export const lower: Transform = {
  name: 'lower',
  args: [],
  note: 'Writes a text in small letters.',
  compile: () => (cell) => (typeof cell === 'string' ? cell.toLowerCase() : cell),
};
