/** The two bank transactions of a transfer: money spent from one account, received on the other. */
import { dayPair, instantOut } from '../books/calendar.ts';
import { type Decimal, divide, multiply, one, toJson } from '../books/decimal.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { referredAccount } from './bank-account.ts';
import { bankRecord } from './store-bank-transaction.ts';

export interface Leg {
  readonly way: 'SPEND' | 'RECEIVE';
  readonly id: string;
  readonly account: JsonObject;
  /** In the account's currency. */
  readonly amount: Decimal;
  readonly reconciled: boolean;
}

/** What the receiving account gains by an amount of the spending one, at the day's rates. */
export function receivedAmount(call: Call, amount: Decimal, from: JsonObject, to: JsonObject): Decimal {
  if (from.CurrencyCode === to.CurrencyCode) return amount;
  return divide(multiply(amount, rateOf(call, to)), rateOf(call, from), 2);
}

/** Units of the account's currency per unit of the base currency. */
export function rateOf(call: Call, { CurrencyCode }: JsonObject): Decimal {
  const base = call.organisation.baseCurrency;
  const code = textOf(CurrencyCode) ?? base;
  return code === base ? one : (call.facts.currencyRate(code) ?? one);
}

export function legRecord(
  call: Call,
  leg: Leg,
  head: { readonly date: string; readonly reference: string | undefined; readonly status: string },
): StoredRecord {
  const { way, id, account, amount, reconciled } = leg;
  const base = account.CurrencyCode === call.organisation.baseCurrency;
  const total = toJson(amount);
  const body: JsonObject = {
    BankTransactionID: id,
    BankAccount: referredAccount(account),
    Type: `${way}-TRANSFER`,
    ...(head.reference === undefined ? {} : { Reference: head.reference }),
    IsReconciled: reconciled,
    HasAttachments: false,
    ...dayPair('Date', head.date),
    Status: head.status,
    LineAmountTypes: 'NoTax',
    LineItems: [],
    SubTotal: total,
    TotalTax: 0,
    Total: total,
    UpdatedDateUTC: instantOut(call.now),
    CurrencyCode: account.CurrencyCode,
    ...(base ? {} : { CurrencyRate: toJson(rateOf(call, account), 6) }),
  };
  return bankRecord(body, head.date, call.now);
}
