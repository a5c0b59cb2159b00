/** Files that are kept current by changes alone: no row of them may stay as it was without a word. */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CommandLine, INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';

const SMALL = `org: sandbox-gb
export: Invoices
filter: { Total: { below: 350 } }
since: last-run
columns: { InvoiceID: ID, InvoiceNumber: Number, Total: Gross }
order: [InvoiceNumber]
output: { file: out.csv, mode: update, key: [ID] }
`;

/** Three invoices of 120.00, 240.00 and 360.00 with tax, exported; then A-2 is changed to 480.00. */
async function exportedThenChanged(job: string): Promise<CommandLine> {
  const line = await openCommandLine();
  await line.write({ 'import.yaml': invoicesJob(), 'invoices.csv': INVOICES, 'export.yaml': job });
  expect(await line.run('run', 'import.yaml')).toMatchObject({ code: 0 });
  expect(await line.run('run', 'export.yaml')).toMatchObject({ code: 0 });
  const update = invoicesJob('send: { mode: update }\n').replace(/ {2}(Type|Status|Line|Date|Due|Contact).*\n/g, '');
  await line.write({ 'update.yaml': update, 'invoices.csv': 'Number,Net\nA-2,400.00\n' });
  expect(await line.run('run', 'update.yaml')).toMatchObject({ code: 0 });
  return line;
}

async function gross(line: CommandLine): Promise<readonly (readonly (string | undefined)[])[]> {
  return (await line.table('out.csv')).map((row) => [row.Number, row.Gross]);
}

describe('a record that the filter no longer takes', () => {
  test('is brought up to date where it stands, and added nowhere', async () => {
    const line = await exportedThenChanged(SMALL);
    expect(await gross(line)).toEqual([
      ['A-1', '120.00'],
      ['A-2', '240.00'],
    ]);
    const { out } = await line.run('run', 'export.yaml');
    expect(out).toContain('left       1 row of records that the filter does not take by now, brought up to date');
    expect(await gross(line)).toEqual([
      ['A-1', '120.00'],
      ['A-2', '480.00'],
    ]);
  });

  test('stays as it was where a number is the key, which another document may have by now; that is said', async () => {
    const line = await exportedThenChanged(SMALL.replace('key: [ID]', 'key: [Number]'));
    const { out } = await line.run('run', 'export.yaml');
    expect(out).toContain('left       1 row of records that the filter does not take by now, not touched');
    expect(await gross(line)).toEqual([
      ['A-1', '120.00'],
      ['A-2', '240.00'],
    ]);
  });

  test('is counted among the rows that stayed, where all are read', async () => {
    const line = await exportedThenChanged(SMALL.replace('since: last-run\n', ''));
    const { out } = await line.run('run', 'export.yaml');
    expect(out).toContain('untouched  1 row of the file, of records that this export does not take');
  });
});

describe('all is taken anew', () => {
  test('where the file to be kept current is gone', async () => {
    const line = await exportedThenChanged(SMALL);
    await rm(join(line.folder, 'out.csv'));
    await line.run('run', 'export.yaml');
    expect(await gross(line)).toEqual([['A-1', '120.00']]);
  });

  test('where the job asks for other records or columns than before', async () => {
    const line = await exportedThenChanged(SMALL);
    await line.write({ 'export.yaml': SMALL.replace('below: 350', 'below: 370') });
    await line.run('run', 'export.yaml');
    expect((await gross(line)).map(([number]) => number)).toEqual(['A-1', 'A-2', 'A-3']);
    await line.run('run', 'export.yaml');
    await line.write({ 'export.yaml': SMALL.replace('Total: Gross', 'SubTotal: Gross') });
    await line.run('run', 'export.yaml');
    expect((await gross(line))[0]).toEqual(['A-1', '100.00']);
  });
});

for (const file of ['out.csv', 'out.xlsx']) {
  test(`lines that Xero has replaced are named, in ${file}`, async () => {
    const job = SMALL.replace('filter: { Total: { below: 350 } }\n', '')
      .replace('order:', 'lines: { LineItemID: Line, LineAmount: Net }\norder:')
      .replace('out.csv', file)
      .replace('key: [ID]', 'key: [Line]');
    const line = await exportedThenChanged(job);
    const { out } = await line.run('run', 'export.yaml');
    expect(out).toContain('(1 added, 0 updated, 0 unchanged)');
    expect(out).toContain('gone       1 row that the record no longer has in Xero; take out of the file: 3');
  });
}
