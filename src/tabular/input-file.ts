/** Opening and reading an input file, with the operating system's refusals put into the user's words. */

import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Refusal } from '../model/refusal.ts';

/** An open input; both passes over it read this handle, so a file replaced meanwhile is not mixed in. */
export interface InputFile {
  readonly path: string;
  readonly handle: FileHandle;
  /** Bytes at the time of opening. */
  readonly size: number;
}

/** A pipe is opened at once, instead of when somebody writes to it; Windows knows no such flag. */
const WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const CHUNK = 256 * 1024;

/** Opens a file for reading. Throws `read/missing-file`, `read/folder`, `read/unreadable-file` or `read/empty-file`. */
export async function openInputFile(path: string): Promise<InputFile> {
  const handle = await open(path, WITHOUT_WAITING).catch((error: unknown) => {
    throw refusalOf(path, error);
  });
  try {
    const stat = await handle.stat();
    if (stat.isDirectory()) throw new Refusal('read/folder', `${path} is a folder. Name a file in it.`);
    if (!stat.isFile())
      throw new Refusal('read/unreadable-file', `${path} is no ordinary file. Name a spreadsheet file.`);
    if (stat.size === 0) {
      throw new Refusal('read/empty-file', `${path} is empty (0 bytes). Export or save the spreadsheet again.`);
    }
    return { path, handle, size: stat.size };
  } catch (error) {
    await handle.close();
    throw refusalOf(path, error);
  }
}

/** The file's bytes from `start` on in order. Throws `read/changed-file` where the file is no longer as long as it was. */
export async function* readChunks(file: InputFile, start = 0): AsyncGenerator<Buffer> {
  let position = start;
  while (true) {
    const { bytesRead, buffer } = await file.handle
      .read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, position)
      .catch((error: unknown) => {
        throw refusalOf(file.path, error);
      });
    if (bytesRead === 0) break;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
  if (position !== file.size) {
    throw new Refusal(
      'read/changed-file',
      `${file.path} changed while it was being read. Close it elsewhere and try again.`,
    );
  }
}

/** Reads up to `length` bytes at a position; fewer at the end of the file. */
export async function readAt(file: InputFile, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.handle
      .read(buffer, filled, length - filled, position + filled)
      .catch((error: unknown) => {
        throw refusalOf(file.path, error);
      });
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

function refusalOf(path: string, error: unknown): unknown {
  if (error instanceof Refusal) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new Refusal('read/missing-file', `${path} does not exist. Check the name and the folder.`);
    case 'EISDIR':
      return new Refusal('read/folder', `${path} is a folder. Name a file in it.`);
    case 'EACCES':
    case 'EPERM':
      return new Refusal('read/unreadable-file', `${path} may not be read by you. Ask for the right to read it.`);
    case 'EBUSY':
      return new Refusal('read/unreadable-file', `${path} is locked by another program. Close it there and try again.`);
    default:
      return typeof code === 'string'
        ? new Refusal(
            'read/unreadable-file',
            `${path} cannot be read (${code}). Copy it to a local disk and try again.`,
          )
        : error;
  }
}
