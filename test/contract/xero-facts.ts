/** What Xero's API description (16.1, with the two rounding fields of 19.0) says of each field: its kind, longest text, legal values. */

/** Unindented: the object. Indented: a field, `*` where Xero alone sets it, its kind, then length, values or the object it holds. */
const DESCRIPTION = `
Invoice
  Type choice ACCPAY,ACCPAYCREDIT,APOVERPAYMENT,APPREPAYMENT,ACCREC,ACCRECCREDIT,AROVERPAYMENT,ARPREPAYMENT
  Contact object Contact
  LineItems list LineItem
  Date date
  DueDate date
  LineAmountTypes choice Exclusive,Inclusive,NoTax
  InvoiceNumber text 255
  Reference text 255
  BrandingThemeID id
  Url text
  CurrencyCode currency
  CurrencyRate decimal
  Status choice DRAFT,SUBMITTED,DELETED,AUTHORISED,PAID,VOIDED
  SentToContact boolean
  ExpectedPaymentDate date
  PlannedPaymentDate date
  CISDeduction* decimal
  CISRate* decimal
  SubTotal* decimal
  TotalTax* decimal
  Total* decimal
  TotalDiscount* decimal
  InvoiceID id
  RepeatingInvoiceID id
  HasAttachments* boolean
  IsDiscounted* boolean
  Payments* list Payment
  Prepayments* list Prepayment
  Overpayments* list Overpayment
  AmountDue* decimal
  AmountPaid* decimal
  FullyPaidOnDate* date
  AmountCredited* decimal
  UpdatedDateUTC* text
  CreditNotes* list CreditNote
  InvoiceAddresses list InvoiceAddress
  RoundingAmount decimal
  EnteredTotal decimal
CreditNote
  Type choice ACCPAYCREDIT,ACCRECCREDIT
  Contact object Contact
  Date date
  DueDate date
  Status choice DRAFT,SUBMITTED,DELETED,AUTHORISED,PAID,VOIDED
  LineAmountTypes choice Exclusive,Inclusive,NoTax
  LineItems list LineItem
  SubTotal* decimal
  TotalTax* decimal
  Total* decimal
  CISDeduction* decimal
  CISRate* decimal
  UpdatedDateUTC* text
  CurrencyCode currency
  FullyPaidOnDate* date
  CreditNoteID id
  CreditNoteNumber text
  Reference text
  SentToContact* boolean
  CurrencyRate decimal
  RemainingCredit* decimal
  Allocations* list Allocation
  AppliedAmount* decimal
  Payments* list Payment
  BrandingThemeID id
  HasAttachments* boolean
  InvoiceAddresses list InvoiceAddress
Contact
  ContactID id
  MergedToContactID* id
  ContactNumber text 50
  AccountNumber text 50
  ContactStatus choice ACTIVE,ARCHIVED,GDPRREQUEST
  Name text 255
  FirstName text 255
  LastName text 255
  CompanyNumber text 50
  EmailAddress text 255
  ContactPersons list ContactPerson
  BankAccountDetails text
  TaxNumber text 50
  TaxNumberType choice SSN,EIN,ITIN,ATIN
  AccountsReceivableTaxType text
  AccountsPayableTaxType text
  Addresses list Address
  Phones list Phone
  IsSupplier* boolean
  IsCustomer* boolean
  SalesDefaultLineAmountType choice INCLUSIVE,EXCLUSIVE,NONE
  PurchasesDefaultLineAmountType choice INCLUSIVE,EXCLUSIVE,NONE
  DefaultCurrency currency
  XeroNetworkKey text
  SalesDefaultAccountCode text
  PurchasesDefaultAccountCode text
  SalesTrackingCategories list SalesTrackingCategory
  PurchasesTrackingCategories list SalesTrackingCategory
  TrackingCategoryName text
  TrackingCategoryOption text
  PaymentTerms object PaymentTerm
  UpdatedDateUTC* text
  ContactGroups list ContactGroup
  Website* text
  BrandingTheme object BrandingTheme
  BatchPayments object BatchPaymentDetails
  Discount* decimal
  Balances* object Balances
  HasAttachments* boolean
Payment
  Invoice object Invoice
  CreditNote object CreditNote
  Prepayment object Prepayment
  Overpayment object Overpayment
  InvoiceNumber text
  CreditNoteNumber text
  BatchPayment* object BatchPayment
  Account object Account
  Code text
  Date date
  CurrencyRate decimal
  Amount decimal
  BankAmount decimal
  Reference text
  IsReconciled boolean
  Status choice AUTHORISED,DELETED
  PaymentType* choice ACCRECPAYMENT,ACCPAYPAYMENT,ARCREDITPAYMENT,APCREDITPAYMENT,AROVERPAYMENTPAYMENT,ARPREPAYMENTPAYMENT,APPREPAYMENTPAYMENT,APOVERPAYMENTPAYMENT
  UpdatedDateUTC* text
  PaymentID id
  BatchPaymentID* id
  BankAccountNumber text
  Particulars text
  Details text
  HasAccount* boolean
LineItem
  LineItemID id
  Description text 4000
  Quantity decimal
  UnitAmount decimal
  ItemCode text
  AccountCode text
  AccountID id
  TaxType text
  TaxAmount decimal
  Item object LineItemItem
  LineAmount decimal
  Tracking list LineItemTracking
  DiscountRate decimal
  DiscountAmount decimal
  RepeatingInvoiceID id
  Taxability choice TAXABLE,NON_TAXABLE,EXEMPT,PART_TAXABLE,NOT_APPLICABLE
  SalesTaxCodeId decimal
  TaxBreakdown list TaxBreakdownComponent
LineItemTracking
  TrackingCategoryID id
  TrackingOptionID id
  Name text 100
  Option text
LineItemItem
  Code text 30
  Name text 50
  ItemID id
Address
  AddressType choice POBOX,STREET
  AddressLine1 text 500
  AddressLine2 text 500
  AddressLine3 text 500
  AddressLine4 text 500
  City text 255
  Region text 255
  PostalCode text 50
  Country text 50
  AttentionTo text 255
InvoiceAddress
  InvoiceAddressType choice FROM,TO
  AddressLine1 text
  AddressLine2 text
  AddressLine3 text
  AddressLine4 text
  City text
  Region text
  PostalCode text
  Country text
Phone
  PhoneType choice DEFAULT,DDI,MOBILE,FAX,OFFICE
  PhoneNumber text 50
  PhoneAreaCode text 10
  PhoneCountryCode text 20
ContactPerson
  FirstName text
  LastName text
  EmailAddress text
  IncludeInEmails boolean
SalesTrackingCategory
  TrackingCategoryName text
  TrackingOptionName text
PaymentTerm
  Bills object Bill
  Sales object Bill
Bill
  Day integer
  Type choice DAYSAFTERBILLDATE,DAYSAFTERBILLMONTH,OFCURRENTMONTH,OFFOLLOWINGMONTH
BatchPaymentDetails
  BankAccountNumber text
  BankAccountName text
  Details text 18
  Code text 12
  Reference text 12
Balances
  AccountsReceivable object AccountsReceivable
  AccountsPayable object AccountsPayable
AccountsReceivable
  Outstanding decimal
  Overdue decimal
AccountsPayable
  Outstanding decimal
  Overdue decimal
BrandingTheme
  BrandingThemeID id
Account
  AccountID id
  Code text 10
Prepayment
  PrepaymentID id
Overpayment
  OverpaymentID id
`;

export interface FieldFact {
  readonly name: string;
  readonly computed: boolean;
  readonly kind: string;
  /** Length, values or object, as the kind has it. */
  readonly detail: string;
}

/** Facts by object, then by field. */
export const xeroFacts: ReadonlyMap<string, ReadonlyMap<string, FieldFact>> = parse();

function parse(): Map<string, Map<string, FieldFact>> {
  const objects = new Map<string, Map<string, FieldFact>>();
  let current = new Map<string, FieldFact>();
  for (const line of DESCRIPTION.trim().split('\n')) {
    if (line.startsWith(' ')) {
      const [label = '', kind = '', detail = ''] = line.trim().split(' ');
      const name = label.replace('*', '');
      current.set(name, { name, computed: label.endsWith('*'), kind, detail });
    } else {
      current = new Map();
      objects.set(line, current);
    }
  }
  return objects;
}
