/** `pad`: a text filled up from the left. */

import { cellText } from '../../model/source-row.ts';
import type { Transform } from '../../model/transform.ts';

const LONGEST = 4000;

export const pad: Transform = {
  name: 'pad',
  args: [
    { name: 'length', kind: 'whole' },
    { name: 'character', kind: 'text' },
  ],
  note: 'Fills a text up from the left to a length: { pad: [4, "0"] } makes 0260 of 260.',
  compile: ([length = '', character = '']) => {
    const least = Number(length);
    if (!(least >= 1 && least <= LONGEST)) return `the length must be 1 to ${LONGEST}`;
    if (Array.from(character).length !== 1) return 'the character to fill up with must be a single one';
    return (cell) => {
      const text = cellText(cell);
      return text.length >= least ? cell : text.padStart(least, character);
    };
  },
};
