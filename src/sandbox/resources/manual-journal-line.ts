/** A line of a manual journal: amount, account, tax and tracking, and what is wrong with them. */
import { absolute, add, compare, type Decimal, decimalOf, round, toJson, zero } from '../books/decimal.ts';
import { canApply, effectiveRate } from '../books/facts.ts';
import { type LineAmountTypes, largestLineAmount, taxAt } from '../books/line-maths.ts';
import { trackingOf } from '../documents/tracking.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { textIn } from '../server/input.ts';
import * as texts from '../validation/messages.ts';

export interface ManualJournalLine {
  readonly body: JsonObject;
  /** The amount with its tax: positive a debit, negative a credit. */
  readonly gross: Decimal;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

export interface JournalHead {
  readonly types: LineAmountTypes;
  readonly status: string;
}

/** A line without tax where the journal has none; else by the line's tax type, or its account's. */
export function manualJournalLine(call: Call, input: JsonObject, { types, status }: JournalHead): ManualJournalLine {
  const [code, accountId] = [textIn(input, 'AccountCode'), textIn(input, 'AccountID')];
  const account = accountOf(call, code, accountId);
  const amount = round(decimalOf(input.LineAmount) ?? zero, 2);
  const none = call.organisation.taxTypes.none;
  const taxType = types === 'NoTax' ? none : (textIn(input, 'TaxType') ?? textOf(account?.TaxType) ?? none);
  const rate = call.facts.taxRate(taxType);
  const tax = taxAt(amount, effectiveRate(rate), { lineAmountTypes: types, inclusiveTax: call.settings.inclusiveTax });
  const tracking = trackingOf(call, input.Tracking);
  const description = textOf(input.Description);
  const name = code ?? accountId;
  const errors = [...accountErrors(call, name, account, status), ...tracking.errors];
  if (rate?.Status !== 'ACTIVE') errors.push(texts.taxTypeUnknown(taxType));
  else if (types !== 'NoTax' && account !== undefined && !canApply(rate, account)) {
    errors.push(texts.taxTypeMismatch(taxType, textOf(account.Code) ?? ''));
  }
  if (compare(absolute(amount), largestLineAmount) > 0) errors.push(texts.lineTooLarge);
  if (objectsOf(input.Tracking).length > 2) errors.push(texts.tooMuchTracking);
  const body: JsonObject = {
    ...(description === undefined ? {} : { Description: description }),
    TaxType: taxType,
    TaxAmount: toJson(tax),
    LineAmount: toJson(amount),
    ...(account === undefined ? {} : { AccountCode: account.Code, AccountID: account.AccountID }),
    Tracking: tracking.entries,
    IsBlank: false,
  };
  const warnings = name !== undefined && account === undefined ? [texts.accountRemoved(name)] : [];
  return { body, gross: types === 'Exclusive' ? add(amount, tax) : amount, errors, warnings };
}

function accountOf(call: Call, code: string | undefined, id: string | undefined): JsonObject | undefined {
  if (code !== undefined) return call.facts.accountByCode(code);
  return id === undefined ? undefined : call.facts.accountById(id);
}

/** A draft may lack accounts; none may be a bank's, an inventory's or one of the system's. */
function accountErrors(
  call: Call,
  name: string | undefined,
  account: JsonObject | undefined,
  status: string,
): readonly string[] {
  if (account === undefined)
    return status === 'POSTED' ? [name === undefined ? texts.accountMissing : texts.accountInvalid(name)] : [];
  if (account.Status !== 'ACTIVE') return [texts.accountArchived(name ?? '')];
  const system = textOf(account.SystemAccount);
  const isControl = system === 'DEBTORS' || system === 'CREDITORS';
  const isRefused = call.settings.journalSystemAccounts === 'refused' ? system !== undefined : isControl;
  const isPostable = account.Type !== 'BANK' && account.Type !== 'INVENTORY' && !isRefused;
  return isPostable ? [] : [texts.accountInvalid(name ?? '')];
}
