/** Finds and reads files that are to be sent, and writes files that came out of Xero; a cell never leads out of its folder. */

import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { glob, mkdir, open, realpath, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep, win32 } from 'node:path';
import type { FileProblem, FoundFiles, LocalFile, LocalFiles } from '../model/local-files.ts';
import { Refusal } from '../model/refusal.ts';
import { writeWhole } from './whole-file.ts';

/** A pattern that fits more is a slip. */
const MOST_MATCHES = 100;

export const localFiles: LocalFiles = {
  async find(folder, name, most) {
    const path = name.trim().replaceAll('\\', '/');
    if (isAbsolute(path) || win32.isAbsolute(path) || /^[a-z]:/i.test(path)) return { problem: 'absolute' };
    if (path.split('/').includes('..')) return { problem: 'outside' };
    const found = await stat(join(folder, path)).catch(() => undefined);
    if (found !== undefined || !/[*?[{]/.test(path)) return examineAll(folder, [join(folder, path)], most);
    const paths = await matching(folder, path);
    if (paths.length > MOST_MATCHES) return { problem: 'many' };
    return paths.length === 0 ? { problem: 'missing' } : examineAll(folder, paths, most);
  },
  async read(file) {
    const bytes = await bytesOf(file.path, file.size).catch(() => undefined);
    return bytes !== undefined && bytes.length === file.size && sha256(bytes) === file.sha256 ? bytes : undefined;
  },
  async standing(path) {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) return undefined;
    return found.isFile() ? { size: found.size, writtenAt: found.mtimeMs } : 'folder';
  },
  async write(path, bytes) {
    await makeFolder(dirname(path));
    await writeWhole(path, async (temporary) => {
      await writeFile(temporary, bytes, { flag: 'wx' });
    });
  },
};

/** Plain files, without hidden ones and the lock files that stand beside open ones. */
async function matching(folder: string, pattern: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for await (const entry of glob(pattern, { cwd: folder, withFileTypes: true })) {
    if (entry.isDirectory() || /^(?:~\$|\.)/.test(entry.name)) continue;
    paths.push(join(entry.parentPath, entry.name));
    if (paths.length > MOST_MATCHES) break;
  }
  return paths.sort();
}

async function examineAll(folder: string, paths: readonly string[], most: number): Promise<FoundFiles> {
  const root = await realpath(folder).catch(() => undefined);
  if (root === undefined) return { problem: 'missing' };
  const files: LocalFile[] = [];
  for (const path of paths) {
    const file = await examine(root, path, most);
    if (typeof file === 'string') return { problem: file };
    files.push(file);
  }
  return { files };
}

async function examine(root: string, path: string, most: number): Promise<LocalFile | FileProblem> {
  try {
    const real = await realpath(path);
    const way = relative(root, real);
    if (way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) {
      return way === '' ? 'folder' : 'outside';
    }
    const found = await stat(real);
    if (found.isDirectory()) return 'folder';
    if (!found.isFile()) return 'unreadable';
    const file = { path: real, name: basename(path), size: found.size };
    if (found.size > most) return { ...file, sha256: '' };
    const bytes = await bytesOf(real, most);
    return { ...file, size: bytes.length, sha256: bytes.length > most ? '' : sha256(bytes) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable';
  }
}

/** At most a byte more than `most`, whatever the file has grown to; what is no plain file by now is not waited for. */
async function bytesOf(path: string, most: number): Promise<Buffer> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!(await file.stat()).isFile()) throw new Error('no plain file');
    const parts: Buffer[] = [];
    let size = 0;
    while (size <= most) {
      const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(Math.min(1 << 20, most + 1 - size)) });
      if (bytesRead === 0) break;
      parts.push(buffer.subarray(0, bytesRead));
      size += bytesRead;
    }
    return Buffer.concat(parts, size);
  } finally {
    await file.close();
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Refusal(
      'write/folder',
      `${folder}: the folder cannot be made (${reason}). Name another by \`folder\` under \`output\`.`,
    );
  }
}
