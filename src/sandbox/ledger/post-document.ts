/** Posts an approved invoice, bill or credit note: its lines and tax against the account of debtors or creditors. */
import type { StoredRecord } from '../books/store.ts';
import { objectsOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { amountOf, baseCents, isOne, rateOf } from './base-cents.ts';
import { controlAccount, controlSign, isPosted } from './control-account.ts';
import type { Journal, JournalLine } from './journal.ts';
import { type LineSide, ownLine } from './own-line.ts';
import { postJournal } from './post-journal.ts';
import { postSettlements } from './post-settlements.ts';
import { systemAccount } from './system-account.ts';

/** Brings the ledger to what a document, and what settles it, says now. */
export function postDocument(call: Call, record: StoredRecord): void {
  postJournal(call.store, record.id, isPosted(record) ? documentJournal(call, record) : undefined, call.now);
  postSettlements(call, undefined, record);
}

function documentJournal(call: Call, record: StoredRecord): Journal {
  const { body, type } = record;
  const rate = rateOf(body);
  const sign = controlSign(type);
  const control: JournalLine = {
    account: controlAccount(call.store, type),
    role: 'control',
    net: sign * baseCents(amountOf(body.Total), rate),
    document: record.id,
  };
  const side: LineSide = { rate, sign: sign === 1n ? -1n : 1n, inclusive: body.LineAmountTypes === 'Inclusive' };
  const own = objectsOf(body.LineItems).flatMap((line) => ownLine(line, side) ?? []);
  const taxes = { role: 'tax', net: -sign * baseCents(amountOf(body.TotalTax), rate) } as const;
  const tax = taxes.net === 0n ? [] : [{ account: systemAccount(call.store, 'GST'), ...taxes }];
  const lines = [...(control.net === 0n ? [] : [control]), ...own, ...tax];
  const difference = -lines.reduce((sum, line) => sum + line.net, 0n);
  const rounding = -sign * baseCents(amountOf(body.RoundingAmount), rate);
  if (isOne(rate) && difference !== rounding) {
    throw new Error(`The lines of ${type} ${record.id} miss its total by ${difference - rounding} cents.`);
  }
  const account = difference === 0n ? '' : systemAccount(call.store, 'ROUNDING');
  const reference = textOf(body.InvoiceNumber ?? body.CreditNoteNumber);
  return {
    kind: type ?? '',
    date: record.date ?? call.today,
    ...(record.parent === undefined ? {} : { contact: record.parent }),
    ...(reference === undefined ? {} : { reference }),
    lines: difference === 0n ? lines : [...lines, { account, role: 'difference', net: difference }],
  };
}
