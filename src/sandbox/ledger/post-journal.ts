/** Writes journals: append-only, each summing to zero, each source with one journal that stands. */
import type { Store } from '../books/store.ts';
import type { Journal, JournalLine, LineRole } from './journal.ts';

/** A journal in the books, with its JournalNumber. */
export interface Posted {
  readonly number: number;
  readonly journal: Journal;
}

/**
 * Makes `journal` the one that stands for a source, or none: what stands is reversed on its own date, the new one is
 * added. Nothing is written when nothing changed.
 * @throws Error when the lines do not sum to zero.
 */
export function postJournal(store: Store, source: string, journal: Journal | undefined, now: number): void {
  replaceJournal(store, source, standingJournal(store, source), journal, now);
}

/** `postJournal` for who knows already what stands. */
export function replaceJournal(
  store: Store,
  source: string,
  standing: Posted | undefined,
  journal: Journal | undefined,
  now: number,
): void {
  const wanted = journal === undefined || journal.lines.length === 0 ? undefined : journal;
  if (same(standing?.journal, wanted)) return;
  if (standing !== undefined) write(store, source, reversed(standing.journal), now, standing.number);
  if (wanted !== undefined) write(store, source, wanted, now, null);
}

/** The journal that stands for a source. */
export function standingJournal(store: Store, source: string): Posted | undefined {
  const [row] = store.rows(
    'select number, kind, date, contact, reference, reverses from journal where source = ? order by number desc limit 1',
    source,
  );
  if (row === undefined || row.reverses !== null) return undefined;
  const number = row.number as number;
  const { kind, date, contact, reference } = present(row);
  const head = { kind: String(kind), date: String(date) };
  return { number, journal: { ...head, ...optional({ contact, reference }), lines: linesOf(store, number) } };
}

function linesOf(store: Store, number: number): readonly JournalLine[] {
  const rows = store.rows(
    `select account, role, cast(net as text) net, cast(tax as text) tax, tax_type, description, tracking, document, item,
    cast(quantity as text) quantity from journal_line where journal = ? order by position`,
    number,
  );
  return rows.map((row) => {
    const {
      account,
      role,
      net,
      tax,
      tax_type: taxType,
      description,
      tracking,
      document,
      item,
      quantity,
    } = present(row);
    return {
      account: String(account),
      role: role as LineRole,
      net: BigInt(String(net)),
      ...(tax === undefined ? {} : { tax: BigInt(String(tax)) }),
      ...optional({ taxType, description, tracking, document, item }),
      ...(quantity === undefined ? {} : { quantity: BigInt(String(quantity)) }),
    };
  });
}

function write(store: Store, source: string, journal: Journal, now: number, reverses: number | null): void {
  const { kind, date, contact, reference, lines } = journal;
  const sum = lines.reduce((total, line) => total + line.net, 0n);
  if (sum !== 0n) throw new Error(`The journal of ${kind} ${source} is out of balance by ${sum} cents.`);
  const head = [crypto.randomUUID(), kind, source, date, now, contact ?? null, reference ?? null, reverses];
  insertRows(store, insertJournal, [head]);
  insertRows(
    store,
    insertLine,
    lines.map((line, position) => [position, ...lineValues(line)]),
  );
  const moved = [...totals(lines)].filter(([, net]) => net !== 0n);
  insertRows(
    store,
    addToDay,
    moved.map(([account, net]) => [account, date, net]),
  );
}

type Value = string | number | bigint | null;

interface Insert {
  readonly into: string;
  /** What stands before the values of a row. */
  readonly first?: string;
  readonly after?: string;
}

const insertJournal: Insert = {
  into: 'insert into journal (id, kind, source, date, created, contact, reference, reverses)',
};
/** The lines have no rowid of their own, so that the last one is the number of the journal just written. */
const insertLine: Insert = {
  into: `insert into journal_line (journal, position, account, role, net, tax, tax_type, description, tracking, document,
    item, quantity)`,
  first: 'last_insert_rowid(), ',
};
const addToDay: Insert = {
  into: 'insert into account_day (account, date, net)',
  after: 'on conflict do update set net = net + excluded.net',
};
/** Rows of one statement: few calls, and few statements to keep prepared. */
const mostRows = 16;

function insertRows(store: Store, { into, first = '', after = '' }: Insert, rows: readonly (readonly Value[])[]): void {
  for (let start = 0; start < rows.length; start += mostRows) {
    const slice = rows.slice(start, start + mostRows);
    const places = slice.map((values) => `(${first}${values.map(() => '?').join(', ')})`).join(', ');
    store.rows(`${into} values ${places} ${after}`, ...slice.flat());
  }
}

function lineValues(line: JournalLine): readonly Value[] {
  const { account, role, net, tax, taxType, description, tracking, document, item, quantity } = line;
  const texts = [taxType, description, tracking, document, item].map((text) => text ?? null);
  return [account, role, net, tax ?? null, ...texts, quantity ?? null];
}

function totals(lines: readonly JournalLine[]): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { account, net } of lines) sums.set(account, (sums.get(account) ?? 0n) + net);
  return sums;
}

function reversed(journal: Journal): Journal {
  const lines = journal.lines.map((line) => ({
    ...line,
    net: -line.net,
    ...(line.tax === undefined ? {} : { tax: -line.tax }),
    ...(line.quantity === undefined ? {} : { quantity: -line.quantity }),
  }));
  return { ...journal, lines };
}

function same(a: Journal | undefined, b: Journal | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && shown(a) === shown(b));
}

function shown({ kind, date, contact, reference, lines }: Journal): string {
  const parts = lines.map((line) => [
    ...[line.account, line.role, line.taxType, line.description, line.tracking, line.document, line.item],
    ...[line.net, line.tax ?? '', line.quantity ?? ''].map(String),
  ]);
  return JSON.stringify([kind, date, contact, reference, parts]);
}

function present(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}

/** The fields that have a text. */
function optional<Name extends string>(fields: Readonly<Record<Name, unknown>>): { readonly [N in Name]?: string } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    readonly [N in Name]?: string;
  };
}
