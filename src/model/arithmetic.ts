/** Xero's arithmetic. Placeholder types, the computation follows. */
import type { Decimal } from './decimal.ts';

/** A line as Xero computes it, all with 2 places but the unit amount (2 or 4). */
export interface LineTotals {
  readonly lineAmount: Decimal;
  readonly taxAmount: Decimal;
  /** The tax by the other tie rule for inclusive amounts, where the two differ. */
  readonly taxAlternative?: Decimal;
}

export interface Totals {
  readonly lines: readonly LineTotals[];
  readonly subTotal: Decimal;
  readonly totalTax: Decimal;
  readonly total: Decimal;
  /** The lines' taxes by the other tie rule, where they differ. */
  readonly totalTaxAlternative?: Decimal;
}
