/** Sets all times within a zip file to one constant, so that the same content gives the same bytes. */

import { open } from 'node:fs/promises';

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
/** 1980-01-01 00:00:00, the earliest time that a zip file can hold: two bytes of time, two of date. */
const EARLIEST = Buffer.from([0, 0, 0x21, 0]);

/** A zip file without comment, as the workbook writer makes it; any other is left as it is. */
export async function fixZipTimes(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const end = Buffer.alloc(END_BYTES);
    await file.read(end, 0, END_BYTES, Math.max(0, size - END_BYTES));
    if (end.readUInt32LE(0) !== END_SIGNATURE) return;
    const start = end.readUInt32LE(16);
    const directory = Buffer.alloc(end.readUInt32LE(12));
    await file.read(directory, 0, directory.length, start);
    let at = 0;
    while (at + ENTRY_BYTES <= directory.length && directory.readUInt32LE(at) === ENTRY_SIGNATURE) {
      EARLIEST.copy(directory, at + 12);
      await file.write(EARLIEST, 0, 4, directory.readUInt32LE(at + 42) + 10);
      at +=
        ENTRY_BYTES +
        directory.readUInt16LE(at + 28) +
        directory.readUInt16LE(at + 30) +
        directory.readUInt16LE(at + 32);
    }
    await file.write(directory, 0, directory.length, start);
  } finally {
    await file.close();
  }
}
