/** Finds a record that stands within another one: the payment of an invoice, the allocation of a credit. */

import { compare, decimal, formatFixed, parseDecimal } from '../model/decimal.ts';
import type { InnerRecords } from '../model/entity.ts';
import { foldKey } from '../model/index-facts.ts';
import type { ExistingRecord, MatchInput, PaymentTarget } from '../model/matching.ts';
import { type ActionDecision, type ActionOptions, judgeRecord, refuse, tell } from './judge-record.ts';
import { fitsTarget } from './match-payment.ts';

const GONE = 'DELETED';

interface Told {
  readonly amount?: string | undefined;
  readonly date?: string | undefined;
  readonly other?: PaymentTarget | undefined;
}

export function matchInner(
  input: MatchInput,
  target: PaymentTarget,
  existing: { readonly owners: readonly ExistingRecord[]; readonly inner: readonly ExistingRecord[] },
  { word }: InnerRecords,
  options: ActionOptions,
): ActionDecision {
  const { name } = options.action;
  const owners = existing.owners.filter((record) => record.entity === target.entity && fitsTarget(record, target));
  if (owners.length === 0)
    return { does: 'absent', finding: tell(input, 'resolve/no-record', { action: name }, 'ERROR') };
  const ids = new Set(owners.map(({ id }) => foldKey(id)));
  const found = existing.inner.filter(
    (record) => ids.has(foldKey(record.keys?.OwnerID ?? '')) && record.status !== GONE && isMeant(record, input),
  );
  const [record] = found;
  if (record === undefined) {
    const params = { action: name, word, detail: detailOf(input) };
    return { does: 'absent', finding: tell(input, 'resolve/none-there', params, 'ERROR') };
  }
  if (found.length > 1) {
    const candidates = found.slice(0, 5).map(describe).join(', ');
    return refuse(input, 'resolve/several-there', { count: found.length.toString(), word, candidates });
  }
  return judgeRecord(input, record, options);
}

/** What the row says of the amount, the day and the other document must agree. */
export function isMeant({ keys = {}, date }: ExistingRecord, { amount, date: day, other }: Told): boolean {
  const own = parseDecimal(keys.Amount ?? '');
  if (amount !== undefined && (own === undefined || compare(own, decimal(amount)) !== 0)) return false;
  if (day !== undefined && date !== day) return false;
  if (other?.id !== undefined) return foldKey(keys.InvoiceID ?? '') === foldKey(other.id);
  return other?.number === undefined || foldKey(keys.InvoiceNumber ?? '') === foldKey(other.number);
}

function detailOf({ amount, date, other }: MatchInput): string {
  const against = other?.number ?? other?.id;
  const parts = [
    amount === undefined ? '' : ` of ${formatFixed(decimal(amount), 2)}`,
    date === undefined ? '' : ` on ${date}`,
    against === undefined ? '' : ` to ${against}`,
  ];
  return parts.join('');
}

function describe({ id, date, keys = {} }: ExistingRecord): string {
  const amount = parseDecimal(keys.Amount ?? '');
  const against = keys.InvoiceNumber === undefined ? '' : ` to ${keys.InvoiceNumber}`;
  return `${amount === undefined ? '' : formatFixed(amount, 2)}${against}${date === undefined ? '' : ` on ${date}`} (${id})`;
}
