/** Writes samples/migration.xlsx: old books as a workbook, a sheet for each kind of record. */

import { fileURLToPath } from 'node:url';
import excel from 'exceljs';
import { fixZipTimes } from '../src/tabular/fix-zip-times.ts';

type Cells = readonly (string | number)[];

interface Sheet {
  readonly name: string;
  readonly widths: readonly number[];
  /** The header first. Texts like 2026-09-30 become dates. */
  readonly rows: readonly Cells[];
}

const SHEETS: readonly Sheet[] = [
  {
    name: 'Payments',
    widths: [14, 30, 12, 12],
    rows: [
      ['Paid', 'Document', 'Amount', 'Into'],
      ['2026-10-05', 'OB-1001', 500, 'Business Bank Account'],
      ['2026-10-12', 'OB-1003', 174, 'Business Bank Account'],
    ],
  },
  {
    name: 'Open items',
    widths: [12, 30, 12, 12, 34, 10, 20, 14, 12],
    rows: [
      ['Number', 'Customer', 'Dated', 'Due', 'What for', 'Account', 'VAT', 'Depot', 'Net'],
      [
        'OB-1001',
        'Harbour Lights Ltd',
        '2026-08-31',
        '2026-09-30',
        'Deck timber',
        '201',
        '20% (VAT on Income)',
        'Whitby',
        1250,
      ],
      [
        'OB-1001',
        'Harbour Lights Ltd',
        '2026-08-31',
        '2026-09-30',
        'Delivery',
        '201',
        '20% (VAT on Income)',
        'Whitby',
        45.5,
      ],
      [
        'OB-1002',
        'Moss & Daughters',
        '2026-09-12',
        '2026-10-12',
        'Oak boards',
        '201',
        '20% (VAT on Income)',
        'Malton',
        860,
      ],
      [
        'OB-1003',
        'Harbour Lights Ltd',
        '2026-09-20',
        '2026-10-20',
        'Fixings',
        '201',
        '20% (VAT on Income)',
        'Whitby',
        145,
      ],
      ['OB-1004', 'Basket Case', '2026-09-28', '2026-10-28', 'Offcuts', '201', 'Zero Rated Income', 'Malton', 96.4],
    ],
  },
  {
    name: 'Customers',
    widths: [12, 30, 30, 16, 10],
    rows: [
      ['Code', 'Name', 'E-mail', 'Town', 'Postcode'],
      ['T-001', 'Harbour Lights Ltd', 'accounts@harbourlights.example', 'Whitby', 'YO21 3PU'],
      ['T-002', 'Moss & Daughters', 'ledger@moss.example', 'Malton', 'YO17 7LP'],
    ],
  },
  {
    name: 'Nominal',
    widths: [10, 30, 12, 14],
    rows: [
      ['Code', 'Name', 'Kind', 'VAT'],
      ['201', 'Timber sales', 'REVENUE', '20% (VAT on Income)'],
      ['202', 'Joinery sales', 'REVENUE', '20% (VAT on Income)'],
    ],
  },
  {
    name: 'Depots',
    widths: [14, 20],
    rows: [
      ['Kind', 'Depot'],
      ['Region', 'Whitby'],
      ['Region', 'Malton'],
    ],
  },
];

const DAY = /^\d{4}-\d\d-\d\d$/;

const workbook = new excel.Workbook();
Object.assign(workbook, { created: new Date(0), modified: new Date(0), creator: 'rowpost', lastModifiedBy: 'rowpost' });
for (const { name, widths, rows } of SHEETS) {
  const sheet = workbook.addWorksheet(name);
  sheet.columns = widths.map((width) => ({ width }));
  for (const cells of rows) sheet.addRow(cells.map((cell) => (DAY.test(String(cell)) ? new Date(cell) : cell)));
  sheet.getRow(1).font = { bold: true };
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      if (cell.value instanceof Date) cell.numFmt = 'dd/mm/yyyy';
    }),
  );
}
const path = fileURLToPath(new URL('../samples/migration.xlsx', import.meta.url));
await workbook.xlsx.writeFile(path);
await fixZipTimes(path);
