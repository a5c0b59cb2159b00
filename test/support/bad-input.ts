/** Sales invoices that are right but for what a test spoils, sent through the command line against a sandbox. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type CommandLine, openCommandLine } from './command-line.ts';

export interface JobChanges {
  /** Further keys of `source`, as YAML: `dates: iso`. */
  readonly source?: string;
  readonly file?: string;
  readonly lineAmountTypes?: string;
  /** Further lines below `columns` and `lines`, each `Field: Column`. */
  readonly columns?: readonly string[];
  readonly lines?: readonly string[];
  /** Further keys of the job. */
  readonly more?: string;
}

export interface InvoiceRow {
  readonly No?: string;
  readonly Customer?: string;
  readonly Dated?: string;
  readonly Due?: string;
  readonly Item?: string;
  readonly Qty?: string;
  readonly Price?: string;
  readonly Account?: string;
  readonly VAT?: string;
  readonly X?: string;
  readonly Y?: string;
  readonly Z?: string;
}

export interface Reported {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What report.csv says of each row; none where there is no report. */
  readonly rows: readonly Readonly<Record<string, string>>[];
}

const GOOD: Required<InvoiceRow> = {
  No: 'N-1',
  Customer: 'ABC Furniture',
  Dated: '2026-10-01',
  Due: '2026-10-31',
  Item: 'Desk',
  Qty: '1',
  Price: '12.50',
  Account: '200',
  VAT: 'OUTPUT2',
  X: '',
  Y: '',
  Z: '',
};

export const HEADER = Object.keys(GOOD);

export function cells(row: InvoiceRow): readonly string[] {
  return Object.values({ ...GOOD, ...row });
}

export function csvOf(rows: readonly InvoiceRow[]): string {
  const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return [HEADER, ...rows.map(cells)].map((row) => `${row.map(quoted).join(',')}\n`).join('');
}

export function jobOf(changes: JobChanges = {}): string {
  const {
    source = '',
    file = 'input.csv',
    lineAmountTypes = 'Exclusive',
    columns = [],
    lines = [],
    more = '',
  } = changes;
  return `org: sandbox-gb
import: Invoices
source: { file: ${file}${source === '' ? '' : `, ${source}`} }
columns:
  Type: { value: ACCREC }
  LineAmountTypes: { value: ${lineAmountTypes} }
  InvoiceNumber: No
  Contact.Name: Customer
  Date: Dated
  DueDate: Due
${columns.map((line) => `  ${line}\n`).join('')}lines:
  Description: Item
  Quantity: Qty
  UnitAmount: Price
  AccountCode: Account
  TaxType: VAT
${lines.map((line) => `  ${line}\n`).join('')}${more}`;
}

export interface Input {
  readonly job?: string | Buffer;
  readonly files?: Readonly<Record<string, string | Buffer>>;
  readonly command?: 'run' | 'check';
  readonly options?: readonly string[];
  /** The place of an earlier run. */
  readonly place?: CommandLine;
}

/** Runs a job on files of any bytes. Fails where a stack or a fault of the program is shown. */
export async function report(input: Input): Promise<Reported & { readonly place: CommandLine }> {
  const place = input.place ?? (await openCommandLine());
  const files = { 'job.yaml': input.job ?? jobOf(), ...input.files };
  for (const [name, content] of Object.entries(files)) await writeFile(join(place.folder, name), content);
  const printed = await place.run(input.command ?? 'check', 'job.yaml', '--out', 'out', ...(input.options ?? []));
  const text = await place.read('out/report.csv').catch(() => '');
  const table = parse(text, { bom: true }) as unknown as readonly (readonly string[])[];
  return { ...printed, rows: rowsOf(table), place };
}

/** By header; where the user has a column of the same name as ours, ours. */
function rowsOf([header = [], ...rows]: readonly (readonly string[])[]) {
  return rows.map((row) => Object.fromEntries(row.map((cell, index) => [header[index] ?? '', cell])));
}
