/** Compares the amounts that the job's `verify` expects with what Xero will compute. */

import type { LineTotals, Totals } from '../model/arithmetic.ts';
import { absolute, compare, type Decimal, equal, formatFixed, subtract } from '../model/decimal.ts';
import type { Document, RowRef } from '../model/document.ts';
import type { FindingKind } from '../model/finding.ts';
import type { CheckContext } from '../model/rule.ts';
import { param, subject } from './finding-text.ts';

interface Expected {
  readonly field: string;
  readonly code: string;
  readonly expected: Decimal;
  /** Undefined where nothing could be computed. */
  readonly computed: Decimal | undefined;
  /** The same by the other tie rule for tax in an inclusive amount. */
  readonly alternative: Decimal | undefined;
  readonly row?: RowRef;
  readonly within: Decimal | undefined;
}

const CODES: Readonly<Record<string, string>> = {
  SubTotal: 'totals/sub-total',
  TotalTax: 'totals/total-tax',
  Total: 'totals/total',
  LineAmount: 'line-math/verify-line-amount',
  TaxAmount: 'line-math/verify-tax-amount',
};

export interface VerifyOptions {
  /** Tolerances by field. */
  readonly within?: ReadonlyMap<string, Decimal> | undefined;
  /** The document has an ERROR already, which says why nothing could be computed. */
  readonly wrong: boolean;
}

export function verifyTotals(document: Document, context: CheckContext, { within, wrong }: VerifyOptions): void {
  const { totals } = context;
  if (totals === undefined && wrong) return;
  for (const [field, expected] of document.verify) {
    const code = CODES[field] ?? 'totals/total';
    const computed = computedTotal(field, totals);
    const alternative = alternativeTotal(field, totals);
    compareOne({ field, code, expected, computed, alternative, within: within?.get(field) }, context);
  }
  document.lines.forEach((line, index) => {
    for (const [field, expected] of line.verify) {
      const code = CODES[field] ?? 'line-math/verify-line-amount';
      const [computed, alternative] = computedLine(field, totals?.lines[index]);
      compareOne({ field, code, expected, computed, alternative, row: line.row, within: within?.get(field) }, context);
    }
  });
}

export const verifyKinds: readonly FindingKind[] = [
  kind('totals/sub-total', 'Net total differs from the column', 'the net total'),
  kind('totals/total-tax', 'Tax total differs from the column', 'the total tax'),
  kind('totals/total', 'Total differs from the column', 'the total'),
  kind('line-math/verify-line-amount', 'Line amount differs from the column', 'the amount of this line'),
  kind('line-math/verify-tax-amount', 'Line tax differs from the column', 'the tax of this line'),
  {
    code: 'totals/inclusive-tie',
    title: 'Tax of a half cent may be rounded the other way',
    what: (finding) =>
      `${subject(finding)}, but Xero is taken to compute ${param(finding, 'computed')}: the tax in an inclusive amount falls on half a cent, and the column rounds it the other way.`,
    remedy: () =>
      'Look at the amount in Xero after the import; map TaxAmount if it must be exactly that of the column.',
  },
  {
    code: 'totals/not-computed',
    title: 'The amount cannot be compared',
    what: (finding) =>
      `${subject(finding)} is to be verified, but the document does not say how its amounts are computed.`,
    remedy: () =>
      'Map LineAmountTypes and the lines with known accounts and tax rates, or take the field out of `verify`.',
  },
];

function kind(code: string, title: string, name: string): FindingKind {
  return {
    code,
    title,
    what: (finding) =>
      `${subject(finding)}, but Xero will compute ${name} as ${param(finding, 'computed')} (difference ${param(finding, 'difference')}).`,
    remedy: () =>
      'Correct the lines or the expected amount; a small difference is allowed by `within`, as in `{ column: Gross, within: 0.01 }`.',
  };
}

function compareOne(check: Expected, context: CheckContext): void {
  const { expected, computed, alternative } = check;
  if (computed !== undefined && equal(expected, computed)) return;
  const value = formatFixed(expected, Math.max(2, expected.scale));
  const place = {
    ...(check.row === undefined ? {} : { row: check.row }),
    column: context.labels.verify(check.field) ?? check.field,
    value,
  };
  if (computed === undefined) {
    context.report({ code: 'totals/not-computed', ...place });
    return;
  }
  const difference = subtract(expected, computed);
  const params = {
    computed: formatFixed(computed, 2),
    difference: formatFixed(difference, Math.max(2, difference.scale)),
  };
  if (alternative !== undefined && equal(expected, alternative)) {
    context.report({ code: 'totals/inclusive-tie', severity: 'WARNING', ...place, params });
    return;
  }
  const allowed = check.within !== undefined && compare(absolute(difference), check.within) <= 0;
  context.report({ code: check.code, severity: allowed ? 'WARNING' : 'ERROR', ...place, params });
}

function computedTotal(field: string, totals: Totals | undefined): Decimal | undefined {
  if (field === 'SubTotal') return totals?.subTotal;
  if (field === 'TotalTax') return totals?.totalTax;
  return field === 'Total' ? totals?.total : undefined;
}

function alternativeTotal(field: string, totals: Totals | undefined): Decimal | undefined {
  const tax = totals?.totalTaxAlternative;
  if (totals === undefined || tax === undefined || field === 'Total') return undefined;
  return field === 'TotalTax' ? tax : subtract(totals.total, tax);
}

function computedLine(
  field: string,
  line: LineTotals | undefined,
): readonly [Decimal | undefined, Decimal | undefined] {
  return field === 'TaxAmount' ? [line?.taxAmount, line?.taxAlternative] : [line?.lineAmount, undefined];
}
