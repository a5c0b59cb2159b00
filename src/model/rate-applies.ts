/** Whether a tax rate may stand on accounts of a class. PURE. */

import type { TaxRateFact } from './facts.ts';

/** Of a class that Xero does not name, nothing is said. */
export function rateApplies(rate: TaxRateFact, accountClass: string): boolean {
  switch (accountClass) {
    case 'ASSET':
      return rate.assets;
    case 'EQUITY':
      return rate.equity;
    case 'EXPENSE':
      return rate.expenses;
    case 'LIABILITY':
      return rate.liabilities;
    case 'REVENUE':
      return rate.revenue;
    default:
      return true;
  }
}
