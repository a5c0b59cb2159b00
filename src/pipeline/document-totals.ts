/** What a document adds to the totals of its run, as texts with two places. */

import type { Totals } from '../model/arithmetic.ts';
import { add, type Decimal, formatFixed } from '../model/decimal.ts';
import type { Document } from '../model/document.ts';
import type { EntityShape } from '../model/entity.ts';
import { journalSides } from '../model/journal-sides.ts';
import { decimalOf } from '../model/values.ts';

/** The computed ones; of a journal, whose lines add up to nothing, its debits; of a payment its amount, of a batch those of its lines. */
export function documentTotals(
  { lines }: EntityShape,
  document: Document,
  totals: Totals | undefined,
): { readonly totals?: Readonly<Record<string, string>> } {
  if (totals !== undefined && lines?.arithmetic === 'journal') {
    return { totals: { Debits: formatFixed(journalSides(document, totals).debits, 2) } };
  }
  if (totals !== undefined) {
    const { subTotal, totalTax, total } = totals;
    return {
      totals: {
        SubTotal: formatFixed(subTotal, 2),
        TotalTax: formatFixed(totalTax, 2),
        Total: formatFixed(total, 2),
      },
    };
  }
  const amount = decimalOf(document.fields, 'Amount') ?? paidByLines(document);
  return amount === undefined ? {} : { totals: { Amount: formatFixed(amount, 2) } };
}

function paidByLines({ lines }: Document): Decimal | undefined {
  const amounts = lines.flatMap(({ values }) => decimalOf(values, 'Amount') ?? []);
  return amounts.length === 0 ? undefined : amounts.reduce(add);
}
