/** Tables as JSON Lines. */

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SheetRow } from '../../../src/model/table-format.ts';
import { writeJsonl } from '../../../src/tabular/write-jsonl.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpost-jsonl-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(header: readonly string[], ...rows: readonly SheetRow['cells'][]): Promise<string> {
  const path = join(folder, 'out.jsonl');
  await writeJsonl(path, header, [rows.map((cells) => ({ cells }))]);
  return readFile(path, 'utf8');
}

it('gives each row an object in the order of the header, each kind of cell as JSON has it', async () => {
  const header = ['No', 'Net "x"', 'Date', 'Sent', 'Note', 'Code', 'Share', 'Sum', 'Bad', 'Short'];
  const cells: SheetRow['cells'] = [
    'INV-1\n=1+1',
    { n: '1200.10' },
    { d: '2026-10-31' },
    { b: false },
    '',
    { n: '260', shown: '0260' },
    { n: '12.5', percent: true },
    { f: 'A1', result: { n: '-0.5' } },
    { e: '#N/A' },
  ];
  expect(await written(header, cells)).toBe(
    '{"No":"INV-1\\n=1+1","Net \\"x\\"":1200.10,"Date":"2026-10-31","Sent":false,"Note":null,"Code":"0260",' +
      '"Share":0.125,"Sum":-0.5,"Bad":null,"Short":null}\n',
  );
});

it('keeps digits that no float holds', async () => {
  expect(await written(['n'], [{ n: '12345678901234567890.12' }], [{ n: '0.10' }])).toBe(
    '{"n":12345678901234567890.12}\n{"n":0.10}\n',
  );
});

it('writes an empty file for no rows, and leaves none behind where the rows fail', async () => {
  expect(await written(['a'])).toBe('');
  const failing = (function* (): Generator<readonly SheetRow[]> {
    yield [{ cells: ['1'] }];
    throw Object.assign(new Error('full'), { code: 'ENOSPC' });
  })();
  await expect(writeJsonl(join(folder, 'not.jsonl'), ['a'], failing)).rejects.toMatchObject({ code: 'write/failed' });
  expect(await readdir(folder)).toEqual(['out.jsonl']);
});
