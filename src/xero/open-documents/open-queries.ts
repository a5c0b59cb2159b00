/** What is asked of Xero to learn what was open on a day: its optimised conditions alone. */

import type { EntityShape } from '../../model/entity.ts';
import { creditNotes } from '../entities/credit-notes.ts';
import { invoices } from '../entities/invoices.ts';
import { overpayments } from '../entities/overpayments.ts';
import { payments } from '../entities/payments.ts';
import { prepayments } from '../entities/prepayments.ts';
import { entityCollection } from '../read-collection.ts';
import type { Collection } from '../read-pages.ts';
import { type CreditList, documentLists, paymentTypes, type Side } from './document-sides.ts';

const entities: Readonly<Record<CreditList['kind'], EntityShape>> = {
  CreditNote: creditNotes,
  Prepayment: prepayments,
  Overpayment: overpayments,
};

/** Approved and used credits of any day; of prepayments and overpayments, which are few and spelt in two ways, all. */
export function creditsOf({ kind, types }: CreditList): Collection {
  const where = `Type=="${types[0]}" AND (Status=="AUTHORISED" OR Status=="PAID")`;
  return entityCollection(entities[kind], kind === 'CreditNote' ? { where } : {});
}

/** All credits of the kind that were changed since. @param since `YYYY-MM-DDTHH:mm:ss`, UTC */
export function changedCredits({ kind }: CreditList, since: string): Collection {
  return entityCollection(entities[kind], {}, since);
}

/** Invoices or bills dated on or before the day. */
export function invoicesUpTo(side: Side, status: 'AUTHORISED' | 'PAID', day: string): Collection {
  const [type] = documentLists[side][0].types;
  return entityCollection(invoices, {
    where: `Type=="${type}" AND Status=="${status}" AND Date<=${dateTime(day)}`,
  });
}

/** Payments of invoices or bills dated after the day. */
export function paymentsAfter(side: Side, day: string): Collection {
  return entityCollection(payments, {
    where: `PaymentType=="${paymentTypes[side]}" AND Status=="AUTHORISED" AND Date>${dateTime(day)}`,
  });
}

/** A day as Xero's filters write it. */
function dateTime(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `DateTime(${year},${month},${date})`;
}
