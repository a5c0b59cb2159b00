/** Checks that a credit can be set against the invoice that a row names. */

import { add, compare, decimal, formatFixed, ZERO } from '../model/decimal.ts';
import type { Finding } from '../model/finding.ts';
import type { ExistingRecord, MatchInput, PaymentTarget } from '../model/matching.ts';
import { type ActionDecision, type ActionOptions, refuse, tell } from './judge-record.ts';
import { describeRecord } from './match-document.ts';
import { narrowTargets } from './match-payment.ts';

/** @param credit may be allocated @param existing invoices that the look-up found */
export function matchAllocation(
  input: MatchInput,
  target: PaymentTarget,
  credit: ExistingRecord,
  existing: readonly ExistingRecord[],
  options: ActionOptions,
): ActionDecision {
  const side = sideOf(credit.type);
  const named = narrowTargets(target, existing);
  const fitting = named.filter(({ type }) => side === undefined || type === undefined || type === side);
  const found = fitting.length > 0 ? fitting : named;
  const [invoice] = found;
  if (invoice === undefined) return refuse(input, 'resolve/unknown-invoice', { detail: '' });
  if (found.length > 1) {
    const candidates = found.slice(0, 5).map(describeRecord).join(', ');
    return refuse(input, 'resolve/ambiguous-invoice', { count: found.length.toString(), candidates });
  }
  const problem = problemOf(input, credit, invoice, options);
  if (problem !== undefined) return { does: 'refuse', record: credit, finding: problem };
  return {
    does: 'act',
    record: credit,
    findings: remarks(input, credit, invoice),
    set: { [target.idField]: invoice.id },
    targetId: invoice.id,
  };
}

/** The invoices that a credit of that type may be set against. */
function sideOf(type = ''): string | undefined {
  if (/^(?:ACCREC|AR|RECEIVE)/.test(type)) return 'ACCREC';
  return /^(?:ACCPAY|AP|SPEND)/.test(type) ? 'ACCPAY' : undefined;
}

function problemOf(
  input: MatchInput,
  credit: ExistingRecord,
  invoice: ExistingRecord,
  options: ActionOptions,
): Finding | undefined {
  const problem = (code: string, params: Readonly<Record<string, string>>) => tell(input, code, params, 'ERROR');
  const { status = 'AUTHORISED' } = invoice;
  if (status !== 'AUTHORISED') return problem('resolve/takes-no-credit', { status });
  const side = sideOf(credit.type);
  if (side !== undefined && invoice.type !== undefined && invoice.type !== side)
    return problem('resolve/other-side', { credit: credit.type ?? '', type: invoice.type });
  if (credit.currency !== undefined && invoice.currency !== undefined && credit.currency !== invoice.currency)
    return problem('resolve/other-currency', { credit: credit.currency, invoice: invoice.currency });
  const amount = decimal(input.amount ?? '0');
  if (compare(amount, ZERO) <= 0) return problem('map/allocation-amount', { amount: formatFixed(amount, 2) });
  for (const [what, record] of [
    ['left of the credit', credit],
    ['still due on the invoice', invoice],
  ] as const) {
    const before = decimal(options.allocatedSoFar?.(record.id) ?? '0');
    const open = record.amountDue === undefined ? undefined : decimal(record.amountDue);
    if (open === undefined || compare(add(before, amount), open) <= 0) continue;
    const earlier = compare(before, ZERO) === 0 ? '' : formatFixed(before, 2);
    return problem('totals/over-allocated', {
      amount: formatFixed(amount, 2),
      open: formatFixed(open, 2),
      what,
      earlier,
    });
  }
  return undefined;
}

function remarks(input: MatchInput, credit: ExistingRecord, invoice: ExistingRecord): readonly Finding[] {
  const { contactId, contactName = '' } = credit;
  if (contactId === undefined || invoice.contactId === undefined || contactId === invoice.contactId) return [];
  return [tell(input, 'resolve/other-contact', { credit: contactName, invoice: invoice.contactName ?? '' }, 'WARNING')];
}
