/** BankSummary: what each bank account opened and closed with, and what came in and went out between. */
import { longDay } from '../books/calendar.ts';
import { textOf } from '../json.ts';
import { centsText } from '../ledger/base-cents.ts';
import { row, section } from '../ledger/report-rows.ts';
import type { Call } from '../server/call.ts';
import type { Reply } from '../server/reply.ts';
import { endOfMonth, startOfMonth } from './months.ts';
import { dayParameter, organisationName, reportReply } from './report-reply.ts';

/** Cents of one bank account over a period. */
export interface BankFigures {
  readonly id: string;
  readonly name: string;
  readonly opening: bigint;
  readonly received: bigint;
  /** Above zero. */
  readonly spent: bigint;
  readonly closing: bigint;
}

/** The current month where no days are given. */
export function bankSummary(call: Call): Reply {
  const given = dayParameter(call, 'fromDate');
  const to = dayParameter(call, 'toDate') ?? endOfMonth(given ?? call.today);
  const from = given ?? startOfMonth(to);
  const figures = bankFigures(call, from, to);
  const cells = ({ opening, received, spent, closing }: Omit<BankFigures, 'id' | 'name'>) =>
    [opening, received, spent, closing].map(centsText);
  const rows = figures.map((bank) => row('Row', [bank.name, ...cells(bank)], { id: 'accountID', value: bank.id }));
  const header = row('Header', ['Bank Accounts', 'Opening Balance', 'Cash Received', 'Cash Spent', 'Closing Balance']);
  return reportReply(call, {
    id: 'BankSummary',
    name: 'Bank Summary',
    titles: ['Bank Summary', organisationName(call), `From ${longDay(from)} to ${longDay(to)}`],
    rows: [header, section('', [...rows, row('SummaryRow', ['Total', ...cells(bankTotal(figures))])])],
  });
}

/** Every bank account in use, and others that moved. What was taken back counts neither as received nor as spent. */
export function bankFigures(call: Call, from: string, to: string): readonly BankFigures[] {
  const moved = call.store.rows(
    `select account, source, min(journal.date) < ? early, cast(sum(net) as text) net
    from journal join journal_line on journal_line.journal = journal.number
    where journal.date <= ? group by account, source, journal.date < ?`,
    from,
    to,
    from,
  );
  const banks = call.store
    .select('Accounts', { conditions: [{ column: 'type', operator: '=', value: 'BANK' }] })
    .map(({ id, status, body }) => {
      const own = moved.filter(({ account }) => account === id);
      const sum = (wanted: (net: bigint, early: boolean) => boolean) =>
        own
          .filter(({ net, early }) => wanted(BigInt(String(net)), early === 1))
          .reduce((total, { net }) => total + BigInt(String(net)), 0n);
      const opening = sum((_, early) => early);
      const received = sum((net, early) => !early && net > 0n);
      const spent = -sum((net, early) => !early && net < 0n);
      const figures = { opening, received, spent, closing: opening + received - spent };
      return { id, name: textOf(body.Name) ?? '', shown: status === 'ACTIVE' || own.length > 0, ...figures };
    });
  return banks
    .filter(({ shown }) => shown)
    .map(({ shown: _, ...figures }) => figures)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

export function bankTotal(figures: readonly BankFigures[]): Omit<BankFigures, 'id' | 'name'> {
  const sum = (of: 'opening' | 'received' | 'spent' | 'closing') =>
    figures.reduce((total, { [of]: cents }) => total + cents, 0n);
  return { opening: sum('opening'), received: sum('received'), spent: sum('spent'), closing: sum('closing') };
}
