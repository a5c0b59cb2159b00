/** What the findings about dates mean. */

import type { Finding, FindingKind } from '../model/finding.ts';
import { cellOf, param } from './finding-text.ts';

const DECLARE = 'write `dates: dd/MM/yyyy` or `dates: MM/dd/yyyy` under `source`, as your file has it';

export const dateFindings: readonly FindingKind[] = [
  {
    code: 'date/invalid',
    title: 'The text is no date',
    what: (finding) => `${cellOf(finding)} ${whyInvalid(finding)}.`,
    remedy: (finding) =>
      param(finding, 'reason') === 'form'
        ? 'Correct the date, or list its pattern as well: `dates: [dd/MM/yyyy, iso]` under `source`.'
        : 'Correct the date in the spreadsheet.',
  },
  {
    code: 'date/ambiguous',
    title: 'The date can be read two ways',
    what: (finding) =>
      `${cellOf(finding)} can be ${param(finding, 'first')} or ${param(finding, 'second')}${whyAmbiguous(finding)}.`,
    remedy: () => `Say how dates are written: ${DECLARE}.`,
  },
  {
    code: 'date/number',
    title: 'A number stands where a date should',
    what: (finding) => `${cellOf(finding)} is a number, not a date.`,
    remedy: () =>
      'Give the column a date format in Excel and save the file again. If the digits are a date, write their pattern under `source`, such as `dates: yyyyMMdd`.',
  },
];

function whyInvalid(finding: Finding): string {
  const patterns = param(finding, 'patterns');
  const order = param(finding, 'order');
  if (order !== '') return `is no date, since the column's other dates are written ${order}`;
  if (param(finding, 'reason') === 'form') return `is no date written as ${patterns}`;
  return patterns === '' ? 'is no date of the calendar' : `is no date of the calendar, read as ${patterns}`;
}

function whyAmbiguous(finding: Finding): string {
  if (param(finding, 'proof') === 'contradictory')
    return ': other dates of the column have the day first, others the month';
  return param(finding, 'proof') === 'none' ? ', and no date of the column shows which comes first' : '';
}
