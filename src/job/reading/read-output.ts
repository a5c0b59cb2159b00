/** Reads `output`: the file that a job writes, and how. */

import type { Output, Place } from '../../model/job.ts';
import { didYouMean, oneOf, type Problems } from '../problems.ts';
import { FILE_START, type JobNode, type MapEntry, type TextNode } from '../yaml/job-node.ts';
import { readDates } from './read-formats.ts';
import { given, type Keys, read, readChoice, readKeys, readMap, readWord } from './read-node.ts';
import { DELIMITERS, readDelimiter } from './read-source.ts';

/** One table has its sheet, totals and key here; each of several has its own. */
export const OUTPUT_KEYS = {
  export: ['file', 'sheet', 'totals', 'mode', 'key', 'delimiter', 'dates'],
  sheets: ['file', 'mode', 'dates'],
  reconcile: ['file'],
} as const;
export const OUTPUT_MODES = ['replace', 'append', 'update'] as const;
export const NAME_PARTS: readonly string[] = ['today', 'month', 'org', 'as-at'];

export interface OutputSpec {
  /** Where the verb stands, for an `output` that is missing. */
  readonly at: Place;
  readonly kind: keyof typeof OUTPUT_KEYS;
  readonly orgs: readonly string[];
  /** The job has a day that {as-at} can stand for. */
  readonly asAt: boolean;
}

export interface ReadOutput {
  readonly output: Output;
  readonly keys: Keys;
  /** With its dot, in small letters; "" where it is none of those known. */
  readonly extension: string;
}

const EXAMPLES = {
  export: '{ file: ../out/invoices.xlsx }',
  sheets: '{ file: ../out/books.xlsx }',
  reconcile: '{ file: ../out/reconciliation.xlsx }',
} as const;
const EXTENSIONS = {
  export: ['.csv', '.tsv', '.txt', '.xlsx', '.jsonl'],
  sheets: ['.xlsx'],
  reconcile: ['.xlsx'],
} as const;
const SEPARATED: readonly string[] = ['.csv', '.tsv', '.txt'];

export function readOutput(entry: MapEntry | undefined, spec: OutputSpec, problems: Problems): ReadOutput {
  const empty: Output = { file: '', mode: 'replace', at: entry?.keyAt ?? FILE_START };
  const nothing: ReadOutput = { output: empty, keys: new Map(), extension: '' };
  const example = `output: ${EXAMPLES[spec.kind]}`;
  if (entry === undefined) {
    problems.add(spec.at, 'missing', `The job does not say which file it writes. Add \`${example}\`.`);
    return nothing;
  }
  const map = readMap(entry.value, '`output`', example, problems);
  if (map === undefined) return nothing;
  const known: readonly string[] = OUTPUT_KEYS[spec.kind];
  const own = {
    ...map,
    entries: map.entries.filter((pair) => known.includes(pair.key) || !isElsewhere(pair, spec, problems)),
  };
  const keys = readKeys(own, known, '`output`', problems);
  if (!keys.has('file')) problems.add(map.at, 'missing', `\`output\` names no file. Write \`${example}\`.`);
  const file = read(keys, 'file', (node) => readFile(node, spec, problems), problems);
  const extension = file?.extension ?? '';
  const mode = read(keys, 'mode', (node) => readChoice(node, '`mode`', OUTPUT_MODES, problems), problems) ?? 'replace';
  if (mode !== 'replace') refuseChange(keys.get('mode')!, mode, extension, spec, problems);
  return {
    output: {
      file: file?.text ?? '',
      mode,
      ...given({
        delimiter: read(keys, 'delimiter', (node) => readSeparator(node, extension, problems), problems),
        dates: read(keys, 'dates', (node) => readPattern(node, problems), problems),
      }),
      at: entry.keyAt,
    },
    keys,
    extension,
  };
}

/** A key that is right for another kind of job. */
function isElsewhere(entry: MapEntry, { kind }: OutputSpec, problems: Problems): boolean {
  const known: readonly string[] = OUTPUT_KEYS.export;
  if (!known.includes(entry.key)) return false;
  const message =
    kind === 'reconcile'
      ? `The workbook of a reconciliation has its own layout. Leave \`${entry.key}\` out.`
      : `With several sheets \`${entry.key}\` belongs to the sheet it is about. Move it to that entry of \`sheets\`.`;
  const noText = kind === 'sheets' && entry.key === 'delimiter';
  problems.add(
    entry.keyAt,
    'unknown-key',
    noText ? 'A workbook has no `delimiter`. Leave it out.' : message,
    entry.key,
  );
  return true;
}

interface NamedFile {
  readonly text: string;
  readonly extension: string;
}

function readFile(node: JobNode, spec: OutputSpec, problems: Problems): NamedFile | undefined {
  const text = readWord(node, '`file`', problems);
  if (text === undefined) return undefined;
  checkParts(text, spec, problems);
  const extension = /\.[^./\\{}]+$/.exec(text.text)?.[0].toLowerCase() ?? '';
  const known: readonly string[] = EXTENSIONS[spec.kind];
  if (known.includes(extension)) return { text: text.text, extension };
  const what = spec.kind === 'export' ? 'An export' : spec.kind === 'sheets' ? 'Several sheets' : 'A reconciliation';
  const makes = spec.kind === 'sheets' ? 'make' : 'makes';
  const message = `\`${text.text}\` is no ${known.join(', ').replace(/, ([^,]*)$/, ' or $1')} file. ${what} ${makes} one.`;
  problems.add(text.at, 'file-type', message, text.text);
  return undefined;
}

/** The names in braces, and that files of several organisations do not overwrite each other. */
function checkParts({ text, at }: TextNode, spec: OutputSpec, problems: Problems): void {
  const parts = [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!);
  for (const part of parts) {
    if (NAME_PARTS.includes(part)) continue;
    const message = `A file's name may hold ${oneOf(NAME_PARTS.map((name) => `{${name}}`))}, not \`{${part}}\`.${didYouMean(part, NAME_PARTS)}`;
    problems.add(at, 'file-name', message, part);
  }
  if (/[{}]/.test(text.replace(/\{[^{}]*\}/g, '')))
    problems.add(at, 'file-name', 'A brace in the name has no partner. Names in braces are written `{month}`.', text);
  if (parts.includes('as-at') && !spec.asAt)
    problems.add(
      at,
      'file-name',
      '`{as-at}` stands for the day in `as-at`, and the job has none. Write `{today}`.',
      text,
    );
  if (spec.orgs.length > 1 && !parts.includes('org')) {
    const message =
      'The job is for several organisations, and each would overwrite the file of the other. Put `{org}` into the name: `../out/invoices-{org}.xlsx`.';
    problems.add(at, 'file-name', message, text);
  }
}

/** Not every file takes rows beside those that it has. */
function refuseChange(
  { value }: MapEntry,
  mode: string,
  extension: string,
  { kind }: OutputSpec,
  problems: Problems,
): void {
  if (extension === '.jsonl') {
    const message = 'A .jsonl file is written anew each time. Leave `mode` out, or take .csv or .xlsx.';
    problems.add(value.at, 'output', message, mode);
  } else if (kind === 'sheets') {
    const message = `\`mode: ${mode}\` takes one table. Make a job of each table, with the same file and its own \`sheet\`, or leave \`mode\` out.`;
    problems.add(value.at, 'output', message, mode);
  }
}

function readSeparator(node: JobNode, extension: string, problems: Problems): string | undefined {
  const delimiter = readDelimiter(node, problems);
  if (extension === '' || SEPARATED.includes(extension)) return delimiter;
  const message = `\`delimiter\` (${DELIMITERS.join(', ')}) belongs to .csv files. Leave it out.`;
  problems.add(node.at, 'output', message, 'delimiter');
  return undefined;
}

/** The one pattern in which dates are written. */
function readPattern(node: JobNode, problems: Problems): string | undefined {
  const [pattern, second] = readDates(node, problems);
  if (second !== undefined)
    problems.add(node.at, 'date-pattern', 'Dates are written in one way. Give the pattern that is wanted.', second);
  return pattern;
}
