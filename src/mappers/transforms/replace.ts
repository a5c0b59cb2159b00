/** `replace`: another text in place of a part. */

import { cellText } from '../../model/source-row.ts';
import type { Transform } from '../../model/transform.ts';
import { withText } from '../typed-text.ts';

export const replace: Transform = {
  name: 'replace',
  args: [
    { name: 'from', kind: 'text' },
    { name: 'to', kind: 'text' },
  ],
  note: 'Puts the second text wherever the first one stands, capitals and small letters told apart.',
  compile: ([from = '', to = '']) => {
    if (from === '') return 'the text to look for is empty';
    return (cell) =>
      withText(
        cell,
        cellText(cell).replaceAll(from, () => to),
      );
  },
};
