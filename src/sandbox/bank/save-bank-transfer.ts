/** Creates or deletes one transfer between bank accounts. */
import { dayPair, instantOut } from '../books/calendar.ts';
import { divide, round, toJson, zero } from '../books/decimal.ts';
import type { StoredRecord } from '../books/store.ts';
import { trackingOf } from '../documents/tracking.ts';
import { newId, zeroId } from '../guid.ts';
import { type JsonObject, textOf } from '../json.ts';
import { baseCents } from '../ledger/base-cents.ts';
import { postJournal } from '../ledger/post-journal.ts';
import type { Call } from '../server/call.ts';
import type { Outcome } from '../server/elements.ts';
import { amountIn, dayIn, textIn } from '../server/input.ts';
import * as bankTexts from '../validation/bank-messages.ts';
import { bankTransferShape } from '../validation/bank-shapes.ts';
import { isSet, knownFields } from '../validation/check-shape.ts';
import { lockError } from '../validation/lock-error.ts';
import * as texts from '../validation/messages.ts';
import { bankAccountOf, referredAccount } from './bank-account.ts';
import { type Leg, legRecord, rateOf, receivedAmount } from './bank-transfer-legs.ts';

export function createBankTransfer(call: Call, input: JsonObject): Outcome {
  const [from, to] = [bankAccountOf(call, input.FromBankAccount), bankAccountOf(call, input.ToBankAccount)];
  const date = dayIn(input, 'Date') ?? call.today;
  const amount = round(amountIn(input, 'Amount') ?? zero, 2);
  const errors = [...from.errors, ...to.errors];
  if (from.body !== undefined && from.body === to.body) errors.push(bankTexts.sameBankAccount);
  if (amount.units <= 0n) errors.push(bankTexts.transferNotPositive);
  const lock = lockError(call, date);
  if (lock !== undefined) errors.push(lock);
  if (errors.length > 0 || from.body === undefined || to.body === undefined) return refusedTransfer(input, errors);
  const [fromReconciled, toReconciled] = [isSet(input.FromIsReconciled), isSet(input.ToIsReconciled)];
  const legs: readonly [Leg, Leg] = [
    { way: 'SPEND', id: newId(call.now), account: from.body, amount, reconciled: fromReconciled },
    {
      way: 'RECEIVE',
      id: newId(call.now),
      account: to.body,
      amount: receivedAmount(call, amount, from.body, to.body),
      reconciled: toReconciled,
    },
  ];
  return stored(call, input, legs, date);
}

/** POST names the transfer and the status DELETED, and nothing else counts. */
export function deleteBankTransfer(call: Call, input: JsonObject): Outcome {
  const record = call.store.get('BankTransfers', textIn(input, 'BankTransferID') ?? zeroId);
  if (record === undefined) return refusedTransfer(input, [texts.missingId('Bank Transfer')]);
  const errors = deleteErrors(call, record, input);
  if (errors.length > 0) return { ...refusedTransfer({ ...record.body, ...input }, errors) };
  const body = { ...record.body, Status: 'DELETED' };
  call.store.put({ ...record, status: 'DELETED', updated: call.now, body });
  for (const field of ['FromBankTransactionID', 'ToBankTransactionID']) {
    const leg = call.store.get('BankTransactions', textOf(record.body[field]) ?? '');
    if (leg === undefined) continue;
    const ended = { ...leg.body, Status: 'DELETED', UpdatedDateUTC: instantOut(call.now) };
    call.store.put({ ...leg, status: 'DELETED', updated: call.now, body: ended });
  }
  postJournal(call.store, record.id, undefined, call.now);
  return { element: body, errors: [], warnings: [] };
}

function deleteErrors(call: Call, record: StoredRecord, input: JsonObject): readonly string[] {
  if (textIn(input, 'Status')?.toUpperCase() !== 'DELETED') return [bankTexts.transferFixed];
  if (record.status === 'DELETED') return [texts.notForModification('Bank Transfer')];
  const { FromIsReconciled, ToIsReconciled } = record.body;
  const reconciled = FromIsReconciled === true || ToIsReconciled === true;
  if (reconciled && call.settings.reconciledTransactions === 'fixed') return [bankTexts.reconciledFixed];
  const lock = lockError(call, record.date ?? call.today);
  return lock === undefined ? [] : [lock];
}

function stored(call: Call, input: JsonObject, [spent, received]: readonly [Leg, Leg], date: string): Outcome {
  const id = newId(call.now);
  const reference = textIn(input, 'Reference');
  const head = { date, reference, status: 'AUTHORISED' };
  for (const leg of [spent, received]) call.store.put(legRecord(call, leg, head));
  const tracked = {
    FromTracking: trackingOf(call, input.FromTracking),
    ToTracking: trackingOf(call, input.ToTracking),
  };
  const body: JsonObject = {
    BankTransferID: id,
    CreatedDateUTC: instantOut(call.now),
    ...dayPair('Date', date),
    FromBankAccount: referredAccount(spent.account),
    ToBankAccount: referredAccount(received.account),
    Amount: toJson(spent.amount),
    FromBankTransactionID: spent.id,
    ToBankTransactionID: received.id,
    FromIsReconciled: spent.reconciled,
    ToIsReconciled: received.reconciled,
    ...(reference === undefined ? {} : { Reference: reference }),
    CurrencyRate: toJson(divide(received.amount, spent.amount, 6), 6),
    ...Object.fromEntries(Object.entries(tracked).map(([field, { entries }]) => [field, entries])),
    HasAttachments: false,
    Status: 'AUTHORISED',
  };
  call.store.put({ kind: 'BankTransfers', id, status: 'AUTHORISED', date, updated: call.now, body });
  const net = baseCents(spent.amount, rateOf(call, spent.account));
  const account = (leg: Leg) => textOf(leg.account.AccountID) ?? '';
  const lines = [
    { account: account(received), role: 'bank', net },
    { account: account(spent), role: 'bank', net: -net },
  ] as const;
  postJournal(
    call.store,
    id,
    { kind: 'TRANSFER', date, ...(reference === undefined ? {} : { reference }), lines },
    call.now,
  );
  return { element: body, errors: [], warnings: [] };
}

function refusedTransfer(input: JsonObject, errors: readonly string[]): Outcome {
  const element = { BankTransferID: zeroId, ...knownFields(bankTransferShape, input) };
  return { element, errors, warnings: [] };
}
