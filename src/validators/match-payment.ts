/** Finds the document that a payment settles, and checks that it still takes the money. */

import { add, compare, decimal, formatFixed, ZERO } from '../model/decimal.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { foldKey } from '../model/index-facts.ts';
import type { ExistingRecord, MatchDecision, MatchInput, MatchOptions, PaymentTarget } from '../model/matching.ts';

const CODES: Readonly<Record<PaymentTarget['entity'], string>> = {
  Invoices: 'invoice',
  CreditNotes: 'credit-note',
  Prepayments: 'bank-credit',
  Overpayments: 'bank-credit',
};

/** The decision's `set` holds the target's ID, its `targetId` is what later payments of the run are added up by. */
export function matchPayment(
  input: MatchInput,
  target: PaymentTarget,
  existing: readonly ExistingRecord[],
  options: MatchOptions,
): MatchDecision {
  const found = narrowTargets(target, existing);
  const [record] = found;
  const name = CODES[target.entity];
  if (record === undefined) return refuse(input, `resolve/unknown-${name}`, { detail: narrowing(target) });
  if (found.length > 1) {
    const candidates = found.slice(0, 5).map(describe).join(', ');
    return refuse(input, `resolve/ambiguous-${name}`, { count: found.length.toString(), candidates });
  }
  if (record.status !== undefined && record.status !== 'AUTHORISED')
    return refuse(input, 'resolve/not-payable', { status: record.status });
  const excess = overpaid(input, record, options);
  if (excess !== undefined) return refuse(input, 'totals/overpaid', excess);
  return {
    action: 'create',
    findings: remarks(input, record),
    set: { [target.idField]: record.id },
    targetId: record.id,
  };
}

/** All that fit; of several, those that take payments where there are any. */
export function narrowTargets(target: PaymentTarget, existing: readonly ExistingRecord[]): readonly ExistingRecord[] {
  const found = existing.filter((record) => record.entity === target.entity && fitsTarget(record, target));
  if (found.length < 2) return found;
  const open = found.filter((record) => record.status === 'AUTHORISED');
  return open.length > 0 ? open : found;
}

/** Whether the record is all that the target says of it. */
export function fitsTarget(record: ExistingRecord, target: PaymentTarget): boolean {
  if (target.id !== undefined && !same(record.id, target.id)) return false;
  if (target.number !== undefined && !same(record.number, target.number)) return false;
  return (
    agrees(record.contactId, target.contactId) &&
    agrees(record.contactName, target.contactName) &&
    agrees(record.type, target.type) &&
    agrees(record.currency, target.currency)
  );
}

function agrees(held: string | undefined, wanted: string | undefined): boolean {
  return wanted === undefined || same(held, wanted);
}

function same(held: string | undefined, wanted: string): boolean {
  return held !== undefined && foldKey(held) === foldKey(wanted);
}

function overpaid(
  input: MatchInput,
  record: ExistingRecord,
  options: MatchOptions,
): Readonly<Record<string, string>> | undefined {
  if (input.amount === undefined || record.amountDue === undefined) return undefined;
  const before = options.paidSoFar?.(record.id);
  const paid = before === undefined ? ZERO : decimal(before);
  const due = decimal(record.amountDue);
  const amount = decimal(input.amount);
  if (compare(add(paid, amount), due) <= 0) return undefined;
  return {
    target: record.number ?? record.id,
    due: formatFixed(due, 2),
    amount: formatFixed(amount, 2),
    paid: before === undefined ? '' : formatFixed(paid, 2),
  };
}

function remarks(input: MatchInput, record: ExistingRecord): readonly Finding[] {
  const findings: Finding[] = [];
  if (input.date !== undefined && record.date !== undefined && input.date < record.date) {
    findings.push(tell(input, 'date/before-document', { date: input.date, issued: record.date }, 'WARNING'));
  }
  if (input.currency !== undefined && record.currency !== undefined && input.currency !== record.currency) {
    findings.push(
      tell(input, 'resolve/payment-currency', { document: record.currency, account: input.currency }, 'WARNING'),
    );
  }
  return findings;
}

/** What the search was narrowed by, for the message. */
function narrowing(target: PaymentTarget): string {
  const parts = [target.contactName, target.type, target.currency].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : `looked for ${parts.join(', ')}`;
}

function describe(record: ExistingRecord): string {
  const parts = [record.number ?? record.id, record.contactName, record.type, record.date, record.status];
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

function refuse(input: MatchInput, code: string, params: Readonly<Record<string, string>>): MatchDecision {
  return { action: 'refuse', findings: [tell(input, code, params, 'ERROR')] };
}

function tell(input: MatchInput, code: string, params: Readonly<Record<string, string>>, severity: Severity): Finding {
  return { code, severity, ...input.at, params };
}
