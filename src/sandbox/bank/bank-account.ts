/** The bank account that a request names, by id or code. */
import { sameText } from '../books/facts.ts';
import { type JsonObject, objectOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { textIn } from '../server/input.ts';
import * as texts from '../validation/bank-messages.ts';

export interface BankAccount {
  readonly body: JsonObject | undefined;
  readonly errors: readonly string[];
}

/** @param given `{ AccountID }` or `{ Code }`; a bank account may have no code. */
export function bankAccountOf(call: Call, given: JsonObject[string]): BankAccount {
  const input = objectOf(given);
  const [id, code] = [textIn(input, 'AccountID'), textIn(input, 'Code')];
  if (id === undefined && code === undefined) return { body: undefined, errors: [texts.bankAccountMissing] };
  const body = id === undefined ? call.facts.accountByCode(code ?? '') : call.facts.accountById(id);
  const known = body?.Type === 'BANK' && (id !== undefined || sameText(body.Code, code)) ? body : undefined;
  if (known === undefined) return { body: undefined, errors: [texts.bankAccountUnknown] };
  return { body: known, errors: known.Status === 'ACTIVE' ? [] : [texts.bankAccountArchived] };
}

/** The account as it stands within a transaction. */
export function referredAccount({ AccountID, Code, Name }: JsonObject): JsonObject {
  return { AccountID, ...(Code === undefined ? {} : { Code }), Name };
}
