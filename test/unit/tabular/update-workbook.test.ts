/** Rows put into workbooks that the user has already: what changes, what stays byte for byte, and what is refused. */

import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { SourceRow } from '../../../src/model/source-row.ts';
import type { SheetRow, UpdatePlan } from '../../../src/model/table-format.ts';
import { openPackage } from '../../../src/tabular/formats/xlsx/workbook-package.ts';
import { openInputFile } from '../../../src/tabular/input-file.ts';
import { openTable } from '../../../src/tabular/open-table.ts';
import { updateTable } from '../../../src/tabular/update-table.ts';
import { formula, number, ROWS, row, text, type UserWorkbook, userWorkbook } from '../../support/updated-workbook.ts';

let folder = '';
let path = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpost-update-xlsx-'));
  path = join(folder, 'book.xlsx');
});
afterAll(() => rm(folder, { recursive: true }));

type Cells = SheetRow['cells'];

const HEADER = ['No', 'Net', 'Due'];
const PLAN: UpdatePlan = { sheet: 'Data', header: HEADER, key: ['No'] };

async function update(book: UserWorkbook | Buffer, rows: readonly Cells[], plan: Partial<UpdatePlan> = {}) {
  await writeFile(path, Buffer.isBuffer(book) ? book : userWorkbook(book));
  return updateTable(path, { ...PLAN, ...plan }, [rows.map((cells) => ({ cells }))]);
}

async function readBack(sheet = 'Data'): Promise<readonly SourceRow['cells'][]> {
  const table = await openTable({ path, sheet });
  const rows: SourceRow['cells'][] = [];
  for await (const batch of table.rows()) rows.push(...batch.map(({ cells }) => cells));
  await table.close();
  return rows;
}

/** All parts of a workbook by name. */
async function partsOf(bytes: Buffer): Promise<ReadonlyMap<string, string>> {
  const copy = join(folder, 'copy.xlsx');
  await writeFile(copy, bytes);
  const file = await openInputFile(copy);
  const parts = await openPackage(file);
  const texts = new Map<string, string>();
  for (const { name } of parts.packed) {
    const pieces: Buffer[] = [];
    for await (const piece of parts.read(name, 1e9)) pieces.push(piece);
    texts.set(name, Buffer.concat(pieces).toString());
  }
  await file.handle.close();
  await rm(copy);
  return texts;
}

const partNow = async (name: string) => (await partsOf(await readFile(path))).get(name) ?? '';
const SHEET = 'xl/worksheets/sheet1.xml';

const NEW: Cells = ['INV-3', { n: '1200.10' }, { d: '2026-03-31' }];

describe('update', () => {
  it('replaces the values that differ and adds rows below, each cell with the looks of the one above', async () => {
    const result = await update({}, [
      ['INV-2', { n: '20.00' }, { d: '2026-02-28' }],
      NEW,
      ['INV-1', { n: '11.50' }, { d: '2026-01-31' }],
    ]);
    expect(result).toEqual({ added: 1, updated: 1, unchanged: 1, notFilled: ['Double'] });
    expect(await readBack()).toEqual([
      ['INV-1', { n: '11.5' }, { d: '2026-01-31' }, { n: '21' }, 'mine & yours'],
      ['INV-2', { n: '20' }, { d: '2026-02-28' }, { n: '40' }],
      ['INV-3', { n: '1200.1' }, { d: '2026-03-31' }],
    ]);
    const sheet = await partNow(SHEET);
    expect(sheet).toContain(ROWS[2]);
    expect(sheet).toContain('<row r="4"><c r="A4" t="inlineStr"><is><t xml:space="preserve">INV-3</t></is></c>');
    expect(sheet).toContain('<c r="B4" s="2"><v>1200.1</v></c><c r="C4" s="1"><v>46112</v></c>');
    expect(sheet).toContain('<dimension ref="A1:E4"/>');
    expect(sheet).toContain('<row r="2"><c r="A2"');
  });

  it('leaves every other part byte for byte, and has formulas computed when the file is opened', async () => {
    const before = userWorkbook();
    await update(before, [NEW]);
    const [old, now] = [await partsOf(before), await partsOf(await readFile(path))];
    expect([...now.keys()].sort()).toEqual([...old.keys()].sort());
    const changed = [...now].filter(([name, content]) => content !== old.get(name)).map(([name]) => name);
    expect(changed.sort()).toEqual(['xl/workbook.xml', SHEET]);
    expect(now.get('xl/workbook.xml')).toContain('</sheets><calcPr fullCalcOnLoad="1"/>');
  });

  it('gives the same bytes for the same changes, and none where nothing changes', async () => {
    await update({}, [NEW]);
    const first = await readFile(path);
    await update({}, [NEW]);
    expect((await readFile(path)).equals(first)).toBe(true);
    await update(first, [NEW]);
    expect((await readFile(path)).equals(first)).toBe(true);
  });

  it('is read by another reader', async () => {
    await update({ tail: '<autoFilter ref="A1:E3"/>' }, [NEW, ['=1+1 <&>', { n: '-0.01' }, '']]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(path);
    const sheet = workbook.getWorksheet('Data')!;
    expect([1, 2, 3].map((column) => sheet.getCell(4, column).value)).toEqual([
      'INV-3',
      1200.1,
      new Date('2026-03-31T00:00:00Z'),
    ]);
    expect([1, 2].map((column) => sheet.getCell(5, column).value)).toEqual(['=1+1 <&>', -0.01]);
    expect(sheet.getCell('C4').numFmt).toBe('dd/mm/yyyy');
    expect(sheet.autoFilter).toBe('A1:E5');
  });

  it('finds numbers by texts and the reverse, but no number by one that is written otherwise', async () => {
    const rows = [
      ROWS[0]!,
      row(2, number('A2', '1001'), number('B2', '1')),
      row(3, text('A3', '1.10'), number('B3', '1')),
    ];
    const result = await update({ rows }, [
      ['1001', { n: '1' }, ''],
      ['1.1', { n: '1' }, ''],
    ]);
    expect(result).toMatchObject({ added: 1, updated: 0, unchanged: 1 });
  });

  it('makes an amount of a text, and a day of a number', async () => {
    const rows = [ROWS[0]!, row(2, text('A2', 'X'), text('B2', '5.00'), number('C2', '46053'))];
    expect(await update({ rows }, [['X', { n: '5' }, { d: '2026-01-31' }]])).toMatchObject({ updated: 1 });
    expect(await readBack()).toEqual([['X', { n: '5' }, { d: '2026-01-31' }]]);
    expect(await partNow('xl/styles.xml')).toContain('formatCode="yyyy-mm-dd"');
  });

  it('clears a cell whose value is gone, and keeps its looks', async () => {
    await update({}, [['INV-1', { n: '10.5' }, '']]);
    expect(await partNow(SHEET)).toContain('<c r="C2" s="1"/>');
  });

  it('gives a cell the looks of the last one in its column', async () => {
    const rows = [...ROWS, row(4, text('A4', 'INV-0'), number('B4', '1', '2'))];
    await update({ rows }, [NEW]);
    expect(await partNow(SHEET)).toContain('<c r="C5" s="1"><v>46112</v></c>');
  });

  it('writes days that Excel does not know as texts, and amounts in cells of percentages as amounts', async () => {
    const rows = [ROWS[0]!, row(2, text('A2', 'X'), number('B2', '0.5', '3'))];
    await update({ rows }, [['X', { n: '20' }, { d: '1899-12-31' }]]);
    expect(await readBack()).toEqual([['X', { n: '20' }, '1899-12-31']]);
  });

  it('passes over a row of remarks within the table', async () => {
    const rows = [...ROWS, row(4, text('E4', 'from here on: checked')), row(5, text('A5', 'INV-0'))];
    expect(await update({ rows }, [NEW])).toMatchObject({ added: 1 });
    expect((await readBack()).at(-1)).toEqual(['INV-3', { n: '1200.1' }, { d: '2026-03-31' }]);
  });

  it("counts the user's columns on either side to the table", async () => {
    const own = (at: number) => formula(`A${at}`, `D${at}*2`, '2');
    const rows = [
      row(1, text('A1', 'Twice'), text('B1', 'No'), text('C1', 'Due'), text('D1', 'Net')),
      row(2, own(2), text('B2', 'INV-1'), '<c r="C2" s="1"/>', number('D2', '1')),
    ];
    expect(await update({ rows }, [NEW])).toMatchObject({ notFilled: ['Twice'] });
  });

  it('counts days from 1904 where the workbook does', async () => {
    await update({ date1904: true }, [NEW]);
    expect((await readBack())[2]).toEqual(['INV-3', { n: '1200.1' }, { d: '2026-03-31' }]);
  });

  it('finds the header further down, its columns in any order', async () => {
    const rows = [
      row(1, text('A1', 'Sales ledger')),
      row(3, text('B3', 'DUE '), text('C3', 'Own'), text('D3', 'no.'), text('E3', 'Net')),
      row(4, number('B4', '46053', '1'), text('C4', 'x'), text('D4', 'INV-1'), number('E4', '1')),
    ];
    await update({ rows }, [NEW]);
    expect(await partNow(SHEET)).toContain('<c r="B5" s="1"><v>46112</v></c><c r="D5" t="inlineStr">');
  });

  it('fills rows that wait with a formula', async () => {
    const waiting = row(4, '<c r="B4" s="2"/>', formula('D4', 'B4*2', '0'));
    const result = await update({ rows: [...ROWS, waiting] }, [NEW]);
    expect(result).toMatchObject({ added: 1, notFilled: [] });
    expect(await partNow(SHEET)).toContain('<v>46112</v></c><c r="D4"><f>B4*2</f><v>0</v></c></row>');
  });

  it('leaves alone what stands beside the table', async () => {
    const beside = row(4, text('H4', 'side note'));
    await update({ rows: [...ROWS, beside] }, [NEW]);
    expect((await readBack())[2]).toEqual(['INV-3', { n: '1200.1' }, { d: '2026-03-31' }, '', '', '', '', 'side note']);
  });

  it('lets filter, rules and lists that end with the table go on', async () => {
    const tail =
      '<autoFilter ref="A1:E3"/><conditionalFormatting sqref="B2:B3 G1:G9 B2:B50 D2:H3"><cfRule type="expression"/></conditionalFormatting>' +
      '<dataValidations count="1"><dataValidation type="list" sqref="E2:E3"/></dataValidations>';
    await update({ tail }, [NEW]);
    const sheet = await partNow(SHEET);
    for (const kept of ['autoFilter ref="A1:E4"', 'sqref="B2:B4 G1:G9 B2:B50 D2:H3"', 'sqref="E2:E4"'])
      expect(sheet).toContain(kept);
  });

  it('keeps the settings of the calculation and the names, of which the filter goes on', async () => {
    const root = 'xl/workbook.xml';
    const names =
      '<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">Data!$A$1:$E$3</definedName>' +
      '<definedName name="_xlnm._FilterDatabase" localSheetId="1" hidden="1">Summary!$A$1:$E$3</definedName>' +
      '<definedName name="Net">Data!$B$2:$B$3</definedName>';
    const content = (await partsOf(userWorkbook()))
      .get(root)!
      .replace(
        '</sheets>',
        `</sheets><definedNames>${names}</definedNames><calcPr calcId="191029" calcMode="manual"/>`,
      );
    await update(userWorkbook({ parts: [{ name: root, content }] }), [NEW]);
    expect(await partNow(root)).toBe(
      content
        .replace('Data!$A$1:$E$3', 'Data!$A$1:$E$4')
        .replace('calcMode="manual"/>', 'calcMode="manual" fullCalcOnLoad="1"/>'),
    );
  });

  it('gives an amount a format of amounts where the cell shows days', async () => {
    const rows = [ROWS[0]!, row(2, text('A2', 'X'), number('B2', '46053', '1'))];
    await update({ rows }, [['X', { n: '7.50' }, '']], { formats: { 1: '#,##0.00' } });
    expect(await partNow(SHEET)).toContain('<c r="B2" s="4"><v>7.5</v></c>');
    expect(await partNow('xl/styles.xml')).toContain('<xf numFmtId="4" xfId="0" applyNumberFormat="1"/></cellXfs>');
  });

  it('reads a sheet whose elements bear a prefix', async () => {
    const sheet = (await partsOf(userWorkbook())).get(SHEET)!;
    const prefixed = sheet.replace(/<(\/?)(?!\?)/g, '<$1x:').replace('xmlns=', 'xmlns:x=');
    await update(userWorkbook({ parts: [{ name: SHEET, content: prefixed }] }), [NEW]);
    expect((await readBack())[2]).toEqual(['INV-3', { n: '1200.1' }, { d: '2026-03-31' }]);
    expect(await partNow(SHEET)).toContain('<x:row r="4"><x:c r="A4"');
  });
});

describe("Excel's own table", () => {
  it('grows, its formula in the new rows', async () => {
    const result = await update({ table: { ref: 'A1:E3' } }, [NEW]);
    expect(result.notFilled).toEqual([]);
    expect(await partNow('xl/tables/table1.xml')).toContain('ref="A1:E4"><autoFilter ref="A1:E4"/>');
    expect(await partNow(SHEET)).toContain('<c r="D4"><f>Book[[#This Row],[Net]]*2</f></c>');
  });

  it('uses its own blank rows first', async () => {
    const rows = [ROWS[0]!, row(2, '<c r="A2" s="0"/>', '<c r="B2" s="2"/>', '<c r="C2" s="1"/>')];
    await update({ rows, table: { ref: 'A1:E2' } }, [NEW]);
    expect(await partNow('xl/tables/table1.xml')).toContain('ref="A1:E2"');
    expect(await readBack()).toEqual([['INV-3', { n: '1200.1' }, { d: '2026-03-31' }, { e: 'formula' }]]);
  });

  it.each([
    ['names a cell by its place', '<calculatedColumnFormula>B2*2</calculatedColumnFormula>'],
    ['fills an array', '<calculatedColumnFormula array="1">SUM(Book[Net])</calculatedColumnFormula>'],
  ])('gets no formula that %s', async (_what, code) => {
    const plain = ['No', 'Net', 'Due'].map((name, i) => `<tableColumn id="${i + 1}" name="${name}"/>`).join('');
    const columns = `${plain}<tableColumn id="4" name="Double">${code}</tableColumn>`;
    expect(await update({ table: { ref: 'A1:E3', columns } }, [NEW])).toMatchObject({ notFilled: ['Double'] });
  });
});

describe('a workbook that is missing, or has a blank sheet', () => {
  it('is written anew', async () => {
    const result = await updateTable(path, PLAN, [[{ cells: NEW }]]);
    expect(result).toEqual({ added: 1, updated: 0, unchanged: 0, notFilled: [] });
    expect(await readBack()).toEqual([['INV-3', { n: '1200.1' }, { d: '2026-03-31' }]]);
  });

  it('gets the header first', async () => {
    await update({ rows: [] }, [NEW]);
    expect(await readBack()).toEqual([['INV-3', { n: '1200.1' }, { d: '2026-03-31' }]]);
  });

  it('gets the formats of the job where only the header stands', async () => {
    await update({ rows: ROWS.slice(0, 1) }, [NEW], { formats: { 1: '#,##0.0', 2: 'd mmm yy' } });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(path);
    const sheet = workbook.getWorksheet('Data')!;
    expect([sheet.getCell('B2').numFmt, sheet.getCell('C2').numFmt]).toEqual(['#,##0.0', 'd mmm yy']);
  });
});

describe('refused, the file as it was', () => {
  const totals = row(4, text('A4', 'Total'), number('B4', '30.5'));
  const cases: readonly [string, string, UserWorkbook, Partial<UpdatePlan>?][] = [
    ['a protected sheet', 'write/protected-sheet', { tail: '<sheetProtection sheet="1" objects="1"/>' }],
    [
      'merged cells in the rows',
      'write/merged-cells',
      { tail: '<mergeCells count="1"><mergeCell ref="E2:E3"/></mergeCells>' },
    ],
    [
      'merged cells below',
      'write/merged-cells',
      { tail: '<mergeCells count="1"><mergeCell ref="A4:B5"/></mergeCells>' },
    ],
    [
      'a formula in a column of the export',
      'write/formulas',
      { rows: [ROWS[0]!, row(2, text('A2', 'INV-1'), formula('B2', '5*2', '10'))] },
    ],
    [
      'an array formula over its columns',
      'write/array-formula',
      {
        rows: [
          ROWS[0]!,
          ROWS[1]!,
          row(3, text('A3', 'INV-2'), formula('D3', 'B2:B3*2', '1', ' t="array" ref="B3:D3"')),
        ],
      },
    ],
    ['a row of totals', 'write/totals-row', { rows: [...ROWS, totals] }],
    ['a note below', 'write/content-below', { rows: [...ROWS, row(7, text('B7', 'checked by Ann'))] }],
    ['a note right below', 'write/content-below', { rows: [...ROWS, row(4, text('E4', 'checked by Ann'))] }],
    [
      "the totals of Excel's table",
      'write/totals-row',
      {
        table: { ref: 'A1:E4', attributes: ' totalsRowCount="1"' },
        rows: [...ROWS, row(4, formula('B4', 'SUBTOTAL(109,Book[Net])', '1'))],
      },
    ],
    [
      'a table that a query fills',
      'write/query-table',
      { table: { ref: 'A1:E3', attributes: ' tableType="queryTable"' } },
    ],
    [
      'a sum of the user below his column',
      'write/totals-row',
      { rows: [...ROWS, row(4, text('A4', 'x'), formula('D4', 'SUM(D2:D3)', '61'))] },
    ],
    [
      'an array formula that reaches below the last row',
      'write/array-formula',
      { rows: [ROWS[0]!, row(2, text('A2', 'x'), formula('D2', 'B2:B9*2', '1', ' t="array" ref="D2:D9"'))] },
    ],
    ['an Excel table that holds some of the columns', 'write/content-below', { table: { ref: 'B1:E3' } }],
    ['a last row without a key', 'write/totals-row', { rows: [...ROWS, row(4, number('B4', '30.5'))] }],
    ['a key that stands twice', 'write/key-twice', { rows: [...ROWS, row(4, text('A4', 'INV-1'))] }],
    ['a missing column', 'write/missing-columns', {}, { header: ['No', 'Net', 'Gross'] }],
    ['a missing header', 'write/no-header', {}, { header: ['X', 'Y'], key: [] }],
    ['a missing sheet', 'read/missing-sheet', {}, { sheet: 'Dta' }],
    ['a signed file', 'write/signed', { parts: [{ name: '_xmlsignatures/sig1.xml', content: '<x/>' }] }],
    ['XML of no spreadsheet program', 'write/unusual-sheet', { rows: [...ROWS, '<!-- x -->'] }],
  ];

  it.each(cases)('%s', async (...[, code, book, plan = {}]) => {
    const before = userWorkbook(book);
    const error = await update(before, [NEW], plan).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'Refusal', code });
    expect((error as Error).message).toContain(path);
    expect((await readFile(path)).equals(before)).toBe(true);
    expect(await readdir(folder)).toEqual(['book.xlsx']);
  });

  it('but values go into the rows that are there, whatever stands below them', async () => {
    expect(await update({ rows: [...ROWS, totals] }, [['INV-1', { n: '11' }, { d: '2026-01-31' }]])).toMatchObject({
      updated: 1,
    });
  });

  it('a file that is open in Excel', async () => {
    await writeFile(join(folder, '~$book.xlsx'), 'Ann');
    await expect(update({}, [NEW])).rejects.toMatchObject({ code: 'write/open-elsewhere' });
  });

  it('an old workbook under a new name', async () => {
    const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    await expect(update(ole, [NEW])).rejects.toMatchObject({ code: 'read/wrong-content' });
  });

  it('a file that was saved by another program meanwhile', async () => {
    await writeFile(path, userWorkbook());
    const saved = userWorkbook({ rows: [...ROWS, row(4, text('A4', 'INV-9'))] });
    const rows = (async function* () {
      await writeFile(join(folder, 'new.xlsx'), saved);
      await rename(join(folder, 'new.xlsx'), path);
      yield [{ cells: NEW }];
    })();
    await expect(updateTable(path, PLAN, rows)).rejects.toMatchObject({ code: 'write/changed-file' });
    expect((await readFile(path)).equals(saved)).toBe(true);
  });
});
