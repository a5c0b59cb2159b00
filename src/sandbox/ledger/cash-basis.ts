/** The ledger on a cash basis: what documents post counts when they are paid or credited, and in proportion to it. */
import type { Store } from '../books/store.ts';
import type { JournalLine } from './journal.ts';
import { standingJournal } from './post-journal.ts';
import { type Posting, postingColumns, postingOf } from './postings.ts';
import { type DayTotal, dayTotalOf } from './trial-balance.ts';

/**
 * Movements up to a day, without debtors and creditors: every payment, refund and allocation brings its share of the
 * document's own lines in place of the control account. Manual journals count unless they say otherwise.
 */
export function cashTotals(store: Store, day: string): readonly DayTotal[] {
  const settled = new Map<string, SettledDocument>();
  const totals: DayTotal[] = [];
  for (const { net, date, document } of settlements(store, day)) {
    const known = settled.get(document) ?? settledDocument(store, document);
    settled.set(document, known);
    totals.push(...shares(known, net).map(({ line, net: share }) => ({ account: line.account, net: share, date })));
  }
  return [...others(store, day), ...totals];
}

/** The same movements one by one, with what their lines say, in the order of their journals. */
export function cashPostings(store: Store, day: string): readonly Posting[] {
  const settled = new Map<string, SettledDocument>();
  const shared = settlements(store, day).flatMap(({ journal, net, date, document }) => {
    const known = settled.get(document) ?? settledDocument(store, document);
    settled.set(document, known);
    return shares(known, net).map(({ line, net: share }) => ({ ...line, ...shareOfTax(line, share), date, journal }));
  });
  const sql = `select ${postingColumns} from ${counting} and document is null order by journal.number, position`;
  const plain = store.rows(sql, day).map(postingOf);
  return [...plain, ...shared].toSorted((a, b) => a.journal - b.journal);
}

function shareOfTax({ net: whole, tax }: JournalLine, net: bigint): Pick<JournalLine, 'net' | 'tax'> {
  return tax === undefined ? { net } : { net, tax: whole === 0n ? 0n : rounded(2n * tax * net, whole) };
}

/** A balance of debtors or creditors that moved, and whose. */
interface Settlement extends Omit<DayTotal, 'account'> {
  /** JournalNumber. */
  readonly journal: number;
  readonly document: string;
}

/** A document's own lines, and how much of them has been counted. */
interface SettledDocument {
  readonly lines: readonly JournalLine[];
  readonly whole: bigint;
  readonly counted: bigint[];
  settled: bigint;
}

/** All journals but those of documents and of what stays out of the cash basis. */
const counting = `journal join journal_line on journal_line.journal = journal.number
  where journal.date <= ? and journal.kind not in ('ACCREC', 'ACCPAY', 'ACCRECCREDIT', 'ACCPAYCREDIT')
  and not exists (select 1 from record where journal.kind = 'MANJOURNAL' and record.kind = 'ManualJournals'
    and record.id = journal.source and json_extract(body, '$.ShowOnCashBasisReports') = 0)`;

function settlements(store: Store, day: string): readonly Settlement[] {
  const rows = store.rows(
    `select journal.number, journal.date, cast(net as text) net, document from ${counting} and document is not null
    order by journal.date, journal.number, position`,
    day,
  );
  return rows.map(({ number, date, net, document }) => ({
    journal: Number(number),
    date: String(date),
    net: BigInt(String(net)),
    document: String(document),
  }));
}

function others(store: Store, day: string): readonly DayTotal[] {
  const rows = store.rows(
    `select account, journal.date, cast(sum(net) as text) net from ${counting} and document is null
    group by account, journal.date`,
    day,
  );
  return rows.map(dayTotalOf);
}

function settledDocument(store: Store, id: string): SettledDocument {
  const all = standingJournal(store, id)?.journal.lines ?? [];
  const lines = all.filter((line) => line.role !== 'control');
  const whole = lines.reduce((sum, line) => sum + line.net, 0n);
  return { lines, whole, counted: lines.map(() => 0n), settled: 0n };
}

/** What the document's lines gain when its control account moves by `net`; the sum is `net`, to the cent. */
function shares(
  document: SettledDocument,
  net: bigint,
): readonly { readonly line: JournalLine; readonly net: bigint }[] {
  const { lines, whole, counted } = document;
  document.settled += net;
  let left = net;
  return lines.map((line, at) => {
    const upTo = whole === 0n ? 0n : portion(line.net, document.settled, whole);
    const gained = at === lines.length - 1 ? left : upTo - (counted[at] ?? 0n);
    counted[at] = (counted[at] ?? 0n) + gained;
    left -= gained;
    return { line, net: gained };
  });
}

function portion(amount: bigint, part: bigint, whole: bigint): bigint {
  return (amount * part) / whole;
}

/** Half of a quotient, rounded half away from zero. */
function rounded(doubled: bigint, whole: bigint): bigint {
  const [above, below] = [doubled < 0n ? -doubled : doubled, whole < 0n ? -whole : whole];
  const cents = (above + below) / (2n * below);
  return doubled < 0n === whole < 0n ? cents : -cents;
}
