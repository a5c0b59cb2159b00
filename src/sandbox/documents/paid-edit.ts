/** What may still change on a document that is paid or credited, in part or in full: nothing that moves an amount. */
import { dayOf } from '../books/calendar.ts';
import { compare, decimalOf } from '../books/decimal.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import * as texts from '../validation/messages.ts';
import type { Draft } from './draft.ts';

const amounts = ['Quantity', 'UnitAmount', 'LineAmount', 'TaxAmount', 'DiscountRate', 'DiscountAmount'];
const words = ['TaxType', 'ItemCode'];
/** Changes that do not count as a modification of the document. */
const quiet = ['DueDate', 'DueDateString', 'SentToContact', 'UpdatedDateUTC'];

export function paidEditErrors(draft: Draft): readonly string[] {
  const old = draft.before?.body ?? {};
  const oldLines = new Map(objectsOf(old.LineItems).map((line) => [textOf(line.LineItemID), line]));
  const { fields } = draft.header;
  const moved =
    oldLines.size !== draft.lines.length ||
    draft.lines.some(({ body }) => hasMoved(body, oldLines.get(textOf(body.LineItemID)))) ||
    ['CurrencyCode', 'LineAmountTypes'].some((field) => textOf(fields[field]) !== textOf(old[field])) ||
    differs(fields.CurrencyRate, old.CurrencyRate);
  const errors = dayOf(old.Date) === draft.header.date ? [] : [texts.dateOfPaid];
  return moved ? [...errors, texts.notForModification(draft.kind.label), texts.notEditableWhenPaid] : errors;
}

/** Whether a write to a paid document leaves its time of change alone. */
export function isQuietEdit(before: JsonObject, after: JsonObject): boolean {
  const fields = Object.keys({ ...before, ...after }).filter((field) => !quiet.includes(field));
  return fields.every((field) => JSON.stringify(before[field]) === JSON.stringify(after[field]));
}

function hasMoved(line: JsonObject, old: JsonObject | undefined): boolean {
  if (old === undefined) return true;
  return (
    amounts.some((field) => differs(line[field], old[field])) ||
    words.some((field) => textOf(line[field]) !== textOf(old[field]))
  );
}

function differs(a: Parameters<typeof decimalOf>[0], b: Parameters<typeof decimalOf>[0]): boolean {
  const [left, right] = [decimalOf(a), decimalOf(b)];
  return left === undefined || right === undefined ? left !== right : compare(left, right) !== 0;
}
