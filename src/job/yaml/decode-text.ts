/** The text of a job file from its bytes: UTF-8 with or without a byte order mark, and nothing that is no text. */

import type { Place } from '../../model/job.ts';
import type { Problems } from '../problems.ts';
import { FILE_START } from './job-node.ts';

/** Larger files are no jobs; a lookup belongs into a file of its own. In characters. */
export const LARGEST_JOB = 1_000_000;

const BOM = '\uFEFF';
const REPLACEMENT = '\uFFFD';
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/;

/** The text without its byte order mark; undefined where a problem keeps it from being read. */
export function decodeText(input: string | Uint8Array, problems: Problems): string | undefined {
  if (input.length > LARGEST_JOB) {
    problems.add(
      FILE_START,
      'too-large',
      'The job file has more than 1 MB. Put long lists into a file of their own: `lookup: { file: map.csv, key: From, value: To }`.',
    );
    return undefined;
  }
  const decoded = typeof input === 'string' ? input : new TextDecoder('utf-8', { ignoreBOM: true }).decode(input);
  const text = decoded.startsWith(BOM) ? decoded.slice(1) : decoded;
  return isText(text, problems) ? text : undefined;
}

function isText(text: string, problems: Problems): boolean {
  const damaged = text.indexOf(REPLACEMENT);
  if (damaged >= 0) {
    const message = 'The job file is not UTF-8 here. Save it again as UTF-8 ("Encoding" in the editor\'s Save as).';
    problems.add(placeOf(text, damaged), 'not-utf-8', message);
    return false;
  }
  const control = text.search(CONTROL);
  if (control >= 0) {
    const message = 'An invisible control character stands here. Delete it and save the file as UTF-8 text.';
    problems.add(placeOf(text, control), 'control-character', message);
    return false;
  }
  return true;
}

function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
