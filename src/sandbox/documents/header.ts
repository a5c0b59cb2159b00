/** A document's head: dates, currency, link, theme, lock dates. */
import { dayForPeople, dayOf, dayPair } from '../books/calendar.ts';
import { decimalOf, toJson } from '../books/decimal.ts';
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

const plain = ['Reference', 'Url'];

/** The head from what stood there and what is given; what is not given stays. */
export function headerOf(call: Call, before: JsonObject, input: JsonObject): Header {
  const date = dayIn(input, 'Date') ?? dayOf(before.Date) ?? call.today;
  const dueDate = dayIn(input, 'DueDate') ?? dayOf(before.DueDate);
  const types = ['Exclusive', 'Inclusive', 'NoTax'] as const;
  const lineAmountTypes =
    choiceIn(input, 'LineAmountTypes', types) ?? choiceIn(before, 'LineAmountTypes', types) ?? 'Exclusive';
  const currency = currencyOf(call, before, input);
  const errors = [...currency.errors];
  const url = textIn(input, 'Url');
  if (url !== undefined && !/^https?:\/\/[^\s]+$/i.test(url)) errors.push(texts.urlInvalid);
  if ((textOf(input.Reference)?.length ?? 0) > 255) errors.push(texts.tooLong('Reference', 255));
  const theme = textIn(input, 'BrandingThemeID') ?? textOf(before.BrandingThemeID);
  if (theme !== undefined && call.store.get('BrandingThemes', theme) === undefined) errors.push(texts.themeUnknown);
  const given = plain.flatMap((field) => {
    const value = input[field] === undefined ? before[field] : input[field];
    return value === undefined || value === null ? [] : [[field, value] as const];
  });
  const fields: JsonObject = {
    ...Object.fromEntries(given),
    ...(theme === undefined ? {} : { BrandingThemeID: theme }),
    ...planned(before, input, 'ExpectedPaymentDate'),
    ...planned(before, input, 'PlannedPaymentDate'),
    ...dayPair('Date', date),
    ...dayPair('DueDate', dueDate),
    LineAmountTypes: lineAmountTypes,
    CurrencyCode: currency.code,
    CurrencyRate: currency.rate,
  };
  return { fields, date, dueDate, lineAmountTypes, errors };
}

/** The error of a date within a locked period; the later lock date counts. */
export function lockError(call: Call, date: string): string | undefined {
  const { periodLockDate, endOfYearLockDate } = call.settings;
  if (endOfYearLockDate !== undefined && date <= endOfYearLockDate) {
    return texts.locked('end of year', dayForPeople(endOfYearLockDate));
  }
  return periodLockDate !== undefined && date <= periodLockDate
    ? texts.locked('period', dayForPeople(periodLockDate))
    : undefined;
}

function currencyOf(call: Call, before: JsonObject, input: JsonObject) {
  const base = call.organisation.baseCurrency;
  const code = (textIn(input, 'CurrencyCode') ?? textOf(before.CurrencyCode) ?? base).toUpperCase();
  const daily = call.facts.currencyRate(code);
  const given = amountIn(input, 'CurrencyRate');
  const errors = daily === undefined ? [texts.notSubscribed(code)] : [];
  if (given !== undefined && given.units <= 0n) errors.push(texts.rateNotPositive);
  const kept = textOf(before.CurrencyCode) === code ? decimalOf(before.CurrencyRate) : undefined;
  const rate = code === base ? { units: 1n, places: 0 } : (given ?? kept ?? daily);
  return { code, errors, rate: toJson(rate ?? { units: 1n, places: 0 }, 6) };
}

function planned(before: JsonObject, input: JsonObject, field: string): JsonObject {
  return dayPair(field, dayIn(input, field) ?? dayOf(before[field]));
}
