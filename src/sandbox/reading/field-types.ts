/** The fields that filters and orders may name, with their types: those of the published resources. */

/** A type as error messages spell it: a simple one, a resource, or a list. */
export type ValueType = string;

export interface Field {
  /** As it stands in a body. */
  readonly name: string;
  readonly type: ValueType;
  /** Accents do not count when it is compared. */
  readonly folds: boolean;
}

/** The type of a collection's elements. */
export const elementTypes: Readonly<Record<string, ValueType>> = {
  Accounts: 'Account',
  BankTransactions: 'BankTransaction',
  BankTransfers: 'BankTransfer',
  BatchPayments: 'BatchPayment',
  BrandingThemes: 'BrandingTheme',
  Budgets: 'Budget',
  ContactGroups: 'ContactGroup',
  Contacts: 'Contact',
  CreditNotes: 'CreditNote',
  Currencies: 'Currency',
  ExpenseClaims: 'ExpenseClaim',
  Invoices: 'Invoice',
  Items: 'Item',
  ManualJournals: 'ManualJournal',
  Organisation: 'Organisation',
  Overpayments: 'Overpayment',
  Payments: 'Payment',
  Prepayments: 'Prepayment',
  PurchaseOrders: 'PurchaseOrder',
  Quotes: 'Quote',
  Receipts: 'Receipt',
  RepeatingInvoices: 'RepeatingInvoice',
  TaxRates: 'TaxRate',
  TrackingCategories: 'TrackingCategory',
  Users: 'User',
};

/** A field by its name in any letter case; undefined when the type has none. */
export function fieldOf(type: ValueType, name: string): Field | undefined {
  return fields.get(type)?.get(name.toLowerCase());
}

/** Whether values of a type are records of their own. */
export function isResource(type: ValueType): boolean {
  return fields.has(type);
}

const list = 'List`1';

const table: Readonly<Record<string, Readonly<Record<ValueType, string>>>> = {
  Invoice: {
    String: `Type InvoiceNumber Reference Url CurrencyCode Status LineAmountTypes UpdatedDateUTCString`,
    Guid: `InvoiceID`,
    'Guid?': `BrandingThemeID RepeatingInvoiceID`,
    'DateTime?': `Date DueDate ExpectedPaymentDate PlannedPaymentDate FullyPaidOnDate UpdatedDateUTC`,
    'Decimal?': `SubTotal TotalTax Total TotalDiscount AmountDue AmountPaid AmountCredited CurrencyRate CISDeduction
      CISRate RoundingAmount EnteredTotal`,
    'Boolean?': `SentToContact HasAttachments IsDiscounted`,
    Contact: `Contact`,
    [list]: `LineItems Payments Prepayments Overpayments CreditNotes InvoiceAddresses`,
  },
  CreditNote: {
    String: `Type CreditNoteNumber Reference CurrencyCode Status LineAmountTypes UpdatedDateUTCString`,
    Guid: `CreditNoteID`,
    'Guid?': `BrandingThemeID`,
    'DateTime?': `Date DueDate FullyPaidOnDate UpdatedDateUTC`,
    'Decimal?': `SubTotal TotalTax Total RemainingCredit AppliedAmount CurrencyRate CISDeduction CISRate`,
    'Boolean?': `SentToContact HasAttachments`,
    Contact: `Contact`,
    [list]: `LineItems Allocations Payments InvoiceAddresses`,
  },
  Contact: {
    String: `ContactNumber AccountNumber ContactStatus Name FirstName LastName CompanyNumber EmailAddress
      BankAccountDetails TaxNumber TaxNumberType AccountsReceivableTaxType AccountsPayableTaxType DefaultCurrency
      SalesDefaultLineAmountType PurchasesDefaultLineAmountType XeroNetworkKey SalesDefaultAccountCode
      PurchasesDefaultAccountCode TrackingCategoryName TrackingCategoryOption Website`,
    Guid: `ContactID`,
    'Guid?': `MergedToContactID`,
    'DateTime?': `UpdatedDateUTC`,
    'Decimal?': `Discount`,
    'Boolean?': `IsSupplier IsCustomer HasAttachments`,
    BrandingTheme: `BrandingTheme`,
    BatchPaymentDetails: `BatchPayments`,
    [list]: `ContactPersons Addresses Phones ContactGroups SalesTrackingCategories PurchasesTrackingCategories`,
  },
  Payment: {
    String: `InvoiceNumber CreditNoteNumber Code Reference Status PaymentType BankAccountNumber Particulars Details
      UpdatedDateUTCString`,
    Guid: `PaymentID`,
    'Guid?': `BatchPaymentID`,
    'DateTime?': `Date UpdatedDateUTC`,
    'Decimal?': `Amount BankAmount CurrencyRate`,
    'Boolean?': `IsReconciled HasAccount`,
    Invoice: `Invoice`,
    CreditNote: `CreditNote`,
    Prepayment: `Prepayment`,
    Overpayment: `Overpayment`,
    Account: `Account`,
    BatchPayment: `BatchPayment`,
  },
  Account: {
    String: `Code Name Type BankAccountNumber Status Description BankAccountType CurrencyCode TaxType Class
      SystemAccount ReportingCode ReportingCodeName`,
    Guid: `AccountID`,
    'DateTime?': `UpdatedDateUTC`,
    'Boolean?': `EnablePaymentsToAccount ShowInExpenseClaims HasAttachments AddToWatchlist`,
  },
  Item: {
    String: `Code Name Description PurchaseDescription InventoryAssetAccountCode`,
    Guid: `ItemID`,
    'DateTime?': `UpdatedDateUTC`,
    'Decimal?': `TotalCostPool QuantityOnHand QuantityAvailable QuantityOnBackOrder`,
    'Boolean?': `IsSold IsPurchased IsTrackedAsInventory`,
    Purchase: `PurchaseDetails SalesDetails`,
  },
  Purchase: { String: `AccountCode COGSAccountCode TaxType`, 'Decimal?': `UnitPrice` },
  ManualJournal: {
    String: `Narration Status Url LineAmountTypes`,
    Guid: `ManualJournalID`,
    'DateTime?': `Date UpdatedDateUTC`,
    'Boolean?': `ShowOnCashBasisReports HasAttachments`,
    [list]: `JournalLines`,
  },
  TaxRate: {
    String: `Name TaxType Status ReportTaxType`,
    'Decimal?': `DisplayTaxRate EffectiveRate`,
    'Boolean?': `CanApplyToAssets CanApplyToEquity CanApplyToExpenses CanApplyToLiabilities CanApplyToRevenue`,
    [list]: `TaxComponents`,
  },
  TrackingCategory: { String: `Name Option Status`, Guid: `TrackingCategoryID TrackingOptionID`, [list]: `Options` },
  Currency: { String: `Code Description` },
  ContactGroup: { String: `Name Status`, Guid: `ContactGroupID`, [list]: `Contacts` },
  Budget: {
    String: `Type Description Status`,
    Guid: `BudgetID`,
    'DateTime?': `UpdatedDateUTC`,
    [list]: `BudgetLines Tracking`,
  },
  User: {
    String: `EmailAddress FirstName LastName OrganisationRole`,
    Guid: `UserID`,
    'DateTime?': `UpdatedDateUTC`,
    'Boolean?': `IsSubscriber`,
  },
  BrandingTheme: {
    String: `Name LogoUrl Type`,
    Guid: `BrandingThemeID`,
    'Int32?': `SortOrder`,
    'DateTime?': `CreatedDateUTC`,
  },
  Prepayment: bankCredit('PrepaymentID', 'InvoiceNumber', 'BrandingThemeID'),
  Overpayment: bankCredit('OverpaymentID', '', ''),
  BatchPayment: {
    String: `Reference Particulars Code Details Narrative Type Status`,
    Guid: `BatchPaymentID`,
    'DateTime?': `Date UpdatedDateUTC`,
    'Decimal?': `Amount TotalAmount`,
    'Boolean?': `IsReconciled`,
    Account: `Account`,
    [list]: `Payments`,
  },
  BankTransaction: {
    String: `Type Status Reference CurrencyCode Url LineAmountTypes`,
    Guid: `BankTransactionID`,
    'Guid?': `PrepaymentID OverpaymentID`,
    'DateTime?': `Date UpdatedDateUTC`,
    'Decimal?': `SubTotal TotalTax Total CurrencyRate`,
    'Boolean?': `IsReconciled HasAttachments`,
    Contact: `Contact`,
    Account: `BankAccount`,
    [list]: `LineItems`,
  },
  BankTransfer: {
    String: `Reference Status`,
    Guid: `BankTransferID`,
    'Guid?': `FromBankTransactionID ToBankTransactionID`,
    'DateTime?': `Date CreatedDateUTC`,
    'Decimal?': `Amount CurrencyRate`,
    'Boolean?': `FromIsReconciled ToIsReconciled HasAttachments`,
    Account: `FromBankAccount ToBankAccount`,
    [list]: `FromTracking ToTracking`,
  },
  BatchPaymentDetails: { String: `BankAccountNumber BankAccountName Details Code Reference` },
  PurchaseOrder: {
    String: `PurchaseOrderNumber Reference CurrencyCode Status LineAmountTypes DeliveryAddress AttentionTo Telephone
      DeliveryInstructions`,
    Guid: `PurchaseOrderID`,
    'Guid?': `BrandingThemeID`,
    'DateTime?': `Date DeliveryDate ExpectedArrivalDate UpdatedDateUTC`,
    'Decimal?': `SubTotal TotalTax Total TotalDiscount CurrencyRate`,
    'Boolean?': `SentToContact HasAttachments`,
    Contact: `Contact`,
    [list]: `LineItems`,
  },
  Quote: {
    String: `QuoteNumber Reference Terms Status CurrencyCode Title Summary LineAmountTypes`,
    Guid: `QuoteID`,
    'Guid?': `BrandingThemeID`,
    'DateTime?': `Date ExpiryDate UpdatedDateUTC`,
    'Decimal?': `SubTotal TotalTax Total TotalDiscount CurrencyRate`,
    Contact: `Contact`,
    [list]: `LineItems`,
  },
  RepeatingInvoice: {
    String: `Type Reference CurrencyCode Status LineAmountTypes`,
    Guid: `RepeatingInvoiceID ID`,
    'Guid?': `BrandingThemeID`,
    'Decimal?': `SubTotal TotalTax Total`,
    'Boolean?': `HasAttachments ApprovedForSending SendCopy MarkAsSent IncludePDF`,
    Contact: `Contact`,
    Schedule: `Schedule`,
    [list]: `LineItems`,
  },
  Schedule: {
    String: `Unit DueDateType`,
    'Int32?': `Period DueDate`,
    'DateTime?': `StartDate NextScheduledDate EndDate`,
  },
  Receipt: {
    String: `ReceiptNumber Reference Status LineAmountTypes Url`,
    Guid: `ReceiptID`,
    'DateTime?': `Date UpdatedDateUTC`,
    'Decimal?': `SubTotal TotalTax Total`,
    'Boolean?': `HasAttachments`,
    Contact: `Contact`,
    User: `User`,
    [list]: `LineItems`,
  },
  ExpenseClaim: {
    String: `Status`,
    Guid: `ExpenseClaimID`,
    'DateTime?': `UpdatedDateUTC PaymentDueDate ReportingDate`,
    'Decimal?': `Total AmountDue AmountPaid`,
    User: `User`,
    [list]: `Receipts Payments`,
  },
  Organisation: { String: `Name LegalName BaseCurrency CountryCode ShortCode`, Guid: `OrganisationID` },
};

/** What prepayments and overpayments have in common, with the texts and identifiers that one of them has besides. */
function bankCredit(id: string, texts: string, ids: string): Readonly<Record<ValueType, string>> {
  return {
    String: `Type Status LineAmountTypes CurrencyCode Reference UpdatedDateUTCString ${texts}`,
    Guid: id,
    ...(ids === '' ? {} : { 'Guid?': ids }),
    'DateTime?': `Date UpdatedDateUTC`,
    'Decimal?': `SubTotal TotalTax Total CurrencyRate RemainingCredit AppliedAmount`,
    'Boolean?': `HasAttachments`,
    Contact: `Contact`,
    [list]: `LineItems Allocations Payments`,
  };
}

/** Fields of contacts that Xero compares without accents. */
const folding = ['Name', 'EmailAddress', 'AccountNumber'];

const fields: ReadonlyMap<string, ReadonlyMap<string, Field>> = new Map(
  Object.entries(table).map(([type, byType]) => [type, fieldsOf(type, byType)]),
);

function fieldsOf(owner: string, byType: Readonly<Record<ValueType, string>>): ReadonlyMap<string, Field> {
  const all = Object.entries(byType).flatMap(([type, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => ({ name, type, folds: owner === 'Contact' && folding.includes(name) })),
  );
  return new Map(all.map((field) => [field.name.toLowerCase(), field]));
}
