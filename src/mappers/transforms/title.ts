/** `title`: each word of a text with a capital. */

import type { Transform } from '../../model/transform.ts';

const WORD = /\p{L}[\p{L}\p{M}\p{N}]*/gu;

export const title: Transform = {
  name: 'title',
  args: [],
  note: "Begins each word with a capital and goes on in small letters: ACME WIDGETS becomes Acme Widgets, O'BRIEN O'Brien.",
  compile: () => (cell) => (typeof cell === 'string' ? toTitle(cell) : cell),
};

function toTitle(text: string): string {
  return text.replace(WORD, (word, at: number) => {
    const lower = word.toLowerCase();
    if (word.length === 1 && (text[at - 1] === "'" || text[at - 1] === '’')) return lower;
    const [first = ''] = lower;
    return first.toUpperCase() + lower.slice(first.length);
  });
}
