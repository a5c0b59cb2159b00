/** The two kinds of documents with lines: invoices and bills, and credit notes of either side. */
import type { Fields } from '../validation/check-shape.ts';
import { creditNoteShape, invoiceShape } from '../validation/document-shapes.ts';
import { overpaymentKind, prepaymentKind, type SettledKind } from './settled-kind.ts';

export interface DocumentKind extends SettledKind {
  readonly collection: 'Invoices' | 'CreditNotes';
  readonly idField: 'InvoiceID' | 'CreditNoteID';
  readonly numberField: 'InvoiceNumber' | 'CreditNoteNumber';
  /** The type with numbers of the organisation's own, and the type of suppliers' documents. */
  readonly types: { readonly sales: string; readonly purchases: string };
  /** The word in messages. */
  readonly label: 'Invoice' | 'Credit Note';
  /** What an automatic number starts with. */
  readonly prefix: string;
  /** Fields that requests may carry. */
  readonly shape: Fields;
  readonly needsDueDate: boolean;
  /** Types on which a line may be discounted. */
  readonly discountable: readonly string[];
}

export const invoiceKind: DocumentKind = {
  collection: 'Invoices',
  singular: 'Invoice',
  idField: 'InvoiceID',
  numberField: 'InvoiceNumber',
  types: { sales: 'ACCREC', purchases: 'ACCPAY' },
  label: 'Invoice',
  prefix: 'INV-',
  shape: invoiceShape,
  needsDueDate: true,
  discountable: ['ACCREC'],
};

export const creditNoteKind: DocumentKind = {
  collection: 'CreditNotes',
  singular: 'CreditNote',
  idField: 'CreditNoteID',
  numberField: 'CreditNoteNumber',
  types: { sales: 'ACCRECCREDIT', purchases: 'ACCPAYCREDIT' },
  label: 'Credit Note',
  prefix: 'CN-',
  shape: creditNoteShape,
  needsDueDate: false,
  discountable: [],
};

/** The kind of a settled record by its collection. */
export const settledKinds: Readonly<Record<SettledKind['collection'], SettledKind>> = {
  Invoices: invoiceKind,
  CreditNotes: creditNoteKind,
  Prepayments: prepaymentKind,
  Overpayments: overpaymentKind,
};
