/** Names input files in reports and messages: the file's name, or as much of its path as tells two apart. */

import { basename, relative } from 'node:path';

/** One label per file, in order. */
export function fileLabels(files: readonly { readonly path: string }[]): readonly string[] {
  const names = files.map((file) => basename(file.path));
  if (new Set(names).size === names.length) return names;
  return files.map((file) => relative('.', file.path));
}
