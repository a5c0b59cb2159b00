/** What forbids a document: every rule that its head, its lines and its totals break. */
import { dayOf } from '../books/calendar.ts';
import { compare, zero } from '../books/decimal.ts';
import { ledgerErrors } from '../ledger/post-document.ts';
import type { Call } from '../server/call.ts';
import { amountIn, textIn } from '../server/input.ts';
import { lockError } from '../validation/lock-error.ts';
import * as texts from '../validation/messages.ts';
import type { Draft } from './draft.ts';
import { isNumberTaken } from './match-document.ts';
import { roundingErrors } from './rounding.ts';

/** `refusedNumbers`: numbers, in lower case, that this call may not create at all. */
export function documentErrors(call: Call, draft: Draft, refusedNumbers: ReadonlySet<string>): readonly string[] {
  const { input, status, header, totals } = draft;
  const strict = status !== 'DRAFT';
  const errors = [...draft.contact.errors, ...header.errors, ...draft.lines.flatMap((line) => line.errors)];
  errors.push(...numberErrors(call, draft, refusedNumbers));
  if (strict && draft.lines.length === 0) errors.push(texts.linesMissing);
  if (strict && draft.kind.needsDueDate && header.dueDate === undefined) errors.push(texts.dueDateMissing);
  const lock = lockError(call, earlierDate(draft));
  if (lock !== undefined && (strict || call.settings.lockDatesBindDrafts)) errors.push(lock);
  if (compare(totals.total, zero) < 0) errors.push(texts.negativeTotal);
  errors.push(...roundingErrors(call, input, strict), ...totalErrors(call, draft));
  const body = { ...header.fields, LineItems: draft.lines.map((line) => line.body) };
  errors.push(...ledgerErrors(call, { id: draft.before?.id ?? '', type: draft.type, status, body }));
  return errors;
}

function numberErrors(call: Call, draft: Draft, refusedNumbers: ReadonlySet<string>): readonly string[] {
  const { kind, before, number } = draft;
  const errors: string[] = [];
  if (number !== undefined && draft.type === kind.types.sales) {
    const taken = isNumberTaken(call, kind, number, before?.id);
    if (taken || refusedNumbers.has(number.toLowerCase())) errors.push(texts.numberTaken(kind.label));
  }
  const given = textIn(draft.input, kind.numberField) ?? '';
  if (given.length > 255) errors.push(texts.tooLong(kind.numberField, 255));
  if (/[^\x20-\x7e]/.test(given)) errors.push(texts.numberNotPrintable(kind.numberField));
  return errors;
}

/** A total sent with the lines must be their sum. */
function totalErrors(call: Call, draft: Draft): readonly string[] {
  const given = amountIn(draft.input, 'Total');
  const isRead = call.settings.suppliedTotals === 'checked' && Array.isArray(draft.input.LineItems);
  const isOff = given !== undefined && compare(given, draft.totals.total) !== 0;
  return isRead && isOff ? [texts.totalMismatch] : [];
}

function earlierDate({ before, header }: Draft): string {
  const [earlier] = [dayOf(before?.body.Date) ?? header.date, header.date].toSorted();
  return earlier ?? header.date;
}
