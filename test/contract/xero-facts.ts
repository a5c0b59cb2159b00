/** What Xero's API description (16.1, with the two rounding fields of 19.0) says of each field: its kind, longest text, legal values. */

import { BANK_DESCRIPTION } from './xero-facts-bank.ts';
import { ORDER_DESCRIPTION } from './xero-facts-orders.ts';

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
  Name text
  LogoUrl text
  Type choice INVOICE
  SortOrder integer
  CreatedDateUTC* text
Account
  AccountID id
  Code text 10
  Name text 150
  Type choice BANK,CURRENT,CURRLIAB,DEPRECIATN,DIRECTCOSTS,EQUITY,EXPENSE,FIXED,INVENTORY,LIABILITY,NONCURRENT,OTHERINCOME,OVERHEADS,PREPAYMENT,REVENUE,SALES,TERMLIAB,PAYG
  BankAccountNumber text
  Status choice ACTIVE,ARCHIVED,DELETED
  Description text 4000
  BankAccountType choice BANK,CREDITCARD,PAYPAL,NONE
  CurrencyCode currency
  TaxType text
  EnablePaymentsToAccount boolean
  ShowInExpenseClaims boolean
  ReportingCode text
  AddToWatchlist boolean
  Class* choice ASSET,EQUITY,EXPENSE,LIABILITY,REVENUE
  SystemAccount* choice DEBTORS,CREDITORS,BANKCURRENCYGAIN,GST,GSTONIMPORTS,HISTORICAL,REALISEDCURRENCYGAIN,RETAINEDEARNINGS,ROUNDING,TRACKINGTRANSFERS,UNPAIDEXPCLM,UNREALISEDCURRENCYGAIN,WAGEPAYABLES,CISASSETS,CISASSET,CISLABOUR,CISLABOUREXPENSE,CISLABOURINCOME,CISLIABILITY,CISMATERIALS
  ReportingCodeName* text
  HasAttachments* boolean
  UpdatedDateUTC* text
Prepayment
  PrepaymentID id
  Type choice RECEIVE-PREPAYMENT,SPEND-PREPAYMENT,ARPREPAYMENT,APPREPAYMENT
  Contact object Contact
  Date date
  Status choice AUTHORISED,PAID,VOIDED
  LineAmountTypes choice Exclusive,Inclusive,NoTax
  LineItems list LineItem
  Reference* text
  CurrencyCode currency
  CurrencyRate decimal
  SubTotal* decimal
  TotalTax* decimal
  Total* decimal
  RemainingCredit* decimal
  AppliedAmount* decimal
  Allocations* list Allocation
  Payments* list Payment
  HasAttachments* boolean
  UpdatedDateUTC* text
  InvoiceNumber* text
  BrandingThemeID* id
Overpayment
  OverpaymentID id
  Type choice RECEIVE-OVERPAYMENT,SPEND-OVERPAYMENT,AROVERPAYMENT
  Contact object Contact
  Date date
  Status choice AUTHORISED,PAID,VOIDED
  LineAmountTypes choice Exclusive,Inclusive,NoTax
  LineItems list LineItem
  Reference text
  CurrencyCode currency
  CurrencyRate decimal
  SubTotal* decimal
  TotalTax* decimal
  Total* decimal
  RemainingCredit* decimal
  AppliedAmount* decimal
  Allocations* list Allocation
  Payments* list Payment
  HasAttachments* boolean
  UpdatedDateUTC* text
Allocation
  AllocationID id
  Invoice object Invoice
  Amount decimal
  Date date
  IsDeleted* boolean
Item
  ItemID id
  Code text 30
  Name text 50
  IsSold boolean
  IsPurchased boolean
  Description text 4000
  PurchaseDescription text 4000
  PurchaseDetails object Purchase
  SalesDetails object Purchase
  InventoryAssetAccountCode text
  IsTrackedAsInventory* boolean
  TotalCostPool* decimal
  QuantityOnHand* decimal
  QuantityAvailable* decimal
  QuantityOnBackOrder* decimal
  UpdatedDateUTC* text
Purchase
  UnitPrice decimal
  AccountCode text
  COGSAccountCode text
  TaxType text
TaxRate
  TaxType text
  Name text
  Status choice ACTIVE,DELETED,ARCHIVED,PENDING
  ReportTaxType choice AVALARA,BASEXCLUDED,CAPITALSALESOUTPUT,CAPITALEXPENSESINPUT,ECOUTPUT,ECOUTPUTSERVICES,ECINPUT,ECACQUISITIONS,EXEMPTEXPENSES,EXEMPTINPUT,EXEMPTOUTPUT,GSTONIMPORTS,INPUT,INPUTTAXED,MOSSSALES,NONE,NONEOUTPUT,OUTPUT,PURCHASESINPUT,SALESOUTPUT,EXEMPTCAPITAL,EXEMPTEXPORT,CAPITALEXINPUT,GSTONCAPIMPORTS,GSTONCAPITALIMPORTS,REVERSECHARGES,PAYMENTS,INVOICE,CASH,ACCRUAL,FLATRATECASH,FLATRATEACCRUAL,ACCRUALS,TXCA,SRCAS,DSOUTPUT,BLINPUT2,EPINPUT,IMINPUT2,MEINPUT,IGDSINPUT2,ESN33OUTPUT,OPINPUT,OSOUTPUT,TXN33INPUT,TXESSINPUT,TXREINPUT,TXPETINPUT,NRINPUT,ES33OUTPUT,ZERORATEDINPUT,ZERORATEDOUTPUT,DRCHARGESUPPLY,DRCHARGE,CAPINPUT,CAPIMPORTS,IMINPUT,INPUT2,CIUINPUT,SRINPUT,OUTPUT2,SROUTPUT,CAPOUTPUT,SROUTPUT2,CIUOUTPUT,ZROUTPUT,ZREXPORT,ACC28PLUS,ACCUPTO28,OTHEROUTPUT,SHOUTPUT,ZRINPUT,BADDEBT,OTHERINPUT,BADDEBTRELIEF,IGDSINPUT3,SROVR,TOURISTREFUND,TXRCN33,TXRCRE,TXRCESS,TXRCTS,CAPEXINPUT,UNDEFINED,CAPEXOUTPUT,ZEROEXPOUTPUT,GOODSIMPORT,NONEINPUT,NOTREPORTED,SROVRRS,SROVRLVG,SRLVG,IM,IMESS,IMN33,IMRE,BADDEBTRECOVERY,USSALESTAX,BLINPUT3
  TaxComponents list TaxComponent
  CanApplyToAssets* boolean
  CanApplyToEquity* boolean
  CanApplyToExpenses* boolean
  CanApplyToLiabilities* boolean
  CanApplyToRevenue* boolean
  DisplayTaxRate* decimal
  EffectiveRate* decimal
TaxComponent
  Name text
  Rate decimal
  IsCompound boolean
  IsNonRecoverable boolean
TrackingCategory
  TrackingCategoryID id
  TrackingOptionID id
  Name text 100
  Option text 100
  Status choice ACTIVE,ARCHIVED,DELETED
  Options list TrackingOption
TrackingOption
  TrackingOptionID id
  Name text 100
  Status choice ACTIVE,ARCHIVED,DELETED
  TrackingCategoryID id
Journal
  JournalID* id
  JournalDate* date
  JournalNumber* integer
  CreatedDateUTC* text
  Reference* text
  SourceID* id
  SourceType* choice ACCREC,ACCPAY,ACCRECCREDIT,ACCPAYCREDIT,ACCRECPAYMENT,ACCPAYPAYMENT,ARCREDITPAYMENT,APCREDITPAYMENT,CASHREC,CASHPAID,TRANSFER,ARPREPAYMENT,APPREPAYMENT,AROVERPAYMENT,APOVERPAYMENT,EXPCLAIM,EXPPAYMENT,MANJOURNAL,PAYSLIP,WAGEPAYABLE,INTEGRATEDPAYROLLPE,INTEGRATEDPAYROLLPT,EXTERNALSPENDMONEY,INTEGRATEDPAYROLLPTPAYMENT,INTEGRATEDPAYROLLCN
  JournalLines list JournalLine
JournalLine
  JournalLineID* id
  AccountID* id
  AccountCode* text
  AccountType* choice BANK,CURRENT,CURRLIAB,DEPRECIATN,DIRECTCOSTS,EQUITY,EXPENSE,FIXED,INVENTORY,LIABILITY,NONCURRENT,OTHERINCOME,OVERHEADS,PREPAYMENT,REVENUE,SALES,TERMLIAB,PAYG
  AccountName* text
  Description* text
  NetAmount* decimal
  GrossAmount* decimal
  TaxAmount* decimal
  TaxType* text
  TaxName* text
  TrackingCategories list LineItemTracking
ContactGroup
  ContactGroupID id
  Name text
  Status choice ACTIVE,DELETED
  Contacts list GroupMember
GroupMember
  ContactID id
  Name* text
User
  UserID id
  EmailAddress text
  FirstName text
  LastName text
  IsSubscriber boolean
  OrganisationRole choice READONLY,INVOICEONLY,STANDARD,FINANCIALADVISER,MANAGEDCLIENT,CASHBOOKCLIENT,UNKNOWN,REMOVED
  UpdatedDateUTC* text
InvoiceReminder
  Enabled boolean
PaymentService
  PaymentServiceID id
  PaymentServiceName text
  PaymentServiceUrl text
  PayNowText text
  PaymentServiceType text
Budget
  BudgetID id
  Type choice OVERALL,TRACKING
  Description text 255
  UpdatedDateUTC* text
  Tracking list TrackingCategory
  BudgetLines list BudgetLine
BudgetLine
  AccountID* id
  AccountCode* text
  BudgetBalances* object BudgetBalance
BudgetBalance
  Period text
  Amount decimal
  UnitAmount decimal
  Notes text 255
ManualJournal
  ManualJournalID id
  Narration text
  JournalLines list ManualJournalLine
  Date date
  LineAmountTypes choice Exclusive,Inclusive,NoTax
  Status choice DRAFT,POSTED,DELETED,VOIDED,ARCHIVED
  Url text
  ShowOnCashBasisReports boolean
  HasAttachments* boolean
  UpdatedDateUTC* text
ManualJournalLine
  LineAmount decimal
  AccountCode text
  AccountID id
  Description text
  TaxType text
  Tracking list LineItemTracking
  TaxAmount decimal
  IsBlank boolean
Currency
  Code currency
  Description text
Organisation
  OrganisationID id
  Name text
  LegalName text
  ShortCode text
  Version text
  OrganisationType text
  OrganisationEntityType text
  Class text
  Edition text
  OrganisationStatus text
  BaseCurrency text
  CountryCode text
  Timezone text
  RegistrationNumber text
  EmployerIdentificationNumber text
  TaxNumber text
  SalesTaxBasis text
  SalesTaxPeriod text
  DefaultSalesTax text
  DefaultPurchasesTax text
  LineOfBusiness text
  APIKey text
  PaysTax boolean
  IsDemoCompany boolean
  FinancialYearEndDay integer
  FinancialYearEndMonth integer
  PeriodLockDate date
  EndOfYearLockDate date
  CreatedDateUTC* text
  Addresses* list AddressForOrganisation
  Phones* list Phone
  ExternalLinks* list ExternalLink
  PaymentTerms* object PaymentTerm
ExternalLink
  LinkType text
  Url text
  Description text
AddressForOrganisation
  AddressType choice POBOX,STREET,DELIVERY
  AddressLine1 text 500
  AddressLine2 text 500
  AddressLine3 text 500
  AddressLine4 text 500
  City text 255
  Region text 255
  PostalCode text 50
  Country text 50
  AttentionTo text 255
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
  for (const line of (DESCRIPTION.trimEnd() + ORDER_DESCRIPTION + BANK_DESCRIPTION).trim().split('\n')) {
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
