/** What a payment pays, and the account it goes through. */
import { sameText } from '../books/facts.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, objectOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { textIn } from '../server/input.ts';
import * as texts from '../validation/messages.ts';
import { creditNoteKind, type DocumentKind, invoiceKind } from './document-kind.ts';
import { byNumber } from './match-document.ts';

export interface Target {
  readonly kind: DocumentKind;
  readonly record: StoredRecord | undefined;
  readonly errors: readonly string[];
}

/** Exactly one document, by id or number; by number the organisation's own come before suppliers'. */
export function targetOf(call: Call, input: JsonObject): Target {
  const invoice = named(input, 'Invoice', 'InvoiceID', 'InvoiceNumber');
  const credit = named(input, 'CreditNote', 'CreditNoteID', 'CreditNoteNumber');
  const other = ['Prepayment', 'Overpayment'].filter((field) => Object.keys(objectOf(input[field])).length > 0);
  const kind = credit === undefined ? invoiceKind : creditNoteKind;
  const count = other.length + [invoice, credit].filter((reference) => reference !== undefined).length;
  if (count > 1) return { kind, record: undefined, errors: [texts.paymentTargets] };
  const reference = credit ?? invoice;
  const record = reference === undefined ? undefined : found(call, kind, reference);
  return { kind, record, errors: record === undefined ? [texts.documentUnknown] : [] };
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

interface Reference {
  readonly id: string | undefined;
  readonly number: string | undefined;
}

function named(input: JsonObject, field: string, idField: string, numberField: string): Reference | undefined {
  const nested = objectOf(input[field]);
  const reference = { id: textIn(nested, idField), number: textIn(nested, numberField) ?? textIn(input, numberField) };
  return reference.id === undefined && reference.number === undefined ? undefined : reference;
}

function found(call: Call, kind: DocumentKind, { id, number }: Reference): StoredRecord | undefined {
  if (id !== undefined) return call.store.get(kind.collection, id);
  const records = byNumber(call.store, kind, number ?? '');
  return records.find((record) => record.type === kind.types.sales) ?? records[0];
}
