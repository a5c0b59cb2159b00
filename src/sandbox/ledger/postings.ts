/** The lines of the ledger's journals, one by one. */
import type { Row } from '../books/database.ts';
import type { Store } from '../books/store.ts';
import type { JournalLine, LineRole } from './journal.ts';

export interface Posting extends Omit<JournalLine, 'document' | 'item' | 'quantity'> {
  /** JournalNumber. */
  readonly journal: number;
  /** Calendar day. */
  readonly date: string;
}

/** Of journal joined with journal_line. */
export const postingColumns = `journal.number, journal.date, account, role, cast(net as text) net, cast(tax as text) tax,
  tax_type, description, tracking`;

/** All lines up to a day, in the order of their journals. */
export function postings(store: Store, day: string): readonly Posting[] {
  return store
    .rows(
      `select ${postingColumns} from journal join journal_line on journal_line.journal = journal.number
      where journal.date <= ? order by journal.number, position`,
      day,
    )
    .map(postingOf);
}

/** The lines of the journals with these numbers, from the first to the last. */
export function postingsBetween(store: Store, first: number, last: number): readonly Posting[] {
  return store
    .rows(
      `select ${postingColumns} from journal join journal_line on journal_line.journal = journal.number
      where journal.number between ? and ? order by journal.number, position`,
      first,
      last,
    )
    .map(postingOf);
}

export function postingOf(row: Row): Posting {
  const { tax, tax_type: taxType, description, tracking } = row;
  return {
    journal: Number(row.number),
    date: String(row.date),
    account: String(row.account),
    role: row.role as LineRole,
    net: BigInt(String(row.net)),
    ...(tax === null ? {} : { tax: BigInt(String(tax)) }),
    ...(taxType === null ? {} : { taxType: String(taxType) }),
    ...(description === null ? {} : { description: String(description) }),
    ...(tracking === null ? {} : { tracking: String(tracking) }),
  };
}
