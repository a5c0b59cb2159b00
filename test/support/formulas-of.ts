/** The formulas of a workbook, each with the result that is stored beside it. */

import ExcelJS from 'exceljs';

export interface StoredFormula {
  readonly sheet: string;
  /** 1-based. */
  readonly row: number;
  readonly column: number;
  readonly formula: string;
  readonly result: string | number;
}

export async function formulasOf(path: string): Promise<readonly StoredFormula[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  const found: StoredFormula[] = [];
  workbook.eachSheet((sheet) =>
    sheet.eachRow((row, at) =>
      row.eachCell(({ formula, result }, column) => {
        if (formula === undefined) return;
        found.push({ sheet: sheet.name, row: at, column, formula, result: result as string | number });
      }),
    ),
  );
  return found;
}
