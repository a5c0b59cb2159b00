/** What is wrong with a tax rate: its name, its components, and what the rates of the system and deleted ones allow. */
import { compare, type Decimal, decimalOf, hundred } from '../books/decimal.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { textIn } from '../server/input.ts';
import * as texts from './messages.ts';

/** `isTaken`: another rate that is not deleted has the name. */
export function taxRateErrors(
  call: Call,
  input: JsonObject,
  before: StoredRecord | undefined,
  isTaken: boolean,
): readonly string[] {
  const errors: string[] = [];
  const taxType = textIn(input, 'TaxType');
  if (call.method === 'POST' && taxType !== undefined && before === undefined) errors.push(texts.rateUnknown);
  if (before !== undefined && !/^tax\d+$/.test(before.id)) errors.push(texts.systemRateFixed);
  if (before?.status === 'DELETED') errors.push(texts.rateIsDeleted);
  if (before === undefined && textIn(input, 'Name') === undefined) errors.push(texts.nameMissing);
  if (isTaken) errors.push(texts.nameTaken);
  const reportNeeded = call.organisation.country !== 'US' && before === undefined;
  if (reportNeeded && textIn(input, 'ReportTaxType') === undefined) errors.push(texts.reportTypeMissing);
  const given = input.TaxComponents === undefined ? undefined : objectsOf(input.TaxComponents);
  if (given === undefined) return before === undefined ? [...errors, texts.componentsMissing] : errors;
  return [...errors, ...componentErrors(given), ...removedComponents(given, before)];
}

function componentErrors(components: readonly JsonObject[]): readonly string[] {
  const errors: string[] = [];
  if (components.length === 0) errors.push(texts.componentsMissing);
  if (components.some((part) => textIn(part, 'Name') === undefined)) errors.push(texts.componentNameMissing);
  const rates = components.map((part) => decimalOf(part.Rate));
  if (rates.some((rate) => rate === undefined)) errors.push(texts.componentRateMissing);
  if (rates.some((rate) => rate !== undefined && !isRate(rate))) errors.push(texts.componentRateInvalid);
  if (components.filter((part) => part.IsCompound === true).length > 1) errors.push(texts.oneCompound);
  if (components.some((part) => part.IsNonRecoverable === true)) errors.push(texts.nonRecoverableCanada);
  return errors;
}

function isRate(rate: Decimal): boolean {
  const hasFour = rate.places <= 4 || rate.units % 10n ** BigInt(rate.places - 4) === 0n;
  return hasFour && rate.units >= 0n && compare(rate, hundred) <= 0;
}

/** Components may be added, never removed or renamed. */
function removedComponents(given: readonly JsonObject[], before: StoredRecord | undefined): readonly string[] {
  const names = new Set(given.map((part) => textIn(part, 'Name')?.toLowerCase()));
  const known = objectsOf(before?.body.TaxComponents);
  return known.some((part) => !names.has(textOf(part.Name)?.toLowerCase())) ? [texts.componentsKept] : [];
}
