import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalFile } from '../../../src/model/local-files.ts';
import { localFiles } from '../../../src/tabular/local-files.ts';

const MOST = 1000;
let root = '';
let folder = '';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'rowpost-files-'));
  folder = join(root, 'job');
  await mkdir(join(folder, 'in', 'deep'), { recursive: true });
  await mkdir(join(root, 'job-other'));
  const files = { 'job/a.pdf': 'a', 'job/in/b.pdf': 'bb', 'job/in/c.txt': 'c', 'job/in/.hidden.pdf': 'h' };
  const others = { 'job/in/~$b.pdf': 'l', 'job/odd[1].pdf': 'odd', 'secret.pdf': 's', 'job-other/x.pdf': 'x' };
  for (const [name, text] of Object.entries({ ...files, ...others })) await writeFile(join(root, name), text);
  await writeFile(join(folder, 'large.pdf'), 'x'.repeat(MOST + 1));
  await writeFile(join(folder, 'empty.pdf'), '');
  await symlink(join(root, 'secret.pdf'), join(folder, 'link.pdf'));
  await symlink(root, join(folder, 'up'));
  await symlink(join(folder, 'in', 'b.pdf'), join(folder, 'inner.pdf'));
  await symlink(join(folder, 'nowhere.pdf'), join(folder, 'broken.pdf'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function found(name: string): Promise<readonly LocalFile[]> {
  const result = await localFiles.find(folder, name, MOST);
  if ('problem' in result) throw new Error(result.problem);
  return result.files;
}

describe('a file that a cell names', () => {
  test('is told by its size and the sum of its bytes', async () => {
    const sha256 = createHash('sha256').update('bb').digest('hex');
    expect(await found('in/b.pdf')).toEqual([{ path: join(folder, 'in', 'b.pdf'), name: 'b.pdf', size: 2, sha256 }]);
    expect(await found(' in\\b.pdf ')).toMatchObject([{ name: 'b.pdf' }]);
  });

  test('may be a link within the folder, and keeps the name that it was called by', async () => {
    expect(await found('inner.pdf')).toMatchObject([{ path: join(folder, 'in', 'b.pdf'), name: 'inner.pdf', size: 2 }]);
  });

  test.each([
    ['in/*.pdf', ['b.pdf']],
    ['in/**/*.{pdf,txt}', ['b.pdf', 'c.txt']],
    ['odd[1].pdf', ['odd[1].pdf']],
  ])('may be a pattern, or look like one: %s', async (name, names) => {
    expect((await found(name)).map((file) => file.name)).toEqual(names);
  });

  test.each([
    ['/etc/passwd', 'absolute'],
    ['C:\\Users\\a.pdf', 'absolute'],
    ['c:a.pdf', 'absolute'],
    ['\\\\server\\share\\a.pdf', 'absolute'],
    ['../secret.pdf', 'outside'],
    ['in/../../secret.pdf', 'outside'],
    ['in\\..\\..\\secret.pdf', 'outside'],
    ['../job-other/*.pdf', 'outside'],
    ['link.pdf', 'outside'],
    ['up/secret.pdf', 'outside'],
    ['up/*.pdf', 'outside'],
    ['l*k.pdf', 'outside'],
    ['broken.pdf', 'missing'],
    ['none.pdf', 'missing'],
    ['none/*.pdf', 'missing'],
    ['a.pdf/b.pdf', 'missing'],
    ['in', 'folder'],
    ['.', 'folder'],
  ])('%s is refused: %s', async (name, problem) => {
    expect(await localFiles.find(folder, name, MOST)).toEqual({ problem });
  });

  test('that is too large is not read whole; an empty one is told as such', async () => {
    expect(await found('large.pdf')).toMatchObject([{ size: MOST + 1, sha256: '' }]);
    expect(await found('empty.pdf')).toMatchObject([{ size: 0 }]);
  });

  test('more than anybody means are a problem', async () => {
    await mkdir(join(folder, 'many'));
    for (let index = 0; index <= 100; index += 1) await writeFile(join(folder, 'many', `${index}.pdf`), '');
    expect(await localFiles.find(folder, 'many/*', MOST)).toEqual({ problem: 'many' });
  });
});

describe('between the check and the sending', () => {
  test('the same bytes are read, and nothing where they are others', async () => {
    const path = join(folder, 'changing.pdf');
    await writeFile(path, 'before');
    const [file] = await found('changing.pdf');
    expect(Buffer.from((await localFiles.read(file!))!).toString()).toBe('before');
    for (const text of ['after!', 'before and after', 'bef']) {
      await writeFile(path, text);
      expect(await localFiles.read(file!)).toBeUndefined();
    }
    await rm(path);
    expect(await localFiles.read(file!)).toBeUndefined();
  });
});

describe('a file that is written', () => {
  test('stands whole in a folder made for it, with nothing beside it', async () => {
    const path = join(root, 'out', 'deep', 'x.pdf');
    await localFiles.write(path, Buffer.from([0, 255, 13, 10]));
    expect([...(await readFile(path))]).toEqual([0, 255, 13, 10]);
    expect(await readdir(join(root, 'out', 'deep'))).toEqual(['x.pdf']);
    expect(await localFiles.standing(path)).toMatchObject({ size: 4 });
    expect(await localFiles.standing(join(root, 'out'))).toBe('folder');
    expect(await localFiles.standing(join(root, 'none'))).toBeUndefined();
  });

  test('that cannot be written leaves what was there', async () => {
    const path = join(root, 'out', 'taken');
    await mkdir(join(path, 'inner'), { recursive: true });
    await expect(localFiles.write(path, Buffer.from('x'))).rejects.toMatchObject({ code: 'write/failed' });
    await expect(localFiles.write(join(root, 'secret.pdf', 'x'), Buffer.from('x'))).rejects.toMatchObject({
      code: 'write/folder',
    });
    expect(await readFile(join(root, 'secret.pdf'), 'utf8')).toBe('s');
  });
});
