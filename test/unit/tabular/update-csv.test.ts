/** Rows put into CSV files that the user has already. */

import { mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { SheetRow, UpdatePlan } from '../../../src/model/table-format.ts';
import { updateTable } from '../../../src/tabular/update-table.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpost-update-csv-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Cells = SheetRow['cells'];

const HEADER = ['No', 'Net', 'Due'];

async function updated(
  text: string | Buffer,
  rows: readonly Cells[],
  plan: Partial<UpdatePlan> = {},
  name = 'book.csv',
) {
  const path = join(folder, name);
  await writeFile(path, text);
  const all = { header: HEADER, key: ['No'], ...plan };
  const result = await updateTable(path, all, [rows.map((cells) => ({ cells }))]);
  return { path, result, bytes: await readFile(path), text: await readFile(path, 'utf8') };
}

async function refusal(text: string, rows: readonly Cells[], plan: Partial<UpdatePlan> = {}): Promise<unknown> {
  const error = await updated(text, rows, plan).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(await readFile(join(folder, 'book.csv'), 'utf8')).toBe(text);
  expect(await readdir(folder)).toEqual(['book.csv']);
  return error;
}

describe('update', () => {
  it("changes what differs, adds what is new, and leaves the user's own columns and rows", async () => {
    const text = 'Net;Comment;no;Due\n10.00;=A1*2;INV-1;2026-01-31\n20;"a;b";INV-2;2026-02-28\n5;mine;OWN-1;\n';
    const { result, text: after } = await updated(text, [
      ['INV-2', { n: '20.50' }, { d: '2026-02-28' }],
      ['INV-1', { n: '10' }, { d: '2026-01-31' }],
      ['INV-3', { n: '7.10' }, ''],
    ]);
    expect(result).toEqual({ added: 1, updated: 1, unchanged: 1, notFilled: [], absent: 1 });
    expect(after).toBe(
      'Net;Comment;no;Due\n10.00;=A1*2;INV-1;2026-01-31\n20.50;"a;b";INV-2;2026-02-28\n5;mine;OWN-1;\n7.10;;INV-3;\n',
    );
  });

  it('writes nothing where nothing changes', async () => {
    const path = join(folder, 'book.csv');
    await writeFile(path, 'No,Net,Due\r\n1,10.00,2026-01-31');
    await utimes(path, 1, 1);
    const rows = [[{ cells: ['1', { n: '10' }, { d: '2026-01-31' }] }]];
    expect(await updateTable(path, { header: HEADER, key: ['No'] }, rows)).toMatchObject({ unchanged: 1, updated: 0 });
    expect((await stat(path)).mtimeMs).toBe(1000);
  });

  it('knows a number in the key again as it was written, and no other', async () => {
    const { result } = await updated('No,Net,Due\n1.10,1,\n2.00,1,\n', [
      [{ n: '2.00' }, { n: '1' }, ''],
      ['1.1', { n: '1' }, ''],
    ]);
    expect(result).toMatchObject({ added: 1, unchanged: 1, updated: 0 });
  });

  it('clears a value that is blank now, fills up short rows, and keeps a quoted line break', async () => {
    const { text } = await updated('No,Net,Due,"Own\nnote"\n1,10\n2,5,2026-01-01,"x\ny"\n', [
      ['1', { n: '10' }, { d: '2026-01-31' }],
      ['2', { n: '5' }, ''],
    ]);
    expect(text).toBe('No,Net,Due,"Own\nnote"\n1,10,2026-01-31\n2,5,,"x\ny"\n');
  });

  it('guards texts of the export, and leaves those of the user as they stand', async () => {
    const { text } = await updated("No,Net,Due,Own\r\n'=1,a,b,'+x\r\n", [
      ['=1', 'b', '=cmd'],
      ['@2', '', ''],
    ]);
    expect(text).toBe("No,Net,Due,Own\r\n'=1,b,'=cmd,'+x\r\n'@2,,,\r\n");
  });

  it('keeps encoding, mark, delimiter and the line that names it', async () => {
    const wide = Buffer.from('\ufeffNo\tNet\tDue\r\nÄ1\t1\t\r\n', 'utf16le');
    const after = await updated(wide, [['Ä1', { n: '2' }, '']], { delimiter: 'tab' });
    expect(after.bytes.equals(Buffer.from('\ufeffNo\tNet\tDue\r\nÄ1\t2\t\r\n', 'utf16le'))).toBe(true);
    const named = await updated('sep=;\r\nNo;Net;Due\r\nA;1;\r\n', [['B', { n: '2' }, '']]);
    expect(named.text).toBe('sep=;\r\nNo;Net;Due\r\nA;1;\r\nB;2;\r\n');
    const narrow = await updated(Buffer.from('No,Net,Due\nM\u00fcller,1,\n', 'latin1'), [
      ['Caf\u00e9', { n: '2' }, ''],
    ]);
    expect(narrow.bytes.toString('latin1')).toBe('No,Net,Due\nM\u00fcller,1,\nCaf\u00e9,2,\n');
  });

  it('keeps blank rows between, but not at the end, where the new rows come', async () => {
    const { text } = await updated('No,Net,Due\n1,1,\n\n2,2,\n2b,2,\n\n,,\n', [['3', { n: '3' }, '']]);
    expect(text).toBe('No,Net,Due\n1,1,\n\n2,2,\n2b,2,\n3,3,\n');
  });

  it('keeps who may read the file', async () => {
    const path = join(folder, 'book.csv');
    await writeFile(path, 'No,Net,Due\n', { mode: 0o600 });
    await updateTable(path, { header: HEADER, key: [] }, [[{ cells: ['1', '', ''] }]]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('follows a link to the file itself', async () => {
    await writeFile(join(folder, 'real.csv'), 'No,Net,Due\n');
    await symlink(join(folder, 'real.csv'), join(folder, 'link.csv'));
    await updateTable(join(folder, 'link.csv'), { header: HEADER, key: [] }, [[{ cells: ['1', '', ''] }]]);
    expect(await readFile(join(folder, 'real.csv'), 'utf8')).toBe('No,Net,Due\n1,,\n');
  });
});

describe('append', () => {
  it('adds every row below, whatever stands there', async () => {
    const { result, text } = await updated('No,Net,Due\n1,1,', [['1', { n: '1' }, '']], { key: [] });
    expect(result).toMatchObject({ added: 1, updated: 0 });
    expect(text).toBe('No,Net,Due\n1,1,\n1,1,\n');
  });

  it.each(['book.csv', 'book.tsv'])('writes %s anew where it is missing or empty', async (name) => {
    const { text } = await updated('', [['1', { n: '1.10' }, '']], { key: [] }, name);
    const mark = name.endsWith('tsv') ? '\t' : ',';
    expect(text).toBe(`${HEADER.join(mark)}\r\n1${mark}1.10${mark}\r\n`);
  });
});

describe('refused, the file as it was', () => {
  it('a column that the file lacks', async () => {
    expect(await refusal('No,Nett,Due\n', [['1', '', '']])).toMatchObject({
      code: 'write/missing-columns',
      message: expect.stringMatching(/has no "Net".*calls "Nett"/),
    });
  });

  it('another table altogether', async () => {
    expect(await refusal('a,b\n', [['1', '', '']])).toMatchObject({ code: 'write/no-header' });
  });

  it('a header that stands twice', async () => {
    expect(await refusal('No,Net,Due,net\n', [['1', '', '']])).toMatchObject({ code: 'write/columns-alike' });
  });

  it('a key that the file holds twice', async () => {
    expect(await refusal('No,Net,Due\n7,1,\n8,1,\n7,2,\n', [['1', '', '']])).toMatchObject({
      code: 'write/key-twice',
      message: expect.stringContaining('"7" in rows 2 and 4'),
    });
  });

  it('a key that the export holds twice, or not at all', async () => {
    expect(
      await refusal('No,Net,Due\n', [
        ['1', '', ''],
        ['2', '', ''],
        ['1', '', ''],
      ]),
    ).toMatchObject({
      code: 'write/key-twice',
      message: expect.stringContaining('"1" in its rows 1 and 3'),
    });
    expect(await refusal('No,Net,Due\n', [['', '', '']])).toMatchObject({ code: 'write/no-key' });
  });

  it.each(['book.xlsm', 'book.xls', 'book.jsonl', 'book'])('%s', async (name) => {
    await expect(updated('x', [], {}, name)).rejects.toMatchObject({ code: 'write/unknown-format' });
  });
});
