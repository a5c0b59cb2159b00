/** Takes from an amount's text all that is no digit or separator: sign, brackets, currency, percent sign. */

export interface StrippedAmount {
  /** Digits and the separators `.`, `,`, space and `'` alone, a digit last. */
  readonly core: string;
  readonly negative: boolean;
}

const CORE = /^[\d.,' ]+$/;
const START = /\d|[.,]\d/;
const SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;
const SIGN_WITH_COUNTRY = /^[A-Z]{0,3}\p{Sc}$/u;
const LOCAL_SIGN = /^(?:kr\.?|fr\.?|dkr|nkr|skr|sfr\.?|r|rs\.?|zł|kč|ft|lei)$/i;
const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Undefined where something stands in it that belongs to no amount. */
export function stripAmount(text: string): StrippedAmount | undefined {
  const plain = text
    .replace(SPACES, ' ')
    .replace(/\u2212/g, '-')
    .replace(/\u2019/g, "'")
    .trim();
  const bounds = coreBounds(plain);
  if (bounds === undefined) return undefined;
  const core = plain.slice(bounds.from, bounds.to);
  const before = plain.slice(0, bounds.from);
  const after = plain.slice(bounds.to);
  if (!CORE.test(core) || !isCurrency(before) || !isCurrency(after.replace('%', ''))) return undefined;
  return hasOneSign(before, after) ? { core, negative: /[-(]/.test(before + after) } : undefined;
}

/** From the first digit, or a decimal sign before it, to the last digit. The stop of `kr.12` is the currency's. */
function coreBounds(text: string): { readonly from: number; readonly to: number } | undefined {
  let from = text.search(START);
  if (from < 0) return undefined;
  if (from > 0 && text[from] === '.' && /\p{L}/u.test(text[from - 1]!)) from += 1;
  let to = text.length;
  while (!isDigit(text.charCodeAt(to - 1))) to -= 1;
  return { from, to };
}

/** Nothing but signs and brackets, or a currency among them. */
function isCurrency(affix: string): boolean {
  const name = affix.replace(/[-+() ]/g, '');
  return name === '' || SIGN_WITH_COUNTRY.test(name) || CODES.has(name) || LOCAL_SIGN.test(name);
}

/** At most one of minus, plus, brackets and a trailing minus; brackets in pairs around the digits. */
function hasOneSign(before: string, after: string): boolean {
  const opened = before.split('(').length - 1;
  const closed = after.split(')').length - 1;
  if (opened !== closed || before.includes(')') || after.includes('(') || after.includes('+')) return false;
  return opened + (before + after).replace(/[^-+]/g, '').length <= 1;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
