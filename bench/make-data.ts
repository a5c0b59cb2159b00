/** Writes the files and jobs that the benchmarks read into `bench/data/`, those that are not there yet. */

import { createWriteStream, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import excel from 'exceljs';
import { adjacentLines, HEADER, type InvoiceLine, invoiceCells, scatteredLines } from './invoice-lines.ts';

export const DATA = join(import.meta.dirname, 'data');

type Lines = () => Iterable<InvoiceLine>;

const FILES: Readonly<Record<string, Lines>> = {
  'adjacent.csv': () => adjacentLines(334_000, 1_000_000),
  'scattered.csv': () => scatteredLines(334_000, 1_000_000),
  'lines.xlsx': () => adjacentLines(33_400, 100_000),
  'scale-10000.csv': () => adjacentLines(3_340, 10_000),
  'scale-100000.csv': () => adjacentLines(33_400, 100_000),
  'delivery.csv': () => fiveLinesEach(20_000),
};

const DECLARED = 'dates: dd/MM/yyyy\n  numbers: "1,234.56"';

/** The job for one of the files, with or without its formats. */
export function jobPath(file: string, formats: 'declared' | 'proven'): string {
  return join(DATA, `${file.replace('.', '-')}-${formats}.yaml`);
}

export async function makeData(): Promise<void> {
  mkdirSync(DATA, { recursive: true });
  for (const [name, lines] of Object.entries(FILES)) {
    const path = join(DATA, name);
    writeFileSync(jobPath(name, 'declared'), jobText(name, DECLARED));
    writeFileSync(jobPath(name, 'proven'), jobText(name, ''));
    const several = severalJobs(name);
    for (const [index, job] of severalPaths(name).entries()) writeFileSync(job, several[index]!);
    if (existsSync(path)) continue;
    await (name.endsWith('.csv') ? writeCsv : writeWorkbook)(`${path}.part`, lines());
    renameSync(`${path}.part`, path);
  }
}

/** The jobs that send one of the files to three organisations, with numbers of their own in each. */
export function severalPaths(file: string): readonly string[] {
  return SEVERAL.map((org) => join(DATA, `${file.replace('.', '-')}-${org}.yaml`));
}

const SEVERAL = ['sandbox-gb', 'sandbox-au', 'sandbox-nz'];

function severalJobs(file: string): readonly string[] {
  return SEVERAL.map((org) =>
    jobText(file, DECLARED)
      .replace('org: sandbox-gb', `org: ${org}`)
      .replace('InvoiceNumber: Invoice No', `InvoiceNumber: { template: "${org} {Invoice No}" }`),
  );
}

/** Twelve columns of the twenty are mapped. */
function jobText(file: string, formats: string): string {
  return `org: sandbox-gb
import: Invoices
source:
  file: ${file}
  ${formats}
columns:
  Type: { value: ACCREC }
  LineAmountTypes: { value: Exclusive }
  InvoiceNumber: Invoice No
  Contact.Name: Customer
  Date: Invoice Date
  DueDate: Due Date
  Reference: { template: "{Order} / {Rep}" }
  CurrencyCode: Currency
lines:
  Description: Item
  Quantity: Qty
  UnitAmount: Unit price
  AccountCode: { column: Category, lookup: { Hardware: "200", Support: "260" } }
  TaxType: VAT
  Tracking.Region: Region
`;
}

function* fiveLinesEach(invoices: number): Generator<InvoiceLine> {
  for (let invoice = 0; invoice < invoices; invoice += 1) {
    for (let line = 0; line < 5; line += 1) yield { invoice, line };
  }
}

async function writeCsv(path: string, lines: Iterable<InvoiceLine>): Promise<void> {
  await pipeline(Readable.from(csvBlocks(lines)), createWriteStream(path));
}

function* csvBlocks(lines: Iterable<InvoiceLine>): Generator<string> {
  let block = csvLine(HEADER);
  for (const line of lines) {
    block += csvLine(invoiceCells(line));
    if (block.length < 1 << 20) continue;
    yield block;
    block = '';
  }
  yield block;
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}

const NUMBERS = ['Qty', 'Unit price', 'Net'];
const DATES = ['Invoice Date', 'Due Date', 'Delivered'];

/** With real numbers and dates, and shared strings, as Excel writes them. */
async function writeWorkbook(path: string, lines: Iterable<InvoiceLine>): Promise<void> {
  const workbook = new excel.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: true });
  const sheet = workbook.addWorksheet('Invoices');
  sheet.columns = HEADER.map((name) => (DATES.includes(name) ? { style: { numFmt: 'dd/mm/yyyy' } } : {}));
  sheet.addRow(HEADER).commit();
  for (const line of lines) sheet.addRow(invoiceCells(line).map(typedCell)).commit();
  await workbook.commit();
}

function typedCell(text: string, column: number): string | number | Date | null {
  const name = HEADER[column]!;
  if (NUMBERS.includes(name)) return Number(text);
  if (!DATES.includes(name)) return text === '' ? null : text;
  const [day, month, year] = text.split('/').map(Number);
  return new Date(Date.UTC(year!, month! - 1, day!));
}

if (import.meta.main) await makeData();
