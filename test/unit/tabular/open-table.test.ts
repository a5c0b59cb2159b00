/** What files are taken for tables, and which are found. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/model/refusal.ts';
import { findInputs } from '../../../src/tabular/find-inputs.ts';
import { openTable } from '../../../src/tabular/open-table.ts';
import { workbookFile } from '../../support/workbook-file.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpost-open-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function refusal(work: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Refusal) return error;
  throw new Error(`expected a Refusal, got ${String(error)}`);
}

async function opening(name: string, content: string | Buffer): Promise<Refusal> {
  const path = join(folder, name);
  await writeFile(path, content);
  return refusal(openTable({ path }));
}

/** An OLE file whose directory names one stream. */
function oleFile(stream: string): Buffer {
  const bytes = Buffer.alloc(1024);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt32LE(0, 48);
  bytes.write(stream, 512, 'utf16le');
  return bytes;
}

describe('content', () => {
  const book = workbookFile({ sheets: [{ name: 'S', rows: '<row><c t="str"><v>A</v></c></row>' }] });

  it.each([
    ['empty.csv', '', 'read/empty-file', '0 bytes'],
    ['book.csv', book, 'read/wrong-content', 'extension .xlsx'],
    ['table.xlsx', 'A,B\n1,2\n', 'read/wrong-content', 'plain text'],
    ['page.xlsx', '\uFEFF\n<html><table>', 'read/wrong-content', 'web page'],
    ['page.csv', '<!DOCTYPE html><html>', 'read/wrong-content', 'web page'],
    ['paper.csv', '%PDF-1.7 x', 'read/wrong-content', 'PDF'],
    ['old.xlsx', oleFile('Workbook'), 'read/wrong-content', 'old Excel file'],
    ['locked.xlsx', oleFile('EncryptedPackage'), 'read/encrypted', 'password'],
    ['old.xls', oleFile('Workbook'), 'read/unknown-format', '.xls file'],
    ['noextension', 'A\n', 'read/unknown-format', 'no extension'],
  ])('refuses %s', async (name, content, code, words) => {
    const error = await opening(name, content);
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });

  it('takes the extension in any case', async () => {
    for (const [name, content] of [
      ['A.CSV', 'A,B\n'],
      ['B.Tsv', 'A\tB\n'],
      ['C.TXT', 'A|B\n'],
    ] as const) {
      await writeFile(join(folder, name), content);
      const table = await openTable({ path: join(folder, name) });
      expect(table.header).toEqual(['A', 'B']);
      await table.close();
    }
    await writeFile(join(folder, 'D.XLSX'), book);
    const table = await openTable({ path: join(folder, 'D.XLSX') });
    expect(table.header).toEqual(['A']);
    await table.close();
  });

  it('refuses a missing file and a folder', async () => {
    await mkdir(join(folder, 'folder.csv'));
    expect((await refusal(openTable({ path: join(folder, 'folder.csv') }))).code).toBe('read/folder');
    expect((await refusal(openTable({ path: join(folder, 'none.csv') }))).code).toBe('read/missing-file');
  });

  it('refuses what the system cannot open, in words', async () => {
    const error = await refusal(openTable({ path: join(folder, `${'x'.repeat(300)}.csv`) }));
    expect(error.code).toBe('read/unreadable-file');
    expect(error.message).toContain('ENAMETOOLONG');
  });
});

describe('finding inputs', () => {
  beforeAll(async () => {
    await mkdir(join(folder, 'in'));
    for (const name of ['b-2.csv', 'b-10.csv', 'a.csv', '~$a.csv', 'odd[1].csv', 'invoices.xlsx']) {
      await writeFile(join(folder, 'in', name), 'x');
    }
  });
  const at = (...names: string[]) => names.map((name) => join(folder, 'in', name));

  it('finds a path, a sorted pattern, and a list in its order with each file once', async () => {
    expect(await findInputs('in/a.csv', folder)).toEqual(at('a.csv'));
    expect(await findInputs('in/b-*.csv', folder)).toEqual(at('b-10.csv', 'b-2.csv'));
    expect(await findInputs(['invoices.xlsx', '[ab]*.csv', 'a.csv'], join(folder, 'in'))).toEqual(
      at('invoices.xlsx', 'a.csv', 'b-10.csv', 'b-2.csv'),
    );
  });

  it('takes absolute paths, and names that look like patterns but exist', async () => {
    expect(await findInputs(join(folder, 'in', 'a.csv'), '/')).toEqual(at('a.csv'));
    expect(await findInputs(join(folder, 'in', 'a*.csv'), '/')).toEqual(at('a.csv'));
    expect(await findInputs('in/odd[1].csv', folder)).toEqual(at('odd[1].csv'));
  });

  it('refuses what finds nothing, naming the folder and near names', async () => {
    const error = await refusal(findInputs('in/invoice.xlsx', folder));
    expect(error.code).toBe('read/missing-file');
    expect(error.message).toContain('in/invoice.xlsx');
    expect(error.message).toContain(join(folder, 'in'));
    expect(error.message).toContain('Did you mean invoices.xlsx?');
    expect((await refusal(findInputs(['in/a.csv', 'in/z*.csv'], folder))).message).toContain('z*.csv');
    expect((await refusal(findInputs('gone/a.csv', folder))).message).toContain('no folder');
    expect((await refusal(findInputs([], folder))).code).toBe('read/missing-file');
  });
});
