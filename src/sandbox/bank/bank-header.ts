/** A bank transaction's head: its day, how its amounts are meant, and its currency, which is the bank account's. */
import { dayOf, dayPair } from '../books/calendar.ts';
import { type Decimal, decimalOf, one, round, toJson } from '../books/decimal.ts';
import type { LineAmountTypes } from '../books/line-maths.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { amountIn, choiceIn, dayIn, textIn } from '../server/input.ts';
import { isSet } from '../validation/check-shape.ts';
import * as texts from '../validation/messages.ts';

export interface BankHeader {
  readonly fields: JsonObject;
  readonly date: string;
  readonly lineAmountTypes: LineAmountTypes;
  readonly errors: readonly string[];
}

/** What is not given stays. */
export function bankHeader(
  call: Call,
  before: JsonObject,
  input: JsonObject,
  is: { readonly overpayment: boolean; readonly account: JsonObject | undefined },
): BankHeader {
  const date = dayIn(input, 'Date') ?? dayOf(before.Date) ?? call.today;
  const lineAmountTypes = is.overpayment ? 'NoTax' : lineAmountTypesOf(before, input);
  const currency = currencyOf(call, before, input, is);
  const [reference, url] = ['Reference', 'Url'].map((field) =>
    textOf(input[field] === undefined ? before[field] : input[field]),
  );
  const reconciled = input.IsReconciled === undefined ? before.IsReconciled === true : isSet(input.IsReconciled);
  const fields: JsonObject = {
    ...(reference === undefined ? {} : { Reference: reference }),
    ...(url === undefined ? {} : { Url: url }),
    IsReconciled: reconciled,
    ...dayPair('Date', date),
    LineAmountTypes: lineAmountTypes,
    CurrencyCode: currency.code,
    ...(currency.rate === undefined ? {} : { CurrencyRate: toJson(currency.rate, 6) }),
  };
  const errors = [...currency.errors, ...urlErrors(input), ...lengthErrors(input)];
  return { fields, date, lineAmountTypes, errors };
}

function lineAmountTypesOf(before: JsonObject, input: JsonObject): LineAmountTypes {
  const types = ['Exclusive', 'Inclusive', 'NoTax'] as const;
  return choiceIn(input, 'LineAmountTypes', types) ?? choiceIn(before, 'LineAmountTypes', types) ?? 'Inclusive';
}

/** An overpayment alone has a currency of its own; a rate where it is not the base currency. */
function currencyOf(
  call: Call,
  before: JsonObject,
  input: JsonObject,
  { overpayment, account }: { readonly overpayment: boolean; readonly account: JsonObject | undefined },
): { readonly code: string; readonly rate: Decimal | undefined; readonly errors: readonly string[] } {
  const base = call.organisation.baseCurrency;
  const own = overpayment ? (textIn(input, 'CurrencyCode') ?? textOf(before.CurrencyCode)) : undefined;
  const code = (own ?? textOf(account?.CurrencyCode) ?? base).toUpperCase();
  const daily = call.facts.currencyRate(code);
  const given = amountIn(input, 'CurrencyRate');
  const errors = daily === undefined ? [texts.notSubscribed(code)] : [];
  if (given !== undefined && round(given, 6).units <= 0n) errors.push(texts.rateNotPositive);
  const stays = textOf(before.CurrencyCode) === code ? decimalOf(before.CurrencyRate) : undefined;
  return { code, errors, rate: code === base ? undefined : (given ?? stays ?? daily ?? one) };
}

function urlErrors(input: JsonObject): readonly string[] {
  const url = textIn(input, 'Url');
  return url === undefined || /^https?:\/\/[^\s]+$/i.test(url) ? [] : [texts.urlInvalid];
}

function lengthErrors(input: JsonObject): readonly string[] {
  return (textOf(input.Reference)?.length ?? 0) > 255 ? [texts.tooLong('Reference', 255)] : [];
}
