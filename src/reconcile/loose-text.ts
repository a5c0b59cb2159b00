/** Texts as keys and names are compared: exactly, but for case and outer spaces; or loosely. */

import { formatDecimal, parseDecimal } from '../model/decimal.ts';
import { foldKey, looseName } from '../model/index-facts.ts';
import type { ReconciledField } from '../model/reconciliation.ts';

/** A name without case, spacing, punctuation, accents and Ltd/Limited; "" for a blank one. */
export function looseText(text: string): string {
  return text.trim() === '' ? '' : looseName(text.normalize('NFD').replace(/\p{M}+/gu, ''));
}

/** Amounts by their value, texts without case and outer spaces. */
export function keyText(text: string, type: ReconciledField['type']): string {
  const amount = type === 'decimal' ? parseDecimal(text) : undefined;
  return amount === undefined ? foldKey(text) : formatDecimal(amount);
}

/** Joins the parts of a key so that no two lists of parts are alike; null where a part is blank. */
export function joinKey(parts: readonly string[]): string | null {
  if (parts.length === 0 || parts.some((part) => part === '')) return null;
  return parts.length === 1 ? parts[0]! : JSON.stringify(parts);
}
