/** Exports and reconciliations against bare writing. `node bench/exports.ts [INVOICES]`; see README.md. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLUMNS, headCells, LINES, money, sums } from './exports/exported-rows.ts';
import { DATA } from './make-data.ts';
import { type Measured, measure, median } from './measure.ts';
import { withServer } from './with-server.ts';

const ROOT = join(import.meta.dirname, '..');
const ROWPOST = join(ROOT, 'bin', 'rowpost.js');
const BARE = join(import.meta.dirname, 'peers', 'bare-writer.ts');
const HOME = join(DATA, 'exports-workspace');
const ROUNDS = 3;
const SIZES = process.argv[2] === undefined ? [3_334, 33_334, 333_334] : [Number(process.argv[2])];

const [number, customer, dated, due, status, item, quantity, price, account, rate, net, vat] = COLUMNS;
const job = (file: string) => `org: sandbox-gb
export: Invoices
columns: { InvoiceNumber: ${number}, Contact.Name: ${customer}, Date: ${dated}, DueDate: ${due}, Status: ${status} }
lines: { Description: ${item}, Quantity: ${quantity}, UnitAmount: ${price}, AccountCode: ${account}, TaxType: ${rate}, LineAmount: ${net}, TaxAmount: ${vat} }
output: { file: ${file} }
`;

const reconciliation = `org: sandbox-gb
reconcile: Invoices
source: { file: ledger.csv, dates: iso, numbers: "1,234.56" }
key: [InvoiceNumber]
columns: { InvoiceNumber: No, Contact.Name: Customer, Date: Dated, Total: Gross, AmountDue: Due }
output: { file: reconciled.xlsx }
`;

execFileSync(process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'], {
  cwd: ROOT,
});
mkdirSync(DATA, { recursive: true });
say(
  `Node ${process.version}, ${new Date().toISOString().slice(0, 10)}; medians of ${ROUNDS}; of the processor in brackets\n`,
);
for (const invoices of SIZES) {
  await withPages(invoices, async (url, pages) => {
    say(`${(invoices * LINES).toLocaleString('en')} lines of ${invoices.toLocaleString('en')} invoices`);
    for (const format of ['csv', 'xlsx']) await exported(format, invoices, url, pages);
    say('');
  });
}
await withPages(100_000, reconciled);

async function exported(format: string, invoices: number, url: string, pages: () => Promise<string>): Promise<void> {
  const file = `exported.${format}`;
  writeFileSync(join(DATA, `export-${format}.yaml`), job(file));
  const [own, bare]: [Measured[], Measured[]] = [[], []];
  await pages();
  for (let round = 0; round < ROUNDS; round += 1) {
    own.push(await rowpost(join(DATA, `export-${format}.yaml`), url));
    bare.push(await measure([BARE, join(DATA, `bare.${format}`), String(invoices)]));
  }
  const calls = Number(await pages()) / ROUNDS;
  compare(format, own, bare, `${calls} pages, ${size(file)}`);
}

/** The peer writes a workbook of as many rows and columns as the sheet of the records that match, to which the other sheets add some forty rows. */
async function reconciled(url: string): Promise<void> {
  const invoices = 100_000;
  const rows = Array.from({ length: invoices }, (_, at) => {
    const [no, name, day] = headCells(at);
    const total = money(sums(at).net + sums(at).tax);
    return [no, name, day, total, total].join(',');
  });
  writeFileSync(join(DATA, 'ledger.csv'), `No,Customer,Dated,Gross,Due\n${rows.join('\n')}\n`);
  writeFileSync(join(DATA, 'reconcile.yaml'), reconciliation);
  const [own, bare]: [Measured[], Measured[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    own.push(await rowpost(join(DATA, 'reconcile.yaml'), url));
    bare.push(await measure([BARE, join(DATA, 'bare.xlsx'), String(Math.ceil(invoices / LINES))]));
  }
  say('reconciliation of 100,000 rows with 100,000 invoices');
  compare('xlsx', own, bare, size('reconciled.xlsx'));
}

function compare(name: string, own: readonly Measured[], bare: readonly Measured[], note: string): void {
  const [mine, theirs] = [median(own), median(bare)];
  const of = ({ seconds, processor, megabytes }: Measured) =>
    `${seconds.toFixed(1).padStart(6)} s (${processor.toFixed(1)}) ${megabytes.toFixed(0).padStart(4)} MB`;
  const ratio = `${(mine.seconds / theirs.seconds).toFixed(2)} (${(mine.processor / theirs.processor).toFixed(2)})`;
  say(`  ${name.padEnd(5)} rowpost ${of(mine)}   bare ${of(theirs)}   ratio ${ratio}   ${note}`);
}

/** In a workspace that is new each time. Fails where the run did not finish. */
async function rowpost(path: string, url: string): Promise<Measured> {
  rmSync(HOME, { recursive: true, force: true });
  for (const file of ['exported.csv', 'exported.xlsx', 'reconciled.xlsx']) rmSync(join(DATA, file), { force: true });
  const out = join(HOME, 'out');
  const measured = await measure([ROWPOST, 'run', path, '--api-url', url, '--home', HOME, '--out', out]);
  const { status: ended } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')) as { readonly status: string };
  if (ended !== 'finished') throw new Error(`${path} is ${ended}`);
  return measured;
}

function size(file: string): string {
  return `${(statSync(join(DATA, file)).size / 1e6).toFixed(1)} MB`;
}

function withPages(
  invoices: number,
  work: (url: string, pages: () => Promise<string>) => Promise<void>,
): Promise<void> {
  return withServer([join(import.meta.dirname, 'exports', 'page-server.ts'), String(invoices)], work);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
