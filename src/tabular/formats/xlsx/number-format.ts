/** What a number format of Excel makes of a number: a date, a time, a percentage, a number with zeros in front. */

/** `padding`: the format's zeros and the literal texts around and between them, in order. */
export type NumberFormat =
  | { readonly kind: 'plain' | 'percent' | 'date' | 'time' }
  | { readonly kind: 'padded'; readonly padding: readonly PaddingPart[] };

/** A digit place, or a text that is shown as it is. */
export type PaddingPart = { readonly digit: true } | { readonly text: string };

const PLAIN: NumberFormat = { kind: 'plain' };
const DATE: NumberFormat = { kind: 'date' };
const TIME: NumberFormat = { kind: 'time' };
const PERCENT: NumberFormat = { kind: 'percent' };

/** The formats that have a number and no code in the file (ECMA-376 part 1, 18.8.30); 27-36 and 50-58 are East Asian dates. */
export function builtInFormat(id: number): NumberFormat {
  if (id === 9 || id === 10) return PERCENT;
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return DATE;
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return TIME;
  return PLAIN;
}

/** One step through a format code: quoted text, an escaped, spacing or filling character, a bracket, or one character. */
const TOKEN = /"([^"]*)"?|\\(.)|[_*].|\[([^\]]*)\]|AM\/PM|A\/P|General|E[+-]|./giu;

/** Reads a format code by its first section, the one for positive numbers. */
export function readFormatCode(code: string): NumberFormat {
  let letters = '';
  const padding: PaddingPart[] = [];
  for (const [token, quoted, escaped, bracket] of code.matchAll(TOKEN)) {
    if (token === ';') break;
    const literal = quoted ?? escaped;
    if (literal !== undefined) padding.push({ text: literal });
    else if (bracket !== undefined) {
      if (/^(?:h+|m+|s+)$/i.test(bracket)) return PLAIN;
      const currency = /^\$([^-]+)/.exec(bracket)?.[1];
      if (currency) padding.push({ text: currency });
    } else if (token.length === 1) {
      letters += token.toLowerCase();
      padding.push(token === '0' ? { digit: true } : { text: token });
    } else if (/^(?:general|e[+-])$/i.test(token)) letters += '#';
  }
  return formatOf(letters, padding);
}

/** @param letters the code in lower case without literal texts, brackets and AM/PM; `#` for General and exponents */
function formatOf(letters: string, padding: readonly PaddingPart[]): NumberFormat {
  const digits = /[0#?@]/.test(letters.replace(/s[.,]0+/g, 's'));
  if (!digits) {
    if (/[ydgbe]|mmm/.test(letters) || /^[^hs]*m[^hs]*$/.test(letters)) return DATE;
    if (/[hs]/.test(letters)) return TIME;
  }
  if (letters.includes('%')) return PERCENT;
  return /0.*0/.test(letters) && !/[#?.,@/a-z]/.test(letters) ? { kind: 'padded', padding } : PLAIN;
}
