/** Files that cannot be read, or that are not what they seem: a sentence and exit 1, and nothing is sent. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { cells, csvOf, HEADER, jobOf, report } from '../support/bad-input.ts';
import { openCommandLine } from '../support/command-line.ts';
import { type WorkbookXml, workbookFile } from '../support/workbook-file.ts';
import { packRepeated } from '../support/zip-file.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const GOOD = csvOf([{}, { No: 'N-2' }]);
const WIDE = Array.from({ length: 290 }, (_, index) => `,C${index}`).join('');
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');

interface Case {
  readonly what: string;
  readonly file?: string;
  readonly content: string | Buffer;
  readonly source?: string;
  readonly says: readonly string[];
}

/** A row of text cells. */
function row(number: number, texts: readonly string[]): string {
  const cell = (text: string) => `<c t="str"><v>${text}</v></c>`;
  return `<row r="${number}">${texts.map(cell).join('')}</row>`;
}

const ROWS = row(1, HEADER) + row(2, cells({}));
const book = (plan: Partial<WorkbookXml> = {}) => workbookFile({ sheets: [{ name: 'S', rows: ROWS }], ...plan });

const CASES: readonly Case[] = [
  { what: 'an empty file', content: '', says: ['is empty (0 bytes)'] },
  { what: 'a file of blank lines', content: '\n\n', says: ['no header in row 1', '`header`'] },
  { what: 'a workbook named .csv', content: book(), says: ['ends in .csv', '.xlsx'] },
  { what: 'a CSV named .xlsx', file: 'input.xlsx', content: GOOD, says: ['ends in .xlsx', '.csv'] },
  {
    what: 'an old workbook named .xlsx',
    file: 'input.xlsx',
    content: Buffer.concat([OLE, Buffer.alloc(600)]),
    says: ['old Excel file', 'save it as .xlsx'],
  },
  {
    what: 'a workbook with a password',
    file: 'input.xlsx',
    content: Buffer.concat([OLE, Buffer.alloc(504), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(2000)]),
    says: ['protected by a password'],
  },
  { what: 'a workbook cut off', file: 'input.xlsx', content: book().subarray(0, -30), says: ['is damaged', 'cut off'] },
  {
    what: 'a web page named .csv',
    content: '<html><table><tr><td>No</td></tr></table></html>',
    says: ['a web page or XML'],
  },
  { what: 'text with NUL bytes', content: GOOD.replace('Desk', 'De\0sk'), says: ['row 2', 'NUL bytes'] },
  { what: 'UTF-16 without a mark', content: Buffer.from(GOOD, 'utf16le'), says: ['`encoding: utf-16le`'] },
  {
    what: 'Windows-1252 declared as UTF-8',
    content: Buffer.from(csvOf([{ Customer: 'Café' }]), 'latin1'),
    source: 'encoding: utf-8',
    says: ['line 2', '`encoding: windows-1252`'],
  },
  { what: 'a quote that is never closed', content: `${GOOD}N-3,"ABC`, says: ['row 4', 'never closed'] },
  { what: 'text behind a closing quote', content: GOOD.replace('Desk', '"De"sk'), says: ['row 2', 'closing quote'] },
  { what: 'a header row beyond the end', content: GOOD, source: 'header: 99', says: ['no header in row 99'] },
  {
    what: 'a header row that is none',
    content: GOOD,
    source: 'header: 2',
    says: ['job/unknown-column', '`No`', '`N-1`'],
  },
  { what: 'the wrong delimiter', content: GOOD, source: 'delimiter: semicolon', says: ['`No,Customer,Dated'] },
  {
    what: 'two columns that look alike',
    content: GOOD.replace(',Item,', ',no.,'),
    says: ['job/columns-alike', '"=A"', '"=E"'],
  },
  { what: 'a cell of 10 MB', content: csvOf([{ Item: 'x'.repeat(10 * 1024 * 1024) }]), says: ['row 2', '8 MB'] },
  {
    what: 'several sheets with data',
    file: 'input.xlsx',
    content: book({ sheets: ['A', 'B'].map((name) => ({ name, rows: ROWS })) }),
    says: ['several sheets', '"A", "B"', '`sheet`'],
  },
  {
    what: 'a sheet that is missing',
    file: 'input.xlsx',
    content: book(),
    source: 'sheet: Invoices',
    says: ['no sheet "Invoices"', '"S"'],
  },
  {
    what: 'data on a hidden sheet alone',
    file: 'input.xlsx',
    content: book({
      sheets: [
        { name: 'Data', rows: ROWS, state: 'hidden' },
        { name: 'Cover', rows: '' },
      ],
    }),
    says: ['sheet "Cover"', 'no header'],
  },
];

describe('a file is refused', () => {
  test.each(CASES)('$what', async ({ file = 'input.csv', content, source = '', says }) => {
    const outcome = await report({ command: 'run', job: jobOf({ file, source }), files: { [file]: content } });
    for (const words of says) expect(outcome.err).toContain(words);
    expect(outcome.code).toBe(1);
    expect(outcome.rows).toEqual([]);
    expect((await outcome.place.run('runs')).out).not.toContain('finished');
  });

  test('that is missing, with the name that was perhaps meant', async () => {
    const outcome = await report({ job: jobOf({ file: 'imput.csv' }), files: { 'input.csv': GOOD } });
    expect(outcome).toMatchObject({ code: 1, rows: [] });
    expect(outcome.err).toContain('Did you mean input.csv?');
  });

  test('that is a folder, a pipe or a device, at once', async () => {
    const place = await openCommandLine();
    await writeFile(join(place.folder, 'job.yaml'), jobOf());
    execFileSync('mkfifo', [join(place.folder, 'pipe.csv'), join(place.folder, 'pipe.yaml')]);
    await mkdir(join(place.folder, 'folder.csv'));
    await symlink('/dev/zero', join(place.folder, 'endless.csv'));
    const says = async (...args: string[]) => {
      const { code, err } = await place.run('check', ...args);
      expect(code).toBe(1);
      return err;
    };
    expect(await says('job.yaml', '--input', 'folder.csv')).toContain('is a folder');
    expect(await says('job.yaml', '--input', 'pipe.csv')).toContain('no ordinary file');
    expect(await says('job.yaml', '--input', 'endless.csv')).toContain('no ordinary file');
    expect(await says('pipe.yaml')).toContain('pipe.yaml cannot be read');
    expect(await says('endless.csv')).toContain('endless.csv cannot be read');
  });

  test('whose header lacks a column, by its name where there are several', async () => {
    const files = { 'a.csv': GOOD, 'b.csv': 'No,Customer\nN-9,ABC Furniture\n' };
    const { code, err } = await report({ job: jobOf({ file: '[a.csv, b.csv]' }), files });
    expect(code).toBe(1);
    expect(err).toContain('b.csv: Date: No column has the header `Dated`');
  });

  test('whose one cell unpacks to a gigabyte, within bounded memory', async () => {
    const { folder } = await openCommandLine();
    const head = `<?xml version="1.0"?><worksheet><sheetData>${row(1, HEADER)}<row r="2"><c t="str"><v>`;
    const sheet = await packRepeated(
      'xl/worksheets/sheet1.xml',
      head,
      Buffer.alloc(1024 * 1024, 'x'),
      1024,
      '</v></c></row></sheetData></worksheet>',
    );
    await writeFile(join(folder, 'input.xlsx'), book({ parts: [sheet] }));
    await writeFile(join(folder, 'job.yaml'), jobOf({ file: 'input.xlsx' }));
    const script = `process.argv.splice(1, 0, 'rowpost');
      process.on('exit', () => process.stdout.write(String(process.resourceUsage().maxRSS)));
      await import(${JSON.stringify(MAIN)});`;
    const args = ['--input-type=module', '-e', script, 'check', 'job.yaml'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    expect(stderr).toMatch(/input\.xlsx.*(?:too|longer|more)/s);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(1);
    expect(Number(stdout) / 1024).toBeLessThan(400);
  });
});

describe('a file is read as what it is', () => {
  const expected = ['N-1', 'N-2'];
  test.each([
    { what: 'line ends of CR alone', content: GOOD.replaceAll('\n', '\r') },
    { what: 'a mark and quotes', content: `\uFEFF${GOOD.replace('No', '"No"').replaceAll('Desk', '"De""sk"')}` },
    { what: 'UTF-16 with a mark', content: Buffer.from(`\uFEFF${GOOD}`, 'utf16le') },
    { what: 'semicolons and decimal commas', content: GOOD.replaceAll(',', ';').replaceAll('12.50', '12,50') },
    { what: 'tabs', content: GOOD.replaceAll(',', '\t') },
    { what: '300 columns', content: GOOD.replaceAll('\n', `${WIDE}\n`) },
  ])('$what', async ({ content }) => {
    const outcome = await report({ files: { 'input.csv': content } });
    expect(outcome.code, outcome.err).toBe(0);
    expect(outcome.rows.map((one) => one.No)).toEqual(expected);
    expect(outcome.rows.map((one) => one.Status)).toEqual(['OK', 'OK']);
    expect(outcome.out).toContain('Total 30.00');
  });

  test('headers that every object inherits are columns like any other', async () => {
    const job = jobOf().replace('Customer', 'constructor').replace('Item', '__proto__');
    const input = GOOD.replace('Customer', 'constructor').replace('Item', '__proto__');
    const outcome = await report({ job, files: { 'input.csv': input } });
    expect(outcome.code, outcome.err).toBe(0);
    expect((await outcome.place.read('out/report.csv')).split('\r\n')[0]).toContain(
      'No,constructor,Dated,Due,__proto__,Qty',
    );
  });

  test('more cells than headers are no data of another column', async () => {
    const outcome = await report({ files: { 'input.csv': GOOD.replace(/\n$/, 'x,one,\n') } });
    expect(outcome.code).toBe(2);
    expect(outcome.rows.map((one) => one.Code)).toEqual(['', 'read/extra-cells']);
    expect(outcome.rows[1]?.Message).toContain('one');
  });
});

describe('a cell of a workbook', () => {
  const withCell = async (column: string, cell: string) => {
    const texts = cells({}).map((text) => `<c t="str"><v>${text}</v></c>`);
    texts[HEADER.indexOf(column)] = cell;
    const rows = `${row(1, HEADER)}<row r="2">${texts.join('')}</row>`;
    const content = book({ sheets: [{ name: 'S', rows }], formats: ['0.0%'] });
    const outcome = await report({ job: jobOf({ file: 'input.xlsx' }), files: { 'input.xlsx': content } });
    return outcome.rows[0];
  };

  test.each([
    ['Price', '<c><f>5*2</f></c>', 'read/formula-without-value', 'Price'],
    ['Price', '<c t="e"><v>#N/A</v></c>', 'read/error-cell', 'Price = #N/A'],
    ['Price', '<c t="b"><v>1</v></c>', 'map/not-a-number', 'Price = TRUE'],
    ['Dated', '<c><v>45000</v></c>', 'date/number', 'Dated = 45000'],
    ['No', '<c><v>1.2345678901234501E+15</v></c>', 'map/shortened-number', 'No = 1234567890123450'],
  ])('%s %s is refused', async (column, cell, code, says) => {
    const told = await withCell(column, cell);
    expect(told).toMatchObject({ Status: 'ERROR', Code: code });
    expect(told?.Message).toContain(says);
  });

  test.each([
    ['X', '<c><f>5*2</f></c>'],
    ['X', '<c t="e"><v>#REF!</v></c>'],
    ['No', '<c><v>1234567890123456</v></c>'],
    ['Price', '<c><v>0.30000000000000004</v></c>'],
  ])('%s %s does no harm', async (column, cell) => {
    expect(await withCell(column, cell)).toMatchObject({ Status: 'OK' });
  });
});
