/** What a payment pays, and the account it goes through. */
import { sameText } from '../books/facts.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, objectOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { textIn } from '../server/input.ts';
import * as texts from '../validation/messages.ts';
import { creditNoteKind, type DocumentKind, invoiceKind } from './document-kind.ts';
import { byNumber } from './match-document.ts';
import { overpaymentKind, prepaymentKind, type SettledKind } from './settled-kind.ts';

export interface Target {
  readonly kind: SettledKind;
  readonly record: StoredRecord | undefined;
  readonly errors: readonly string[];
}

/** Exactly one document, by id or number; by number the organisation's own come before suppliers'. */
export function targetOf(call: Call, input: JsonObject): Target {
  const named: readonly Target[] = [
    ...byIdOrNumber(call, input, invoiceKind),
    ...byIdOrNumber(call, input, creditNoteKind),
    ...byId(call, input, prepaymentKind),
    ...byId(call, input, overpaymentKind),
  ];
  const [target = { kind: invoiceKind, record: undefined, errors: [texts.documentUnknown] }, second] = named;
  return second === undefined ? target : { kind: target.kind, record: undefined, errors: [texts.paymentTargets] };
}

/** The account by id or code; a bank account may have no code. */
export function accountOf(call: Call, input: JsonObject): { body: JsonObject | undefined; errors: readonly string[] } {
  const given = objectOf(input.Account);
  const id = textIn(given, 'AccountID');
  const code = textIn(given, 'Code') ?? textIn(input, 'Code');
  if (id === undefined && code === undefined) return { body: undefined, errors: [texts.paymentAccountMissing] };
  const body = id === undefined ? call.facts.accountByCode(code ?? '') : call.facts.accountById(id);
  if (body === undefined || (id === undefined && !sameText(body.Code, code))) {
    return { body: undefined, errors: [texts.paymentAccountUnknown] };
  }
  const takesPayments = body.Type === 'BANK' || body.EnablePaymentsToAccount === true;
  return { body, errors: body.Status === 'ACTIVE' && takesPayments ? [] : [texts.paymentAccountType] };
}

function byIdOrNumber(call: Call, input: JsonObject, kind: DocumentKind): readonly Target[] {
  const nested = objectOf(input[kind.singular]);
  const [id, number] = [
    textIn(nested, kind.idField),
    textIn(nested, kind.numberField) ?? textIn(input, kind.numberField),
  ];
  if (id !== undefined) return [found(kind, call.store.get(kind.collection, id))];
  if (number === undefined) return [];
  const records = byNumber(call.store, kind, number);
  return [found(kind, records.find((record) => record.type === kind.types.sales) ?? records[0])];
}

function byId(call: Call, input: JsonObject, kind: SettledKind): readonly Target[] {
  const nested = objectOf(input[kind.singular]);
  if (Object.keys(nested).length === 0) return [];
  return [found(kind, call.store.get(kind.collection, textIn(nested, kind.idField) ?? ''))];
}

function found(kind: SettledKind, record: StoredRecord | undefined): Target {
  return { kind, record, errors: record === undefined ? [texts.documentUnknown] : [] };
}
