/** `upper`: a text in capitals. */

import type { Transform } from '../../model/transform.ts';

export const upper: Transform = {
  name: 'upper',
  args: [],
  note: 'Writes a text in capitals.',
  compile: () => (cell) => (typeof cell === 'string' ? cell.toUpperCase() : cell),
};
