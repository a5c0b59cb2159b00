/** What can be paid, refunded or set against something else: documents, and the credits that bank transactions leave. */

export interface SettledKind {
  readonly collection: 'Invoices' | 'CreditNotes' | 'Prepayments' | 'Overpayments';
  readonly singular: 'Invoice' | 'CreditNote' | 'Prepayment' | 'Overpayment';
  readonly idField: 'InvoiceID' | 'CreditNoteID' | 'PrepaymentID' | 'OverpaymentID';
  /** Overpayments have none. */
  readonly numberField?: 'InvoiceNumber' | 'CreditNoteNumber';
  /** The word in messages. */
  readonly label: 'Invoice' | 'Credit Note' | 'Prepayment' | 'Overpayment';
}

export const prepaymentKind: SettledKind = {
  collection: 'Prepayments',
  singular: 'Prepayment',
  idField: 'PrepaymentID',
  numberField: 'InvoiceNumber',
  label: 'Prepayment',
};

export const overpaymentKind: SettledKind = {
  collection: 'Overpayments',
  singular: 'Overpayment',
  idField: 'OverpaymentID',
  label: 'Overpayment',
};

/** Lists of an invoice in which credits stand that were set against it, with the field that names the credit. */
export const creditLists = [
  ['CreditNotes', 'CreditNoteID'],
  ['Prepayments', 'PrepaymentID'],
  ['Overpayments', 'OverpaymentID'],
] as const;

/** The type of a credit in the form of a document: AROVERPAYMENT of RECEIVE-OVERPAYMENT; others as they are. */
export function documentType(type: string | undefined): string | undefined {
  const [way, what] = type?.split('-') ?? [];
  return what === undefined ? type : `${way === 'RECEIVE' ? 'AR' : 'AP'}${what}`;
}

/** The type of the invoices that a credit goes to. */
export function invoiceTypeOf(creditType: string | undefined): 'ACCREC' | 'ACCPAY' {
  return creditType?.startsWith('ACCPAY') === true || creditType?.startsWith('SPEND') === true ? 'ACCPAY' : 'ACCREC';
}
