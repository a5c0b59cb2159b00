/** What Xero has announced of the classic expenses: receipts and expense claims. */

/** Xero's change log of 31 July 2025. */
export const CLASSIC_EXPENSES_END = '2027-02';

export const CLASSIC_EXPENSES_NOTE =
  'Deprecated: Xero ends its classic expenses in February 2027, and every run says so. Only apps with the broad permission accounting.transactions, which no new app gets, reach them.';
