/** What a journal debits and credits in all: amounts above zero and below, each with its tax. */

import type { Totals } from './arithmetic.ts';
import { add, type Decimal, isNegative, negate, ZERO } from './decimal.ts';
import type { Document } from './document.ts';
import { textOf } from './values.ts';

/** Neither is negative. */
export interface JournalSides {
  readonly debits: Decimal;
  readonly credits: Decimal;
}

export function journalSides({ fields }: Document, { lines }: Totals): JournalSides {
  const isNet = textOf(fields, 'LineAmountTypes')?.toUpperCase() === 'EXCLUSIVE';
  let debits = ZERO;
  let credits = ZERO;
  for (const { lineAmount, taxAmount } of lines) {
    const amount = isNet ? add(lineAmount, taxAmount) : lineAmount;
    if (isNegative(amount)) credits = add(credits, negate(amount));
    else debits = add(debits, amount);
  }
  return { debits, credits };
}
