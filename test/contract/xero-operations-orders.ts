/** The same for purchase orders, quotes, repeating invoices, linked transactions and the classic expenses. */

export const ORDER_OPERATIONS = `
GET /PurchaseOrders Status DateFrom DateTo order page pageSize
PUT /PurchaseOrders summarizeErrors
POST /PurchaseOrders summarizeErrors
GET /Quotes DateFrom DateTo ExpiryDateFrom ExpiryDateTo ContactID Status page order QuoteNumber
PUT /Quotes summarizeErrors
POST /Quotes summarizeErrors
GET /RepeatingInvoices where order
PUT /RepeatingInvoices summarizeErrors
POST /RepeatingInvoices summarizeErrors
GET /LinkedTransactions page LinkedTransactionID SourceTransactionID ContactID Status TargetTransactionID
PUT /LinkedTransactions
POST /LinkedTransactions/{id}
DELETE /LinkedTransactions/{id}
GET /Receipts where order unitdp
GET /Receipts/{id} unitdp
GET /ExpenseClaims/{id}
PUT /Receipts unitdp
POST /Receipts/{id} unitdp
GET /ExpenseClaims where order
PUT /ExpenseClaims
POST /ExpenseClaims/{id}
`;

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

export const ORDER_PARAMETERS: Readonly<Record<string, RegExp>> = {
  Status: /^[A-Z]+$/,
  DateFrom: DAY,
  DateTo: DAY,
  ExpiryDateFrom: DAY,
  ExpiryDateTo: DAY,
  QuoteNumber: /^.{1,255}$/,
  ContactID: ID,
  LinkedTransactionID: ID,
  SourceTransactionID: ID,
  TargetTransactionID: ID,
};
