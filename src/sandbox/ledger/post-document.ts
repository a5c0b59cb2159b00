/** Posts an invoice, bill or credit note, with what it does to tracked items. */
import type { StoredRecord } from '../books/store.ts';
import { objectsOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { accountInvalid, largeAmount } from '../validation/messages.ts';
import { isOne, mostBaseCents, rateOf } from './base-cents.ts';
import { isPosted } from './control-account.ts';
import { documentJournal, type LedgerDocument, postedLines } from './document-journal.ts';
import type { Journal } from './journal.ts';
import { replaceJournal, standingJournal } from './post-journal.ts';
import { postSettlements } from './post-settlements.ts';
import { stockFields } from './stock.ts';
import { type StockPlan, soldQuantities, stockPlan, trackedItem } from './stock-plan.ts';

/** Brings the ledger to what a document, and what settles it, says now. */
export function postDocument(call: Call, document: StoredRecord): void {
  postLedgerDocument(call, document, isPosted(document) ? documentJournal(call, document) : undefined);
  postSettlements(call, undefined, document);
}

/** Makes `journal` the one of a document, or none, with what its lines do to tracked items. */
export function postLedgerDocument(call: Call, document: LedgerDocument, journal: Journal | undefined): void {
  const standing = standingJournal(call.store, document.id);
  const plan = planOf(call, document, standing?.journal);
  replaceJournal(call.store, document.id, standing, withStock(journal ?? standing?.journal, journal, plan), call.now);
  for (const { item, stock } of plan.stocks) {
    call.store.put({ ...item, body: { ...item.body, ...stockFields(stock) } });
  }
}

/** Why the ledger cannot take a document as it would be saved, or ended; the id of a new one is empty. */
export function ledgerErrors(call: Call, document: LedgerDocument): readonly string[] {
  if (isTooLarge(call, document)) return [largeAmount];
  const standing = document.id === '' ? undefined : standingJournal(call.store, document.id);
  const stock = planOf(call, document, standing?.journal).errors;
  return [...accountErrors(call, document), ...stock];
}

/** Amounts at a tiny rate grow beyond what sums of many documents hold exactly. */
function isTooLarge(call: Call, document: LedgerDocument): boolean {
  if (isOne(rateOf(document.body))) return false;
  const nets = postedLines(call, document).map(({ net, tax = 0n }) => absolute(net) + absolute(tax));
  return nets.reduce((sum, net) => sum + net, 0n) > mostBaseCents;
}

function absolute(cents: bigint): bigint {
  return cents < 0n ? -cents : cents;
}

/** What is bought for stock goes to the item's inventory account. */
function accountErrors(call: Call, document: LedgerDocument): readonly string[] {
  if (!isPosted(document) || document.type?.startsWith('ACCPAY') !== true) return [];
  return objectsOf(document.body.LineItems).flatMap((line) => {
    const item = trackedItem(call, line);
    const fits = item === undefined || textOf(line.AccountID) === item.asset;
    return fits ? [] : [accountInvalid(textOf(line.AccountCode) ?? '')];
  });
}

function planOf(call: Call, document: LedgerDocument, standing: Journal | undefined): StockPlan {
  if (!isPosted(document)) return stockPlan(call, standing, [], new Map());
  const purchases = document.type?.startsWith('ACCPAY') === true ? postedLines(call, document) : [];
  const bought = purchases.filter((line) => line.item !== undefined);
  return stockPlan(call, standing, bought, soldQuantities(call, document.type, document.body));
}

/** A document that ends may leave cost behind that nothing on hand carries. */
function withStock(head: Journal | undefined, journal: Journal | undefined, { lines }: StockPlan): Journal | undefined {
  if (head === undefined) return undefined;
  return { ...head, lines: [...(journal?.lines ?? []), ...lines] };
}
