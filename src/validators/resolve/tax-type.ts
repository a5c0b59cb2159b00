/** Finds the tax rate that a cell means: by its code, or by the display name of a rate in use. */

import type { Facts, TaxRateFact } from '../../model/facts.ts';
import type { FindingKind } from '../../model/finding.ts';
import { param, subject, suggestion } from '../finding-text.ts';
import { chooseOne, nearestOf, type Resolution } from './resolution.ts';

/** Most rates that a message lists. */
const MOST = 4;

/** A deleted rate is found by its code alone, so that a rule can say that it is deleted. */
export function resolveTaxType(text: string, facts: Facts, names: boolean): Resolution<TaxRateFact> {
  const found = new Set<TaxRateFact>();
  const byCode = facts.taxRate(text);
  if (byCode !== undefined) found.add(byCode);
  if (names) for (const rate of facts.taxRatesByName(text)) if (rate.status === 'ACTIVE') found.add(rate);
  const codes = { unknown: 'tax-type/unknown', ambiguous: 'resolve/ambiguous-tax-type' };
  return chooseOne([...found], describeRate, codes, () => {
    const active = facts.taxRates.filter((rate) => rate.status === 'ACTIVE');
    const near = nearestOf(text, active, (rate) => [rate.taxType, rate.name], describeRate);
    return near.length > 0 ? near : beginningWith(text, active).map(describeRate);
  });
}

export const taxTypeKinds: readonly FindingKind[] = [
  {
    code: 'tax-type/unknown',
    title: 'Tax rate not found',
    what: (finding) => `${subject(finding)}: the organisation has no such tax rate in use.${suggestion(finding)}`,
    remedy: () =>
      'Correct the cell, or translate it with a `lookup` in the job; a tax rate is named by its code or its display name.',
  },
  {
    code: 'resolve/ambiguous-tax-type',
    title: 'Several tax rates match',
    what: (finding) =>
      `${subject(finding)} means ${param(finding, 'count')} tax rates: ${param(finding, 'candidates')}.`,
    remedy: () => 'Use the code of the tax rate you mean.',
  },
];

/** `20%` has too few letters to be near `20% (VAT on Income)`, and is what a VAT column holds most often. */
function beginningWith(text: string, rates: readonly TaxRateFact[]): readonly TaxRateFact[] {
  const wanted = text.trim().replace(/\s*%$/u, '%').toLowerCase();
  return wanted === '' ? [] : rates.filter((rate) => rate.name.toLowerCase().startsWith(wanted)).slice(0, MOST);
}

function describeRate(rate: TaxRateFact): string {
  return `${rate.taxType} (${rate.name})`;
}
