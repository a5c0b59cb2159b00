/** Posts payments, refunds and allocations: money against the account of debtors or creditors, with the realised currency gain. */
import { one } from '../books/decimal.ts';
import type { StoredRecord } from '../books/store.ts';
import { creditLists } from '../documents/settled-kind.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { amountOf, baseCents, isOne, rateOf } from './base-cents.ts';
import { controlAccount, controlSign } from './control-account.ts';
import type { Journal, JournalLine } from './journal.ts';
import { keepOpenItem } from './keep-open-item.ts';
import { postJournal } from './post-journal.ts';
import { type Settlement, settlementId, settlementsOf } from './settlements.ts';
import { systemAccount } from './system-account.ts';

/**
 * Brings the ledger to what settles a document now: `before` is the document as it was, undefined to look at every
 * part. In the base currency only parts that came or went can differ; in another one every part may take another
 * share of the rounding.
 */
export function postSettlements(call: Call, before: StoredRecord | undefined, document: StoredRecord): void {
  keepOpenItem(call.store, document);
  const [was, is] = [before === undefined ? [] : idsOf(before.body), idsOf(document.body)];
  const [known, now] = [new Set(was), new Set(is)];
  for (const id of was) if (!now.has(id)) postJournal(call.store, id, undefined, call.now);
  const all = before === undefined || !isOne(rateOf(document.body));
  const changed = new Set(all ? is : is.filter((id) => !known.has(id)));
  if (changed.size === 0) return;
  for (const settlement of settlementsOf(call.store, document, changed)) {
    if (!changed.has(settlement.id)) continue;
    const journal =
      settlement.by === 'payment'
        ? paymentJournal(call, document, settlement)
        : allocationJournal(call, document, settlement);
    if (journal !== undefined) postJournal(call.store, settlement.id, journal, call.now);
  }
}

function idsOf(body: JsonObject): readonly string[] {
  const credits = creditLists.map(([list]) => body[list]);
  return [body.Payments, body.Allocations, ...credits].flatMap(objectsOf).map(settlementId);
}

function paymentJournal(call: Call, document: StoredRecord, { id, cents, date }: Settlement): Journal | undefined {
  const payment = call.store.get('Payments', id);
  if (payment === undefined) return undefined;
  const { type } = document;
  const sign = controlSign(type);
  const account = textOf(objectOf(payment.body.Account).AccountID) ?? '';
  const bank = sign * bankCents(call, payment.body, document.body, account);
  const reference = textOf(payment.body.Reference);
  return {
    kind: payment.type ?? '',
    date,
    ...(document.parent === undefined ? {} : { contact: document.parent }),
    ...(reference === undefined ? {} : { reference }),
    lines: balanced(call, [
      { account, role: 'bank', net: bank },
      { account: controlAccount(call.store, type), role: 'control', net: -sign * cents, ...documentOf(document) },
    ]),
  };
}

/** What the bank account gains or loses; a bank account of the base currency knows it as BankAmount. */
function bankCents(call: Call, payment: JsonObject, document: JsonObject, accountId: string): bigint {
  const base = call.organisation.baseCurrency;
  const amount = amountOf(payment.Amount);
  if ((textOf(document.CurrencyCode) ?? base) === base) return baseCents(amount, one);
  const currency = textOf(call.facts.accountById(accountId)?.CurrencyCode) ?? base;
  return currency === base ? baseCents(amountOf(payment.BankAmount), one) : baseCents(amount, rateOf(payment));
}

/** The credit's balance against the invoice's, each at its own rate. */
function allocationJournal(call: Call, document: StoredRecord, settlement: Settlement): Journal | undefined {
  const other = otherDocument(call, document, settlement.id);
  const otherCents =
    other === undefined
      ? undefined
      : settlementsOf(call.store, other, new Set([settlement.id])).find(({ id }) => id === settlement.id)?.cents;
  if (other === undefined || otherCents === undefined) return undefined;
  const side = (of: StoredRecord, cents: bigint): JournalLine => ({
    account: controlAccount(call.store, of.type),
    role: 'control',
    net: -controlSign(of.type) * cents,
    ...documentOf(of),
  });
  const [mine, theirs] = [side(document, settlement.cents), side(other, otherCents)];
  const creditFirst = document.kind === 'Invoices' ? [theirs, mine] : [mine, theirs];
  return {
    kind: 'ALLOCATION',
    date: settlement.date,
    ...(document.parent === undefined ? {} : { contact: document.parent }),
    lines: balanced(call, creditFirst),
  };
}

function otherDocument(call: Call, document: StoredRecord, allocationId: string): StoredRecord | undefined {
  const isIt = (entry: JsonObject) => entry.AllocationID === allocationId;
  if (document.kind !== 'Invoices') {
    const allocation = objectsOf(document.body.Allocations).find(isIt);
    return call.store.get('Invoices', textOf(objectOf(allocation?.Invoice).InvoiceID) ?? '');
  }
  for (const [list, idField] of creditLists) {
    const credit = objectsOf(document.body[list]).find(isIt);
    if (credit !== undefined) return call.store.get(list, textOf(credit[idField]) ?? '');
  }
  return undefined;
}

/** Money that is there before its invoice has no lines of its own to which a cash basis could bring it. */
function documentOf({ kind, id }: StoredRecord): Pick<JournalLine, 'document'> {
  return kind === 'Invoices' || kind === 'CreditNotes' ? { document: id } : {};
}

/** What the rates left over is a gain or loss that has become real. */
function balanced(call: Call, lines: readonly JournalLine[]): readonly JournalLine[] {
  const moved = lines.filter((line) => line.net !== 0n);
  const gain = -moved.reduce((sum, line) => sum + line.net, 0n);
  if (gain === 0n) return moved;
  return [...moved, { account: systemAccount(call.store, 'REALISEDCURRENCYGAIN'), role: 'difference', net: gain }];
}
