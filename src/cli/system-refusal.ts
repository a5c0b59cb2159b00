/** Tells an error of the operating system as a sentence about the file and what to do, for want of a better one. */

/** Undefined for an error that the operating system did not raise on a file. */
export function systemRefusal(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error) || !('path' in error)) return undefined;
  return `${String(error.path)}: ${wordsFor(String(error.code))}`;
}

function wordsFor(code: string): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full. Free some space and try again.';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'you may not read or write there. Check the permissions, or name another place.';
    case 'EBUSY':
      return 'it is open in another program. Close it there and try again.';
    case 'EEXIST':
    case 'ENOTDIR':
    case 'EISDIR':
      return 'a file stands where a folder is needed, or a folder where a file is. Move it away, or name another place.';
    case 'ENOENT':
      return 'it does not exist, or not any more. Check the name and run the same command again.';
    default:
      return `the system reports ${code}. Check the disk, or name another place.`;
  }
}
