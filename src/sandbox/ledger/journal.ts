/** A journal of the double-entry ledger: what one event of the books debits and credits, in cents of the base currency. */

/** What a line stands for: the document's own lines, its tax, a control account, a difference, or the cost of stock. */
export type LineRole = 'line' | 'tax' | 'control' | 'difference' | 'bank' | 'stock';

export interface JournalLine {
  /** AccountID. */
  readonly account: string;
  readonly role: LineRole;
  /** Cents of the base currency without tax; a debit is positive, a credit negative. */
  readonly net: bigint;
  /** Cents of tax that belong to this line; they are posted by the line of role `tax`. */
  readonly tax?: bigint;
  readonly taxType?: string;
  readonly description?: string;
  /** JSON of the tracking entries. */
  readonly tracking?: string;
  /** On a control account: the document whose balance moves. */
  readonly document?: string;
  /** The tracked item whose cost pool moves by `net`, and its quantity in ten-thousandths. */
  readonly item?: string;
  readonly quantity?: bigint;
}

export interface Journal {
  /** Xero's source type, such as ACCREC or ACCPAYPAYMENT; ALLOCATION for credit set against an invoice. */
  readonly kind: string;
  /** Calendar day, `YYYY-MM-DD`. */
  readonly date: string;
  readonly contact?: string;
  readonly reference?: string;
  readonly lines: readonly JournalLine[];
}
