/** A line of a document or manual journal as its own account sees it. */
import { type Decimal, subtract } from '../books/decimal.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import { amountOf, baseCents } from './base-cents.ts';
import type { JournalLine } from './journal.ts';

export interface LineSide {
  readonly rate: Decimal;
  /** 1n where a positive amount is a debit. */
  readonly sign: 1n | -1n;
  /** Whether the amounts contain their tax. */
  readonly inclusive: boolean;
}

/** Net and tax of a line in the base currency; undefined for one without an account. */
export function ownLine(line: JsonObject, { rate, sign, inclusive }: LineSide): JournalLine | undefined {
  const account = textOf(line.AccountID);
  const [amount, taxAmount] = [amountOf(line.LineAmount), amountOf(line.TaxAmount)];
  const net = sign * baseCents(inclusive ? subtract(amount, taxAmount) : amount, rate);
  const tax = sign * baseCents(taxAmount, rate);
  if (account === undefined) return undefined;
  const [taxType, description] = [textOf(line.TaxType), textOf(line.Description)];
  const tracking = objectsOf(line.Tracking);
  return {
    account,
    role: 'line',
    net,
    tax,
    ...(taxType === undefined ? {} : { taxType }),
    ...(description === undefined ? {} : { description }),
    ...(tracking.length === 0 ? {} : { tracking: JSON.stringify(tracking) }),
  };
}

/** Whether a line moves money. */
export function hasAmount({ net, tax }: JournalLine): boolean {
  return net !== 0n || (tax ?? 0n) !== 0n;
}
