/** The calls that Xero's API description (16.1) lists for what rowpost reads and writes, and the query parameters of each. */

import { ORDER_OPERATIONS, ORDER_PARAMETERS } from './xero-operations-orders.ts';

/** A call a line, its parameters after it; `{id}` stands for an identifier. */
const OPERATIONS = `
GET /Organisation
GET /Accounts where order
GET /TaxRates where order
GET /TrackingCategories where order includeArchived
GET /Items where order unitdp
GET /Currencies where order
GET /BrandingThemes
GET /Contacts where order IDs page pageSize includeArchived summaryOnly searchTerm
GET /Invoices where order IDs InvoiceNumbers ContactIDs Statuses page pageSize includeArchived createdByMyApp unitdp summaryOnly searchTerm
GET /CreditNotes where order page pageSize unitdp
GET /Payments where order page pageSize
GET /Prepayments where order page pageSize unitdp InvoiceNumbers
GET /Overpayments where order page pageSize unitdp References
GET /ManualJournals where order page pageSize
GET /Journals offset paymentsOnly
GET /Reports/TrialBalance date paymentsOnly
GET /Reports/ProfitAndLoss fromDate toDate periods timeframe trackingCategoryID trackingCategoryID2 trackingOptionID trackingOptionID2 standardLayout paymentsOnly
GET /Reports/BalanceSheet date periods timeframe trackingOptionID1 trackingOptionID2 standardLayout paymentsOnly
GET /Reports/BankSummary fromDate toDate
GET /Reports/BudgetSummary date periods timeframe
GET /Reports/ExecutiveSummary date
PUT /Contacts summarizeErrors
POST /Contacts summarizeErrors
PUT /Invoices summarizeErrors unitdp
POST /Invoices summarizeErrors unitdp
POST /Invoices/{id}/Email
GET /ContactGroups where order
GET /ContactGroups/{id}
GET /Users where order
GET /Budgets IDs DateTo DateFrom
GET /Budgets/{id} DateTo DateFrom
GET /InvoiceReminders/Settings
GET /PaymentServices
PUT /Accounts
POST /Accounts/{id}
PUT /Items summarizeErrors unitdp
POST /Items summarizeErrors unitdp
PUT /TaxRates
POST /TaxRates
PUT /Currencies
PUT /TrackingCategories
POST /TrackingCategories/{id}
PUT /TrackingCategories/{id}/Options
PUT /ContactGroups
POST /ContactGroups/{id}
PUT /ContactGroups/{id}/Contacts
GET /Invoices/{id} unitdp
GET /Invoices/{id}/Attachments
GET /Invoices/{id}/Attachments/{id}
PUT /Invoices/{id}/Attachments/{name} IncludeOnline
GET /Invoices/{id}/History
PUT /Invoices/{id}/History
GET /Contacts/{id}/History
PUT /CreditNotes summarizeErrors unitdp
POST /CreditNotes summarizeErrors unitdp
PUT /Payments summarizeErrors
PUT /BankTransactions summarizeErrors unitdp
POST /BankTransactions summarizeErrors unitdp
PUT /BankTransfers
POST /BankTransfers summarizeErrors
PUT /BatchPayments summarizeErrors
GET /BankTransactions where order page pageSize unitdp References
GET /BankTransfers where order includeDeleted
GET /BatchPayments where order
POST /Payments/{id}
POST /BatchPayments/{id}
PUT /CreditNotes/{id}/Allocations summarizeErrors
PUT /Prepayments/{id}/Allocations summarizeErrors
PUT /Overpayments/{id}/Allocations summarizeErrors
DELETE /CreditNotes/{id}/Allocations/{id}
DELETE /Prepayments/{id}/Allocations/{id}
DELETE /Overpayments/{id}/Allocations/{id}
PUT /ManualJournals summarizeErrors
POST /ManualJournals summarizeErrors
DELETE /ContactGroups/{id}/Contacts/{id}
POST /TrackingCategories/{id}/Options/{id}
DELETE /TrackingCategories/{id}/Options/{id}
`;

/** `IDs` and the like: at most 40 of them; more than about 50 make Xero answer 404. */
export const MOST_IN_LIST = 40;

/** Legal values of a query parameter, each part of a list by itself. */
export const PARAMETERS: Readonly<Record<string, RegExp>> = {
  ...ORDER_PARAMETERS,
  where: /^.+$/,
  order: /^\w+(?: (?:ASC|DESC))?(?:, ?\w+(?: (?:ASC|DESC))?)*$/,
  IDs: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  InvoiceNumbers: /^[^,]{1,255}$/,
  ContactIDs: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  Statuses: /^[A-Z]+$/,
  page: /^[1-9]\d*$/,
  offset: /^\d+$/,
  pageSize: /^(?:[1-9]\d{0,2}|1000)$/,
  includeArchived: /^(?:true|false)$/,
  includeDeleted: /^(?:true|false)$/,
  summaryOnly: /^(?:true|false)$/,
  IncludeOnline: /^true$/,
  summarizeErrors: /^false$/,
  unitdp: /^4$/,
  date: /^\d{4}-\d\d-\d\d$/,
  fromDate: /^\d{4}-\d\d-\d\d$/,
  toDate: /^\d{4}-\d\d-\d\d$/,
  periods: /^(?:[1-9]|1[0-2])$/,
  timeframe: /^(?:MONTH|QUARTER|YEAR|1|3|12)$/,
  standardLayout: /^(?:true|false)$/,
  trackingCategoryID: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  trackingCategoryID2: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  trackingOptionID: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  trackingOptionID1: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  trackingOptionID2: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  paymentsOnly: /^(?:true|false)$/,
};

/** Parameters whose value is a list, separated by commas. */
export const LISTS = new Set(['IDs', 'InvoiceNumbers', 'ContactIDs', 'Statuses']);

/** Conditions as Xero documents them: a field compared with a text, a GUID, a day, a number, yes or no; joined by AND or OR, in brackets. */
const CONDITION =
  /^[A-Z]\w*(?:\.[A-Z]\w*)*\s*(?:==|!=|>=|<=|>|<)\s*(?:"[^"\\]*"|guid\("[0-9a-f-]{36}"\)|DateTime\(\d{4}, ?\d{1,2}, ?\d{1,2}\)|-?\d+(?:\.\d+)?|true|false|null)\)*$/i;

/** The conditions of a where expression that Xero's documentation does not cover; none where it is fine. */
export function strangeConditions(where: string): readonly string[] {
  const bare = where.replaceAll(/"[^"]*"/g, '');
  if (bare.split('(').length !== bare.split(')').length) return ['brackets that do not close'];
  const parts = where.split(/ (?:OR|AND) (?=\(*[A-Z][\w.]*\s*[=!<>])/);
  return parts.map((part) => part.replace(/^\(+/, '')).filter((condition) => !CONDITION.test(condition));
}

/** Query parameters by `METHOD /Path`. */
export const operations: ReadonlyMap<string, readonly string[]> = new Map(
  (OPERATIONS.trimEnd() + ORDER_OPERATIONS)
    .trim()
    .split('\n')
    .map((line) => {
      const [method, path, ...parameters] = line.split(' ');
      return [`${method} ${path}`, parameters];
    }),
);
