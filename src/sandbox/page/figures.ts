/** Amounts, quantities, days and times as people read them. */
import { dayOf, shortDay } from '../books/calendar.ts';
import { decimalOf, groupedText } from '../books/decimal.ts';
import type { Json } from '../json.ts';
import { type Content, html, type Markup } from '../markup.ts';

/** `1,234.50`, or `USD 1,234.50` where the currency is not the organisation's own; empty for no number. */
export function amount(value: Json | undefined, currency?: string, baseCurrency?: string): string {
  const decimal = decimalOf(value);
  if (decimal === undefined) return '';
  const foreign = currency !== undefined && currency !== baseCurrency;
  return `${foreign ? `${currency}\u00a0` : ''}${groupedText(decimal, 2)}`;
}

/** Two to four decimals, as many as there are. */
export function unitPrice(value: Json | undefined): string {
  const decimal = decimalOf(value);
  return decimal === undefined ? '' : groupedText(decimal, Math.min(4, Math.max(2, decimal.places)));
}

/** As many decimals as there are. */
export function quantity(value: Json | undefined): string {
  const decimal = decimalOf(value);
  return decimal === undefined ? '' : groupedText(decimal, decimal.places);
}

/** `1 Mar 2026` of a day `2026-03-01` or of a date as it stands in the books. */
export function day(value: Json | undefined): Markup | undefined {
  const iso = dayOf(value);
  return iso === undefined ? undefined : html`<time datetime="${iso}">${shortDay(iso)}</time>`;
}

/** `14:05:09` in UTC, the day below it. */
export function instant(ms: number): Content {
  const iso = new Date(ms).toISOString();
  return html`<time datetime="${iso}">${iso.slice(11, 19)}<small>${shortDay(iso.slice(0, 10))}</small></time>`;
}

/** `512 B`, `3.4 kB`, `1.2 MB` */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
