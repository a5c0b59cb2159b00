/** Names of currencies, and steady exchange rates for those that are subscribed to without a rate of their own. */
import { divide, parseDecimal, toText } from '../books/decimal.ts';

/** Units per US dollar, invented but plausible, and the same on every day. */
const perDollar: Readonly<Record<string, string>> = {
  AED: '3.6725',
  AUD: '1.5275',
  BRL: '5.4',
  CAD: '1.375',
  CHF: '0.805',
  CNY: '7.15',
  CZK: '21',
  DKK: '6.455',
  EUR: '0.865',
  FJD: '2.25',
  GBP: '0.76',
  HKD: '7.8',
  HUF: '340',
  IDR: '16400',
  ILS: '3.4',
  INR: '87',
  JPY: '148',
  KRW: '1390',
  MXN: '18.6',
  MYR: '4.22',
  NOK: '10.1',
  NZD: '1.68',
  PHP: '57.5',
  PLN: '3.68',
  SEK: '9.5',
  SGD: '1.285',
  THB: '32.4',
  TRY: '41',
  USD: '1',
  ZAR: '17.6',
};

/** Units of the currency per unit of the base currency with 6 decimals; 1 where no rate is known. */
export function dailyRate(base: string, code: string): string {
  const [to, from] = [parseDecimal(perDollar[code] ?? ''), parseDecimal(perDollar[base] ?? '')];
  return to === undefined || from === undefined ? '1' : toText(divide(to, from, 6), 6);
}

/** The currency's name in English; the code itself where none is known. */
export function currencyName(code: string): string {
  if (code === 'USD') return 'United States Dollar';
  return new Intl.DisplayNames('en', { type: 'currency' }).of(code) ?? code;
}
