/** Reads `source`: which files, and how they are written down. */

import type { RowPattern, Source } from '../../model/job.ts';
import type { Problems } from '../problems.ts';
import { didYouMean } from '../problems.ts';
import type { JobNode, MapEntry } from '../yaml/job-node.ts';
import { readDates, readNumbers } from './read-formats.ts';
import { given, read, readKeys, readMap, readText, readTexts, readTruth, readWhole, readWord } from './read-node.ts';

export const SOURCE_KEYS = [
  'file',
  'folder',
  'sheet',
  'header',
  'delimiter',
  'encoding',
  'dates',
  'numbers',
  'blank',
  'fill-down',
  'keep',
  'drop',
  'join-files',
] as const;

const LATER = ['split', 'clear'];
export const DELIMITERS: readonly string[] = ['comma', 'semicolon', 'tab', 'pipe'];
export const ENCODINGS: readonly string[] = ['utf-8', 'windows-1252', 'iso-8859-1', 'utf-16le', 'utf-16be'];
const OTHER_NAMES = ['utf8', 'ascii', 'us-ascii', 'utf-16', 'utf16le', 'utf16be', 'cp1252', 'ansi', 'latin1'];
const EXTENSIONS = /\.(?:csv|tsv|txt|xlsx)$/i;
const OLD_EXCEL = /\.(?:xls|xlsm|xlsb|ods|numbers|pdf)$/i;
const LAST_ROW = 1_048_576;

const EMPTY: Source = { files: [], blank: [], keep: [], drop: [], joinFiles: false };

/**
 * @param entry the key `source`; without it `--input` names the file
 * @param namesFiles its rows name files, which lie in a folder
 */
export function readSource(entry: MapEntry | undefined, problems: Problems, namesFiles = false): Source {
  if (entry === undefined) return EMPTY;
  const map = readMap(entry.value, '`source`', 'source: { file: invoices.csv }', problems);
  if (map === undefined) return EMPTY;
  const known = { ...map, entries: map.entries.filter((key) => !isLater(key, problems)) };
  const allowed = SOURCE_KEYS.filter((key) => namesFiles || key !== 'folder');
  const keys = readKeys(known, allowed, '`source`', problems);
  return {
    files: read(keys, 'file', readFiles, problems) ?? [],
    ...given({
      folder: read(keys, 'folder', readFolder, problems),
      sheet: read(keys, 'sheet', readSheet, problems),
      header: read(keys, 'header', readHeader, problems),
      delimiter: read(keys, 'delimiter', readDelimiter, problems),
      encoding: read(keys, 'encoding', readEncoding, problems),
      dates: read(keys, 'dates', readDates, problems),
      numbers: read(keys, 'numbers', readNumbers, problems),
      fillDown: read(keys, 'fill-down', readFillDown, problems),
    }),
    blank: read(keys, 'blank', readBlank, problems) ?? [],
    keep: read(keys, 'keep', (node) => readPatterns(node, 'keep', problems), problems) ?? [],
    drop: read(keys, 'drop', (node) => readPatterns(node, 'drop', problems), problems) ?? [],
    joinFiles: read(keys, 'join-files', readJoinFiles, problems) ?? false,
  };
}

function isLater(entry: MapEntry, problems: Problems): boolean {
  if (!LATER.includes(entry.key)) return false;
  problems.add(entry.keyAt, 'reserved', `\`source.${entry.key}\` is reserved for a later version.`, entry.key);
  return true;
}

function texts(node: JobNode, what: string, problems: Problems): readonly string[] {
  return readTexts(node, what, problems).map((text) => text.text);
}

function readHeader(node: JobNode, problems: Problems): number | undefined {
  return readWhole(node, '`header`', { least: 1, most: LAST_ROW }, problems);
}

function readFolder(node: JobNode, problems: Problems): string | undefined {
  return readWord(node, '`folder`', problems)?.text;
}

function readBlank(node: JobNode, problems: Problems): readonly string[] {
  return texts(node, '`blank`', problems);
}

function readJoinFiles(node: JobNode, problems: Problems): boolean | undefined {
  return readTruth(node, '`join-files`', problems);
}

function readFiles(node: JobNode, problems: Problems): readonly string[] {
  const files = readTexts(node, '`file`', problems);
  for (const { text, at } of files) {
    if (EXTENSIONS.test(text) || /[*?\]}]$/.test(text)) continue;
    const save = OLD_EXCEL.test(text) ? ' Save it as .xlsx or .csv.' : '';
    problems.add(at, 'file-type', `\`${text}\` is no .csv, .tsv, .txt or .xlsx file.${save}`, text);
  }
  return files.map((file) => file.text);
}

/** Bare digits are a sheet's number, quoted ones its name. */
function readSheet(node: JobNode, problems: Problems): string | number | undefined {
  const text = readWord(node, '`sheet`', problems);
  if (text === undefined) return undefined;
  if (text.quoted || !/^\d+$/.test(text.text)) return text.text;
  if (/^[1-9]\d{0,3}$/.test(text.text)) return Number(text.text);
  const message = `Sheets count from 1. If \`${text.text}\` is the sheet's name, put it in quotes: "${text.text}".`;
  problems.add(text.at, 'not-a-number', message, text.text);
  return undefined;
}

/** A word of `DELIMITERS` or one character; undefined for `auto`. */
export function readDelimiter(node: JobNode, problems: Problems): string | undefined {
  const text = readText(node, '`delimiter`', problems);
  if (text === undefined || text.text === 'auto') return undefined;
  if (DELIMITERS.includes(text.text) || /^[^"\r\n\p{L}\p{N}]$/u.test(text.text)) return text.text;
  const message = `\`${text.text}\` separates no cells. Give comma, semicolon, tab, pipe, or one character in quotes such as ";".${didYouMean(text.text, DELIMITERS)}`;
  problems.add(text.at, 'delimiter', message, text.text);
  return undefined;
}

function readEncoding(node: JobNode, problems: Problems): string | undefined {
  const text = readText(node, '`encoding`', problems);
  if (text === undefined || text.text === 'auto') return undefined;
  const label = text.text.toLowerCase();
  if (ENCODINGS.includes(label) || OTHER_NAMES.includes(label)) return text.text;
  const message = `\`${text.text}\` is no encoding known here. Known are ${ENCODINGS.join(', ')}; leave it out to have it found.${didYouMean(text.text, ENCODINGS)}`;
  problems.add(text.at, 'unknown-encoding', message, text.text);
  return undefined;
}

function readFillDown(node: JobNode, problems: Problems): Source['fillDown'] {
  if (node.kind !== 'map') {
    const columns = texts(node, '`fill-down`', problems);
    return columns.length === 0 ? undefined : { columns };
  }
  const keys = readKeys(node, ['columns', 'within'], '`fill-down`', problems);
  const named = keys.get('columns');
  if (named === undefined) {
    problems.add(
      node.at,
      'missing',
      '`fill-down` needs the columns to fill: `{ columns: [Customer], within: Order }`.',
    );
    return undefined;
  }
  const columns = texts(named.value, '`columns`', problems);
  const within = keys.get('within');
  const text = within === undefined ? undefined : readWord(within.value, '`within`', problems);
  if (columns.length === 0) return undefined;
  return text === undefined ? { columns } : { columns, within: text.text };
}

/** A list of rules; a single rule may stand without the list. */
function readPatterns(node: JobNode, key: 'keep' | 'drop', problems: Problems): readonly RowPattern[] {
  const rules = node.kind === 'list' ? node.items : [node];
  return rules.map((rule) => readPattern(rule, key, problems)).filter((rule) => rule.length > 0);
}

function readPattern(node: JobNode, key: 'keep' | 'drop', problems: Problems): RowPattern {
  const map = readMap(node, `A rule of \`${key}\``, `${key}: [{ Status: void }]`, problems);
  if (map === undefined) return [];
  if (map.entries.length === 0) problems.add(map.at, 'blank', `A rule of \`${key}\` names at least one column.`);
  const rule: RowPattern[number][] = [];
  for (const entry of map.entries) {
    const blank = entry.value.kind === 'blank' && entry.value.comment === '';
    if (blank)
      problems.add(
        entry.keyAt,
        'blank',
        `\`${entry.key}\` has no text to compare. For a blank cell write \`${entry.key}: ""\`.`,
      );
    const text = blank ? undefined : readText(entry.value, `\`${entry.key}\``, problems);
    if (text !== undefined) rule.push({ column: entry.key, pattern: text.text, at: entry.keyAt });
  }
  return rule;
}
