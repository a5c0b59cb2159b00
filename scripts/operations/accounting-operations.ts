/** The operations of Xero's Accounting API, as its OpenAPI description 16.1 and the official SDK 20 have them. */

export interface Operation {
  readonly method: string;
  /** `/Invoices/{InvoiceID}/Email`. */
  readonly path: string;
}

/** A path a line, then its methods; `+files` and `+history` stand for what many records have below them. */
const PATHS = `
/Invoices GET PUT POST
/Invoices/{InvoiceID} GET POST +files +history
/Invoices/{InvoiceID}/pdf GET
/Invoices/{InvoiceID}/OnlineInvoice GET
/Invoices/{InvoiceID}/Email POST
/CreditNotes GET PUT POST
/CreditNotes/{CreditNoteID} GET POST +files +history
/CreditNotes/{CreditNoteID}/pdf GET
/CreditNotes/{CreditNoteID}/Allocations PUT
/CreditNotes/{CreditNoteID}/Allocations/{AllocationID} DELETE
/Prepayments GET
/Prepayments/{PrepaymentID} GET +history
/Prepayments/{PrepaymentID}/Allocations PUT
/Prepayments/{PrepaymentID}/Allocations/{AllocationID} DELETE
/Overpayments GET
/Overpayments/{OverpaymentID} GET +history
/Overpayments/{OverpaymentID}/Allocations PUT
/Overpayments/{OverpaymentID}/Allocations/{AllocationID} DELETE
/Payments GET PUT POST
/Payments/{PaymentID} GET POST +history
/BatchPayments GET PUT POST
/BatchPayments/{BatchPaymentID} GET POST +history
/BankTransactions GET PUT POST
/BankTransactions/{BankTransactionID} GET POST +files +history
/BankTransfers GET PUT POST
/BankTransfers/{BankTransferID} GET POST +files +history
/ManualJournals GET PUT POST
/ManualJournals/{ManualJournalID} GET POST +files +history
/Journals GET
/Journals/{JournalID} GET
/Journals/{JournalNumber} GET
/PurchaseOrders GET PUT POST
/PurchaseOrders/{PurchaseOrderID} GET POST +files +history
/PurchaseOrders/{PurchaseOrderNumber} GET
/PurchaseOrders/{PurchaseOrderID}/pdf GET
/Quotes GET PUT POST
/Quotes/{QuoteID} GET POST +files +history
/Quotes/{QuoteID}/pdf GET
/RepeatingInvoices GET PUT POST
/RepeatingInvoices/{RepeatingInvoiceID} GET POST +files +history
/LinkedTransactions GET PUT
/LinkedTransactions/{LinkedTransactionID} GET POST DELETE
/Receipts GET PUT
/Receipts/{ReceiptID} GET POST +files +history
/ExpenseClaims GET PUT
/ExpenseClaims/{ExpenseClaimID} GET POST +history
/Contacts GET PUT POST
/Contacts/{ContactID} GET POST +files +history
/Contacts/{ContactNumber} GET
/Contacts/{ContactID}/CISSettings GET
/ContactGroups GET PUT
/ContactGroups/{ContactGroupID} GET POST
/ContactGroups/{ContactGroupID}/Contacts PUT DELETE
/ContactGroups/{ContactGroupID}/Contacts/{ContactID} DELETE
/Items GET PUT POST
/Items/{ItemID} GET POST DELETE +history
/Accounts GET PUT
/Accounts/{AccountID} GET POST DELETE +files
/TaxRates GET PUT POST
/TaxRates/{TaxType} GET
/TrackingCategories GET PUT
/TrackingCategories/{TrackingCategoryID} GET POST DELETE
/TrackingCategories/{TrackingCategoryID}/Options PUT
/TrackingCategories/{TrackingCategoryID}/Options/{TrackingOptionID} POST DELETE
/Currencies GET PUT
/BrandingThemes GET
/BrandingThemes/{BrandingThemeID} GET
/BrandingThemes/{BrandingThemeID}/PaymentServices GET POST
/PaymentServices GET PUT
/InvoiceReminders/Settings GET
/Users GET
/Users/{UserID} GET
/Organisation GET
/Organisation/Actions GET
/Organisation/{OrganisationID}/CISSettings GET
/Budgets GET
/Budgets/{BudgetID} GET
/Reports GET
/Reports/{ReportID} GET
/Reports/AgedPayablesByContact GET
/Reports/AgedReceivablesByContact GET
/Reports/BalanceSheet GET
/Reports/BankSummary GET
/Reports/BudgetSummary GET
/Reports/ExecutiveSummary GET
/Reports/ProfitAndLoss GET
/Reports/TenNinetyNine GET
/Reports/TrialBalance GET
/Setup POST
`;

/** What a mark stands for: below the path, and methods. */
const MARKS: Readonly<Record<string, readonly string[]>> = {
  '+files': [
    '/Attachments GET',
    '/Attachments/{AttachmentID} GET',
    '/Attachments/{FileName} GET',
    '/Attachments/{FileName} PUT',
    '/Attachments/{FileName} POST',
  ],
  '+history': ['/History GET', '/History PUT'],
};

export const accountingOperations: readonly Operation[] = PATHS.trim().split('\n').flatMap(ofLine);

function ofLine(line: string): readonly Operation[] {
  const [path = '', ...words] = line.split(' ');
  return words.flatMap((word) => {
    const below = MARKS[word] ?? [` ${word}`];
    return below.map((text) => {
      const [rest, method = ''] = text.split(' ');
      return { method, path: `${path}${rest}` };
    });
  });
}
