/** Typed reading of request fields; a value of the wrong type ends the whole call, as Xero's deserialiser does. */
import { dayOf } from '../books/calendar.ts';
import { type Decimal, decimalOf } from '../books/decimal.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { Call } from './call.ts';
import { errorReply, refusal } from './reply.ts';

/** Whether a parameter of the query is `true`, in any letter case. */
export function isAsked({ query }: Pick<Call, 'query'>, name: string): boolean {
  return query.get(name)?.toLowerCase() === 'true';
}

/** A decimal field; undefined when absent, null or blank. */
export function amountIn(input: JsonObject, field: string): Decimal | undefined {
  const text = textOf(input[field]);
  if (text === undefined) return undefined;
  const amount = decimalOf(text);
  if (amount === undefined) throw conversion(text, 'System.Nullable`1[System.Decimal]', field);
  return amount;
}

/** A calendar day; undefined when absent, null or blank. */
export function dayIn(input: JsonObject, field: string): string | undefined {
  const text = textOf(input[field]);
  if (text === undefined) return undefined;
  const day = dayOf(text);
  if (day === undefined) throw refusal(errorReply(14, `The string '${text}' is not a valid AllXsd value.`));
  return day;
}

/** One of a set of names, letter case as Xero spells it. */
export function choiceIn<T extends string>(input: JsonObject, field: string, choices: readonly T[]): T | undefined {
  const text = textOf(input[field]);
  if (text === undefined) return undefined;
  const choice = choices.find((name) => name.toLowerCase() === text.toLowerCase());
  if (choice === undefined) throw conversion(text, `Xero.API.Library.${field}`, field);
  return choice;
}

/** Text without blanks around it; undefined when absent or blank. */
export function textIn(input: JsonObject, field: string): string | undefined {
  return textOf(input[field])?.trim();
}

function conversion(text: string, type: string, field: string): Error {
  return refusal(errorReply(14, `Error converting value "${text}" to type '${type}'. Path '${field}'.`));
}
