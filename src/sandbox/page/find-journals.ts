/** Reads the journals that the ledger holds for a record. */
import type { Decimal } from '../books/decimal.ts';
import type { Store } from '../books/store.ts';
import { textOf } from '../json.ts';

export interface ShownJournal {
  readonly number: number;
  /** Xero's source type, such as ACCREC. */
  readonly kind: string;
  /** Calendar day, `YYYY-MM-DD`. */
  readonly date: string;
  /** The journal that it takes back. */
  readonly reverses: number | undefined;
  readonly lines: readonly ShownLine[];
}

export interface ShownLine {
  readonly account: string;
  readonly description: string | undefined;
  /** In the base currency; a debit is positive. */
  readonly net: Decimal;
}

const most = 20;

/** The latest journals of these sources, in the order of their posting. */
export function findJournals(store: Store, sources: readonly string[]): readonly ShownJournal[] {
  const places = sources.map(() => '?').join(', ');
  const rows = store.rows(
    `select number, kind, date, reverses from journal where source in (${places}) order by number desc limit ${most}`,
    ...sources,
  );
  return rows.toReversed().map(({ number, kind, date, reverses }) => ({
    number: Number(number),
    kind: String(kind),
    date: String(date),
    reverses: reverses === null ? undefined : Number(reverses),
    lines: linesOf(store, Number(number)),
  }));
}

/** A decimal of cents. */
export function ofCents(units: bigint): Decimal {
  return { units, places: 2 };
}

function linesOf(store: Store, journal: number): readonly ShownLine[] {
  const rows = store.rows(
    'select account, description, cast(net as text) net from journal_line where journal = ? order by position',
    journal,
  );
  return rows.map(({ account, description, net }) => ({
    account: accountName(store, String(account)),
    description: description === null ? undefined : String(description),
    net: ofCents(BigInt(String(net))),
  }));
}

function accountName(store: Store, id: string): string {
  const { Code, Name } = store.get('Accounts', id)?.body ?? {};
  return [textOf(Code), textOf(Name) ?? id].filter((part) => part !== undefined).join(' ');
}
