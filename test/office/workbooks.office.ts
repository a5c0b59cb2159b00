/** Our workbooks, opened and computed anew by LibreOffice. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SheetRow } from '../../src/model/table-format.ts';
import { updateTable } from '../../src/tabular/update-table.ts';
import { writeWorkbook } from '../../src/tabular/write-workbook.ts';
import { openInOffice } from '../support/open-in-office.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpost-workbooks-'));
});
afterAll(() => rm(folder, { recursive: true }));

const rowOf = (...cells: SheetRow['cells']): SheetRow => ({ cells });

describe('a written workbook', () => {
  it('shows our totals and results, computed anew', async () => {
    const path = join(folder, 'written.xlsx');
    const rows = Array.from({ length: 4 }, (_, batch) =>
      Array.from({ length: 250 }, (__, i) => rowOf(`INV-${batch * 250 + i}`, { n: '0.10' }, { d: '2026-10-31' })),
    );
    await writeWorkbook(path, [
      {
        name: 'Rows',
        header: ['No', 'Net', 'Date'],
        totals: [1],
        formats: { 1: '#,##0.00', 2: 'dd/mm/yyyy' },
        filter: true,
        rows,
      },
      {
        name: 'Summary',
        rows: [
          [
            rowOf(
              '=1+1',
              { f: 'Rows!B1002*2', result: { n: '200.00' } },
              { f: 'COUNTA(Rows!A2:A1001)', result: { n: '0' } },
            ),
          ],
        ],
      },
    ]);
    const sheets = await openInOffice(path);
    expect(sheets.get('Rows')?.slice(-2)).toEqual([
      ['INV-999', '0.10', '31/10/2026'],
      ['Total', '100.00', ''],
    ]);
    // The third result was stored wrong, so that it shows whether anything is computed.
    expect(sheets.get('Summary')).toEqual([['=1+1', '200.00', '1000']]);
  });
});

describe('an updated workbook', () => {
  it("opens with the user's table, formulas and rules at work on the new rows", async () => {
    const path = join(folder, 'updated.xlsx');
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Ledger');
    sheet.addTable({
      name: 'Book',
      ref: 'A1',
      headerRow: true,
      columns: [{ name: 'No', filterButton: true }, { name: 'Net' }, { name: 'Due' }, { name: 'Note' }],
      rows: [
        ['INV-1', 10.5, new Date('2026-01-31T00:00:00Z'), 'mine'],
        ['INV-2', 20, new Date('2026-02-28T00:00:00Z'), ''],
      ],
    });
    for (const at of [2, 3]) sheet.getCell(at, 3).numFmt = 'dd/mm/yyyy';
    sheet.addConditionalFormatting({
      ref: 'B2:B3',
      rules: [{ type: 'expression', priority: 1, formulae: ['B2<0'], style: {} }],
    });
    workbook.addWorksheet('Sums').getCell('A1').value = { formula: 'SUM(Ledger!B:B)', result: 30.5 };
    workbook.definedNames.add('Ledger!$B$2', 'FirstNet');
    await writeFile(path, Buffer.from(await workbook.xlsx.writeBuffer()));
    const result = await updateTable(path, { sheet: 'Ledger', header: ['No', 'Net', 'Due'], key: ['No'] }, [
      [rowOf('INV-2', { n: '20.05' }, { d: '2026-02-28' }), rowOf('INV-3', { n: '1200.10' }, { d: '2026-03-31' })],
    ]);
    expect(result).toMatchObject({ updated: 1, added: 1, unchanged: 0, notFilled: [] });
    const sheets = await openInOffice(path);
    expect(sheets.get('Ledger')).toEqual([
      ['No', 'Net', 'Due', 'Note'],
      ['INV-1', '10.5', '31/01/2026', 'mine'],
      ['INV-2', '20.05', '28/02/2026', ''],
      ['INV-3', '1200.10', '31/03/2026', ''],
    ]);
    expect(sheets.get('Sums')).toEqual([['1230.65']]);
  });

  it('is one of ours as well as of others, again and again', async () => {
    const path = join(folder, 'again.xlsx');
    const plan = { sheet: 'Data', header: ['No', 'Net'], key: ['No'] };
    for (const month of [1, 2, 3])
      await updateTable(path, plan, [[rowOf(`M-${month}`, { n: `${month}.50` }), rowOf('Latest', { n: `${month}` })]]);
    expect((await openInOffice(path)).get('Data')).toEqual([
      ['No', 'Net'],
      ['M-1', '1.50'],
      ['Latest', '3'],
      ['M-2', '2.50'],
      ['M-3', '3.50'],
    ]);
  });
});
