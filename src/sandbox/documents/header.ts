/** A document's head: dates, currency, link, theme, lock dates. */
import { dayOf, dayPair } from '../books/calendar.ts';
import { decimalOf, one, round, toJson } from '../books/decimal.ts';
import type { LineAmountTypes } from '../books/line-maths.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { amountIn, choiceIn, dayIn, textIn } from '../server/input.ts';
import * as texts from '../validation/messages.ts';

export interface Header {
  readonly fields: JsonObject;
  readonly date: string;
  readonly dueDate: string | undefined;
  readonly lineAmountTypes: LineAmountTypes;
  readonly errors: readonly string[];
}

/** Which fields a head has. */
export interface Side {
  readonly sales: boolean;
  /** Invoices and bills have a link and a day on which money is expected. */
  readonly invoice: boolean;
}

/** The head from what stood there and what is given; what is not given stays. */
export function headerOf(call: Call, before: JsonObject, input: JsonObject, side: Side): Header {
  const date = dayIn(input, 'Date') ?? dayOf(before.Date) ?? call.today;
  const dueDate = dayIn(input, 'DueDate') ?? dayOf(before.DueDate);
  const types = ['Exclusive', 'Inclusive', 'NoTax'] as const;
  const lineAmountTypes =
    choiceIn(input, 'LineAmountTypes', types) ?? choiceIn(before, 'LineAmountTypes', types) ?? 'Exclusive';
  const currency = currencyOf(call, before, input);
  const theme = themeOf(call, before, input, side);
  const expected = side.sales ? 'ExpectedPaymentDate' : 'PlannedPaymentDate';
  const fields: JsonObject = {
    Reference: textOf(kept(before, input, 'Reference')) ?? '',
    ...(side.invoice ? link(before, input) : {}),
    ...(theme.id === undefined ? {} : { BrandingThemeID: theme.id }),
    ...(side.invoice ? dayPair(expected, dayIn(input, expected) ?? dayOf(before[expected])) : {}),
    ...dayPair('Date', date),
    ...dayPair('DueDate', dueDate),
    LineAmountTypes: lineAmountTypes,
    CurrencyCode: currency.code,
    CurrencyRate: currency.rate,
  };
  const errors = [...currency.errors, ...linkErrors(input, side), ...lengthErrors(input), ...theme.errors];
  return { fields, date, dueDate, lineAmountTypes, errors };
}

function kept(before: JsonObject, input: JsonObject, field: string): JsonObject[string] {
  return input[field] === undefined ? before[field] : input[field];
}

function link(before: JsonObject, input: JsonObject): JsonObject {
  const url = textOf(kept(before, input, 'Url'));
  return url === undefined ? {} : { Url: url };
}

function linkErrors(input: JsonObject, side: Side): readonly string[] {
  const url = side.invoice ? textIn(input, 'Url') : undefined;
  return url === undefined || /^https?:\/\/[^\s]+$/i.test(url) ? [] : [texts.urlInvalid];
}

function lengthErrors(input: JsonObject): readonly string[] {
  return (textOf(input.Reference)?.length ?? 0) > 255 ? [texts.tooLong('Reference', 255)] : [];
}

/** Sales documents without a theme get the organisation's first. */
function themeOf(call: Call, before: JsonObject, input: JsonObject, side: Side) {
  const given = textIn(input, 'BrandingThemeID')?.toLowerCase();
  if (given !== undefined) {
    const isKnown = call.store.get('BrandingThemes', given) !== undefined;
    return { id: given, errors: isKnown ? [] : [texts.themeUnknown] };
  }
  return { id: textOf(before.BrandingThemeID) ?? (side.sales ? firstTheme(call) : undefined), errors: [] };
}

function firstTheme(call: Call): string | undefined {
  const { store } = call;
  return store.derived('BrandingThemes', 'first', () => store.select('BrandingThemes', { conditions: [], limit: 1 }))[0]
    ?.id;
}

function currencyOf(call: Call, before: JsonObject, input: JsonObject) {
  const base = call.organisation.baseCurrency;
  const code = (textIn(input, 'CurrencyCode') ?? textOf(before.CurrencyCode) ?? base).toUpperCase();
  const daily = call.facts.currencyRate(code);
  const given = amountIn(input, 'CurrencyRate');
  const errors = daily === undefined ? [texts.notSubscribed(code)] : [];
  if (given !== undefined && round(given, 6).units <= 0n) errors.push(texts.rateNotPositive);
  const stays = textOf(before.CurrencyCode) === code ? decimalOf(before.CurrencyRate) : undefined;
  const rate = code === base ? one : (given ?? stays ?? daily);
  return { code, errors, rate: toJson(rate ?? one, 6) };
}
