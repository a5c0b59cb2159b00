/** Writes samples/bills.xlsx, the one sample that no text editor can write: real dates, number cells, formulas, a title. */

import { fileURLToPath } from 'node:url';
import excel from 'exceljs';
import { fixZipTimes } from '../src/tabular/fix-zip-times.ts';

/** Supplier, number, dated, due, description, account, department, VAT rate, net and VAT in pence. */
type Bill = readonly [string, string, string, string, string, string, string, number | string, number, number];

const HEADER = [
  ...['Supplier', 'Bill no.', 'Dated', 'Due', 'Description', 'Account'],
  ...['Department', 'VAT rate', 'Net', 'VAT', 'Gross'],
];

const BILLS: readonly Bill[] = [
  [
    'Truxton Property Management',
    'TPM-1026',
    '2026-10-01',
    '2026-10-01',
    'Rent, October',
    '469',
    'Administration',
    20,
    181250,
    36250,
  ],
  [
    'PowerDirect',
    '00918844',
    '2026-10-02',
    '2026-10-16',
    'Electricity, September',
    '445',
    'Administration',
    5,
    12840,
    642,
  ],
  ['Net Connect', '10044', '2026-10-05', '2026-10-19', 'Leased line, October', '489', 'Operations', 20, 23999, 4800],
  ['Net Connect', '10044', '2026-10-05', '2026-10-19', 'Router, replacement', '720', 'Operations', 20, 16450, 3290],
  [
    'Central Copiers',
    '10044',
    '2026-10-06',
    '2026-11-05',
    'Copies, third quarter',
    '461',
    'Administration',
    20,
    8733,
    1746,
  ],
  ['Capital Cab Co', 'A-5512', '2026-10-08', '2026-10-22', 'Client visits', '493', 'Sales', 0, 6420, 0],
  [
    'MCO Cleaning Services',
    '2026/310',
    '2026-10-09',
    '2026-11-08',
    'Office cleaning',
    'Cleaning',
    'Administration',
    20,
    32000,
    6400,
  ],
  [
    'Young Bros Transport',
    'YB-3287',
    '2026-10-12',
    '2026-11-11',
    'Pallet deliveries',
    '425',
    'Operations',
    'exempt',
    21875,
    0,
  ],
  ['Swanston Security', 'SS-771', '2026-10-14', '2026-11-13', 'Alarm service', '473', 'Operations', 20, 14500, 2900],
  ['SMART Agency', 'SM-0093', '2026-10-19', '2026-11-18', 'Trade fair stand', '400', 'Sales', 20, 115000, 23000],
  ['SMART Agency', 'SM-0093', '2026-10-19', '2026-11-18', 'Brochures', '400', 'Sales', 0, 18400, 0],
  ['24 Locks', '3391', '2026-10-22', '2026-11-21', 'Door locks fitted', '473', 'Operations', 20, 27350, 5470],
  [
    'Gateway Motors',
    'GM-60117',
    '2026-10-27',
    '2026-11-26',
    'Van service and MOT',
    '449',
    'Operations',
    20,
    31215,
    6243,
  ],
];

const MONEY = '#,##0.00';
const FIRST = 4;

const workbook = new excel.Workbook();
Object.assign(workbook, { created: new Date(0), modified: new Date(0), creator: 'rowpost', lastModifiedBy: 'rowpost' });
const notes = workbook.addWorksheet('Notes');
notes.addRow(['Bills are entered by the office on the day they arrive.']);
const sheet = workbook.addWorksheet('Bills');
sheet.columns = [30, 12, 12, 12, 26, 10, 16, 10, 12, 12, 12].map((width) => ({ width }));
sheet.addRow(['Purchase ledger, October 2026']).font = { bold: true, size: 14 };
sheet.addRow([]);
sheet.addRow(HEADER).font = { bold: true };
for (const [index, bill] of BILLS.entries()) addBill(bill, FIRST + index);
addTotals(FIRST + BILLS.length);

const path = fileURLToPath(new URL('../samples/bills.xlsx', import.meta.url));
await workbook.xlsx.writeFile(path);
await fixZipTimes(path);

function addBill(bill: Bill, at: number): void {
  const [supplier, number, dated, due, description, account, department, rate, net, vat] = bill;
  const ofBill = (letter: string) => `SUMIFS(${letter}:${letter},A:A,A${at},B:B,B${at})`;
  const gross = { formula: `${ofBill('I')}+${ofBill('J')}`, result: pounds(grossOf(number, supplier)) };
  const days = [new Date(dated), new Date(due)];
  const row = [supplier, number, ...days, description, account, department, rate, pounds(net), pounds(vat), gross];
  sheet.addRow(row);
  for (const column of [3, 4]) sheet.getRow(at).getCell(column).numFmt = 'dd/mm/yyyy';
  for (const column of [9, 10, 11]) sheet.getRow(at).getCell(column).numFmt = MONEY;
}

/** What the whole bill comes to: it stands on each of its rows. */
function grossOf(number: string, supplier: string): number {
  const own = BILLS.filter((bill) => bill[0] === supplier && bill[1] === number);
  return own.reduce((sum, bill) => sum + bill[8] + bill[9], 0);
}

function addTotals(at: number): void {
  const total = (letter: string, of: 8 | 9) => {
    const pence = BILLS.reduce((sum, bill) => sum + bill[of], 0);
    return { formula: `SUM(${letter}${FIRST}:${letter}${at - 1})`, result: pounds(pence) };
  };
  const row = sheet.addRow(['Total', '', '', '', '', '', '', '', total('I', 8), total('J', 9)]);
  row.font = { bold: true };
  for (const column of [9, 10]) row.getCell(column).numFmt = MONEY;
}

function pounds(pence: number): number {
  return pence / 100;
}
