/** The journal of an invoice, bill or credit note: its lines and tax against the account of debtors or creditors. */
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { amountOf, baseCents, isOne, rateOf } from './base-cents.ts';
import { controlAccount, controlSign } from './control-account.ts';
import type { Journal, JournalLine } from './journal.ts';
import { hasAmount, type LineSide, ownLine } from './own-line.ts';
import { trackedItem, unitsOf } from './stock-plan.ts';
import { systemAccount } from './system-account.ts';

/** What the ledger needs to know of a document, stored or not yet. */
export type LedgerDocument = Pick<StoredRecord, 'id' | 'type' | 'status' | 'date' | 'parent' | 'body'>;

/**
 * The journal of an approved document, without the cost of what it sells.
 * @throws Error when the lines of a document in the base currency do not add up to its total.
 */
export function documentJournal(call: Call, document: LedgerDocument): Journal {
  const { body, type, id } = document;
  const rate = rateOf(body);
  const sign = controlSign(type);
  const net = sign * baseCents(amountOf(body.Total), rate);
  const control: readonly JournalLine[] =
    net === 0n ? [] : [{ account: controlAccount(call.store, type), role: 'control', net, document: id }];
  const lines = [...control, ...postedLines(call, document), ...taxLine(call, document)];
  const difference = -lines.reduce((sum, line) => sum + line.net, 0n);
  if (isOne(rate) && difference !== -sign * baseCents(amountOf(body.RoundingAmount), rate)) {
    throw new Error(`The lines of ${type} ${id} do not add up to its total.`);
  }
  const account = difference === 0n ? '' : systemAccount(call.store, 'ROUNDING');
  const reference = textOf(body.InvoiceNumber ?? body.CreditNoteNumber);
  return {
    kind: type ?? '',
    date: document.date ?? call.today,
    ...(document.parent === undefined ? {} : { contact: document.parent }),
    ...(reference === undefined ? {} : { reference }),
    lines: difference === 0n ? lines : [...lines, { account, role: 'difference', net: difference }],
  };
}

/** The lines; those that buy a tracked item move its stock, for nothing, too. */
export function postedLines(call: Call, { body, type }: LedgerDocument): readonly JournalLine[] {
  const sign = controlSign(type) === 1n ? -1n : 1n;
  const side: LineSide = { rate: rateOf(body), sign, inclusive: body.LineAmountTypes === 'Inclusive' };
  const buys = type === 'ACCPAY' || type === 'ACCPAYCREDIT';
  return objectsOf(body.LineItems).flatMap((line) => {
    const posted = ownLine(line, side);
    if (posted === undefined) return [];
    const item = buys ? trackedItem(call, line)?.record.id : undefined;
    if (item !== undefined) return [{ ...posted, item, quantity: sign * unitsOf(line) }];
    return hasAmount(posted) ? [posted] : [];
  });
}

function taxLine(call: Call, { body, type }: { readonly body: JsonObject; readonly type?: string | undefined }) {
  const net = -controlSign(type) * baseCents(amountOf(body.TotalTax), rateOf(body));
  return net === 0n ? [] : [{ account: systemAccount(call.store, 'GST'), role: 'tax', net } as const];
}
