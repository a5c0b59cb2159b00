/** What the findings of reading and mapping mean, for reports and the reference page. */

import type { Finding, FindingKind } from '../model/finding.ts';
import { dateFindings } from './date-findings.ts';
import { cellOf, param, plural, someOf } from './finding-text.ts';
import { groupFindings } from './group-findings.ts';

const cellFindings: readonly FindingKind[] = [
  {
    code: 'read/error-cell',
    title: 'The cell holds an error of the spreadsheet',
    what: (finding) => `${cellOf(finding)} is an error of the spreadsheet, not a value.`,
    remedy: () => 'Correct the formula in the spreadsheet, or write the value itself.',
  },
  {
    code: 'read/formula-without-value',
    title: 'The cell holds a formula without a result',
    what: (finding) => `${finding.column ?? 'The cell'} holds a formula whose result was never stored in the file.`,
    remedy: () => 'Open the file in Excel and save it there, or write the value itself.',
  },
  {
    code: 'read/extra-cells',
    title: 'The row has more cells than the header',
    what: (finding) =>
      `The row has ${plural(param(finding, 'extra'), 'filled cell')} more than the header row's ${param(finding, 'columns')}: ${finding.value ?? ''}.`,
    remedy: () =>
      'Look for a separator inside a text and put that text in quotes, or give the further columns headers.',
  },
];

const numberFindings: readonly FindingKind[] = [
  {
    code: 'map/not-a-number',
    title: 'The text is no amount',
    what: (finding) => `${cellOf(finding)} is no amount${numberStyle(finding)}.`,
    remedy: () =>
      'Correct the cell: thousands come in groups of three. If it is written in another style, show that style under `source`, such as `numbers: "1.234,56"`; if it means empty, list it under `blank`.',
  },
  {
    code: 'map/ambiguous-number',
    title: 'The amount can be read two ways',
    what: (finding) =>
      param(finding, 'proof') === 'contradictory'
        ? `${cellOf(finding)}: some amounts of the column have a decimal point and some a decimal comma, so none of its signs can be trusted.`
        : `${cellOf(finding)} can be read two ways, since no amount of the column shows whether the sign parts thousands or decimals.`,
    remedy: () => 'Write `numbers: "1,234.56"` or `numbers: "1.234,56"` under `source`, as your file has it.',
  },
  {
    code: 'map/not-a-whole-number',
    title: 'The amount is no whole number',
    what: (finding) => `${cellOf(finding)} is no whole number.`,
    remedy: () => 'Write a whole number, or round it with `then: { round: 0 }`.',
  },
];

const valueFindings: readonly FindingKind[] = [
  {
    code: 'map/not-a-choice',
    title: 'The text is none of the values that Xero knows',
    what: (finding) =>
      `${cellOf(finding)} is none of ${someOf(param(finding, 'choices').split(', '))}.${meant(finding)}`,
    remedy: () => 'Write one of these, or translate your own words with `lookup`.',
  },
  {
    code: 'map/not-yes-or-no',
    title: 'The text is neither yes nor no',
    what: (finding) => `${cellOf(finding)} is neither yes nor no.`,
    remedy: () => 'Write yes or no, true or false, or 1 or 0.',
  },
  {
    code: 'map/not-an-id',
    title: 'The text is no ID of Xero',
    what: (finding) => `${cellOf(finding)} is no ID of Xero.`,
    remedy: () =>
      'An ID looks like 3b1c2f5e-0d4a-4c7b-9a51-6f0e2d8c7b10. If the column holds numbers or names, map it to a field that takes them.',
  },
  {
    code: 'map/control-character',
    title: 'The text holds a character that cannot be seen',
    what: (finding) =>
      `${finding.column ?? 'The cell'} holds the control character ${param(finding, 'character')} as its character ${param(finding, 'position')}.`,
    remedy: () =>
      'Type the cell again in the spreadsheet, or set `encoding` under `source` if many cells have such characters.',
  },
  {
    code: 'map/shortened-number',
    title: 'Excel has shortened a long number',
    what: (finding) => `${cellOf(finding)} is a number of which Excel has kept only the first digits.`,
    remedy: () =>
      'Format the column as text in the spreadsheet and enter the number again, or export it again from where it comes; the lost digits are not in the file.',
  },
  {
    code: 'map/not-in-lookup',
    title: 'The lookup does not list the text',
    what: (finding) => `${cellOf(finding)} is not in the lookup.${meant(finding)}`,
    remedy: () => 'Add it to the `lookup`, or say with `else` what applies to all others.',
  },
  {
    code: 'map/extract-none',
    title: 'No part of the text fits the expression',
    what: (finding) => `${cellOf(finding)}: no part of it fits ${param(finding, 'regex')}.`,
    remedy: () => 'Correct the cell, or the expression at `extract`.',
  },
  {
    code: 'map/extract-several',
    title: 'Several parts of the text fit the expression',
    what: (finding) =>
      `${cellOf(finding)}: both ${param(finding, 'first')} and ${param(finding, 'second')} fit ${param(finding, 'regex')}.`,
    remedy: () => 'Leave one of them in the cell, or make the expression at `extract` narrower.',
  },
  {
    code: 'map/tracking-without-category',
    title: 'A tracking option stands without its category',
    what: (finding) => `${cellOf(finding)}, but ${param(finding, 'field')}.Name is blank.`,
    remedy: () => 'Fill in the category, or empty the option.',
  },
];

export const mapperFindings: readonly FindingKind[] = [
  ...cellFindings,
  ...numberFindings,
  ...valueFindings,
  ...dateFindings,
  ...groupFindings,
];

function numberStyle(finding: Finding): string {
  const style = param(finding, 'style');
  if (style !== '') return ` in the style ${style}`;
  const proof = param(finding, 'proof');
  return proof === '' ? '' : `, since the column's other amounts have a decimal ${proof}`;
}

function meant(finding: Finding): string {
  const close = param(finding, 'nearest');
  return close === '' ? '' : ` Did you mean ${close}?`;
}
