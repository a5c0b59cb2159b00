/** Receivables and Payables: the documents that make up what customers owe, and what is owed to suppliers. */

import type { Field } from './entity.ts';
import type { Entity } from './registry.ts';

export type LedgerName = 'Receivables' | 'Payables';

/** The documents of one entity that belong to a ledger. */
export interface LedgerPart {
  /** In the registry. */
  readonly entity: string;
  /** Values of Type that belong to the ledger. */
  readonly types: readonly string[];
  /** -1 for credits, whose amounts count negative. */
  readonly sign: 1 | -1;
  /** Where its number stands, the first that is not blank. */
  readonly numbers: readonly string[];
  /** What is still open of it. */
  readonly due: string;
}

export const LEDGERS: readonly LedgerName[] = ['Receivables', 'Payables'];

/** The account of a chart that holds a ledger's balance, by its SystemAccount. */
export const CONTROL_ACCOUNTS: Readonly<Record<LedgerName, string>> = { Receivables: 'DEBTORS', Payables: 'CREDITORS' };

/** Statuses in which a document is in the ledger. */
export const POSTED: readonly string[] = ['AUTHORISED', 'PAID'];

export function isLedger(name: string): name is LedgerName {
  return name === 'Receivables' || name === 'Payables';
}

/** Prepayments and overpayments bear the type of the bank transaction that made them, or one of their own. */
export function ledgerParts(ledger: LedgerName): readonly LedgerPart[] {
  const [invoice, money, short] = ledger === 'Receivables' ? ['ACCREC', 'RECEIVE', 'AR'] : ['ACCPAY', 'SPEND', 'AP'];
  const early = (kind: string) => [`${money}-${kind}`, `${short}${kind}`];
  const credit = { sign: -1, due: 'RemainingCredit' } as const;
  return [
    { entity: 'Invoices', types: [invoice], sign: 1, numbers: ['InvoiceNumber'], due: 'AmountDue' },
    { ...credit, entity: 'CreditNotes', types: [`${invoice}CREDIT`], numbers: ['CreditNoteNumber'] },
    { ...credit, entity: 'Prepayments', types: early('PREPAYMENT'), numbers: ['InvoiceNumber', 'Reference'] },
    { ...credit, entity: 'Overpayments', types: early('OVERPAYMENT'), numbers: ['InvoiceNumber', 'Reference'] },
  ];
}

const NUMBER: Field = { name: 'Number', type: 'text', note: "The document's number, of whatever kind it is." };

/** What a job may name of a ledger's documents: the fields of invoices, by which those of the others are known too, and Number. */
export function ledgerShape(ledger: LedgerName, invoices: Entity): Entity {
  const { group: _group, update: _update, create: _create, ...rest } = invoices;
  return {
    ...rest,
    name: ledger,
    singular: 'document',
    numberField: 'Number',
    fields: [NUMBER, ...invoices.fields],
    match: [{ fields: ['Number'] }],
  };
}
