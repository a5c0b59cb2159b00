/** Creates, updates or deletes one bank transaction, with the prepayment or overpayment that it makes. */
import type { StoredRecord } from '../books/store.ts';
import { isSettledInPart } from '../documents/balance.ts';
import { zeroId } from '../guid.ts';
import { type JsonObject, objectOf } from '../json.ts';
import { asPaidDocument, isCredit } from '../ledger/post-bank-transaction.ts';
import { ledgerErrors } from '../ledger/post-document.ts';
import type { Call } from '../server/call.ts';
import type { Mode, Outcome } from '../server/elements.ts';
import { choiceIn, textIn } from '../server/input.ts';
import * as bankTexts from '../validation/bank-messages.ts';
import { bankTransactionShape } from '../validation/bank-shapes.ts';
import { knownFields } from '../validation/check-shape.ts';
import { lockError } from '../validation/lock-error.ts';
import * as texts from '../validation/messages.ts';
import { referredAccount } from './bank-account.ts';
import { creditOf } from './bank-credit.ts';
import { bankDraft, bankDraftErrors } from './bank-draft.ts';
import { deleteBankTransaction, storeBankTransaction } from './store-bank-transaction.ts';

const label = 'Bank Transaction';
const statuses = ['AUTHORISED', 'DELETED', 'VOIDED'] as const;

export function saveBankTransaction(call: Call, input: JsonObject, mode: Mode): Outcome {
  const given = textIn(input, 'BankTransactionID') ?? zeroId;
  const before = mode === 'create' ? undefined : call.store.get('BankTransactions', given);
  const refused = (...errors: readonly string[]) => refusedTransaction(input, before, errors, []);
  if (mode === 'upsert' && given !== zeroId && before === undefined) return refused(texts.missingId(label));
  const type = before?.type ?? textIn(input, 'Type')?.toUpperCase() ?? '';
  if (type === '' || (before === undefined && type.endsWith('-TRANSFER'))) {
    return refused(texts.typeNotForCreation(label));
  }
  const status = choiceIn(input, 'Status', statuses) ?? 'AUTHORISED';
  if (before === undefined && status !== 'AUTHORISED') return refused(texts.notForCreation(label));
  const problem = before === undefined ? undefined : standingError(call, before);
  if (problem !== undefined) return refused(problem);
  if (before !== undefined && status !== 'AUTHORISED') {
    const errors = endErrors(call, before);
    return errors.length > 0 ? refused(...errors) : deleteBankTransaction(call, before);
  }
  return changed(call, input, before, type);
}

/** Why a bank transaction may not be touched at all. */
function standingError(call: Call, before: StoredRecord): string | undefined {
  if (before.status !== 'AUTHORISED') return texts.notForModification(label);
  if (before.type?.endsWith('-TRANSFER') === true) return bankTexts.transferReadOnly;
  if (before.body.IsReconciled === true && call.settings.reconciledTransactions === 'fixed') {
    return bankTexts.reconciledFixed;
  }
  const credit = creditOf(call, before);
  return credit !== undefined && isSettledInPart(credit.body) ? texts.notEditableWhenPaid : undefined;
}

function endErrors(call: Call, before: StoredRecord): readonly string[] {
  const lock = lockError(call, before.date ?? call.today);
  if (lock !== undefined) return [lock];
  return isCredit(before.type) ? [] : ledgerErrors(call, asPaidDocument({ ...before, status: 'DELETED' }));
}

function changed(call: Call, input: JsonObject, before: StoredRecord | undefined, type: string): Outcome {
  const draft = bankDraft(call, input, before, type);
  const errors = bankDraftErrors(call, draft);
  const warnings = draft.lines.flatMap((line) => line.warnings);
  const { nestedErrors } = draft.contact;
  const { account } = draft;
  if (errors.length > 0 || nestedErrors.length > 0 || account === undefined) {
    return { ...refusedTransaction(input, before, errors, nestedErrors), warnings };
  }
  const contact = draft.contact.save();
  if (contact.errors.length > 0) return refusedTransaction(input, before, [], contact.errors);
  return { element: storeBankTransaction(call, { ...draft, account }, contact.id), errors: [], warnings };
}

/** The echo of a refused transaction: what was asked for, over what stands. */
function refusedTransaction(
  input: JsonObject,
  before: StoredRecord | undefined,
  errors: readonly string[],
  contactErrors: readonly string[],
): Outcome {
  const { Type, BankAccount, Contact, LineItems } = before?.body ?? {};
  const contact = { ...objectOf(Contact), ...objectOf(input.Contact) };
  const element: JsonObject = {
    Type,
    ...(BankAccount === undefined ? {} : { BankAccount: referredAccount(objectOf(BankAccount)) }),
    LineItems: LineItems ?? [],
    ...knownFields(bankTransactionShape, input),
    BankTransactionID: before?.id ?? textIn(input, 'BankTransactionID') ?? zeroId,
    Contact: { ...contact, ValidationErrors: contactErrors.map((Message) => ({ Message })) },
  };
  return { element, errors, warnings: [], nestedError: true };
}
