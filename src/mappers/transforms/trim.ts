/** `trim`: leaves out the spaces around a text. */

import type { Transform } from '../../model/transform.ts';

export const trim: Transform = {
  name: 'trim',
  args: [],
  note: 'Leaves out spaces at the beginning and the end of a text.',
  compile: () => (cell) => (typeof cell === 'string' ? cell.trim() : cell),
};
