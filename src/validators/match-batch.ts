/** Finds the documents that a batch payment settles, and checks that one batch may settle them together. */

import { add, decimal, formatDecimal } from '../model/decimal.ts';
import type { Finding } from '../model/finding.ts';
import type {
  ExistingRecord,
  LineTarget,
  MatchDecision,
  MatchInput,
  MatchOptions,
  MatchSet,
  PaidAmount,
} from '../model/matching.ts';
import { matchPayment } from './match-payment.ts';

/** All lines, or none: one that cannot be paid refuses the batch. */
export function matchBatch(
  input: MatchInput,
  lines: readonly LineTarget[],
  existing: readonly ExistingRecord[],
  options: MatchOptions,
): MatchDecision {
  const own = new Map<string, string>();
  const paidSoFar = (id: string) => sum(options.paidSoFar?.(id), own.get(id));
  const findings: Finding[] = [];
  const sets: MatchSet[] = [];
  const paid: PaidAmount[] = [];
  const found: { readonly line: LineTarget; readonly record: ExistingRecord | undefined }[] = [];
  for (const line of lines) {
    if (line.target === undefined) continue;
    const { amount: _amount, ...head } = input;
    const payment = { ...head, at: line.at, ...(line.amount === undefined ? {} : { amount: line.amount }) };
    const decision = matchPayment(payment, line.target, existing, { ...options, paidSoFar });
    findings.push(...decision.findings);
    if (decision.action !== 'create' || decision.targetId === undefined) continue;
    const { set, targetId: id } = decision;
    const amount = line.amount ?? '0';
    sets.push(set);
    paid.push({ id, amount });
    own.set(id, sum(own.get(id), amount) ?? '0');
    found.push({ line, record: existing.find((record) => record.entity === 'Invoices' && record.id === id) });
  }
  findings.push(...togetherness(found, input.base));
  if (findings.some(({ severity }) => severity === 'ERROR')) return { action: 'refuse', findings };
  return { action: 'create', findings, set: {}, lines: sets, paid };
}

/** A batch pays documents of one side, in the organisation's own currency. */
function togetherness(
  found: readonly { readonly line: LineTarget; readonly record: ExistingRecord | undefined }[],
  base: string | undefined,
): readonly Finding[] {
  const [first] = found;
  const findings: Finding[] = [];
  for (const { line, record } of found) {
    if (record?.type !== first?.record?.type) {
      const params = {
        type: record?.type ?? '',
        row: String(first?.line.at.row ?? 0),
        first: first?.record?.type ?? '',
      };
      findings.push({ code: 'resolve/batch-sides', severity: 'ERROR', ...line.at, params });
    }
    if (base !== undefined && record?.currency !== undefined && record.currency !== base) {
      const params = { currency: record.currency, base };
      findings.push({ code: 'resolve/batch-currency', severity: 'ERROR', ...line.at, params });
    }
  }
  return findings;
}

function sum(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return formatDecimal(add(decimal(a), decimal(b)));
}
