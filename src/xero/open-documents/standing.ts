/** How a document stood on an earlier day: what Xero says of it now, less what was paid and credited after that day. Pure. */

import { add, type Decimal, isZero, parseDecimal, subtract, ZERO } from '../../model/decimal.ts';
import { type ExactObject, listAt, textAt } from '../exact-json.ts';
import { readDate } from '../xero-date.ts';
import type { DocumentKind } from './document-sides.ts';

/** In the document's own currency; a credit's amounts are positive, too. */
export interface Standing {
  /** Of an invoice what is still to be paid, of a credit what is not yet used. */
  readonly due: Decimal;
  /** Payments, or of a credit its refunds. */
  readonly paid: Decimal;
  /** Credit set against the invoice, or of a credit what it was set against. */
  readonly credited: Decimal;
  readonly status: 'AUTHORISED' | 'PAID';
}

/**
 * Of an approved or paid document as lists in pages give it.
 * @param day `YYYY-MM-DD`; what is dated on it counts.
 * @param creditedLater what was set against an invoice after the day, which only the credits tell; see `laterCredits`.
 */
export function standingOn(
  element: ExactObject,
  kind: DocumentKind,
  day: string,
  creditedLater: Decimal = ZERO,
): Standing {
  const paidLater = sumAfter(element, 'Payments', day);
  if (kind === 'Invoice') {
    const due = add(add(amountAt(element, 'AmountDue'), paidLater), creditedLater);
    const paid = subtract(amountAt(element, 'AmountPaid'), paidLater);
    return standing(due, paid, subtract(amountAt(element, 'AmountCredited'), creditedLater));
  }
  const usedLater = sumAfter(element, 'Allocations', day);
  const due = add(add(amountAt(element, 'RemainingCredit'), paidLater), usedLater);
  const paid = subtract(sumOf(element, 'Payments'), paidLater);
  return standing(due, paid, subtract(sumOf(element, 'Allocations'), usedLater));
}

/** What a credit was set against invoices after the day, by InvoiceID. */
export function allocatedAfter(
  element: ExactObject,
  day: string,
): readonly { readonly id: string; readonly amount: Decimal }[] {
  return counted(element, 'Allocations')
    .filter((entry) => readDate(textAt(entry, 'Date')) > day)
    .map((entry) => ({ id: textAt(entry, 'Invoice.InvoiceID'), amount: amountOf(entry) }));
}

/** An amount of Xero's; 0 where there is none. */
export function amountAt(element: ExactObject, path: string): Decimal {
  return parseDecimal(textAt(element, path)) ?? ZERO;
}

function standing(due: Decimal, paid: Decimal, credited: Decimal): Standing {
  return { due, paid, credited, status: isZero(due) ? 'PAID' : 'AUTHORISED' };
}

function sumAfter(element: ExactObject, list: string, day: string): Decimal {
  return sumOf(element, list, (entry) => readDate(textAt(entry, 'Date')) > day);
}

function sumOf(element: ExactObject, list: string, counts = (_entry: ExactObject) => true): Decimal {
  return counted(element, list)
    .filter(counts)
    .reduce((sum, entry) => add(sum, amountOf(entry)), ZERO);
}

/** What was taken back no longer counts, should Xero still list it. */
function counted(element: ExactObject, list: string): readonly ExactObject[] {
  return listAt(element, list).filter(
    (entry) => textAt(entry, 'Status') !== 'DELETED' && textAt(entry, 'IsDeleted') !== 'true',
  );
}

/** Allocations say `Amount`, in some replies `AppliedAmount`. */
function amountOf(entry: ExactObject): Decimal {
  return amountAt(entry, textAt(entry, 'Amount') === '' ? 'AppliedAmount' : 'Amount');
}
