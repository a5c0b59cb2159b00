/** The workbook's sums by account, tax type or month, side by side. */

import { decimal, subtract } from '../../model/decimal.ts';
import type { GroupSum } from '../../model/reconciliation.ts';
import type { SheetRow } from '../../model/table-format.ts';
import { live, plainAmount } from './live-cells.ts';
import type { Table } from './table.ts';

/**
 * @param what header of the first column: `Account`
 * @param summed what is added up: `Net`
 */
export function groupTable(name: string, what: string, summed: string, groups: readonly GroupSum[]): Table {
  const both = groups.some(({ sheet }) => sheet !== undefined);
  const amount = (header: string) => ({ header, width: 24, kind: 'amount' as const, total: true as const });
  return {
    name,
    columns: [
      { header: what, width: 44 },
      ...(both
        ? [amount(`${summed}: sheet`), amount(`${summed}: Xero`), amount('Difference')]
        : [amount(`${summed}: Xero`)]),
    ],
    count: groups.length,
    rows: () => [groups.map((group, index) => (both ? comparedRow(group, index + 2) : plainRow(group)))],
  };
}

function plainRow({ label, xero }: GroupSum): SheetRow {
  return { cells: [label, { n: xero }] };
}

function comparedRow({ label, sheet = '0.00', xero }: GroupSum, row: number): SheetRow {
  const difference = subtract(decimal(sheet), decimal(xero));
  const cells = [label, { n: sheet }, { n: xero }, live(`B${row}-C${row}`, plainAmount(difference))];
  return difference.units === 0n ? { cells } : { tone: 'warning', cells };
}
