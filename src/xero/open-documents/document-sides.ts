/** Which of Xero's documents make up what customers owe and what suppliers are owed. */

export type Side = 'receivable' | 'payable';

export type DocumentKind = 'Invoice' | 'CreditNote' | 'Prepayment' | 'Overpayment';

export interface DocumentList {
  readonly kind: DocumentKind;
  readonly path: string;
  readonly idField: string;
  readonly numberField: string;
  /** Values of Type that belong to the side. */
  readonly types: readonly string[];
}

export interface CreditList extends DocumentList {
  readonly kind: Exclude<DocumentKind, 'Invoice'>;
}

/** Prepayments and overpayments bear the type of the bank transaction that made them, or that of the document. */
export const documentLists: Readonly<Record<Side, readonly [invoices: DocumentList, ...credits: CreditList[]]>> = {
  receivable: lists('ACCREC', 'RECEIVE', 'AR'),
  payable: lists('ACCPAY', 'SPEND', 'AP'),
};

/** Payments of the side's invoices, by PaymentType. */
export const paymentTypes: Readonly<Record<Side, string>> = { receivable: 'ACCRECPAYMENT', payable: 'ACCPAYPAYMENT' };

function lists(invoice: string, bank: string, short: string): readonly [DocumentList, ...CreditList[]] {
  const early = (kind: 'Prepayment' | 'Overpayment'): CreditList => ({
    kind,
    path: `/${kind}s`,
    idField: `${kind}ID`,
    numberField: 'InvoiceNumber',
    types: [`${bank}-${kind.toUpperCase()}`, `${short}${kind.toUpperCase()}`],
  });
  return [
    { kind: 'Invoice', path: '/Invoices', idField: 'InvoiceID', numberField: 'InvoiceNumber', types: [invoice] },
    {
      kind: 'CreditNote',
      path: '/CreditNotes',
      idField: 'CreditNoteID',
      numberField: 'CreditNoteNumber',
      types: [`${invoice}CREDIT`],
    },
    early('Prepayment'),
    early('Overpayment'),
  ];
}
