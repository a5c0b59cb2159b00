/** Posts a manual journal: its lines as they are, and their tax. */
import { one } from '../books/decimal.ts';
import type { StoredRecord } from '../books/store.ts';
import { objectsOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import type { Journal, JournalLine } from './journal.ts';
import { hasAmount, type LineSide, ownLine } from './own-line.ts';
import { postJournal } from './post-journal.ts';
import { systemAccount } from './system-account.ts';

/** Brings the ledger to what a manual journal says now; only a POSTED one is in it. */
export function postManualJournal(call: Call, record: StoredRecord): void {
  postJournal(call.store, record.id, record.status === 'POSTED' ? manualJournal(call, record) : undefined, call.now);
}

function manualJournal(call: Call, { body, date }: StoredRecord): Journal {
  const inclusive = body.LineAmountTypes === 'Inclusive';
  const side: LineSide = { rate: one, sign: 1n, inclusive };
  const own = objectsOf(body.JournalLines)
    .flatMap((line) => ownLine(line, side) ?? [])
    .filter(hasAmount);
  const net = own.reduce((sum, line) => sum + (line.tax ?? 0n), 0n);
  const tax: readonly JournalLine[] =
    net === 0n ? [] : [{ account: systemAccount(call.store, 'GST'), role: 'tax', net }];
  const reference = textOf(body.Narration);
  const head = { kind: 'MANJOURNAL', date: date ?? call.today, ...(reference === undefined ? {} : { reference }) };
  return { ...head, lines: [...own, ...tax] };
}
