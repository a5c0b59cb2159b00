/** The workbook of a reconciliation. */

import type { Reconciliation } from '../../model/reconciliation.ts';
import type { SheetPlan } from '../../model/table-format.ts';
import { groupTable } from './group-table.ts';
import { differentTable, matchedTable, singleTable } from './record-tables.ts';
import { summaryPlan } from './summary-plan.ts';
import { ROWS_A_SHEET, type Table, tableSheets } from './table.ts';

/** The sheets in their order. Records are read while they are written, once. */
export function reconciliationSheets(
  reconciliation: Reconciliation,
  rowsASheet: number = ROWS_A_SHEET,
): readonly SheetPlan[] {
  const tables = {
    matched: matchedTable(reconciliation),
    different: differentTable(reconciliation),
    onlyInSheet: singleTable(reconciliation, 'sheet'),
    onlyInXero: singleTable(reconciliation, 'xero'),
  };
  const { byAccount, byTaxType, byMonth, byMonthField, fields } = reconciliation;
  const weighed = fields[byMonthField ?? -1]?.header ?? 'Amount';
  const groups: readonly Table[] = [
    groupTable('By account', 'Account', 'Without tax', byAccount),
    groupTable('By tax type', 'Tax type', 'Amount', byTaxType),
    groupTable('By month', 'Month', weighed, byMonth),
  ];
  return [
    summaryPlan(reconciliation, tables, rowsASheet),
    ...[...Object.values(tables), ...groups].flatMap((table) => tableSheets(table, rowsASheet)),
    parametersSheet(reconciliation),
  ];
}

function parametersSheet({ parameters }: Reconciliation): SheetPlan {
  return {
    name: 'Parameters',
    header: ['Parameter', 'Value'],
    widths: [28, 100],
    wrap: [1],
    rows: [parameters.map(([name, value]) => ({ cells: [name, value] }))],
  };
}
