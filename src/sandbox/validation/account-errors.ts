/** What is wrong with an account: name, code, type, tax type, what banks need, and what archived and system accounts allow. */
import { canApply } from '../books/facts.ts';
import type { Column, StoredRecord } from '../books/store.ts';
import { type JsonObject, textOf } from '../json.ts';
import { classOf } from '../orgs/account-class.ts';
import type { Call } from '../server/call.ts';
import { textIn } from '../server/input.ts';
import * as texts from './messages.ts';

/** `body` is the account as it would be, `given` what the call says of it. */
export function accountErrors(
  call: Call,
  body: JsonObject,
  given: JsonObject,
  before: StoredRecord | undefined,
): readonly string[] {
  return [
    ...keyErrors(call, body, before),
    ...typeErrors(call, body),
    ...(before === undefined ? [] : changeErrors(call, body, given, before)),
    ...(given.Status === 'DELETED' ? [texts.accountDeleteByVerb] : []),
  ];
}

function keyErrors(call: Call, body: JsonObject, before: StoredRecord | undefined): readonly string[] {
  const errors: string[] = [];
  const [code, name] = [textIn(body, 'Code'), textIn(body, 'Name')];
  if (name === undefined || isTaken(call, 'second_key', name, before)) errors.push(texts.accountNameTaken);
  if (code === undefined ? body.Type !== 'BANK' : isTaken(call, 'key', code, before)) {
    errors.push(texts.accountCodeTaken);
  }
  if ((code?.length ?? 0) > 10) errors.push(texts.accountCodeTooLong);
  if ((name?.length ?? 0) > 150) errors.push(texts.tooLong('Account Name', 150));
  if ((textOf(body.Description)?.length ?? 0) > 4000) errors.push(texts.tooLong('Description', 4000));
  return errors;
}

function typeErrors(call: Call, body: JsonObject): readonly string[] {
  const errors: string[] = [];
  const type = textIn(body, 'Type') ?? '';
  if (classOf(type) === undefined) errors.push(texts.accountTypeInvalid);
  const taxType = textIn(body, 'TaxType') ?? '';
  const rate = call.facts.taxRate(taxType);
  if (rate?.Status !== 'ACTIVE') errors.push(texts.taxTypeUnknown(taxType));
  else if (classOf(type) !== undefined && !canApply(rate, body)) {
    errors.push(texts.taxTypeMismatch(taxType, textIn(body, 'Code') ?? ''));
  }
  if (type !== 'BANK') return errors;
  if (textIn(body, 'BankAccountNumber') === undefined) errors.push(texts.bankNumberMissing);
  const currency = textIn(body, 'CurrencyCode');
  if (currency !== undefined && call.facts.currencyRate(currency) === undefined)
    errors.push(texts.currencyNotSubscribed(currency));
  return errors;
}

/** Archiving stands alone in its call; a system account keeps its type and status. */
function changeErrors(call: Call, body: JsonObject, given: JsonObject, before: StoredRecord): readonly string[] {
  const errors: string[] = [];
  const changed = Object.entries(given).filter(([field, value]) => textual(value) !== textual(before.body[field]));
  const status = textOf(given.Status);
  if (status === 'ARCHIVED' && changed.some(([field]) => field !== 'Status')) errors.push(texts.archiveAlone);
  const isRestored = status === 'ACTIVE' && call.settings.archivedAccount === 'restorable';
  if (before.status === 'ARCHIVED' && !isRestored && changed.length > 0) errors.push(texts.accountIsArchived);
  const isSystem = textOf(before.body.SystemAccount) !== undefined;
  if (isSystem && (status === 'ARCHIVED' || body.Type !== before.body.Type)) errors.push(texts.systemAccountFixed);
  if ((body.Type === 'BANK') !== (before.body.Type === 'BANK')) errors.push(texts.bankTypeFixed);
  return errors;
}

function textual(value: JsonObject[string]): string {
  return value === undefined ? '' : (textOf(value)?.trim() ?? JSON.stringify(value));
}

function isTaken(call: Call, column: Column, text: string, before: StoredRecord | undefined): boolean {
  const conditions = [{ column, operator: '=', value: text.toLowerCase() }] as const;
  return call.store.select('Accounts', { conditions }).some((record) => record.id !== before?.id);
}
