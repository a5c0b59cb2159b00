/** Which fields a filter may name: those of the published resources. */
const fields: Readonly<Record<string, string>> = {
  Invoices: `
    Type Contact LineItems Date DueDate LineAmountTypes InvoiceNumber Reference BrandingThemeID Url CurrencyCode
    CurrencyRate Status SentToContact ExpectedPaymentDate PlannedPaymentDate CISDeduction CISRate SubTotal
    TotalTax Total TotalDiscount InvoiceID RepeatingInvoiceID HasAttachments IsDiscounted Payments Prepayments
    Overpayments AmountDue AmountPaid FullyPaidOnDate AmountCredited UpdatedDateUTC UpdatedDateUTCString
    CreditNotes InvoiceAddresses RoundingAmount EnteredTotal`,
  CreditNotes: `
    Type Contact Date DueDate Status LineAmountTypes LineItems SubTotal TotalTax Total CISDeduction CISRate
    UpdatedDateUTC UpdatedDateUTCString CurrencyCode FullyPaidOnDate CreditNoteID CreditNoteNumber Reference
    SentToContact CurrencyRate RemainingCredit Allocations AppliedAmount Payments BrandingThemeID HasAttachments
    InvoiceAddresses`,
  Contacts: `
    ContactID MergedToContactID ContactNumber AccountNumber ContactStatus Name FirstName LastName CompanyNumber
    EmailAddress ContactPersons BankAccountDetails TaxNumber TaxNumberType AccountsReceivableTaxType
    AccountsPayableTaxType Addresses Phones IsSupplier IsCustomer SalesDefaultLineAmountType
    PurchasesDefaultLineAmountType DefaultCurrency XeroNetworkKey SalesDefaultAccountCode
    PurchasesDefaultAccountCode SalesTrackingCategories PurchasesTrackingCategories TrackingCategoryName
    TrackingCategoryOption PaymentTerms UpdatedDateUTC ContactGroups Website BrandingTheme BatchPayments
    Discount Balances HasAttachments`,
  Payments: `
    Invoice CreditNote Prepayment Overpayment InvoiceNumber CreditNoteNumber BatchPayment Account Code Date
    CurrencyRate Amount BankAmount Reference IsReconciled Status PaymentType UpdatedDateUTC UpdatedDateUTCString
    PaymentID BatchPaymentID BankAccountNumber Particulars Details HasAccount`,
  Items: `
    Code InventoryAssetAccountCode Name IsSold IsPurchased Description PurchaseDescription PurchaseDetails
    SalesDetails IsTrackedAsInventory TotalCostPool QuantityOnHand UpdatedDateUTC ItemID QuantityAvailable
    QuantityOnBackOrder`,
  Accounts: `
    Code Name AccountID Type BankAccountNumber Status Description BankAccountType CurrencyCode TaxType
    EnablePaymentsToAccount ShowInExpenseClaims Class SystemAccount ReportingCode ReportingCodeName
    HasAttachments UpdatedDateUTC AddToWatchlist`,
  ManualJournals: `
    Narration JournalLines Date LineAmountTypes Status Url ShowOnCashBasisReports HasAttachments UpdatedDateUTC
    ManualJournalID`,
  TaxRates: `
    Name TaxType TaxComponents Status ReportTaxType CanApplyToAssets CanApplyToEquity CanApplyToExpenses
    CanApplyToLiabilities CanApplyToRevenue DisplayTaxRate EffectiveRate`,
  TrackingCategories: `
    TrackingCategoryID TrackingOptionID Name Option Status Options`,
  Currencies: `
    Code Description`,
};

const known = new Map(
  Object.entries(fields).map(([kind, names]) => [kind, new Set(names.toLowerCase().trim().split(/\s+/))] as const),
);

/** Whether a resource of this kind has the field that a path begins with, letter case ignored; unlisted kinds have any. */
export function isKnownField(kind: string, path: string): boolean {
  const names = known.get(kind);
  return names === undefined || names.has(path.split('.')[0]?.toLowerCase() ?? '');
}
