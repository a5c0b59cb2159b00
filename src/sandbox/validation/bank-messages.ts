/** The texts of Xero's errors on bank transactions, transfers and batch payments. The first is quoted by its users; no recording shows the others. */

export const bankAccountUnknown = 'The specified bank account details do not match a known bank account';

export const bankAccountMissing = 'A bank account must be specified for this type of transaction';
export const bankAccountArchived = 'The specified bank account has been archived.';
export const reconciledFixed = 'This bank transaction cannot be edited as it has been reconciled.';
export const transferReadOnly = 'Bank transactions that belong to a bank transfer cannot be edited or deleted.';
export const bankTotalNotPositive = 'The Total of a bank transaction must be greater than zero.';
export const sameBankAccount = 'The bank accounts of a bank transfer must be different.';
export const transferNotPositive = 'Bank transfer amount must be greater than zero.';
export const transferFixed = 'A bank transfer can only be deleted.';
export const batchFixed = 'A batch payment can only be deleted.';
export const paymentsMissing = 'At least one payment must be specified.';
export const batchSides = 'Sales invoices and bills cannot be paid in one batch payment.';
export const batchForeign = 'A batch payment can only pay documents in the base currency.';
export const paymentInBatch = 'A payment that belongs to a batch payment cannot be deleted on its own.';
