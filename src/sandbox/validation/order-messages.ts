/** The texts of Xero's errors and warnings on purchase orders, quotes, repeating invoices, receipts, claims and linked transactions: those recorded from it or quoted, then own wording. */

export const orderStatusInvalid = 'PurchaseOrder status change is invalid';
export const orderIsDeleted = 'Deleted PurchaseOrders cannot be updated';
export const orderNumberTaken = 'Order number must be unique';
export const orderSentOnlyApproved = 'Only AUTHORISED and BILLED purchase orders may have SentToContact updated.';
export const userInvalid = 'A valid user should be identified using the UserID.';
export const sourceMismatch = 'The SourceLineItemID and SourceTransactionID do not match';
export const targetContactMismatch = 'The ContactID and the TargetTransaction ContactID do not match';
export const taxTypeNotValid = (taxType: string) => `The TaxType code '${taxType}' is not valid`;

// No recording shows the texts from here on.
export const unknownId = (label: string) => `An existing ${label} with the specified ID could not be found`;
export const statusInvalid = (label: string) => `${label} status change is invalid`;
export const isDeleted = (label: string) => `Deleted ${label}s cannot be updated`;
export const statusOfNew = (label: string, status: string) => `A new ${label} cannot have the status ${status}`;
export const numberOfAnother = (label: string) => `${label} number must be unique`;
export const dateMissing = 'Date must be specified.';
export const typeMissing = 'Type must be ACCREC or ACCPAY.';
export const scheduleMissing = 'Schedule must be specified with Period, Unit, DueDate and DueDateType.';
export const periodInvalid = 'Schedule Period must be a whole number above zero.';
export const scheduleEnds = 'Schedule EndDate must not be before its StartDate.';
export const unitAmountMissing = 'UnitAmount must be specified where Quantity is.';
export const onlyDeleted = 'A repeating invoice can only be deleted.';
export const sourceMissing = 'SourceTransactionID and SourceLineItemID must be specified.';
export const sourceIsLinked = 'The source line item is linked already.';
export const targetMismatch = 'The TargetLineItemID and TargetTransactionID do not match';
export const targetMissing = 'The TargetTransactionID must be that of a sales invoice.';
export const linkIsBilled = 'A linked transaction that is billed cannot be changed.';
export const receiptMissing = 'At least one receipt must be specified.';
export const receiptUnknown = 'Receipt could not be found.';
export const receiptIsClaimed = 'A receipt that has been claimed cannot be changed.';
export const receiptOfAnother = 'All receipts of a claim must be of the same user.';
