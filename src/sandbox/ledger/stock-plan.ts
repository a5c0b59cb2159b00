/** What a document does to tracked items: the lines of its journal for their cost, their new stocks, and what forbids it. */
import { round } from '../books/decimal.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { isAsked } from '../server/input.ts';
import { itemNotEnough, itemValueNegative } from '../validation/messages.ts';
import { amountOf } from './base-cents.ts';
import type { Journal, JournalLine } from './journal.ts';
import { moved, type Stock, settled, stockOf } from './stock.ts';

/** A tracked item as a document meets it. */
export interface TrackedItem {
  readonly record: StoredRecord;
  /** AccountIDs. */
  readonly asset: string;
  readonly costOfSales: string;
}

export interface StockPlan {
  /** Lines of role `stock`. */
  readonly lines: readonly JournalLine[];
  /** Items whose stock changes. */
  readonly stocks: readonly { readonly item: StoredRecord; readonly stock: Stock }[];
  readonly errors: readonly string[];
}

/** The tracked item of a document's line; undefined for a service or an untracked item. */
export function trackedItem(call: Call, line: JsonObject): TrackedItem | undefined {
  const id = textOf(objectOf(line.Item).ItemID);
  return id === undefined ? undefined : trackedById(call, id);
}

function trackedById(call: Call, id: string): TrackedItem | undefined {
  const record = call.store.derived('Items', `tracked ${id}`, () => {
    const item = call.store.get('Items', id);
    return item?.body.IsTrackedAsInventory === true ? item : undefined;
  });
  if (record === undefined) return undefined;
  const account = (code: string | undefined) =>
    code === undefined ? undefined : textOf(call.facts.accountByCode(code)?.AccountID);
  const asset = account(textOf(record.body.InventoryAssetAccountCode));
  const costOfSales = account(textOf(objectOf(record.body.PurchaseDetails).COGSAccountCode));
  return asset === undefined || costOfSales === undefined ? undefined : { record, asset, costOfSales };
}

/** Units of a line in ten-thousandths. */
export function unitsOf(line: JsonObject): bigint {
  return round(amountOf(line.Quantity), 4).units;
}

/**
 * `purchases` are the journal's lines that buy tracked items, with item, quantity and cost; `sold` the quantities that
 * a sales document moves. What the standing journal did is undone first; a document that moves the same as before
 * keeps the cost it had.
 */
export function stockPlan(
  call: Call,
  standing: Journal | undefined,
  purchases: readonly JournalLine[],
  sold: ReadonlyMap<string, bigint>,
): StockPlan {
  const before = standing?.lines.filter((line) => line.item !== undefined || line.role === 'stock') ?? [];
  if (before.length === 0 && purchases.length === 0 && sold.size === 0) return nothing;
  if (movesAsBefore(before, purchases, sold)) {
    return { lines: before.filter((line) => line.role === 'stock'), stocks: [], errors: [] };
  }
  const ids = new Set([...[...before, ...purchases].flatMap((line) => line.item ?? []), ...sold.keys()]);
  const plans = [...ids].map((id) => itemPlan(call, id, { before, purchases, sold: sold.get(id) }));
  return {
    lines: plans.flatMap((plan) => plan.lines),
    stocks: plans.flatMap((plan) => plan.stocks),
    errors: plans.flatMap((plan) => plan.errors),
  };
}

const nothing: StockPlan = { lines: [], stocks: [], errors: [] };

/** What a sales document moves, by ItemID: out of stock, or back into it by a credit note. */
export function soldQuantities(call: Call, type: string | undefined, body: JsonObject): ReadonlyMap<string, bigint> {
  const sold = new Map<string, bigint>();
  if (type !== 'ACCREC' && type !== 'ACCRECCREDIT') return sold;
  for (const line of objectsOf(body.LineItems)) {
    const id = trackedItem(call, line)?.record.id;
    const units = type === 'ACCREC' ? -unitsOf(line) : unitsOf(line);
    if (id !== undefined && units !== 0n) sold.set(id, (sold.get(id) ?? 0n) + units);
  }
  return sold;
}

interface Moves {
  readonly before: readonly JournalLine[];
  readonly purchases: readonly JournalLine[];
  readonly sold: bigint | undefined;
}

function itemPlan(call: Call, id: string, { before, purchases, sold }: Moves): StockPlan {
  const tracked = trackedById(call, id);
  if (tracked === undefined) return nothing;
  const now = stockOf(tracked.record.body);
  const own = (lines: readonly JournalLine[]) => lines.filter((line) => line.item === id);
  const start: Stock = { quantity: now.quantity - units(own(before)), cost: now.cost - cents(own(before)) };
  const bought = own(purchases);
  const still = (stock: Stock) => ({ stock, costOfSales: 0n });
  const first = bought.length === 0 ? still(start) : moved(start, { quantity: units(bought), cost: cents(bought) });
  const second = sold === undefined ? still(first.stock) : moved(first.stock, { quantity: sold, cost: undefined });
  const last = settled(second.stock);
  const costOfSales = first.costOfSales + second.costOfSales + last.costOfSales;
  return {
    lines: costLines(tracked, sold ?? 0n, costOfSales),
    stocks: [{ item: tracked.record, stock: last.stock }],
    errors: stockErrors(call, tracked.record.body, now, last.stock),
  };
}

function costLines(item: TrackedItem, quantity: bigint, costOfSales: bigint): readonly JournalLine[] {
  if (quantity === 0n && costOfSales === 0n) return [];
  const asset = { account: item.asset, role: 'stock', net: -costOfSales, item: item.record.id, quantity } as const;
  return [asset, { account: item.costOfSales, role: 'stock', net: costOfSales }];
}

/** Neither quantity nor value may fall below zero, unless the call allows back orders. */
function stockErrors(call: Call, item: JsonObject, now: Stock, then: Stock): readonly string[] {
  const code = textOf(item.Code) ?? '';
  const short = then.quantity < 0n && then.quantity < now.quantity;
  if (short && !isAsked(call, 'allowBackorders')) return [itemNotEnough(code)];
  return then.cost < 0n ? [itemValueNegative(code)] : [];
}

function movesAsBefore(
  before: readonly JournalLine[],
  purchases: readonly JournalLine[],
  sold: ReadonlyMap<string, bigint>,
): boolean {
  const after = [...purchases, ...[...sold].map(([item, quantity]) => ({ item, quantity, net: 0n, role: 'stock' }))];
  return summary(before) === summary(after);
}

/** Quantity and purchase cost by item, as a text that can be compared. */
function summary(
  lines: readonly Pick<JournalLine, 'item' | 'quantity' | 'net'>[] & readonly { role: string }[],
): string {
  const sums = new Map<string, readonly [bigint, bigint]>();
  for (const { item, quantity = 0n, net, role } of lines) {
    if (item === undefined) continue;
    const [units, cost] = sums.get(item) ?? [0n, 0n];
    sums.set(item, [units + quantity, cost + (role === 'line' ? net : 0n)]);
  }
  const shown = [...sums].filter(([, [units, cost]]) => units !== 0n || cost !== 0n);
  return JSON.stringify(shown.map(([item, figures]) => [item, ...figures.map(String)]).toSorted());
}

function units(lines: readonly JournalLine[]): bigint {
  return lines.reduce((sum, line) => sum + (line.quantity ?? 0n), 0n);
}

function cents(lines: readonly JournalLine[]): bigint {
  return lines.reduce((sum, line) => sum + line.net, 0n);
}
