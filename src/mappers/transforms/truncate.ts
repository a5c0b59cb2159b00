/** `truncate`: the first characters of a text. */

import { cellText } from '../../model/source-row.ts';
import type { Transform } from '../../model/transform.ts';

export const truncate: Transform = {
  name: 'truncate',
  args: [{ name: 'length', kind: 'whole' }],
  note: 'Keeps the first characters of a text, so many at most.',
  compile: ([length = '']) => {
    const most = Number(length);
    if (!(most >= 1)) return 'the length must be 1 or more';
    return (cell) => {
      const text = cellText(cell);
      return text.length <= most ? cell : Array.from(text).slice(0, most).join('');
    };
  },
};
