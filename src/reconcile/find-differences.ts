/** Compares the two sides of a pair, field by field, and says why they differ. */

import { absolute, compare, type Decimal, formatDecimal, parseDecimal, subtract, ZERO } from '../model/decimal.ts';
import { foldKey } from '../model/index-facts.ts';
import type { DifferenceCause, ReconciledField } from '../model/reconciliation.ts';
import { type AmountContext, amountCause, type RecordTraits } from './difference-cause.ts';
import { looseText } from './loose-text.ts';

/** The cells of a side in the order of the fields: plain decimals, days `YYYY-MM-DD`, texts; "" where blank. */
export type SideTexts = readonly string[];

export interface FieldDifference {
  /** Index among the fields. */
  readonly field: number;
  /** Sheet less Xero: of amounts a decimal text, of dates days. */
  readonly delta?: string;
  readonly cause: DifferenceCause;
}

export interface CompareOptions {
  readonly fields: readonly ReconciledField[];
  /** Per amount. */
  readonly tolerance: Decimal;
  /** Fields in which case does not count: names that were resolved when they were imported. */
  readonly anyCase: ReadonlySet<string>;
  /** A blank cell of the sheet left the field to Xero, as in imports, so that any value agrees with it. */
  readonly blankAgrees: boolean;
}

/** What is wrong between the two sides, in the order of the fields; nothing where they agree. */
export function differenceFinder(options: CompareOptions) {
  const { fields } = options;
  const compared = fields.flatMap((field, index) => (field.compared && !field.allocation ? [{ ...field, index }] : []));
  const places = new Map(fields.map((field, index) => [field.field, index]));
  return (sheet: SideTexts, xero: SideTexts, traits: RecordTraits): readonly FieldDifference[] => {
    let context: AmountContext | undefined;
    const found: FieldDifference[] = [];
    for (const field of compared) {
      const [own, other] = [sheet[field.index]!, xero[field.index]!];
      if (own === other || (own === '' && options.blankAgrees)) continue;
      if (field.type !== 'decimal') {
        const difference = textDifference(field, own, other, options.anyCase);
        if (difference !== undefined) found.push(difference);
        continue;
      }
      const [left, right] = [parseDecimal(own) ?? ZERO, parseDecimal(other) ?? ZERO];
      const delta = subtract(left, right);
      if (compare(absolute(delta), options.tolerance) <= 0) continue;
      context ??= amountContext(sheet, xero, traits, places);
      const cause = amountCause({ field: field.field, sheet: left, xero: right, delta }, context);
      found.push({ field: field.index, delta: formatDecimal(delta), cause });
    }
    return found;
  };
}

function textDifference(
  { field, type, index }: ReconciledField & { readonly index: number },
  sheet: string,
  xero: string,
  anyCase: ReadonlySet<string>,
): FieldDifference | undefined {
  const [own, other] = [sheet.trim().normalize('NFC'), xero.trim().normalize('NFC')];
  if (own === other || (anyCase.has(field) && foldKey(own) === foldKey(other))) return undefined;
  if (type === 'date') {
    const delta = own === '' || other === '' ? {} : { delta: String(daysBetween(other, own)) };
    return { field: index, ...delta, cause: 'date' };
  }
  if (field === 'Status') return { field: index, cause: 'status' };
  if (field === 'CurrencyCode') return { field: index, cause: 'currency' };
  const alike = own !== '' && other !== '' && looseText(own) === looseText(other);
  return { field: index, cause: alike ? 'name spelling' : 'text' };
}

function amountContext(
  sheet: SideTexts,
  xero: SideTexts,
  traits: RecordTraits,
  places: ReadonlyMap<string, number>,
): AmountContext {
  const text = (side: SideTexts, field: string) => side[places.get(field) ?? -1] ?? '';
  const currency = text(sheet, 'CurrencyCode');
  const tax = parseDecimal(text(sheet, 'TotalTax'));
  return {
    traits,
    otherCurrency: currency !== '' && traits.currency !== '' && foldKey(currency) !== foldKey(traits.currency),
    sheetTax: tax,
    delta(field) {
      if (!places.has(field)) return undefined;
      return subtract(parseDecimal(text(sheet, field)) ?? ZERO, parseDecimal(text(xero, field)) ?? ZERO);
    },
  };
}

const DAY_MS = 86_400_000;

/** Days from one calendar day to another; both `YYYY-MM-DD`. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** Days since 1970 of a calendar day. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}
