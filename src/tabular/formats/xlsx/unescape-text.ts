/** The escapes with which workbooks write characters that XML cannot hold. */

/** Puts the character in place of `_x000D_` and its like; `_x005F_` is an underscore that would begin one. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
