/** Which files an export may write anew: those that hold nothing of the user's making. */

import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SheetPlan } from '../../../src/model/table-format.ts';
import { mayReplace } from '../../../src/tabular/may-replace.ts';
import { writeWorkbook } from '../../../src/tabular/write-workbook.ts';

let folder = '';
let ours = '';

const SHEETS: readonly SheetPlan[] = [
  { name: 'Invoices', header: ['No', 'Net'], totals: [1], rows: [[{ cells: ['A', { n: '1' }] }]] },
  { name: 'Lines & more', header: ['No'], rows: [[{ cells: [{ f: 'Invoices!B2', result: { n: '1' } }] }]] },
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpost-replace-'));
  ours = join(folder, 'ours.xlsx');
  await writeWorkbook(ours, SHEETS);
});
afterAll(() => rm(folder, { recursive: true }));

async function edited(sheets: readonly SheetPlan[], change: (workbook: ExcelJS.Workbook) => void): Promise<string> {
  const path = join(folder, 'edited.xlsx');
  await writeWorkbook(path, sheets);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  Object.assign(workbook, { lastModifiedBy: 'Ann', modified: new Date('2026-11-01T00:00:00Z') });
  change(workbook);
  await workbook.xlsx.writeFile(path);
  return path;
}

const WITHOUT_FORMULAS = SHEETS.slice(0, 1);

describe('may be replaced', () => {
  it.each(['missing.xlsx', 'missing.csv'])('%s', async (name) => {
    await expect(mayReplace(join(folder, name))).resolves.toBeUndefined();
  });

  it('an empty file, and a CSV whatever it holds', async () => {
    await writeFile(join(folder, 'empty.xlsx'), '');
    await writeFile(join(folder, 'data.csv'), 'a,b\n');
    await expect(mayReplace(join(folder, 'empty.xlsx'))).resolves.toBeUndefined();
    await expect(mayReplace(join(folder, 'data.csv'))).resolves.toBeUndefined();
  });

  it('a workbook as we left it, formulas and all', async () => {
    await expect(mayReplace(ours)).resolves.toBeUndefined();
  });

  it('a workbook of ours that was saved again without formulas of its own', async () => {
    const path = await edited(WITHOUT_FORMULAS, (workbook) => {
      workbook.getWorksheet('Invoices')!.getCell('A2').value = 'B';
    });
    await expect(mayReplace(path)).resolves.toBeUndefined();
  });
});

describe('is not replaced', () => {
  const refused = (path: string, remedy?: string) => mayReplace(path, remedy).catch((error: unknown) => error);

  it("a workbook of somebody else's", async () => {
    const path = join(folder, 'theirs.xlsx');
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('Data').getCell('A1').value = 'x';
    await workbook.xlsx.writeFile(path);
    expect(await refused(path)).toMatchObject({
      code: 'write/not-ours',
      message: expect.stringContaining('mode: update'),
    });
    expect(await refused(path, 'Name another file.')).toMatchObject({
      message: `${path} is not replaced: rowpost did not write it. Name another file.`,
    });
  });

  it('a workbook of ours with a formula of the user', async () => {
    const path = await edited(WITHOUT_FORMULAS, (workbook) => {
      workbook.getWorksheet('Invoices')!.getCell('D2').value = { formula: 'B2*2', result: 2 };
    });
    expect(await refused(path)).toMatchObject({
      message: expect.stringContaining('sheet "Invoices" holds formulas, and another program has saved the file'),
    });
  });

  it('a workbook of ours with a sheet of the user', async () => {
    const path = await edited(WITHOUT_FORMULAS, (workbook) => workbook.addWorksheet('Notes'));
    expect(await refused(path)).toMatchObject({ message: expect.stringContaining('sheet "Notes" was added') });
  });

  it('a workbook of ours with a comment', async () => {
    const path = await edited(WITHOUT_FORMULAS, (workbook) => {
      workbook.getWorksheet('Invoices')!.getCell('A2').note = 'ask Ann';
    });
    expect(await refused(path)).toMatchObject({ message: expect.stringContaining('comments were added') });
  });

  it('something else that is called a workbook', async () => {
    const path = join(folder, 'text.xlsx');
    await writeFile(path, 'a,b\n1,2\n');
    expect(await refused(path)).toMatchObject({ code: 'write/not-ours' });
  });

  it.each(['~$open.xlsx', '.~lock.open.xlsx#'])('a file that is open, by %s beside it', async (lock) => {
    const path = join(folder, 'open.xlsx');
    await copyFile(ours, path);
    await writeFile(join(folder, lock), 'Ann');
    expect(await refused(path)).toMatchObject({ code: 'write/open-elsewhere', message: expect.stringContaining(lock) });
    await rm(join(folder, lock));
  });
});
