/** The ledger on a cash basis: what documents post counts when they are paid or credited, and in proportion to it. */
import type { Store } from '../books/store.ts';
import type { JournalLine } from './journal.ts';
import { standingJournal } from './post-journal.ts';
import type { DayTotal } from './trial-balance.ts';

/**
 * Movements up to a day, without debtors and creditors: every payment, refund and allocation brings its share of the
 * document's own lines in place of the control account. Manual journals count unless they say otherwise.
 */
export function cashTotals(store: Store, day: string): readonly DayTotal[] {
  const settled = new Map<string, SettledDocument>();
  const totals: DayTotal[] = [];
  for (const { account, date, net, document, kind, source } of movements(store, day)) {
    if (kind === 'MANJOURNAL' && store.get('ManualJournals', source)?.body.ShowOnCashBasisReports === false) continue;
    if (document === undefined) {
      totals.push({ account, date, net });
      continue;
    }
    const known = settled.get(document) ?? settledDocument(store, document);
    settled.set(document, known);
    totals.push(...shares(known, net).map((share) => ({ ...share, date })));
  }
  return totals;
}

interface Movement extends DayTotal {
  readonly kind: string;
  readonly source: string;
  readonly document: string | undefined;
}

/** A document's own lines, and how much of them has been counted. */
interface SettledDocument {
  readonly lines: readonly JournalLine[];
  readonly whole: bigint;
  readonly counted: bigint[];
  settled: bigint;
}

/** The lines of all journals but those of documents, by day. */
function movements(store: Store, day: string): readonly Movement[] {
  const rows = store.rows(
    `select journal.kind, journal.source, journal.date, account, cast(net as text) net, document
    from journal join journal_line on journal_line.journal = journal.number
    where journal.date <= ? and journal.kind not in ('ACCREC', 'ACCPAY', 'ACCRECCREDIT', 'ACCPAYCREDIT')
    order by journal.date, journal.number, position`,
    day,
  );
  return rows.map((row) => ({
    kind: String(row.kind),
    source: String(row.source),
    account: String(row.account),
    date: String(row.date),
    net: BigInt(String(row.net)),
    document: row.document === null ? undefined : String(row.document),
  }));
}

function settledDocument(store: Store, id: string): SettledDocument {
  const all = standingJournal(store, id)?.journal.lines ?? [];
  const lines = all.filter((line) => line.role !== 'control');
  const whole = lines.reduce((sum, line) => sum + line.net, 0n);
  return { lines, whole, counted: lines.map(() => 0n), settled: 0n };
}

/** What the document's lines gain when its control account moves by `net`; the sum is `net`, to the cent. */
function shares(document: SettledDocument, net: bigint): readonly { readonly account: string; readonly net: bigint }[] {
  const { lines, whole, counted } = document;
  document.settled += net;
  let left = net;
  return lines.map((line, at) => {
    const upTo = whole === 0n ? 0n : portion(line.net, document.settled, whole);
    const gained = at === lines.length - 1 ? left : upTo - (counted[at] ?? 0n);
    counted[at] = (counted[at] ?? 0n) + gained;
    left -= gained;
    return { account: line.account, net: gained };
  });
}

function portion(amount: bigint, part: bigint, whole: bigint): bigint {
  return (amount * part) / whole;
}
