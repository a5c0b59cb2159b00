/** Manual journals: narrated lines whose debits and credits balance. */

import { dayOf, dayOut, instantOut } from '../books/calendar.ts';
import { add, type Decimal, sum, toJson } from '../books/decimal.ts';
import type { LineAmountTypes } from '../books/line-maths.ts';
import type { StoredRecord } from '../books/store.ts';
import { attachmentViews } from '../files/attachment-view.ts';
import { zeroId } from '../guid.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import { postManualJournal } from '../ledger/post-manual-journal.ts';
import { type Reading, readReply } from '../reading/list.ts';
import type { Shape } from '../reading/reading.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { type Mode, modeOf, type Outcome, writeElements } from '../server/elements.ts';
import { textIn } from '../server/input.ts';
import { notFound } from '../server/reply.ts';
import { journalShape } from '../validation/list-shapes.ts';
import { lockError } from '../validation/lock-error.ts';
import * as texts from '../validation/messages.ts';
import { shapedElements } from '../validation/shaped-elements.ts';
import { type ManualJournalLine, manualJournalLine } from './manual-journal-line.ts';

const next: Readonly<Record<string, readonly string[]>> = {
  none: ['DRAFT', 'POSTED'],
  DRAFT: ['DRAFT', 'POSTED', 'DELETED'],
  POSTED: ['POSTED', 'VOIDED'],
};

export const manualJournals: Endpoint = (call) => {
  const [reference] = call.path;
  if (call.path.length > 1) return undefined;
  if (call.method === 'GET') return readReply(call, reading);
  if (call.method === 'DELETE' || (call.method === 'PUT' && reference !== undefined)) return undefined;
  if (reference !== undefined && call.store.get('ManualJournals', reference) === undefined) return notFound();
  const mode = modeOf(call);
  const inputs = shapedElements(call, 'ManualJournals', journalShape).map((input) =>
    reference === undefined ? input : { ...input, ManualJournalID: reference },
  );
  const save = (input: JsonObject) => saveJournal(call, input, mode);
  return writeElements(call, { collection: 'ManualJournals', flag: 'none', save }, inputs);
};

interface Change {
  readonly before: StoredRecord | undefined;
  /** Whether an ID is given that nobody knows. */
  readonly isUnknown: boolean;
  readonly status: string;
  readonly date: string;
  readonly narration: string | undefined;
  readonly lines: readonly ManualJournalLine[];
  readonly url: string | undefined;
}

function saveJournal(call: Call, input: JsonObject, mode: Mode): Outcome {
  const givenId = textIn(input, 'ManualJournalID') ?? zeroId;
  const before = mode === 'create' ? undefined : call.store.get('ManualJournals', givenId);
  const status = textOf(input.Status) ?? before?.status ?? 'DRAFT';
  const types = (textOf(input.LineAmountTypes ?? before?.body.LineAmountTypes) ?? 'NoTax') as LineAmountTypes;
  const given = objectsOf(input.JournalLines);
  const kept = isEnd(status) ? [] : given.length > 0 ? given : objectsOf(before?.body.JournalLines);
  const lines = kept.map((line) => manualJournalLine(call, line, { types, status }));
  const date = dayOf(input.Date) ?? dayOf(before?.body.Date) ?? call.today;
  const narration = textIn(input, 'Narration') ?? textOf(before?.body.Narration);
  const url = textIn(input, 'Url') ?? textOf(before?.body.Url);
  const isUnknown = mode === 'upsert' && givenId !== zeroId && before === undefined;
  const errors = journalErrors(call, { before, isUnknown, status, date, narration, lines, url });
  const warnings = lines.flatMap((line) => line.warnings);
  const body: JsonObject = {
    Date: dayOut(date),
    Status: status,
    LineAmountTypes: types,
    UpdatedDateUTC: instantOut(call.now),
    ManualJournalID: before?.id ?? crypto.randomUUID(),
    Narration: narration,
    JournalLines: isEnd(status) ? (before?.body.JournalLines ?? []) : lines.map((line) => line.body),
    ...(url === undefined ? {} : { Url: url }),
    ShowOnCashBasisReports: input.ShowOnCashBasisReports ?? before?.body.ShowOnCashBasisReports ?? true,
    ...(isEnd(status) ? totalsBefore(before) : totalsOf(lines)),
    HasAttachments: before?.body.HasAttachments === true,
  };
  if (errors.length > 0) return { element: { ...body, ManualJournalID: before?.id ?? givenId }, errors, warnings };
  const record = { kind: 'ManualJournals', id: String(body.ManualJournalID), status, date, updated: call.now, body };
  call.store.put(record);
  postManualJournal(call, record);
  const element = before === undefined ? body : { ...body, Attachments: attachmentViews(call, record) };
  return { element, errors, warnings };
}

function totalsOf(lines: readonly ManualJournalLine[]): JsonObject {
  const { debits, credits } = sidesOf(lines);
  return { DebitTotal: toJson(debits), CreditTotal: toJson(credits) };
}

function totalsBefore(before: StoredRecord | undefined): JsonObject {
  const { DebitTotal, CreditTotal } = before?.body ?? {};
  return { DebitTotal, CreditTotal };
}

/** A journal that ends keeps its lines as they are. */
function isEnd(status: string): boolean {
  return status === 'DELETED' || status === 'VOIDED';
}

function journalErrors(call: Call, change: Change): readonly string[] {
  const { before, status, date, narration, lines, url } = change;
  if (change.isUnknown) return [texts.journalUnknown];
  if (!(next[before?.status ?? 'none'] ?? []).includes(status)) {
    return [before === undefined ? texts.notForCreation('Manual Journal') : texts.notForModification('Manual Journal')];
  }
  const errors: string[] = [];
  const earliest = before?.date !== undefined && before.date < date ? before.date : date;
  const isBound = status === 'POSTED' || status === 'VOIDED' || call.settings.lockDatesBindDrafts;
  const lock = isBound ? lockError(call, earliest) : undefined;
  if (lock !== undefined) errors.push(lock);
  if (isEnd(status)) return errors;
  if (narration === undefined) errors.push(texts.narrationMissing);
  if (url !== undefined && !/^https?:\/\/[^\s]+$/i.test(url)) errors.push(texts.urlInvalid);
  if (lines.length < 2) errors.push(texts.journalLinesMissing);
  return [...errors, ...balanceErrors(lines), ...lines.flatMap((line) => line.errors)];
}

function balanceErrors(lines: readonly ManualJournalLine[]): readonly string[] {
  const { debits, credits } = sidesOf(lines);
  return add(debits, credits).units === 0n ? [] : [texts.unbalanced(debits, credits)];
}

/** Debits are above zero, credits below. */
function sidesOf(lines: readonly ManualJournalLine[]): { readonly debits: Decimal; readonly credits: Decimal } {
  const amounts = lines.map((line) => line.gross);
  const side = (sign: 1n | -1n) => sum(amounts.filter(({ units }) => units * sign > 0n));
  return { debits: side(1n), credits: side(-1n) };
}

const reading: Reading = {
  kind: 'ManualJournals',
  collection: 'ManualJournals',
  find: (call, reference) => call.store.get('ManualJournals', reference),
  shape: journalView,
};

/** Without its lines in a list that has no pages; with its files where it is read by itself. */
function journalView(call: Call, record: StoredRecord, shape: Shape): JsonObject {
  const { body } = record;
  if (shape !== 'detail') return { ...body, JournalLines: [] };
  return call.path.length > 0 ? { ...body, Attachments: attachmentViews(call, record) } : body;
}
