/** The texts of errors on contacts, items, accounts, tax rates, tracking and manual journals: quoted ones, then own wording. */

export const serverError =
  'An error occurred in Xero. Check the API Status page http://status.developer.xero.com for current service status.';
export const statusOnCreation = (status: string) => `The status '${status}' is not valid for contacts`;
export const websiteInvalid = 'Website must be valid';
export const currencyNotSubscribed = (code: string) =>
  `The current organisation is not subscribed to currency '${code}'.`;

// No recording shows these.
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
