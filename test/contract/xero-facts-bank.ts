/** Bank transactions, transfers and batch payments in Xero's API description, in the notation of xero-facts.ts. */

export const BANK_DESCRIPTION = `
BankTransaction
  Type choice RECEIVE,RECEIVE-OVERPAYMENT,RECEIVE-PREPAYMENT,SPEND,SPEND-OVERPAYMENT,SPEND-PREPAYMENT,RECEIVE-TRANSFER,SPEND-TRANSFER
  Contact object Contact
  LineItems list LineItem
  BankAccount object Account
  IsReconciled boolean
  Date date
  Reference text 255
  CurrencyCode currency
  CurrencyRate decimal
  Url text
  Status choice AUTHORISED,DELETED,VOIDED
  LineAmountTypes choice Exclusive,Inclusive,NoTax
  SubTotal* decimal
  TotalTax* decimal
  Total* decimal
  BankTransactionID id
  PrepaymentID* id
  OverpaymentID* id
  UpdatedDateUTC* text
  HasAttachments* boolean
BankTransfer
  FromBankAccount object Account
  ToBankAccount object Account
  Amount decimal
  Date date
  BankTransferID id
  CurrencyRate* decimal
  FromBankTransactionID* id
  ToBankTransactionID* id
  FromIsReconciled boolean
  ToIsReconciled boolean
  Reference text
  HasAttachments* boolean
  CreatedDateUTC* text
  Status* choice AUTHORISED,DELETED
  FromTracking list TrackingReference
  ToTracking list TrackingReference
BatchPayment
  Account object Account
  Reference text 255
  Particulars text 12
  Code text 12
  Details text 18
  Narrative text 18
  BatchPaymentID id
  Date date
  Payments list Payment
  Type* choice PAYBATCH,RECBATCH
  Status* choice AUTHORISED,DELETED
  TotalAmount* decimal
  UpdatedDateUTC* text
  IsReconciled* boolean
TrackingReference
  TrackingCategoryID id
  TrackingOptionID id
  Name* text 100
  Option* text
`;
