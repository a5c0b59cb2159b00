/** What may still change on a document that is paid or credited, in part or in full: nothing that moves an amount. */
import { dayOf } from '../books/calendar.ts';
import { compare, decimalOf } from '../books/decimal.ts';
import { objectsOf, textOf } from '../json.ts';
import * as texts from '../validation/messages.ts';
import type { Draft } from './draft.ts';

const amounts = ['Quantity', 'UnitAmount', 'LineAmount', 'TaxAmount'];

export function paidEditErrors(draft: Draft): readonly string[] {
  const old = draft.before?.body ?? {};
  const oldLines = objectsOf(old.LineItems);
  const moved =
    oldLines.length !== draft.lines.length ||
    draft.lines.some((line, at) => amounts.some((field) => differs(line.body[field], oldLines[at]?.[field]))) ||
    ['CurrencyCode', 'LineAmountTypes'].some((field) => textOf(draft.header.fields[field]) !== textOf(old[field]));
  const errors = dayOf(old.Date) === draft.header.date ? [] : [texts.dateOfPaid];
  return moved ? [...errors, texts.notForModification(draft.kind.label), texts.notEditableWhenPaid] : errors;
}

function differs(a: Parameters<typeof decimalOf>[0], b: Parameters<typeof decimalOf>[0]): boolean {
  const [left, right] = [decimalOf(a), decimalOf(b)];
  return left === undefined || right === undefined ? left !== right : compare(left, right) !== 0;
}
