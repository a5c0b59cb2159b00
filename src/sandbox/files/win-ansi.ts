/** Text in the fonts every PDF reader has: its bytes in WinAnsi, and its width in Helvetica. */

/** Code points of the bytes 0x80 to 0x9f; 0 where there is none. */
const upper = [
  0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0, 0, 0x2018,
  0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178,
];

/** Widths of the characters 0x20 to 0x7e in thousandths of the size, by character width. */
const narrow: readonly (readonly [width: number, characters: string])[] = [
  [191, "'"],
  [222, 'ijl'],
  [260, '|'],
  [278, ' !,./:;I[\\]ft'],
  [333, '()-`r'],
  [334, '{}'],
  [355, '"'],
  [389, '*'],
  [469, '^'],
  [500, 'Jcksvxyz'],
  [584, '+<=>~'],
  [611, 'FTZ'],
  [667, '&ABEKPSVXY'],
  [722, 'CDHNRUw'],
  [778, 'GOQ'],
  [833, 'Mm'],
  [889, '%'],
  [944, 'W'],
  [1015, '@'],
];
const widths: ReadonlyMap<string, number> = new Map(
  narrow.flatMap(([width, characters]) => [...characters].map((character) => [character, width] as const)),
);
/** Digits, most small letters and all that is not listed. */
const usualWidth = 556;

/** Letters with a stroke, which have no accent to take off. */
const stroked: Readonly<Record<string, string>> = { Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', Ħ: 'H', ħ: 'h', ı: 'i' };

/** One byte a character; what WinAnsi lacks is shown without its accents, or else as a question mark. */
export function winAnsi(text: string): readonly number[] {
  return [...text.normalize('NFC')].flatMap((character) => {
    const byte = byteOf(character);
    if (byte !== undefined) return [byte];
    const plain = [...(stroked[character] ?? character.normalize('NFKD'))]
      .map(byteOf)
      .filter((part) => part !== undefined);
    return plain.length > 0 ? plain : [0x3f];
  });
}

/** Width in points. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += widths.get(character) ?? usualWidth;
  return (width * size) / 1000;
}

/** Control characters are blanks. */
function byteOf(character: string): number | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return 0x20;
  if (code < 0x7f || (code >= 0xa0 && code <= 0xff)) return code;
  const at = upper.indexOf(code);
  return at < 0 ? undefined : 0x80 + at;
}
