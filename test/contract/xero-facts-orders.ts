/** The same of purchase orders, quotes, repeating invoices, linked transactions and the classic expenses. */

export const ORDER_DESCRIPTION = `
PurchaseOrder
  Contact object Contact
  LineItems list LineItem
  Date date
  DeliveryDate date
  LineAmountTypes choice Exclusive,Inclusive,NoTax
  PurchaseOrderNumber text
  Reference text
  BrandingThemeID id
  CurrencyCode currency
  Status choice DRAFT,SUBMITTED,AUTHORISED,BILLED,DELETED
  SentToContact boolean
  DeliveryAddress text
  AttentionTo text
  Telephone text
  DeliveryInstructions text 500
  ExpectedArrivalDate date
  PurchaseOrderID id
  CurrencyRate decimal
  SubTotal* decimal
  TotalTax* decimal
  Total* decimal
  TotalDiscount* decimal
  HasAttachments* boolean
  UpdatedDateUTC* text
Quote
  QuoteID id
  QuoteNumber text 255
  Reference text 4000
  Terms text 4000
  Contact object Contact
  LineItems list LineItem
  Date date
  ExpiryDate date
  Status choice DRAFT,SENT,DECLINED,ACCEPTED,INVOICED,DELETED
  CurrencyCode currency
  CurrencyRate decimal
  SubTotal* decimal
  TotalTax* decimal
  Total* decimal
  TotalDiscount* decimal
  Title text 100
  Summary text 3000
  BrandingThemeID id
  UpdatedDateUTC* text
  LineAmountTypes choice EXCLUSIVE,INCLUSIVE,NOTAX
RepeatingInvoice
  Type choice ACCPAY,ACCREC
  Contact object Contact
  Schedule object Schedule
  LineItems list LineItem
  LineAmountTypes choice Exclusive,Inclusive,NoTax
  Reference text
  BrandingThemeID id
  CurrencyCode currency
  Status choice DRAFT,AUTHORISED,DELETED
  SubTotal* decimal
  TotalTax* decimal
  Total* decimal
  RepeatingInvoiceID id
  ID* id
  HasAttachments* boolean
  ApprovedForSending boolean
  SendCopy boolean
  MarkAsSent boolean
  IncludePDF boolean
Schedule
  Period integer
  Unit choice WEEKLY,MONTHLY
  DueDate integer
  DueDateType choice DAYSAFTERBILLDATE,DAYSAFTERBILLMONTH,DAYSAFTERINVOICEDATE,DAYSAFTERINVOICEMONTH,OFCURRENTMONTH,OFFOLLOWINGMONTH
  StartDate date
  NextScheduledDate date
  EndDate date
LinkedTransaction
  SourceTransactionID id
  SourceLineItemID id
  ContactID id
  TargetTransactionID id
  TargetLineItemID id
  LinkedTransactionID id
  Status* choice APPROVED,DRAFT,ONDRAFT,BILLED,VOIDED
  Type* choice BILLABLEEXPENSE
  UpdatedDateUTC* text
  SourceTransactionTypeCode* choice ACCPAY,SPEND
Receipt
  Date date
  Contact object Contact
  LineItems list LineItem
  User object ClaimUser
  Reference text
  LineAmountTypes choice Exclusive,Inclusive,NoTax
  SubTotal* decimal
  TotalTax* decimal
  Total* decimal
  ReceiptID id
  Status choice DRAFT,SUBMITTED,AUTHORISED,DECLINED,VOIDED
  ReceiptNumber* text
  UpdatedDateUTC* text
  HasAttachments* boolean
  Url* text
ClaimUser
  UserID id
ExpenseClaim
  ExpenseClaimID id
  Status choice SUBMITTED,AUTHORISED,PAID,VOIDED,DELETED
  User object ClaimUser
  Receipts list ClaimedReceipt
  UpdatedDateUTC* text
  Total* decimal
  AmountDue* decimal
  AmountPaid* decimal
  PaymentDueDate* date
  ReportingDate* date
ClaimedReceipt
  ReceiptID id
`;
