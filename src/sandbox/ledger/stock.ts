/** Quantity and cost of a tracked item at average cost, and what a movement does to them. */
import { round, toJson } from '../books/decimal.ts';
import type { JsonObject } from '../json.ts';
import { amountOf } from './base-cents.ts';

export interface Stock {
  /** Ten-thousandths of a unit; negative while more is sold than was ever there. */
  readonly quantity: bigint;
  /** The cost pool in cents of the base currency; nothing while there is no quantity. */
  readonly cost: bigint;
}

export interface Movement {
  /** Ten-thousandths of a unit; what comes in is positive. */
  readonly quantity: bigint;
  /** Cents that a purchase adds or a supplier's credit note takes; undefined where average cost decides. */
  readonly cost: bigint | undefined;
}

/** A stock after a movement, and the cents of the pool that became cost of sales by it; negative when they came back. */
export interface Moved {
  readonly stock: Stock;
  readonly costOfSales: bigint;
}

/** What an item stands at. */
export function stockOf(item: JsonObject): Stock {
  const quantity = round(amountOf(item.QuantityAvailable ?? item.QuantityOnHand), 4).units;
  return { quantity, cost: round(amountOf(item.TotalCostPool), 2).units };
}

/** The item's fields of a stock. */
export function stockFields({ quantity, cost }: Stock): JsonObject {
  const number = (units: bigint) => toJson({ units, places: 4 }, 4);
  return {
    TotalCostPool: toJson({ units: cost, places: 2 }),
    QuantityOnHand: number(quantity > 0n ? quantity : 0n),
    QuantityAvailable: number(quantity),
    QuantityOnBackOrder: number(quantity < 0n ? -quantity : 0n),
  };
}

/**
 * Sales leave at average cost, the last ones with all that is left of the pool; what comes back from customers comes
 * back at average cost. Of a purchase, the share that was sold before it came is cost of sales at once.
 */
export function moved(stock: Stock, { quantity, cost }: Movement): Moved {
  const left = stock.quantity + quantity;
  if (cost === undefined) {
    const taken = -share(stock.cost, quantity < -stock.quantity ? -stock.quantity : quantity, stock.quantity);
    return { stock: { quantity: left, cost: stock.cost - taken }, costOfSales: taken };
  }
  const missing = stock.quantity < 0n ? -stock.quantity : 0n;
  const late = missing < quantity ? missing : quantity;
  const costOfSales = quantity > 0n && late > 0n ? share(cost, late, quantity) : 0n;
  return { stock: { quantity: left, cost: stock.cost + cost - costOfSales }, costOfSales };
}

/** What remains in the pool when nothing is on hand is cost of sales. */
export function settled(stock: Stock): Moved {
  const nothing = stock.quantity <= 0n && stock.cost > 0n;
  return nothing ? { stock: { ...stock, cost: 0n }, costOfSales: stock.cost } : { stock, costOfSales: 0n };
}

/** `amount` × `part` / `whole`, rounded half away from zero; nothing of nothing. */
function share(amount: bigint, part: bigint, whole: bigint): bigint {
  if (whole <= 0n) return 0n;
  const doubled = amount * part * 2n;
  return (doubled + (doubled < 0n ? -whole : whole)) / (whole * 2n);
}
