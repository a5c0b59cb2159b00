/** A line amount beside a quantity and a unit amount must be their product, less the discount. */

import { equal, formatDecimal, formatFixed } from '../../model/decimal.ts';
import type { DocumentLine, FieldLabels } from '../../model/document.ts';
import type { Rule } from '../../model/rule.ts';
import { decimalOf } from '../../model/values.ts';
import { param, subject } from '../finding-text.ts';
import { atLine } from '../places.ts';

const AMOUNTS: readonly string[] = ['Quantity', 'UnitAmount', 'LineAmount'];

export const lineAmount: Rule = {
  name: 'line-amount',
  kinds: [
    {
      code: 'line-math/line-amount',
      title: 'Line amount does not equal quantity times unit amount',
      what: (finding) => `${subject(finding)}, but ${param(finding, 'sum')} = ${param(finding, 'expected')}.`,
      remedy: () => 'Correct the amount, or leave the column out and Xero computes it.',
    },
    {
      code: 'line-math/no-amount',
      title: 'Line has a quantity but no price',
      what: (finding) => `${subject(finding)}, but the line has no unit amount, so it counts as 0.00.`,
      remedy: () => 'Fill in the unit amount, or blank the quantity of a line that is text alone.',
    },
    {
      code: 'line-math/text-alone',
      title: 'Line is a text without an amount',
      what: (finding) => `${subject(finding)}: its quantity and price are blank, so it counts as 0.00.`,
      remedy: () => 'Fill them in, unless the line is meant to be text alone.',
    },
  ],
  check(document, { labels, report, totals }) {
    document.lines.forEach((line, index) => {
      const given = decimalOf(line.values, 'LineAmount');
      if (isUnpriced(line))
        report({ code: 'line-math/no-amount', severity: 'WARNING', ...atLine(labels, line, 'Quantity') });
      if (isTextAlone(line, labels))
        report({ code: 'line-math/text-alone', severity: 'WARNING', ...atLine(labels, line, 'Description') });
      const expected = totals?.lines[index]?.lineAmount;
      if (given === undefined || expected === undefined || equal(given, expected)) return;
      if (!line.values.has('Quantity') || !line.values.has('UnitAmount')) return;
      const params = { sum: sumOf(line, (field) => labels.line(field) ?? field), expected: formatFixed(expected, 2) };
      report({
        code: 'line-math/line-amount',
        ...atLine(labels, line, 'LineAmount'),
        value: formatFixed(given, 2),
        params,
      });
    });
  },
};

function isUnpriced(line: DocumentLine): boolean {
  const { values } = line;
  return values.has('Quantity') && !values.has('UnitAmount') && !values.has('LineAmount') && !values.has('ItemCode');
}

/** A description in a sheet that has columns for amounts, all of them blank. */
function isTextAlone({ values }: DocumentLine, labels: FieldLabels): boolean {
  if (!values.has('Description') || values.has('ItemCode')) return false;
  if (labels.line('UnitAmount') === undefined && labels.line('LineAmount') === undefined) return false;
  return !AMOUNTS.some((field) => values.has(field));
}

/** `Quantity 3 x Unit price 400.00 less 10 %`. */
function sumOf(line: DocumentLine, label: (field: string) => string): string {
  const quantity = decimalOf(line.values, 'Quantity');
  const unitAmount = decimalOf(line.values, 'UnitAmount');
  const rate = decimalOf(line.values, 'DiscountRate');
  const amount = decimalOf(line.values, 'DiscountAmount');
  const parts = [
    quantity === undefined ? '' : `${label('Quantity')} ${formatDecimal(quantity)}`,
    unitAmount === undefined
      ? ''
      : ` x ${label('UnitAmount')} ${formatFixed(unitAmount, Math.max(2, unitAmount.scale))}`,
    rate === undefined ? '' : ` less ${formatDecimal(rate)} %`,
    amount === undefined || rate !== undefined ? '' : ` less ${formatFixed(amount, 2)}`,
  ];
  return parts.join('');
}
