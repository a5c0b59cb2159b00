/** Manual journals: narrated lines whose debits and credits balance. */
import { dayOf, dayPair, instantOut } from '../books/calendar.ts';
import { add, type Decimal, sum, toJson, zero } from '../books/decimal.ts';
import { effectiveRate } from '../books/facts.ts';
import { type LineAmountTypes, taxAt } from '../books/line-maths.ts';
import type { StoredRecord } from '../books/store.ts';
import { lockError } from '../documents/header.ts';
import { trackingOf } from '../documents/tracking.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import { postManualJournal } from '../ledger/post-manual-journal.ts';
import { listReply, oneReply, type Reading } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { elementsOf, type Mode, type Outcome, writeElements, zeroId } from '../server/elements.ts';
import { amountIn, choiceIn, dayIn, textIn } from '../server/input.ts';
import { notFound } from '../server/reply.ts';
import * as texts from '../validation/messages.ts';

const statuses = ['DRAFT', 'POSTED', 'DELETED', 'VOIDED', 'ARCHIVED'] as const;
const next: Readonly<Record<string, readonly string[]>> = {
  none: ['DRAFT', 'POSTED'],
  DRAFT: ['DRAFT', 'POSTED', 'DELETED'],
  POSTED: ['POSTED', 'VOIDED'],
};

export const manualJournals: Endpoint = (call) => {
  const [reference] = call.path;
  if (call.path.length > 1) return undefined;
  if (call.method === 'GET')
    return reference === undefined ? listReply(call, reading) : oneReply(call, reading, reference);
  if (call.method === 'DELETE') return undefined;
  const mode: Mode = call.method === 'PUT' ? 'create' : 'upsert';
  if (reference !== undefined && call.store.get('ManualJournals', reference) === undefined) return notFound();
  const inputs = elementsOf(call, 'ManualJournals').map((input) =>
    reference === undefined ? input : { ...input, ManualJournalID: reference },
  );
  const save = (_call: Call, input: JsonObject) => saveJournal(call, input, mode);
  return writeElements(call, { collection: 'ManualJournals', flag: 'none', save }, inputs);
};

interface JournalLine {
  readonly body: JsonObject;
  readonly gross: Decimal;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

function saveJournal(call: Call, input: JsonObject, mode: Mode): Outcome {
  const givenId = textIn(input, 'ManualJournalID');
  const before = mode === 'create' || givenId === undefined ? undefined : call.store.get('ManualJournals', givenId);
  const status = choiceIn(input, 'Status', statuses) ?? before?.status ?? 'DRAFT';
  const types = (choiceIn(input, 'LineAmountTypes', ['NoTax', 'Exclusive', 'Inclusive'] as const) ??
    textOf(before?.body.LineAmountTypes) ??
    'NoTax') as LineAmountTypes;
  const ends = status === 'DELETED' || status === 'VOIDED';
  const source = ends ? before?.body.JournalLines : (input.JournalLines ?? before?.body.JournalLines);
  const lines = objectsOf(source).map((line) => journalLine(call, line, types, status));
  const date = dayIn(input, 'Date') ?? dayOf(before?.body.Date) ?? call.today;
  const narration = textIn(input, 'Narration') ?? textOf(before?.body.Narration);
  const errors = journalErrors(call, { before, givenId, mode, status, narration, date, lines, ends });
  const warnings = ends ? [] : lines.flatMap((line) => line.warnings);
  const id = before?.id ?? crypto.randomUUID();
  const body: JsonObject = {
    ...dayPair('Date', date),
    Status: status,
    LineAmountTypes: types,
    UpdatedDateUTC: instantOut(call.now),
    ManualJournalID: id,
    Narration: narration,
    JournalLines: ends ? before?.body.JournalLines : lines.map((line) => line.body),
    Url: input.Url ?? before?.body.Url,
    ShowOnCashBasisReports: input.ShowOnCashBasisReports ?? before?.body.ShowOnCashBasisReports ?? true,
    HasAttachments: before?.body.HasAttachments === true,
  };
  if (errors.length > 0) {
    return { element: { ...body, ...input, ManualJournalID: before?.id ?? givenId ?? zeroId }, errors, warnings };
  }
  const record = { kind: 'ManualJournals', id, status, date, updated: call.now, body };
  call.store.put(record);
  postManualJournal(call, record);
  return { element: body, errors, warnings };
}

function journalErrors(
  call: Call,
  journal: {
    readonly before: StoredRecord | undefined;
    readonly givenId: string | undefined;
    readonly mode: Mode;
    readonly status: string;
    readonly narration: string | undefined;
    readonly date: string;
    readonly lines: readonly JournalLine[];
    readonly ends: boolean;
  },
): readonly string[] {
  const { before, givenId, mode, status, narration, date, lines, ends } = journal;
  if (mode === 'upsert' && givenId !== undefined && givenId !== zeroId && before === undefined) {
    return [texts.missingId('Manual Journal')];
  }
  const allowed = next[before?.status ?? 'none'] ?? [];
  if (!allowed.includes(status)) {
    return [before === undefined ? texts.notForCreation('Manual Journal') : texts.notForModification('Manual Journal')];
  }
  const lock = lockError(call, before?.date !== undefined && before.date < date ? before.date : date);
  const errors = lock === undefined ? [] : [lock];
  if (ends) return errors;
  if (narration === undefined) errors.push('Narration must be specified.');
  if (lines.length < 2) errors.push('At least two journal lines must be specified.');
  const debits = sum(lines.filter((line) => line.gross.units > 0n).map((line) => line.gross));
  const credits = sum(lines.filter((line) => line.gross.units < 0n).map((line) => line.gross));
  if (add(debits, credits).units !== 0n) errors.push(texts.unbalanced(debits, credits));
  return [...errors, ...lines.flatMap((line) => line.errors)];
}

function journalLine(call: Call, input: JsonObject, types: LineAmountTypes, status: string): JournalLine {
  const code = textIn(input, 'AccountCode');
  const account = code === undefined ? undefined : call.facts.accountByCode(code);
  const amount = amountIn(input, 'LineAmount') ?? zero;
  const none = call.organisation.taxTypes.none;
  const taxType = types === 'NoTax' ? none : (textIn(input, 'TaxType') ?? textOf(account?.TaxType) ?? none);
  const rate = call.facts.taxRate(taxType);
  const tax = taxAt(amount, effectiveRate(rate), { lineAmountTypes: types, inclusiveTax: call.settings.inclusiveTax });
  const tracking = trackingOf(call, input.Tracking);
  const description = textIn(input, 'Description');
  const accountProblems = accountErrors(code, account, status);
  const errors = [...accountProblems, ...tracking.errors];
  if (rate?.Status !== 'ACTIVE') errors.push(texts.taxTypeUnknown(taxType));
  const body: JsonObject = {
    ...(description === undefined ? {} : { Description: description }),
    TaxType: taxType,
    TaxAmount: toJson(tax),
    LineAmount: toJson(amount),
    ...(account === undefined ? {} : { AccountCode: account.Code, AccountID: account.AccountID }),
    Tracking: tracking.entries,
    IsBlank: false,
  };
  const warnings = code !== undefined && account === undefined ? [texts.accountRemoved(code)] : [];
  return { body, gross: types === 'Exclusive' ? add(amount, tax) : amount, errors, warnings };
}

function accountErrors(code: string | undefined, account: JsonObject | undefined, status: string): readonly string[] {
  if (account === undefined)
    return status === 'POSTED' ? [code === undefined ? texts.accountMissing : texts.accountInvalid(code)] : [];
  if (account.Status !== 'ACTIVE') return [texts.accountArchived(code ?? '')];
  const postable = account.Type !== 'BANK' && account.Type !== 'INVENTORY' && account.SystemAccount === undefined;
  return postable ? [] : [texts.accountInvalid(code ?? '')];
}

const reading: Reading = {
  kind: 'ManualJournals',
  collection: 'ManualJournals',
  paged: true,
  columns: { manualjournalid: 'id', status: 'status', date: 'date', updateddateutc: 'updated' },
  find: (call, reference) => call.store.get('ManualJournals', reference),
  shape: (_call, record, shape) => (shape === 'detail' ? record.body : { ...record.body, JournalLines: [] }),
};
