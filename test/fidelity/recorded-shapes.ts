/** Fields and JSON types of replies recorded from Xero's demo companies, as compact tables, and how to compare with them. */

/**
 * `s` a text, `n` a number, `b` true or false, `{...}` an object, `[...]` a list of objects, `[]` a list that may be empty.
 * A recorded request by the name of what was done.
 */
export const recordedShapes = {
  envelope: 'Id:s Status:s ProviderName:s DateTimeUTC:s',
  pagination: 'page:n pageSize:n pageCount:n itemCount:n',
  contact: `ContactID:s ContactStatus:s Name:s EmailAddress:s BankAccountDetails:s
    Addresses:[AddressType:s City:s Region:s PostalCode:s Country:s]
    Phones:[PhoneType:s PhoneNumber:s PhoneAreaCode:s PhoneCountryCode:s] UpdatedDateUTC:s ContactGroups:[]
    IsSupplier:b IsCustomer:b SalesTrackingCategories:[] PurchasesTrackingCategories:[] ContactPersons:[]
    HasValidationErrors:b`,
  contactRead: `ContactID:s ContactStatus:s Name:s Addresses:[AddressType:s] Phones:[PhoneType:s] UpdatedDateUTC:s
    ContactGroups:[] IsSupplier:b IsCustomer:b ContactPersons:[] HasAttachments:b Attachments:[]
    HasValidationErrors:b`,
  contactRefused: `ContactID:s Name:s EmailAddress:s Addresses:[] Phones:[PhoneType:s PhoneNumber:s ValidationErrors:[]]
    ContactGroups:[] IsCustomer:b ContactPersons:[] HasValidationErrors:b ValidationErrors:[Message:s]`,
  archivedRefused: `ContactID:s ContactStatus:s Name:s Addresses:[] Phones:[] ContactGroups:[] ContactPersons:[]
    HasValidationErrors:b StatusAttributeString:s ValidationErrors:[Message:s]`,
  invoiceWritten: `Type:s InvoiceID:s InvoiceNumber:s Reference:s Prepayments:[] Overpayments:[] AmountDue:n AmountPaid:n
    SentToContact:b CurrencyRate:n IsDiscounted:b HasErrors:b InvoicePaymentServices:[] UpdatedDateUTCString:s
    Contact:{ContactID:s ContactStatus:s Name:s Addresses:[AddressType:s] Phones:[PhoneType:s] UpdatedDateUTC:s
      ContactGroups:[] IsSupplier:b IsCustomer:b SalesTrackingCategories:[] PurchasesTrackingCategories:[]
      ContactPersons:[] HasValidationErrors:b}
    DateString:s Date:s DueDateString:s DueDate:s BrandingThemeID:s Status:s LineAmountTypes:s
    LineItems:[Description:s UnitAmount:n TaxType:s TaxAmount:n LineAmount:n AccountCode:s Tracking:[] Quantity:n
      LineItemID:s AccountID:s ValidationErrors:[]]
    SubTotal:n TotalTax:n Total:n UpdatedDateUTC:s CurrencyCode:s`,
  invoiceCredited: `Type:s InvoiceID:s InvoiceNumber:s Reference:s
    CreditNotes:[CreditNoteID:s CreditNoteNumber:s ID:s HasErrors:b InvoiceAddresses:[] CurrencyRate:n AppliedAmount:n
      DateString:s Date:s LineItems:[] Total:n]
    Prepayments:[] Overpayments:[] AmountDue:n AmountPaid:n AmountCredited:n SentToContact:b CurrencyRate:n
    IsDiscounted:b HasAttachments:b HasErrors:b Attachments:[] InvoicePaymentServices:[] UpdatedDateUTCString:s
    Contact:{ContactID:s ContactStatus:s Name:s Addresses:[AddressType:s] Phones:[PhoneType:s]}
    LineItems:[ItemCode:s Description:s UnitAmount:n TaxType:s TaxAmount:n LineAmount:n AccountCode:s
      Item:{ItemID:s Name:s Code:s}
      Tracking:[Name:s Option:s TrackingCategoryID:s TrackingOptionID:s] Quantity:n LineItemID:s AccountID:s
      ValidationErrors:[]]
    Status:s SubTotal:n TotalTax:n Total:n UpdatedDateUTC:s CurrencyCode:s FullyPaidOnDate:s`,
  invoiceRefused: `Type:s InvoiceID:s Payments:[] CreditNotes:[] Prepayments:[] Overpayments:[] IsDiscounted:b
    InvoiceAddresses:[] HasErrors:b InvoicePaymentServices:[]
    Contact:{ContactID:s Addresses:[] Phones:[] ContactGroups:[] ContactPersons:[] HasValidationErrors:b
      ValidationErrors:[]}
    DateString:s Date:s DueDateString:s DueDate:s Status:s LineAmountTypes:s
    LineItems:[Description:s UnitAmount:n TaxType:s TaxAmount:n LineAmount:n AccountCode:s Tracking:[] Quantity:n]
    SubTotal:n TotalTax:n Total:n CurrencyCode:s StatusAttributeString:s ValidationErrors:[Message:s]`,
  billListed: `Type:s InvoiceID:s InvoiceNumber:s Reference:s
    Payments:[PaymentID:s Date:s Amount:n Reference:s CurrencyRate:n HasAccount:b HasValidationErrors:b]
    CreditNotes:[] Prepayments:[] Overpayments:[] AmountDue:n AmountPaid:n AmountCredited:n CurrencyRate:n
    IsDiscounted:b HasAttachments:b InvoiceAddresses:[] HasErrors:b InvoicePaymentServices:[] UpdatedDateUTCString:s
    Contact:{ContactID:s Name:s Addresses:[] Phones:[] ContactGroups:[] ContactPersons:[] HasValidationErrors:b}
    DateString:s Date:s DueDateString:s DueDate:s Status:s LineAmountTypes:s
    LineItems:[Description:s UnitAmount:n TaxType:s TaxAmount:n LineAmount:n AccountCode:s Tracking:[] Quantity:n
      LineItemID:s AccountID:s]
    SubTotal:n TotalTax:n Total:n UpdatedDateUTC:s CurrencyCode:s FullyPaidOnDate:s`,
  paymentWritten: `PaymentID:s Date:s BankAmount:n Amount:n Reference:s CurrencyRate:n PaymentType:s Status:s
    UpdatedDateUTC:s UpdatedDateUTCString:s HasAccount:b IsReconciled:b Account:{AccountID:s Code:s Name:s CurrencyCode:s}
    Invoice:{Type:s InvoiceID:s InvoiceNumber:s Reference:s Prepayments:[] Overpayments:[] AmountDue:n AmountPaid:n
      SentToContact:b CurrencyRate:n IsDiscounted:b HasErrors:b InvoicePaymentServices:[] UpdatedDateUTCString:s
      Contact:{ContactID:s Name:s ContactPersons:[] HasValidationErrors:b} DateString:s Date:s DueDateString:s DueDate:s
      BrandingThemeID:s Status:s LineAmountTypes:s
      LineItems:[Description:s UnitAmount:n TaxType:s TaxAmount:n LineAmount:n AccountCode:s Tracking:[] Quantity:n
        LineItemID:s AccountID:s ValidationErrors:[]]
      SubTotal:n TotalTax:n Total:n UpdatedDateUTC:s CurrencyCode:s}
    HasValidationErrors:b`,
  journalWritten: `Date:s Status:s LineAmountTypes:s UpdatedDateUTC:s ManualJournalID:s Narration:s
    JournalLines:[Description:s TaxType:s LineAmount:n AccountCode:s Tracking:[] AccountID:s IsBlank:b]
    ShowOnCashBasisReports:b DebitTotal:n CreditTotal:n`,
  journalRead: `Date:s Status:s LineAmountTypes:s UpdatedDateUTC:s ManualJournalID:s Narration:s
    JournalLines:[Description:s TaxType:s TaxAmount:n LineAmount:n AccountCode:s Tracking:[] AccountID:s IsBlank:b]
    ShowOnCashBasisReports:b DebitTotal:n CreditTotal:n HasAttachments:b Attachments:[]`,
  accountWritten: `AccountID:s Code:s Name:s Status:s Type:s TaxType:s Class:s EnablePaymentsToAccount:b
    ShowInExpenseClaims:b ReportingCode:s ReportingCodeName:s UpdatedDateUTC:s AddToWatchlist:b`,
  report: `ReportID:s ReportName:s ReportType:s ReportTitles:[] ReportDate:s UpdatedDateUTC:s
    Rows:[RowType:s Cells:[Value:s]]`,
  reportRow: 'RowType:s Cells:[Value:s Attributes:[Id:s Value:s]]',
  creditListed: `CreditNoteID:s CreditNoteNumber:s Payments:[] ID:s HasErrors:b InvoiceAddresses:[] CurrencyRate:n Type:s
    Reference:s RemainingCredit:n
    Allocations:[AllocationID:s Amount:n Date:s
      Invoice:{InvoiceID:s InvoiceNumber:s Payments:[] CreditNotes:[] Prepayments:[] Overpayments:[] IsDiscounted:b
        InvoiceAddresses:[] HasErrors:b InvoicePaymentServices:[] LineItems:[]}]
    HasAttachments:b UpdatedDateUTCString:s
    Contact:{ContactID:s Name:s Addresses:[] Phones:[] ContactGroups:[] ContactPersons:[] HasValidationErrors:b}
    DateString:s Date:s BrandingThemeID:s Status:s LineAmountTypes:s
    LineItems:[ItemCode:s Description:s UnitAmount:n TaxType:s TaxAmount:n LineAmount:n AccountCode:s
      Item:{ItemID:s Name:s Code:s} Tracking:[Name:s Option:s TrackingCategoryID:s Options:[]] Quantity:n LineItemID:s
      AccountID:s]
    SubTotal:n TotalTax:n Total:n UpdatedDateUTC:s CurrencyCode:s FullyPaidOnDate:s`,
  item: `ItemID:s Code:s UpdatedDateUTC:s PurchaseDetails:{UnitPrice:n AccountCode:s TaxType:s}
    SalesDetails:{UnitPrice:n AccountCode:s TaxType:s} Name:s IsTrackedAsInventory:b IsSold:b IsPurchased:b`,
  bankAccount: `AccountID:s Code:s Name:s Status:s Type:s TaxType:s Class:s EnablePaymentsToAccount:b
    ShowInExpenseClaims:b BankAccountNumber:s BankAccountType:s CurrencyCode:s ReportingCode:s ReportingCodeName:s
    HasAttachments:b UpdatedDateUTC:s AddToWatchlist:b`,
  taxRate: `Name:s TaxType:s ReportTaxType:s CanApplyToAssets:b CanApplyToEquity:b CanApplyToExpenses:b
    CanApplyToLiabilities:b CanApplyToRevenue:b DisplayTaxRate:n EffectiveRate:n Status:s
    TaxComponents:[Name:s Rate:n IsCompound:b IsNonRecoverable:b]`,
  brandingTheme: 'BrandingThemeID:s Name:s LogoUrl:s Type:s SortOrder:n CreatedDateUTC:s',
  organisation: `Name:s LegalName:s PaysTax:b Version:s OrganisationType:s BaseCurrency:s CountryCode:s IsDemoCompany:b
    OrganisationStatus:s TaxNumber:s FinancialYearEndDay:n FinancialYearEndMonth:n SalesTaxBasis:s SalesTaxPeriod:s
    DefaultSalesTax:s DefaultPurchasesTax:s PeriodLockDate:s CreatedDateUTC:s OrganisationEntityType:s Timezone:s
    ShortCode:s OrganisationID:s Edition:s Class:s
    Addresses:[AddressType:s AddressLine1:s AddressLine2:s City:s Region:s PostalCode:s Country:s AttentionTo:s]
    Phones:[PhoneType:s PhoneNumber:s PhoneCountryCode:s] ExternalLinks:[] PaymentTerms:{}`,
  noteWritten: 'DateUTCString:s DateUTC:s Details:s ValidationErrors:[]',
  historyRead: 'Changes:s DateUTCString:s DateUTC:s User:s Details:s',
  attachment: 'AttachmentID:s FileName:s Url:s MimeType:s ContentLength:n',
} as const;

type Shape = Readonly<Record<string, Kind>>;
type Kind = 's' | 'n' | 'b' | { readonly list: Shape } | { readonly object: Shape };

/** What of a recorded shape a value lacks, or has in another type, each with its path. */
export function lacking(value: unknown, recorded: string): readonly string[] {
  const tokens = recorded.match(/[A-Za-z0-9]+:|[snb[\]{}]/g) ?? [];
  return missing(value, readShape(tokens[Symbol.iterator]()), '');
}

function readShape(tokens: Iterator<string>): Shape {
  const shape: Record<string, Kind> = {};
  for (let token = tokens.next(); token.done !== true; token = tokens.next()) {
    if (token.value === ']' || token.value === '}') break;
    const kind = tokens.next().value;
    const name = token.value.slice(0, -1);
    if (kind === '[') shape[name] = { list: readShape(tokens) };
    else shape[name] = kind === '{' ? { object: readShape(tokens) } : (kind as 's' | 'n' | 'b');
  }
  return shape;
}

function missing(value: unknown, shape: Shape, path: string): readonly string[] {
  const fields = new Map(Object.entries((value ?? {}) as object));
  return Object.entries(shape).flatMap(([name, kind]) => {
    const [found, here] = [fields.get(name), `${path}${name}`];
    if (found === undefined || found === null) return [here];
    if (typeof kind === 'string') return (typeof found)[0] === kind ? [] : [`${here} is a ${typeof found}`];
    if ('object' in kind) return typeof found === 'object' ? missing(found, kind.object, `${here}.`) : [here];
    if (!Array.isArray(found)) return [`${here} is no list`];
    return Object.keys(kind.list).length === 0 ? [] : missing(found[0], kind.list, `${here}[].`);
  });
}
