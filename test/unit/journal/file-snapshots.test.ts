import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fileSnapshots } from '../../../src/journal/file-snapshots.ts';
import type { Snapshots } from '../../../src/journal/snapshots.ts';
import { decimal } from '../../../src/model/decimal.ts';

const HEAD = {
  kind: 'taxRates',
  organisationId: 'an-id',
  takenAt: '2026-10-05T09:00:00.000Z',
  upTo: '2026-10-05T08:59:59',
};

async function open() {
  const folder = join(await mkdtemp(join(tmpdir(), 'rowpost-snapshots-')), 'snapshots');
  onTestFinished(() => rm(join(folder, '..'), { recursive: true, force: true }));
  return { folder, snapshots: fileSnapshots(folder), path: join(folder, 'acme', 'taxRates.jsonl') };
}

async function save(snapshots: Snapshots, entries: readonly unknown[], alias = 'acme') {
  const writer = await snapshots.write(alias, HEAD);
  await writer.add(entries);
  return writer.commit();
}

async function all(snapshots: Snapshots, alias = 'acme'): Promise<readonly unknown[]> {
  const entries: unknown[] = [];
  for await (const portion of snapshots.entries(alias, 'taxRates')) entries.push(...portion);
  return entries;
}

const RATES = Array.from({ length: 1201 }, (_, index) => ({
  name: `Rate ${index}\n"é"`,
  rate: decimal(`${index}.50`),
}));

describe('a saved list', () => {
  test("comes back as it was, decimals included, and is the owner's alone", async () => {
    const { snapshots, path, folder } = await open();
    expect(await save(snapshots, RATES)).toBe(1201);
    expect(await all(snapshots)).toEqual(RATES);
    expect(await snapshots.head('acme', 'taxRates')).toMatchObject(HEAD);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  test('that was never saved has no head', async () => {
    const { snapshots } = await open();
    expect(await snapshots.head('acme', 'taxRates')).toBeUndefined();
    expect(await snapshots.aliases()).toEqual([]);
  });

  test('stays within the folder, whatever the alias', async () => {
    const { snapshots, folder } = await open();
    await save(snapshots, RATES, '../..');
    expect(await readdir(join(folder, '..'))).toEqual(['snapshots']);
    expect(await snapshots.aliases()).toEqual(['../..']);
    expect(await all(snapshots, '../..')).toHaveLength(1201);
  });

  test('is replaced when the new one is whole, and not before', async () => {
    const { snapshots, path } = await open();
    await save(snapshots, RATES);
    const writer = await snapshots.write('acme', HEAD);
    await writer.add(['new']);
    expect(await all(snapshots)).toHaveLength(1201);
    await writer.discard();
    expect(await readdir(join(path, '..'))).toEqual(['taxRates.jsonl']);
    await save(snapshots, ['new']);
    expect(await all(snapshots)).toEqual(['new']);
  });

  test('goes with a purge', async () => {
    const { snapshots } = await open();
    await save(snapshots, RATES);
    await snapshots.purge();
    expect(await snapshots.aliases()).toEqual([]);
  });
});

describe('refused with one sentence is a file', () => {
  const SPOILT: readonly (readonly [string, (text: string) => string])[] = [
    ['that is empty', () => ''],
    ['that is cut off within a line', (text) => text.slice(0, -10)],
    ['that lacks its last line', (text) => `${text.trimEnd().split('\n').slice(0, -1).join('\n')}\n`],
    ['whose last line has no end', (text) => text.trimEnd()],
    ['with a digit changed', (text) => text.replace('"int":"750"', '"int":"751"')],
    ['with a line taken out', (text) => text.replace(/\{"name":"Rate 7\\n.*\n/, '')],
    ['of two lists', (text) => text + text],
    ['with another head', (text) => text.replace('an-id', 'no-id')],
    ['that is none', () => 'name,rate\n'],
  ];

  test.each(SPOILT)('%s', async (_how, spoil) => {
    const { snapshots, path } = await open();
    await save(snapshots, RATES);
    const text = await readFile(path, 'utf8');
    expect(spoil(text)).not.toBe(text);
    await writeFile(path, spoil(text));
    await expect(all(snapshots)).rejects.toMatchObject({
      code: 'snapshot/damaged',
      message: `${path} is not as rowpost wrote it: it was cut off or changed. Save the organisation's lists anew: rowpost snapshot.`,
    });
  });

  test('of another version', async () => {
    const { snapshots, path } = await open();
    await save(snapshots, RATES);
    await writeFile(path, (await readFile(path, 'utf8')).replace('"snapshot":1', '"snapshot":2'));
    await expect(all(snapshots)).rejects.toMatchObject({ code: 'snapshot/other-version' });
    await expect(snapshots.head('acme', 'taxRates')).rejects.toMatchObject({ code: 'snapshot/other-version' });
  });

  test('that cannot be written', async () => {
    const { snapshots, folder } = await open();
    await appendFile(folder, 'in the way');
    await expect(save(snapshots, RATES)).rejects.toMatchObject({ code: 'snapshot/not-written', exitCode: 1 });
  });
});
