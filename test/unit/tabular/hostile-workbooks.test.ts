/** Workbooks made to exhaust memory or to be misread: each is refused, and memory stays small. */

import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/model/refusal.ts';
import { openTable } from '../../../src/tabular/open-table.ts';
import { workbookFile, workbookParts } from '../../support/workbook-file.ts';
import { type PackedPart, packRepeated, type ZipPart, zipFile } from '../../support/zip-file.ts';

const READER = new URL('../../../src/tabular/open-table.ts', import.meta.url).href;
const MEGABYTE = 1024 * 1024;
const HEADER = '<row r="1"><c r="A1" t="str"><v>A</v></c></row>';
const SHEET = 'xl/worksheets/sheet1.xml';
const XML = '<?xml version="1.0" encoding="UTF-8"?>';

let folder = '';
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpost-hostile-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(bytes: Buffer): Promise<string> {
  const path = join(folder, `book-${files++}.xlsx`);
  await writeFile(path, bytes);
  return path;
}

function withParts(...parts: (ZipPart | PackedPart)[]): Buffer {
  return workbookFile({ sheets: [{ name: 'S', rows: HEADER }], parts });
}

async function refusal(bytes: Buffer): Promise<Refusal> {
  const path = await fileOf(bytes);
  try {
    const table = await openTable({ path });
    for await (const _ of table.rows());
    await table.close();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('expected a Refusal');
}

/** Reads in a process of its own: the refusal's code, and how many megabytes the process took at most. */
async function readAlone(bytes: Buffer): Promise<{ code: string; megabytes: number }> {
  const script = `
    import { openTable } from ${JSON.stringify(READER)};
    let code = 'none';
    try {
      const table = await openTable({ path: ${JSON.stringify(await fileOf(bytes))} });
      for await (const _ of table.rows());
    } catch (error) { code = error.code; }
    process.stdout.write(JSON.stringify({ code, megabytes: process.resourceUsage().maxRSS / 1024 }));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  return JSON.parse(stdout) as { code: string; megabytes: number };
}

describe('bombs', () => {
  const zeros = Buffer.alloc(MEGABYTE, '0');
  const cells = Buffer.from('<c t="b"><v>1</v></c>'.repeat(50_000));

  it.each([
    [
      'one cell',
      () =>
        packRepeated(
          SHEET,
          `${XML}<worksheet><sheetData><row><c><v>`,
          zeros,
          256,
          '</v></c></row></sheetData></worksheet>',
        ),
    ],
    [
      'one row of cells',
      () => packRepeated(SHEET, `${XML}<worksheet><sheetData><row>`, cells, 256, '</row></sheetData></worksheet>'),
    ],
    ['one tag', () => packRepeated(SHEET, `${XML}<worksheet a="`, zeros, 256, '"/>')],
    ['one comment', () => packRepeated(SHEET, `${XML}<!--`, zeros, 256, '--><worksheet/>')],
    ['text outside of cells', () => packRepeated(SHEET, `${XML}<worksheet>`, zeros, 256, '</worksheet>')],
    [
      'shared strings',
      () =>
        packRepeated(
          'xl/sharedStrings.xml',
          `${XML}<sst>`,
          Buffer.from(`<si><t>${'x'.repeat(1000)}</t></si>`.repeat(1000)),
          1024,
          '</sst>',
        ),
    ],
    [
      'one shared string',
      () => packRepeated('xl/sharedStrings.xml', `${XML}<sst><si><t>`, zeros, 256, '</t></si></sst>'),
    ],
    [
      'styles',
      () =>
        packRepeated(
          'xl/styles.xml',
          `${XML}<styleSheet><cellXfs>`,
          Buffer.from('<xf/>'.repeat(200_000)),
          512,
          '</cellXfs></styleSheet>',
        ),
    ],
    ['the workbook part', () => packRepeated('xl/workbook.xml', `${XML}<workbook>`, zeros, 256, '</workbook>')],
  ])('refuses %s within bounded memory', async (what, part) => {
    const { code, megabytes } = await readAlone(withParts(await part()));
    expect(['read/too-large', 'read/damaged-workbook']).toContain(code);
    expect(megabytes).toBeLessThan(what === 'shared strings' ? 450 : 200);
  });
});

describe('traps in XML', () => {
  it.each([
    ['a document type', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet/>'],
    ['an entity of its own', '<worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>'],
    [
      'a character that is none',
      '<worksheet><sheetData><row><c t="str"><v>&#x110000;</v></c></row></sheetData></worksheet>',
    ],
    ['an end that is missing', '<worksheet><sheetData><row>'],
    ['an end too many', '<worksheet/></worksheet>'],
    ['a second root', '<worksheet/><worksheet/>'],
    ['a tag that does not end', '<worksheet'],
    ['nothing', ''],
  ])('refuses %s', async (_, xml) => {
    expect((await refusal(withParts({ name: SHEET, content: XML + xml }))).code).toBe('read/damaged-workbook');
  });

  it('refuses bytes that are no UTF-8, and other encodings', async () => {
    const latin = Buffer.from(
      '<worksheet><sheetData><row><c t="str"><v>\xe9</v></c></row></sheetData></worksheet>',
      'latin1',
    );
    expect((await refusal(withParts({ name: SHEET, content: latin }))).code).toBe('read/damaged-workbook');
    const declared = '<?xml version="1.0" encoding="ISO-8859-1"?><worksheet/>';
    expect((await refusal(withParts({ name: SHEET, content: declared }))).code).toBe('read/damaged-workbook');
  });
});

describe('damaged packages', () => {
  const plan = { sheets: [{ name: 'S', rows: HEADER }] };
  const whole = workbookFile(plan);

  it('refuses a file that is cut off', async () => {
    for (const length of [10, 500, whole.length - 30, whole.length - 1]) {
      expect((await refusal(whole.subarray(0, length))).code).toBe('read/damaged-workbook');
    }
  });

  it('refuses a part whose bytes changed', async () => {
    const stored = zipFile(workbookParts(plan).map((part) => ({ ...part, stored: true })));
    const at = stored.indexOf('<v>A</v>') + 3;
    stored[at] = 'B'.charCodeAt(0);
    expect((await refusal(stored)).message).toContain('checksum');
    const packed = Buffer.from(whole);
    packed.fill(0xff, packed.indexOf(SHEET) + SHEET.length + 4, packed.indexOf(SHEET) + SHEET.length + 40);
    expect((await refusal(packed)).code).toBe('read/damaged-workbook');
  });

  it('refuses two parts of one name, and a zip file that is no workbook', async () => {
    const parts = workbookParts(plan);
    expect((await refusal(zipFile([...parts, { name: SHEET.toUpperCase(), content: 'x' }]))).message).toContain(
      'twice',
    );
    expect((await refusal(zipFile([{ name: 'a.txt', content: 'a' }]))).code).toBe('read/damaged-workbook');
  });

  it('refuses a text of more characters than any program writes', async () => {
    const rows = `${HEADER}<row r="2"><c r="A2" t="str"><v>${'x'.repeat(140_000)}</v></c></row>`;
    expect((await refusal(workbookFile({ sheets: [{ name: 'S', rows }] }))).code).toBe('read/too-large');
  });
});
