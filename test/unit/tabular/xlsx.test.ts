/** Reading workbooks: what cells, sheets and parts may look like. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/model/refusal.ts';
import type { Cell, SourceRow } from '../../../src/model/source-row.ts';
import type { InputTable, TableSource } from '../../../src/model/table-format.ts';
import { openTable } from '../../../src/tabular/open-table.ts';
import { sheetXml, type WorkbookXml, workbookFile, workbookParts } from '../../support/workbook-file.ts';
import { zipFile } from '../../support/zip-file.ts';

let folder = '';
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpost-xlsx-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Read {
  readonly table: InputTable;
  readonly rows: readonly SourceRow[];
}

async function readBytes(bytes: Buffer, rest: Partial<TableSource> = {}): Promise<Read> {
  const path = join(folder, `book-${files++}.xlsx`);
  await writeFile(path, bytes);
  const table = await openTable({ path, ...rest });
  try {
    const rows: SourceRow[] = [];
    for await (const batch of table.rows()) rows.push(...batch);
    return { table, rows };
  } finally {
    await table.close();
  }
}

const HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>A</t></is></c></row>';

/** The cells of the row that the XML makes below a header. */
async function cellsOf(cells: string, plan: Partial<WorkbookXml> = {}): Promise<readonly Cell[]> {
  const rows = `${HEADER}<row r="2">${cells}<c r="XFD2" t="str"><v>end</v></c></row>`;
  const result = await readBytes(workbookFile({ sheets: [{ name: 'Data', rows }], ...plan }));
  return result.rows[0]?.cells.filter((cell, i) => i < 16_383 || cell !== 'end') ?? [];
}

/** The first cell, its XML given without the tag around it. */
async function cellOf(xml: string, attributes = '', plan: Partial<WorkbookXml> = {}): Promise<Cell | undefined> {
  return (await cellsOf(`<c r="A2" ${attributes}>${xml}</c>`, plan))[0];
}

async function refusal(bytes: Buffer, rest: Partial<TableSource> = {}): Promise<Refusal> {
  const error: unknown = await readBytes(bytes, rest).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Refusal) return error;
  throw new Error(`expected a Refusal, got ${String(error)}`);
}

describe('texts', () => {
  const strings =
    '<si><t>plain</t></si><si><r><t xml:space="preserve">rich </t></r><r><rPr><b/></rPr><t>text</t></r></si>' +
    '<si><t>漢字</t><rPh sb="0" eb="2"><t>カンジ</t></rPh><phoneticPr fontId="1"/></si>' +
    '<si><t>a &amp; b &#8364;&#x20AC; _x000D_ _x005F_x0041_</t></si><si/><si><t xml:space="preserve">  </t></si>';

  it.each([
    [0, 'plain'],
    [1, 'rich text'],
    [2, '漢字'],
    [3, 'a & b €€ \r _x0041_'],
    [4, ''],
    [5, '  '],
  ])('reads the shared string %i', async (index, text) => {
    expect(await cellOf(`<v>${index}</v>`, 't="s"', { strings })).toBe(text);
  });

  it('refuses a shared string that is not there, naming the cell', async () => {
    const rows = `${HEADER}<row r="7"><c r="AB7" t="s"><v>6</v></c></row>`;
    const error = await refusal(workbookFile({ sheets: [{ name: 'Data', rows }], strings }));
    expect(error.code).toBe('read/damaged-workbook');
    expect(error.message).toContain('sheet "Data", row 7, column AB');
  });

  it.each(['-1', '1.5', '', 'x'])('refuses the shared string %j', async (index) => {
    const rows = `${HEADER}<row r="2"><c r="A2" t="s"><v>${index}</v></c></row>`;
    const error = await refusal(workbookFile({ sheets: [{ name: 'Data', rows }], strings }));
    expect(error.message).toContain('refers to a text');
  });

  it('reads inline strings, rich ones without their phonetic guides', async () => {
    const rich = '<is><r><t>x </t></r><r><t>y</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is>';
    expect(await cellOf(rich, 't="inlineStr"')).toBe('x y');
  });

  it('keeps numbers stored as text, results of text formulas, CDATA and line breaks', async () => {
    const cells =
      '<c r="A2" t="inlineStr"><is><t>007</t></is></c><c r="B2" t="str"><f>A1&amp;"x"</f><v>x&#10;y</v></c>' +
      '<c r="C2" t="str"><f>""</f><v></v></c><c r="D2" t="str"><v><![CDATA[<a> & b]]></v></c>';
    expect((await cellsOf(cells)).slice(0, 4)).toEqual(['007', 'x\ny', '', '<a> & b']);
  });
});

describe('numbers', () => {
  it.each([
    ['274.65999999999997', '274.66'],
    ['0.1', '0.1'],
    ['-5', '-5'],
    ['5.00', '5'],
    ['-0', '0'],
    ['007', '7'],
    ['1E3', '1000'],
    ['1.5E-7', '0.00000015'],
    ['-1.2345678901234568E+17', '-123456789012346000'],
    ['12345678901234567890', '12345678901234567890'],
    ['0.30000000000000004', '0.3'],
    ['999999999999999.9', '1000000000000000'],
    ['.5', '0.5'],
  ])('reads %s as %s', async (written, n) => {
    expect(await cellOf(`<v>${written}</v>`)).toEqual({ n });
  });

  it('refuses what is no number', async () => {
    const rows = `${HEADER}<row r="2"><c r="A2"><v>NaN</v></c></row>`;
    expect((await refusal(workbookFile({ sheets: [{ name: 'S', rows }] }))).code).toBe('read/damaged-workbook');
  });

  it.each([
    ['0%', '0.1', { n: '10', percent: true }],
    ['0.00%', '7.0000000000000007E-2', { n: '7', percent: true }],
    [10, '-0.175', { n: '-17.5', percent: true }],
    ['"%"0', '5', { n: '5' }],
    ['00000', '260', { n: '260', shown: '00260' }],
    ['00\\-00\\-00', '123456', { n: '123456', shown: '12-34-56' }],
    ['"INV-"0000', '12345', { n: '12345', shown: 'INV-12345' }],
    ['0000', '-1', { n: '-1' }],
    ['0000', '1.5', { n: '1.5' }],
    ['#,##0.00', '1234.5', { n: '1234.5' }],
    ['0.00', '1', { n: '1' }],
    ['@', '1', { n: '1' }],
  ])('shows %s of %s', async (format, value, cell) => {
    expect(await cellOf(`<v>${value}</v>`, 's="1"', { formats: [format] })).toEqual(cell);
  });

  it('reads results of formulas, 0 included, and tells those without any', async () => {
    const cells =
      '<c r="A2"><f>1-1</f><v>0</v></c><c r="B2"><f>A1</f></c><c r="C2"><f>A1</f><v></v></c><c r="D2" t="str"><f>A1</f></c>';
    expect((await cellsOf(cells)).slice(0, 4)).toEqual([
      { n: '0' },
      { e: 'formula' },
      { e: 'formula' },
      { e: 'formula' },
    ]);
  });

  it('reads truth values and errors', async () => {
    const cells = '<c r="A2" t="b"><v>1</v></c><c r="B2" t="b"><v>0</v></c><c r="C2" t="e"><v>#N/A</v></c>';
    expect((await cellsOf(cells)).slice(0, 3)).toEqual([{ b: true }, { b: false }, { e: '#N/A' }]);
  });
});

describe('dates', () => {
  it.each([
    ['dd/mm/yyyy', '46053', { d: '2026-01-31' }],
    ['[$-409]d-mmm-yy;@', '46053.75', { d: '2026-01-31' }],
    ['[Red]yyyy"y"', '46053', { d: '2026-01-31' }],
    ['mmm', '46053', { d: '2026-01-31' }],
    ['mm', '46053', { d: '2026-01-31' }],
    [14, '46053', { d: '2026-01-31' }],
    [22, '46053.5', { d: '2026-01-31' }],
    [30, '46053', { d: '2026-01-31' }],
    ['d/m/yy h:mm AM/PM', '46053.99999', { d: '2026-01-31' }],
    ['d/m/yy', '46053.99999999999997', { d: '2026-02-01' }],
    ['d/m/yy', '1', { d: '1900-01-01' }],
    ['d/m/yy', '59', { d: '1900-02-28' }],
    ['d/m/yy', '60', '1900-02-29'],
    ['d/m/yy', '61', { d: '1900-03-01' }],
    ['d/m/yy', '2958465', { d: '9999-12-31' }],
    ['d/m/yy', '2958466', { n: '2958466' }],
    ['d/m/yy', '-1', { n: '-1' }],
    ['h:mm', '0.5', '12:00:00'],
    ['mm:ss.0', '0.000011574', '00:00:01'],
    [20, '0.75', '18:00:00'],
    ['[h]:mm', '1.5', { n: '1.5' }],
    [46, '1.5', { n: '1.5' }],
    ['General', '46053', { n: '46053' }],
    ['[Red]General', '46053', { n: '46053' }],
    ['0.00E+00', '46053', { n: '46053' }],
    ['0 "days"', '5', { n: '5' }],
    ['#,##0.00\\d', '5', { n: '5' }],
    ['_-* #,##0.00\\ [$€-407]_-', '5', { n: '5' }],
  ] as const)('shows %s of %s', async (format, value, cell) => {
    expect(await cellOf(`<v>${value}</v>`, 's="1"', { formats: [format] })).toEqual(cell);
  });

  it.each([
    ['d/m/yy', '0', { d: '1904-01-01' }],
    ['d/m/yy', '44591', { d: '2026-01-31' }],
    ['h:mm', '0.25', '06:00:00'],
  ])('counts from 1904 where the workbook does: %s of %s', async (format, value, cell) => {
    expect(await cellOf(`<v>${value}</v>`, 's="1"', { formats: [format], date1904: true })).toEqual(cell);
  });

  it('reads dates written as text', async () => {
    expect(await cellOf('<v>2026-01-31</v>', 't="d"')).toEqual({ d: '2026-01-31' });
    expect(await cellOf('<v>2026-01-31T23:30:00Z</v>', 't="d"')).toEqual({ d: '2026-01-31' });
  });
});

describe('places', () => {
  const cell = (text: string, r = '') => `<c ${r} t="str"><v>${text}</v></c>`;

  it('puts cells and rows without a reference behind the last', async () => {
    const rows = `<row>${cell('A')}${cell('B')}</row><row r="4">${cell('x', 'r="B4"')}${cell('y')}</row><row>${cell('z')}</row>`;
    const { table, rows: read } = await readBytes(workbookFile({ sheets: [{ name: 'S', rows }] }));
    expect(table.header).toEqual(['A', 'B']);
    expect(read).toEqual([
      { number: 4, cells: ['', 'x', 'y'] },
      { number: 5, cells: ['z'] },
    ]);
  });

  it('leaves out blank rows, reads hidden ones, and takes the header from its row', async () => {
    const rows =
      `<row r="1">${cell('Title')}</row><row r="3" hidden="1">${cell('A')}</row><row r="4"><c r="A4" s="0"/>${cell(' ')}</row>` +
      `<row r="5" hidden="1">${cell('x')}</row><row r="6"/>`;
    const { table, rows: read } = await readBytes(workbookFile({ sheets: [{ name: 'S', rows }] }), { header: 3 });
    expect(table.header).toEqual(['A']);
    expect(read).toEqual([{ number: 5, cells: ['x'] }]);
  });

  it('refuses a header row that is missing', async () => {
    const bytes = workbookFile({ sheets: [{ name: 'S', rows: `<row r="2">${cell('x')}</row>` }] });
    expect((await refusal(bytes)).code).toBe('read/no-header');
  });

  it.each([
    ['<row r="3"/><row r="2"/>', 'read/damaged-workbook'],
    ['<row r="2"><c r="B2"/><c r="A2"/></row>', 'read/damaged-workbook'],
    ['<row r="2"><c r="B2"/><c r="B2"/></row>', 'read/damaged-workbook'],
    ['<row r="x"/>', 'read/damaged-workbook'],
    ['<row r="2000000000"/>', 'read/too-large'],
    ['<row r="2"><c r="XFE2"/></row>', 'read/too-large'],
    ['<row r="2"><c t="odd"><v>1</v></c></row>', 'read/damaged-workbook'],
  ])('refuses %s', async (rows, code) => {
    expect((await refusal(workbookFile({ sheets: [{ name: 'S', rows: HEADER + rows }] }))).code).toBe(code);
  });

  it('reads covered cells of merged ranges as blank', async () => {
    const rows = `${HEADER}<row r="2"><c r="A2" t="str"><v>m</v></c><c r="B2"/><c r="C2" t="str"><v>n</v></c></row>`;
    const xml = sheetXml(rows).replace('</sheetData>', '</sheetData><mergeCells><mergeCell ref="A2:B2"/></mergeCells>');
    const { rows: read } = await readBytes(workbookFile({ sheets: [{ name: 'S', rows: xml }] }));
    expect(read).toEqual([{ number: 2, cells: ['m', '', 'n'] }]);
  });
});

describe('sheets', () => {
  const rows = (text: string) => `<row r="1"><c r="A1" t="str"><v>${text}</v></c></row>`;
  const book = workbookFile({
    sheets: [
      { name: 'Chart', rows: '<?xml version="1.0"?><chartsheet/>', kind: 'chartsheet' },
      { name: 'Secret', rows: rows('secret'), state: 'veryHidden' },
      { name: 'Empty', rows: '' },
      { name: 'Sales &amp; Tax', rows: rows('sales') },
    ],
  });
  const headerOf = async (bytes: Buffer, rest = {}) => (await readBytes(bytes, rest)).table.header;

  it('picks the only visible sheet with data', async () => {
    const { table } = await readBytes(book);
    expect([table.header, table.dialect]).toEqual([['sales'], { format: 'xlsx', sheet: 'Sales & Tax' }]);
  });

  it('takes the sheet that is named or numbered among the visible tabs', async () => {
    expect(await headerOf(book, { sheet: 'sales & tax' })).toEqual(['sales']);
    expect(await headerOf(book, { sheet: 'Secret' })).toEqual(['secret']);
    expect(await headerOf(book, { sheet: 3 })).toEqual(['sales']);
    expect((await refusal(book, { sheet: 1 })).message).toContain('holds a chart');
    expect((await refusal(book, { sheet: 4 })).code).toBe('read/missing-sheet');
  });

  it('names the nearest sheets where the one named is missing', async () => {
    expect((await refusal(book, { sheet: 'Sales & Tex' })).message).toContain('Did you mean "Sales & Tax"?');
  });

  it('refuses to choose between several with data, and naming them leaves hidden ones out', async () => {
    const bytes = workbookFile({
      sheets: [
        { name: 'Jan', rows: rows('a') },
        { name: 'Feb', rows: rows('b') },
        { name: 'Old', rows: rows('c'), state: 'hidden' },
      ],
    });
    const error = await refusal(bytes);
    expect(error.code).toBe('read/several-sheets');
    expect(error.message).toContain('"Jan", "Feb".');
  });

  it('refuses a workbook whose sheets are all hidden', async () => {
    const bytes = workbookFile({ sheets: [{ name: 'Old', rows: rows('c'), state: 'hidden' }] });
    expect((await refusal(bytes)).code).toBe('read/no-sheet');
  });
});

describe('dialects of the format', () => {
  const strict = 'http://purl.oclc.org/ooxml/';
  const plan: WorkbookXml = {
    sheets: [{ name: 'S', rows: `${HEADER}<row r="2"><c r="A2" t="s"><v>0</v></c></row>` }],
    strings: '<si><t>é</t></si>',
  };

  async function expectRead(change: (name: string, content: string) => string | Buffer): Promise<void> {
    const parts = workbookParts(plan).map((part) => ({ ...part, content: change(part.name, part.content as string) }));
    const { rows } = await readBytes(zipFile(parts));
    expect(rows).toEqual([{ number: 2, cells: ['é'] }]);
  }

  it('reads the strict namespaces', () =>
    expectRead((_, xml) =>
      xml.replaceAll(/http:\/\/schemas\.openxmlformats\.org\/(?:officeDocument|spreadsheetml)\/2006\//g, strict),
    ));

  it('reads prefixed elements', () =>
    expectRead((name, xml) => (name.endsWith('.rels') ? xml : xml.replaceAll(/<(\/?)(?=[a-zA-Z])/g, '<$1x:'))));

  it('reads absolute targets, and names in another case', () =>
    expectRead((_, xml) =>
      xml
        .replaceAll(/Target="(worksheets|styles|shared)/g, 'Target="/XL/$1')
        .replace('"xl/workbook.xml"', '"/xl/workbook.xml"'),
    ));

  it.each(['utf16le', 'utf16be'])('reads parts in %s', (encoding) =>
    expectRead((_, xml) => {
      const bytes = Buffer.from(`\uFEFF${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le');
      return encoding === 'utf16be' ? bytes.swap16() : bytes;
    }),
  );

  it('reads comments, single quotes and spaces in tags', () =>
    expectRead((name, xml) =>
      name.includes('sheet1')
        ? xml.replaceAll('<c ', '<!-- <c> --><c\n  x="a>b" ').replaceAll(/ t="(\w+)"/g, " t = '$1' ")
        : xml,
    ));

  it('reads parts that are not packed', async () => {
    const { rows } = await readBytes(zipFile(workbookParts(plan).map((part) => ({ ...part, stored: true }))));
    expect(rows).toHaveLength(1);
  });
});

describe('part order', () => {
  it('reads strings and dates the same in fifty readings at once of files in the order of Excel', async () => {
    const count = 3000;
    const strings = Array.from({ length: count }, (_, i) => `<si><t>Name ${i}</t></si>`).join('');
    const rows = Array.from(
      { length: count },
      (_, i) =>
        `<row r="${i + 2}"><c r="A${i + 2}" t="s"><v>${i}</v></c><c r="B${i + 2}" s="1"><v>${46_000 + (i % 300)}</v></c></row>`,
    );
    const bytes = workbookFile({
      sheets: [{ name: 'S', rows: HEADER + rows.join('') }],
      strings,
      formats: ['dd/mm/yyyy'],
    });
    const day = (i: number) => new Date(Date.UTC(2025, 11, 9 + (i % 300))).toISOString().slice(0, 10);
    const expected = rows.map((_, i) => ({ number: i + 2, cells: [`Name ${i}`, { d: day(i) }] }));
    const all = await Promise.all(Array.from({ length: 50 }, () => readBytes(bytes)));
    for (const { rows: read } of all) expect(read).toEqual(expected);
  });
});
