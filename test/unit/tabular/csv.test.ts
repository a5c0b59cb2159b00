/** Reading and writing CSV files through the doors that the pipeline uses. */

import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/model/refusal.ts';
import type { Cell, SourceRow } from '../../../src/model/source-row.ts';
import type { InputTable, TableSource } from '../../../src/model/table-format.ts';
import { openTable } from '../../../src/tabular/open-table.ts';
import { writeCsv } from '../../../src/tabular/write-csv.ts';

let folder = '';
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpost-csv-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(content: string | Uint8Array, extension = '.csv'): Promise<string> {
  const path = join(folder, `file-${files++}${extension}`);
  await writeFile(path, content);
  return path;
}

interface Read {
  readonly header: readonly string[];
  readonly rows: readonly SourceRow[];
  readonly table: InputTable;
}

async function readFrom(source: TableSource): Promise<Read> {
  const table = await openTable(source);
  try {
    const rows: SourceRow[] = [];
    for await (const batch of table.rows()) rows.push(...batch);
    return { header: table.header, rows, table };
  } finally {
    await table.close();
  }
}

async function read(content: string | Uint8Array, rest: Partial<TableSource> = {}): Promise<Read> {
  return readFrom({ path: await fileOf(content), ...rest });
}

async function refusal(content: string | Uint8Array, rest: Partial<TableSource> = {}): Promise<Refusal> {
  const error: unknown = await read(content, rest).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Refusal) return error;
  throw new Error(`expected a Refusal, got ${String(error)}`);
}

function cells(result: Read): readonly (readonly Cell[])[] {
  return result.rows.map((row) => row.cells);
}

describe('rows and cells', () => {
  it('numbers rows as Excel does: blank lines count, line breaks within a cell do not', async () => {
    const result = await read('A,B\n1,"x\ny"\n\n , \n2,z\n');
    expect(result.rows).toEqual([
      { number: 2, cells: ['1', 'x\ny'] },
      { number: 5, cells: ['2', 'z'] },
    ]);
  });

  it('keeps ragged rows, doubled quotes, empty quoted cells and outer spaces as they are', async () => {
    const result = await read('A,B,C\n1\n1,2,3,4\n"say ""hi""","", x \n');
    expect(cells(result)).toEqual([['1'], ['1', '2', '3', '4'], ['say "hi"', '', ' x ']]);
  });

  it.each(['\n', '\r\n', '\r'] as const)('reads lines ended by %j and says so', async (newline) => {
    const result = await read(['A,B', '1,2', '3,4'].join(newline));
    expect(cells(result)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(result.table.dialect.newline).toBe(newline);
  });

  it('reads lines of different ends in one file', async () => {
    expect(cells(await read('A,B\n1,2\r\n3,4\r5,6'))).toEqual([
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  it('takes the header from the row named and leaves out the title rows', async () => {
    const result = await read('Sales ledger\n\nNo;Net\n1;2,50\n', { header: 3 });
    expect(result.header).toEqual(['No', 'Net']);
    expect(result.rows).toEqual([{ number: 4, cells: ['1', '2,50'] }]);
  });

  it('refuses a header row that is blank or lies behind the end', async () => {
    expect((await refusal('A,B\n1,2\n', { header: 9 })).code).toBe('read/no-header');
    expect((await refusal('\nA,B\n')).message).toContain('row 1');
  });

  it('reads rows beyond one piece of the file, in order', async () => {
    const lines = Array.from({ length: 40_000 }, (_, i) => `${i},"text, ${i}",é`);
    const result = await read(`N,T,U\r\n${lines.join('\r\n')}\r\n`);
    expect(result.rows).toHaveLength(40_000);
    expect(result.rows.every((row, i) => row.number === i + 2 && row.cells[1] === `text, ${i}`)).toBe(true);
    expect(result.rows.every((row) => row.cells[2] === 'é')).toBe(true);
  });

  it('hashes the bytes of the file', async () => {
    const bytes = Buffer.from('\uFEFFA\n1\n');
    expect((await read(bytes)).table.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});

describe('quotes', () => {
  it('takes a quote within an unquoted cell as text', async () => {
    expect(cells(await read('A,B\n5" pipe,6 "x" y\n'))).toEqual([['5" pipe', '6 "x" y']]);
  });

  it('refuses a quote that never closes, naming the row where it opens', async () => {
    const error = await refusal('A,B\n1,2\n3,"open\n5,6\n7,8\n');
    expect(error.code).toBe('read/csv-quote');
    expect(error.message).toContain('row 3:');
  });

  it('refuses text behind a closing quote, naming its row', async () => {
    const error = await refusal('A,B\n1,"two\nlines"\n3,"a"b\n');
    expect(error.code).toBe('read/csv-quote');
    expect(error.message).toContain('row 3:');
  });

  it('refuses a record of more than 8 MB', async () => {
    const long = 'x'.repeat(9 * 1024 * 1024);
    expect((await refusal(`A,B\n1,${long}\n`)).code).toBe('read/row-too-long');
    expect((await refusal(`A,B\n1,"${long}\n`)).message).toContain('row 2: a cell opens');
  });

  it('refuses NUL bytes, naming the row', async () => {
    const error = await refusal('A,B\n1,\0\n');
    expect(error.code).toBe('read/nul-byte');
    expect(error.message).toContain('row 2:');
  });
});

describe('delimiters', () => {
  it.each([
    ['A,B\n1,2\n', ','],
    ['No;Net\n1;1,50\n2;1,75\n', ';'],
    ['A\tB, C\n1\t2\n', '\t'],
    ['A|B\n1|2\n', '|'],
    ['"A;x","B;y"\n1,2\n', ','],
    ['A,B;C\n1,x\n2,y\n', ','],
    ['A;B, C;D\n1;1,50;2\n1;1,50;2;\n1;1,75;2\n', ';'],
    ['Only\n1\n', ','],
    ['sep=|\nA|B\n1|2\n', '|'],
  ])('finds the delimiter of %j', async (content, delimiter) => {
    const { table } = await read(content);
    expect(table.dialect.delimiter).toBe(delimiter);
  });

  it('does not count the line that names the delimiter', async () => {
    const result = await read('sep=;\r\nA;B\r\n1;2\r\n');
    expect([result.header, result.rows]).toEqual([['A', 'B'], [{ number: 2, cells: ['1', '2'] }]]);
  });

  it('refuses to guess between two that divide the table equally', async () => {
    expect((await refusal('A,B;C\n1,2;3\n')).code).toBe('read/ambiguous-delimiter');
  });

  it('takes the one that is named', async () => {
    expect(cells(await read('A,B;C\n1,2;3\n', { delimiter: 'semicolon' }))).toEqual([['1,2', '3']]);
    expect(cells(await read('A,B^C\n1,2^3\n', { delimiter: '^' }))).toEqual([['1,2', '3']]);
    expect((await refusal('A\n', { delimiter: 'dash' })).code).toBe('read/unknown-delimiter');
  });
});

describe('encodings', () => {
  const text = 'Name,Net\r\nZoë’s Café €,1\r\n';
  const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
  const narrow = Buffer.from('Name,Net\r\nZo\xeb\x92s Caf\xe9 \x80,1\r\n', 'latin1');

  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8', false],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), 'utf-8', true],
    ['UTF-16LE', utf16, 'utf-16le', true],
    ['UTF-16BE', Buffer.from(utf16).swap16(), 'utf-16be', true],
  ])('reads %s', async (_, bytes, encoding, bom) => {
    const result = await read(bytes);
    expect(result.header).toEqual(['Name', 'Net']);
    expect(cells(result)).toEqual([['Zoë’s Café €', '1']]);
    expect(result.table.dialect).toMatchObject({ encoding, bom });
    expect(result.table.guessedEncoding).toBe(false);
  });

  it('guesses Windows-1252 and says so, and knows it when it is declared', async () => {
    const guessed = await read(narrow);
    expect(cells(guessed)).toEqual([['Zoë’s Café €', '1']]);
    expect(guessed.table.guessedEncoding).toBe(true);
    const declared = await read(narrow, { encoding: 'ISO-8859-1' });
    expect(cells(declared)).toEqual([['Zoë’s Café €', '1']]);
    expect(declared.table.guessedEncoding).toBe(false);
  });

  it('judges UTF-8 by the whole file, characters across pieces included', async () => {
    const filler = `Name,Net\n${'é€😀,1\n'.repeat(60_000)}`;
    expect((await read(`x${filler}`)).table.dialect.encoding).toBe('utf-8');
    const spoilt = Buffer.concat([Buffer.from(filler), Buffer.from([0xe9, 0x0a])]);
    expect((await read(spoilt)).table.guessedEncoding).toBe(true);
  });

  it('refuses declared UTF-8 with an invalid byte, naming its place', async () => {
    const error = await refusal(narrow, { encoding: 'utf-8' });
    expect(error.code).toBe('read/wrong-encoding');
    expect(error.message).toContain('byte 13 (line 2)');
  });

  it('names the place of a bad byte far into the file', async () => {
    const lines = Buffer.from('ab,é\n'.repeat(100_000));
    const error = await refusal(Buffer.concat([lines, Buffer.from([0x41, 0xff])]), { encoding: 'utf8' });
    expect(error.message).toContain(`byte ${lines.length + 2} (line 100001)`);
  });

  it('refuses an unknown encoding, naming those that are known', async () => {
    const error = await refusal('A\n', { encoding: 'ebcdic' });
    expect(error.code).toBe('read/unknown-encoding');
    expect(error.message).toContain('windows-1252');
  });

  it('refuses UTF-16 that is cut off in the middle of a character', async () => {
    expect((await refusal(utf16.subarray(0, utf16.length - 1))).code).toBe('read/wrong-encoding');
  });
});

describe('apostrophes before signs', () => {
  it('takes exactly one off before a sign and leaves others', async () => {
    const result = await read(`A,B,C,D\n'=1+1,''@x,'t Hooft BV,'-5\n`);
    expect(cells(result)).toEqual([['=1+1', "'@x", "'t Hooft BV", '-5']]);
  });

  it('leaves out a row that is blank once they are off', async () => {
    expect((await read("A,B\n'\t,\n1,2\n")).rows).toEqual([{ number: 3, cells: ['1', '2'] }]);
  });
});

describe('writing', () => {
  const dialect = { format: 'csv', delimiter: ',', encoding: 'utf-8', bom: false, newline: '\r\n' } as const;

  async function written(header: string[], rows: Cell[][], changes = {}): Promise<Buffer> {
    const path = join(folder, `out-${files++}.csv`);
    await writeCsv(path, { ...dialect, ...changes }, header, [rows.map((row) => ({ cells: row }))]);
    return readFile(path);
  }

  it('guards what would be a formula and leaves numbers bare', async () => {
    const texts = ['=1', '+x', '-x', '@a', '\tt', "'=1", "'t", '-5.00', '-1,234.56', '+3', '-5%', '-', '+44 20 7946'];
    const bytes = await written(['A'], [texts, [{ n: '-5.5' }, { n: '10', percent: true }, { d: '2026-01-31' }]]);
    expect(bytes.toString()).toBe(
      "A\r\n'=1,'+x,'-x,'@a,'\tt,''=1,'t,-5.00,\"-1,234.56\",+3,-5%,'-,'+44 20 7946\r\n-5.5,10%,2026-01-31\r\n",
    );
  });

  it.each([
    ['utf-8', true],
    ['utf-8', false],
    ['utf-16le', true],
    ['utf-16be', true],
    ['windows-1252', false],
  ] as const)('writes %s (mark: %s) so that it reads back the same', async (encoding, bom) => {
    const header = ['Näme', '=Net', 'a;b'];
    const rows = [
      ['Zoë’s €', '-1', 'x"y'],
      ["'=z", 'two\r\nlines', ''],
    ];
    const bytes = await written(header, rows, { encoding, bom, delimiter: ';', newline: '\n' });
    const result = await read(bytes);
    expect([result.header, ...cells(result)]).toEqual([header, ...rows]);
    expect(result.table.dialect).toEqual({ format: 'csv', delimiter: ';', encoding, bom, newline: '\n' });
  });

  it('turns to UTF-8 with a mark rather than lose a character, however late it comes', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => [`é${'x'.repeat(400)}${i}`]);
    const path = join(folder, 'wide.csv');
    const batches = [...rows.map((row) => [{ cells: row }]), [{ cells: ['Łódź'] }]];
    await writeCsv(path, { ...dialect, encoding: 'windows-1252' }, ['A'], batches);
    const result = await readFrom({ path });
    expect(cells(result)).toEqual([...rows, ['Łódź']]);
    expect(result.table.dialect).toMatchObject({ encoding: 'utf-8', bom: true });
    expect((await readdir(folder)).filter((name) => name.includes('wide'))).toEqual(['wide.csv']);
  });

  it('leaves what stood there and no temporary file when the rows fail', async () => {
    const path = join(folder, 'kept.csv');
    await writeFile(path, 'old');
    const rows = (function* () {
      yield [{ cells: ['1'] }];
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    })();
    const error = await writeCsv(path, dialect, ['A'], rows).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).message).toContain('the disk is full');
    expect(await readFile(path, 'utf8')).toBe('old');
    expect((await readdir(folder)).filter((name) => name.includes('kept'))).toEqual(['kept.csv']);
  });

  it('refuses a folder that does not exist', async () => {
    const error = await writeCsv(join(folder, 'no/x.csv'), dialect, ['A'], []).catch((reason: unknown) => reason);
    expect((error as Refusal).code).toBe('write/failed');
  });
});
