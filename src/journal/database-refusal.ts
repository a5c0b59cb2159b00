/** Turns what SQLite says of a file into a refusal that tells the user what to do. */

import { Refusal } from '../model/refusal.ts';

/** SQLite's primary result codes (https://sqlite.org/rescode.html). */
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

/** The refusal for an error of SQLite on the file at `path`; any other error is handed back as it is. */
export function databaseRefusal(error: unknown, path: string): unknown {
  const code = resultCode(error);
  if (code === FULL || code === IOERR) {
    return new Refusal(
      'journal/disk-full',
      `${path}: the disk is full or cannot be written. Free some space and try again.`,
      5,
    );
  }
  if (code === CORRUPT || code === NOTADB) {
    return new Refusal(
      'journal/corrupt',
      `${path}: the file is damaged or not a journal of rowpost. Put a backup in its place, or move it away to begin anew; what it knew of earlier deliveries is then lost.`,
    );
  }
  if (code === BUSY || code === LOCKED) {
    return new Refusal(
      'journal/busy',
      `${path}: another rowpost is writing and does not let go. Wait until it is done, then try again.`,
      5,
    );
  }
  if (code === READONLY || code === CANTOPEN) {
    return new Refusal(
      'journal/not-writable',
      `${path}: the file cannot be opened for writing. Check the permissions of the folder, or choose another one with --home.`,
    );
  }
  return error;
}

/** The refusal for a file that a later version of rowpost has written. */
export function newerRefusal(path: string): Refusal {
  return new Refusal(
    'journal/newer',
    `${path}: written by a newer version of rowpost. Update rowpost, then try again.`,
  );
}

function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode & 0xff;
}
