/** Whether another program holds a file open, by the file that it lays beside it. */

import { access, constants, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../model/refusal.ts';

/** Throws `write/open-elsewhere`, or `write/read-only` for a file that the user may not change. */
export async function checkNotOpen(path: string): Promise<void> {
  for (const lock of lockFiles(path)) {
    if (!(await exists(lock))) continue;
    throw new Refusal(
      'write/open-elsewhere',
      `${path} is open in another program (${basename(lock)} lies beside it). Close it there and run the same command ` +
        'again; if nobody has it open, delete that file.',
    );
  }
  if (!(await exists(path))) return;
  await access(path, constants.W_OK).catch(() => {
    throw new Refusal('write/read-only', `${path} is write-protected. Take the protection off, or name another file.`);
  });
}

/** Of Excel and of LibreOffice. */
function lockFiles(path: string): readonly string[] {
  const [folder, name] = [dirname(path), basename(path)];
  return [`~$${name}`, `.~lock.${name}#`].map((lock) => join(folder, lock));
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
