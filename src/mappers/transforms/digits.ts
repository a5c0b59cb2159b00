/** `digits`: the digits of a text alone. */

import { cellText } from '../../model/source-row.ts';
import type { Transform } from '../../model/transform.ts';

export const digits: Transform = {
  name: 'digits',
  args: [],
  note: 'Keeps the digits of a text and nothing else: 20-00-00 becomes 200000. For codes, not for amounts.',
  compile: () => (cell) => cellText(cell).replace(/\D+/g, ''),
};
