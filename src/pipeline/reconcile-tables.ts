/** The workbook of a reconciliation, plainly. */
import type { Reconciliation } from '../model/reconciliation.ts';
import type { SheetPlan } from '../model/table-format.ts';

export function reconciliationSheets(reconciliation: Reconciliation): readonly SheetPlan[] {
  return [{ name: 'Summary', rows: [[{ cells: [reconciliation.passed ? 'PASS' : 'FAIL'] }]] }];
}
