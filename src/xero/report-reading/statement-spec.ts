/** What the statements of Xero have in common: a row an account and column, tidy. */

import type { Field } from '../../model/entity.ts';
import { type CellSource, PERIOD } from '../../model/report-spec.ts';

const AMOUNT = 'In base currency; blank where Xero shows nothing.';

/** @param section what the sections are; @param period what heads a column */
export function statementColumns(section: string, period: string): readonly Field[] {
  return [
    { name: 'Section', type: 'text', readOnly: true, note: section },
    { name: 'Account', type: 'text', readOnly: true, note: "The account's name." },
    { name: 'AccountCode', type: 'text', readOnly: true, note: 'Blank for a bank account without a code.' },
    { name: 'AccountID', type: 'id', readOnly: true },
    { name: 'Period', type: 'text', readOnly: true, note: period },
    {
      name: 'PeriodEnd',
      type: 'date',
      readOnly: true,
      note: 'The last day of the column; blank under a tracking option.',
    },
    { name: 'Amount', type: 'decimal', decimals: 2, readOnly: true, note: AMOUNT },
  ];
}

export const statementCells: readonly CellSource[] = [
  { of: 'section' },
  { of: 'label' },
  { of: 'account-code' },
  { of: 'attribute', name: 'account' },
  { of: 'heading' },
  { of: 'heading-day' },
  { of: 'value' },
];

export const periodField: Field = {
  name: PERIOD,
  type: 'date',
  note: 'First and last day, `{ from: 2026-10-01, to: 2026-10-31 }`, or `{ month: last }`. Where left out, from the first of the month to `as-at`.',
};

export const comparisonFields: readonly Field[] = [
  { name: 'periods', type: 'integer', note: 'How many earlier periods stand beside it, 1 to 12.' },
  { name: 'timeframe', type: 'choice', values: ['MONTH', 'QUARTER', 'YEAR'], note: 'How far these lie apart.' },
];

export const layoutFields: readonly Field[] = [
  {
    name: 'standardLayout',
    type: 'boolean',
    note: "true where left out: every account has its row. false: the organisation's own layout.",
  },
  { name: 'paymentsOnly', type: 'boolean', note: 'true: on a cash basis, what is paid alone. false where left out.' },
];

export function trackingField(name: string, note: string): Field {
  return { name, type: 'text', note };
}
