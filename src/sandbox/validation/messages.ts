/** The texts of Xero's validation errors and warnings: those recorded from it or quoted by its users, then own wording. */
import { type Decimal, toText } from '../books/decimal.ts';

export const contactNameEmpty = 'Contact Name cannot be empty.';
export const contactNameTaken = (name: string) =>
  `The contact name ${name} is already assigned to another contact. The contact name must be unique across all active contacts.`;
export const contactNumberTaken = 'Another contact has this contact number. Please enter a different contact number.';
export const contactIsArchived =
  'The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API.';
export const contactUnknown = 'An existing contact with the specified ContactID could not be found';
export const emailInvalid = 'Email address must be valid.';
export const tooManyPersons = 'You can only have a maximum of 5 contact persons.';
export const personsNeedEmail = 'Additional people cannot be added when the primary person has no email address set.';
export const documentContactArchived =
  'The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes';
export const contactMissing = 'A Contact must be specified for this type of transaction';

export const linesMissing = 'One or more line items must be specified';
export const dueDateMissing = 'Due date cannot be empty.';
export const numberTaken = (label: string) => `${label} # must be unique.`;
export const notForCreation = (label: string) => `${label} not of valid status for creation`;
export const typeNotForCreation = (label: string) => `${label} not of valid type for creation`;
export const notForModification = (label: string) => `${label} not of valid status for modification`;
export const notEditableWhenPaid = 'This document cannot be edited as it has a payment or credit note allocated to it.';
export const dateOfPaid = 'Date cannot be changed on an invoice that has payment or credit notes allocated to it.';
export const statusOfPaid = (status: string) =>
  `The status ${status} cannot be applied to the invoice because it has payments or credit notes allocated to it.`;
export const statusOfPaidInvoice = (status: string) =>
  `The status ${status} cannot be applied to the invoice because it has payment(s) or credit notes allocated to it.`;
export const missingId = (label: string) =>
  label === 'Credit Note'
    ? 'An existing Credit Note with the specified CreditNoteID could not be found'
    : `An existing ${label.toLowerCase()} with the specified ID could not be found`;
export const negativeTotal = 'The Total for this document must be greater than or equal to zero.';
export const totalMismatch = 'The document total does not equal the sum of the lines.';
export const sentOnlyAuthorised = 'Only AUTHORISED invoices may have SentToContact updated.';
export const urlInvalid = 'Url must be a valid absolute url';
export const notSubscribed = (currency: string) => `Organisation is not subscribed to currency ${currency}`;
export const locked = (lock: string, day: string) =>
  `The document date cannot be before the ${lock} lock date, currently set at ${day}`;
export const rateNotPositive = 'CurrencyRate must be greater than zero.';
export const themeUnknown = 'Branding theme could not be found';

export const descriptionMissing = 'The description field is mandatory for each line item.';
export const quantityNegative = (quantity: Decimal) =>
  `The quantity value '${toText(quantity, 4)}' is invalid. Quantity must not be less than zero.`;
export const accountMissing = 'Account code must be specified';
export const accountInvalid = (code: string) => `Account code '${code}' is not a valid code for this document.`;
export const accountArchived = (code: string) =>
  `Account code '${code}' has been archived, or has been deleted. Each line item must reference a valid account.`;
export const accountRemoved = (code: string) =>
  `Account code '${code}' has been removed as it does not match a recognised account.`;
export const taxTypeUnknown = (taxType: string) =>
  `The TaxType code ${taxType} does not exist or cannot be used for this type of transaction.`;
export const taxTypeMismatch = (taxType: string, code: string) =>
  `The TaxType code '${taxType}' cannot be used with account code '${code}'.`;
export const itemInvalid = (code: string) => `Item code '${code}' is not valid`;
export const noDiscounts = (what: string) => `Discounts may not be applied to ${what}.`;
export const discountTooLarge = (rate: string) =>
  `The discount rate '${rate}' is invalid. Discount must not be greater than the line total.`;
export const lineTooLarge = 'The line amount must not be greater than 9999999999.99.';
export const trackingUnknown = (name: string) => `The tracking option '${name}' could not be found`;

export const tooManyGroups = 'You’ve reached the limit of 100 contact groups.';
export const paymentServiceUnknown = 'Payment service could not be found';

export const accountNameTaken = 'Please enter a unique Name.';
export const accountCodeTaken = 'Please enter a unique Code.';
export const accountCodeTooLong = 'Account Code is too long. Maximum of 10 characters allowed';
export const itemCodeTaken = (code: string) => `Price List Item with Code '${code}' already exists`;
export const accountMustBeValid = 'Account must be valid.';
export const taxRateMustBeValid = 'Tax rate must be valid.';

export const paymentTooLarge = 'Payment amount exceeds the amount outstanding on this document';
export const paymentNotPositive = 'Payment amount must be greater than zero.';
export const paymentStatus = 'Payments can only be made against Authorised documents';
export const paymentAccountType = 'Account type is invalid for making a payment to/from';
export const paymentAccountMissing = 'The account code or ID must be specified';
export const paymentAccountUnknown = 'Account could not be found';
export const documentUnknown = 'Document could not be found';
export const paymentBeforeDocument = 'The payment date is prior to the invoice date.';
export const allocationPaidOff = 'The invoice you are trying to allocate to has already been paid off';
export const allocationTooLarge = 'Credit Note cannot be allocated as amount is greater than amount outstanding';
export const allocationWrongType = 'Credit Note cannot be allocated to an incorrect invoice type';
export const subDocumentUnknown = 'The document with the supplied id was not found for this endpoint.';
export const unbalanced = (debits: Decimal, credits: Decimal) =>
  `The total debits (${toText(debits, 2)}) must equal total credits (${toText(credits, 2)})`;
export const tooLong = (field: string, most: number) => `${field} must not be longer than ${most} characters.`;
export const statusOnCreation = (status: string) => `The status '${status}' is not valid for contacts`;
export const websiteInvalid = 'Website must be valid';
export const currencyNotSubscribed = (code: string) =>
  `The current organisation is not subscribed to currency '${code}'.`;

// No recording shows the texts from here on.
export const numberNotPrintable = (field: string) => `${field} may only contain printable ASCII characters.`;
export const discountAmountTooLarge = (amount: Decimal) =>
  `The discount amount '${toText(amount, 2)}' is invalid. Discount must not be greater than the line total.`;
export const roundingOutOfRange = 'RoundingAmount must be between -0.10 and 0.10.';
export const roundingNeedsTotals =
  'RoundingAmount requires SubTotal, TotalTax and Total on a submitted or authorised document.';
export const paymentTargets =
  'A payment must be made against exactly one Invoice, Credit Note, Prepayment or Overpayment';
export const bankAmountNotPositive = 'BankAmount must be greater than zero.';
export const baseRateIgnored = 'The CurrencyRate has been ignored as the payment is in the base currency.';
export const allocationNotPositive = 'Allocation amount must be greater than zero.';
export const allocationOtherCurrency = 'Credit Note and invoice must have the same currency';
export const allocationOtherContact = 'Credit Note and invoice must have the same contact';

export const fileTypeUnsupported = "The file couldn't be uploaded because it isn't a supported file type.";
export const fileEmpty = "The file couldn't be uploaded because it is empty.";
export const fileNameInvalid = 'The file name must not contain any of < > : " / \\ | ? * + or NUL.';
export const tooManyFiles = (most: number) => `A document can have no more than ${most} attachments.`;
export const noteMissing = 'Details must be specified.';
export const notSendable = 'Invoice must be an approved or submitted sales invoice to be emailed';
export const emailLimit = 'The daily limit of emails for this organisation has been reached.';
export const itemNotEnough = (code: string) =>
  `There is not enough quantity on hand of the tracked item '${code}' for this transaction.`;
export const itemValueNegative = (code: string) =>
  `The value on hand of the tracked item '${code}' cannot fall below zero.`;
export const largeAmount = 'The total in the base currency must not be greater than 9999999999999.99.';

export const contactNameForbidden = 'Contact Name must not contain the characters < or >.';
export const contactIsErased = 'The specified contact has been erased at its own request and cannot be edited.';
export const countryInvalid = 'Country may only contain letters.';
export const termDayInvalid = 'The day of the payment terms is not valid.';

export const itemCodeMissing = 'Item code must be specified.';
export const itemUnknown = 'An existing item with the specified ItemID could not be found';
export const tooManyItems = (most: number) => `A maximum of ${most} items can be processed per request.`;
export const inventoryNeedsCost =
  'InventoryAssetAccountCode and the COGSAccountCode of PurchaseDetails must both be specified for a tracked item.';
export const inventoryAccountType = 'The inventory asset account must be of type INVENTORY.';
export const costAccountType = 'The cost of goods sold account must be an expense account.';
export const trackedForGood = 'A tracked item cannot be changed to an untracked item.';
export const trackedNoAccount = 'AccountCode does not apply to the purchase details of a tracked item.';
export const itemInUse = 'A tracked item that has been used on transactions cannot be deleted.';

export const bankTypeFixed = 'An account cannot be changed to or from a bank account.';
export const accountTypeInvalid = 'Account type is not valid.';
export const bankNumberMissing = 'Bank account number must be specified.';
export const archiveAlone = 'An account cannot be archived and changed in one call.';
export const systemAccountFixed = 'System accounts cannot be archived, deleted or changed in type.';
export const accountIsArchived = 'An archived account cannot be edited.';
export const accountInUse = 'An account that has been used cannot be deleted.';
export const accountDeleteByVerb = 'An account is deleted by the DELETE method, not by its status.';

export const nameMissing = 'Name must be specified.';
export const nameTaken = 'Name must be unique.';
export const systemRateFixed = 'System tax rates cannot be updated.';
export const rateUnknown = 'An existing tax rate with the specified TaxType could not be found';
export const rateIsDeleted = 'A deleted tax rate cannot be updated.';
export const componentsMissing = 'At least one tax component must be specified.';
export const componentNameMissing = 'Each tax component must have a name.';
export const componentRateMissing = 'Each tax component must have a rate.';
export const componentRateInvalid = 'Tax component rates must be between 0 and 100 with at most 4 decimals.';
export const componentsKept = 'Tax components cannot be removed or renamed.';
export const oneCompound = 'Only one tax component can be compound.';
export const nonRecoverableCanada = 'Non-recoverable tax components are only for Canadian organisations.';
export const reportTypeMissing = 'ReportTaxType must be specified.';

export const mostCategories = 'The maximum number of active tracking categories is 2.';
export const mostCategoriesEver = 'The maximum number of tracking categories is 4.';
export const trackingNameTaken = (name: string) => `The tracking name ${name} must be unique.`;
export const trackingInUse = 'Tracking that has been used on transactions cannot be deleted, only archived.';
export const trackingIsDeleted = 'Deleted tracking cannot be updated.';

export const currencyMissing = 'Currency code must be specified.';

export const narrationMissing = 'Narration must be specified.';
export const journalLinesMissing = 'At least two journal lines must be specified.';
export const tooMuchTracking = 'A journal line can have at most 2 tracking categories.';
export const journalUnknown = 'An existing manual journal with the specified ID could not be found';
