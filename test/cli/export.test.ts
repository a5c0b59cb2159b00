/** Exports from the command line: what lands in the file, and what is left when something goes wrong. */

import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { type CommandLine, INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';

const NUMBERS = `org: sandbox-gb
export: Invoices
filter: { Type: ACCREC }
columns: { InvoiceNumber: Number, Contact.Name: Customer, Date: Dated, Total: Gross }
output: { file: out.csv, dates: dd/MM/yyyy }
`;

/** With the three invoices of the sample in the books, 120.00, 240.00 and 360.00 with tax. */
async function withInvoices(job = NUMBERS): Promise<CommandLine> {
  const line = await openCommandLine();
  await line.write({ 'import.yaml': invoicesJob(), 'invoices.csv': INVOICES, 'export.yaml': job });
  expect(await line.run('run', 'import.yaml')).toMatchObject({ code: 0 });
  return line;
}

describe('an export', () => {
  test('writes records by date and number, days as the job says', async () => {
    const line = await withInvoices();
    const printed = await line.run('run', 'export.yaml', '--out', 'reports');
    expect(printed).toMatchObject({ code: 0 });
    expect(printed.err).toContain('Reads from Demo Company (UK) (sandbox-gb, a local sandbox).');
    expect(printed.out).toContain('3 rows of 3 records');
    expect(await line.read('out.csv')).toBe(
      [
        'Number,Customer,Dated,Gross',
        'A-1,Basket Case,01/10/2026,120.00',
        'A-2,ABC Furniture,02/10/2026,240.00',
        'A-3,City Limousines,03/10/2026,360.00',
        '',
      ].join('\r\n'),
    );
    expect(await line.summary('reports/run.json')).toMatchObject({
      entity: 'Invoices',
      status: 'finished',
      rows: { OK: 3 },
      documents: { OK: 3 },
      output: { path: join(line.folder, 'out.csv') },
      exitCode: 0,
    });
  });

  test('sorts as the job says, and takes what the filter takes', async () => {
    const job = NUMBERS.replace('output:', 'order: [-Total]\noutput:').replace(
      'ACCREC }',
      'ACCREC, Total: { above: 120 } }',
    );
    const line = await withInvoices(job);
    const { out } = await line.run('run', 'export.yaml');
    expect((await line.table('out.csv')).map(({ Number: number }) => number)).toEqual(['A-3', 'A-2']);
    expect(out).toContain('Xero cannot filter quickly by Total');
  });

  test('gives each line a row', async () => {
    const job = NUMBERS.replace('output:', 'lines: { Description: Item, UnitAmount: Price, TaxType: Rate }\noutput:');
    const line = await withInvoices(job);
    await line.run('run', 'export.yaml');
    expect((await line.table('out.csv'))[2]).toEqual({
      ...{ Number: 'A-3', Customer: 'City Limousines', Dated: '03/10/2026', Gross: '360.00' },
      ...{ Item: 'Advice', Price: '300', Rate: 'OUTPUT2' },
    });
  });

  test('fetches the whole contact where a column names more of it', async () => {
    const line = await withInvoices(NUMBERS.replace('Contact.Name: Customer', 'Contact.EmailAddress: Mail'));
    await line.run('run', 'export.yaml');
    expect((await line.table('out.csv')).map(({ Mail }) => Mail)).toEqual([
      'basket.case@example.com',
      'abc.furniture@example.com',
      'city.limousines@example.com',
    ]);
  });

  test('puts several tables and live totals into a workbook', async () => {
    const line = await withInvoices(`org: sandbox-gb
sheets:
  - { export: Invoices, sheet: Sales, columns: { InvoiceNumber: No, Total: Gross }, totals: [Gross] }
  - { export: Contacts, sheet: People, filter: { Name: Basket Case }, columns: { Name: Name } }
output: { file: "out/{org}.xlsx" }
`);
    const { out } = await line.run('run', 'export.yaml');
    expect(out).toContain('Gross 720.00');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(join(line.folder, 'out', 'sandbox-gb.xlsx'));
    const sales = workbook.getWorksheet('Sales')!;
    expect(sales.getRow(5).getCell(2).value).toMatchObject({ formula: 'SUBTOTAL(9,B2:B4)', result: 720 });
    expect(sales.getRow(4).getCell(2)).toMatchObject({ value: 360, numFmt: '#,##0.00' });
    expect(workbook.getWorksheet('People')!.getColumn(1).values.slice(1)).toEqual(['Name', 'Basket Case']);
  });

  test('writes JSON lines with exact numbers', async () => {
    const line = await withInvoices(NUMBERS.replace('out.csv, dates: dd/MM/yyyy', 'out.jsonl'));
    await line.run('run', 'export.yaml');
    const [first] = (await line.read('out.jsonl')).split('\n');
    expect(first).toBe('{"Number":"A-1","Customer":"Basket Case","Dated":"2026-10-01","Gross":120.00}');
  });

  test('stops at so many records where --limit says so', async () => {
    const line = await withInvoices();
    await line.run('run', 'export.yaml', '--limit', '2');
    expect(await line.table('out.csv')).toHaveLength(2);
  });

  test('reads 1,000 records a call', async () => {
    const line = await withInvoices(`org: sandbox-gb
export: Contacts
columns: { Name: Name }
output: { file: out.csv }
`);
    const names = Array.from({ length: 1030 }, (_, index) => `Customer ${index}`);
    const contacts = 'org: sandbox-gb\nimport: Contacts\nsource: { file: names.csv }\ncolumns: { Name: Name }\n';
    await line.write({ 'contacts.yaml': contacts, 'names.csv': `Name\n${names.join('\n')}\n` });
    expect(await line.run('run', 'contacts.yaml')).toMatchObject({ code: 0 });
    const { out } = await line.run('run', 'export.yaml', '--json');
    expect(JSON.parse(out)).toMatchObject({ calls: { sent: 3 }, documents: { OK: 1053 } });
    expect((await line.table('out.csv')).map(({ Name }) => Name)).toEqual(expect.arrayContaining(names));
  });
});

describe('since the last run', () => {
  const changes = NUMBERS.replace('columns:', 'since: last-run\ncolumns:');

  test('only what was changed comes', async () => {
    const line = await withInvoices(changes);
    await line.run('run', 'export.yaml');
    expect(await line.table('out.csv')).toHaveLength(3);
    await line.run('run', 'export.yaml');
    expect(await line.table('out.csv')).toEqual([]);
    const update = invoicesJob('send: { mode: update }\n')
      .replace('Net', 'Net2')
      .replace(/ {2}(Type|Status|Line|Date|Due|Contact).*\n/g, '');
    await line.write({ 'update.yaml': update, 'invoices.csv': 'Number,Net2\nA-2,250.00\n' });
    expect(await line.run('run', 'update.yaml')).toMatchObject({ code: 0 });
    await line.run('run', 'export.yaml');
    expect((await line.table('out.csv')).map((row) => [row.Number, row.Gross])).toEqual([['A-2', '300.00']]);
  });

  test('a run that failed to write, or was limited, sets no mark', async () => {
    const line = await withInvoices(changes);
    await mkdir(join(line.folder, 'out.csv'));
    expect(await line.run('run', 'export.yaml')).toMatchObject({ code: 1, err: expect.stringContaining('out.csv') });
    await line.write({ 'export.yaml': changes.replace('out.csv', 'other.csv') });
    await line.run('run', 'export.yaml', '--limit', '1');
    await line.run('run', 'export.yaml');
    expect(await line.table('other.csv')).toHaveLength(3);
  });

  test('a sandbox that begins anew forgets it', async () => {
    const line = await withInvoices(changes);
    await line.run('run', 'export.yaml');
    const stop = new AbortController();
    const served = line.runIn(
      {
        signal: stop.signal,
        out: (text) => {
          if (text.includes('http')) stop.abort();
        },
      },
      'sandbox',
      '--reset',
    );
    expect((await served).code).toBe(0);
    expect(await line.run('run', 'import.yaml')).toMatchObject({ code: 0 });
    await line.run('run', 'export.yaml');
    expect(await line.table('out.csv')).toHaveLength(3);
  });
});

describe('what goes wrong', () => {
  test('a file that cannot be written keeps what it held, and nothing else is left', async () => {
    const line = await withInvoices();
    await mkdir(join(line.folder, 'there'));
    await writeFile(join(line.folder, 'there', 'out.csv'), 'mine');
    await line.write({
      'export.yaml': NUMBERS.replace('ACCREC', 'ACCREC, Contact: Nobody').replace('out.csv', 'there/out.csv'),
    });
    const { code, err } = await line.run('run', 'export.yaml');
    expect(code).toBe(1);
    expect(err).toMatch(/^export\.yaml:3:\d+ {2}job\/\S+/m);
    expect(await line.read('there/out.csv')).toBe('mine');
    expect(await readdir(join(line.folder, 'there'))).toEqual(['out.csv']);
    expect((await readdir(join(line.folder, '.rowpost', 'runs'))).filter((name) => name.includes('spool'))).toEqual([]);
  });

  test('options of imports are refused', async () => {
    const line = await withInvoices();
    expect(await line.run('run', 'export.yaml', '--input', 'x.csv')).toMatchObject({
      code: 1,
      err: expect.stringContaining('--input: an export does not know that option'),
    });
  });

  test('an amount that is repeated on each line is not totalled', async () => {
    const job = NUMBERS.replace('output: {', 'lines: { LineAmount: Net }\noutput: { totals: [Net, Gross],').replace(
      'out.csv',
      'out.xlsx',
    );
    const line = await withInvoices(job);
    expect(await line.run('run', 'export.yaml')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/`Gross`, which belongs to the whole record[^`]*`lines`/),
    });
  });
});

describe('an export among the runs', () => {
  test('is checked without a trace', async () => {
    const line = await withInvoices();
    const { code, out } = await line.run('check', 'export.yaml');
    expect(code).toBe(0);
    expect(out).toContain('checked, nothing was written');
    expect(out).toContain('3 records in 1 call');
    expect(await readdir(line.folder)).not.toContain('out.csv');
    expect((await line.run('runs')).out).not.toContain('export');
  });

  test('is listed, and neither resumed nor reported again', async () => {
    const line = await withInvoices();
    await line.run('run', 'export.yaml');
    const [listed = ''] = (await line.run('runs')).out.split('\n');
    expect(listed).toMatch(/ export +finished +export from sandbox-gb/);
    const id = listed.split(' ')[0]!;
    for (const command of ['resume', 'report']) {
      expect(await line.run(command, id)).toMatchObject({ code: 1, err: expect.stringContaining('is no import') });
    }
    expect(await line.run('report')).toMatchObject({ code: 0 });
  });

  test('goes to a file for each organisation', async () => {
    const line = await withInvoices(
      NUMBERS.replace('org: sandbox-gb', 'org: [sandbox-gb, sandbox-nz]').replace('out.csv', '"{org}.csv"'),
    );
    expect(await line.run('run', 'export.yaml')).toMatchObject({ code: 0 });
    expect(await line.table('sandbox-gb.csv')).toHaveLength(3);
    expect(await line.table('sandbox-nz.csv')).toEqual([]);
  });
});
