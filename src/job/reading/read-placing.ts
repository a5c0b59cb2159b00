/** Reads where a table stands and how its rows are found again: `sheet`, `totals` and `key`. */

import { foldHeader } from '../../model/fold-header.ts';
import type { Output, OutputColumn, Place, TableExport } from '../../model/job.ts';
import { didYouMean, type Problems } from '../problems.ts';
import type { JobNode } from '../yaml/job-node.ts';
import { innerOf, recordOf, type Subject } from './find-subject.ts';
import { given, type Keys, read, readTexts, readWord } from './read-node.ts';
import type { SubjectTable } from './read-table.ts';

/** What the file is that the table goes into. */
export interface Written {
  readonly output: Output;
  readonly extension: string;
  /** Where a problem of what is missing is shown. */
  readonly at: Place;
}

export type Placing = Pick<TableExport, 'sheet' | 'totals' | 'key'>;

/** @param keys of `output`, or of the sheet's own entry */
export function readPlacing(keys: Keys, read_: SubjectTable, written: Written, problems: Problems): Placing {
  const headers = headersOf(read_);
  const { output } = written;
  const totals = read(keys, 'totals', (node) => readHeaders(node, 'totals', headers, problems), problems) ?? [];
  const key = read(keys, 'key', (node) => readHeaders(node, 'key', headers, problems), problems);
  if (keys.has('totals') && output.mode !== 'replace') {
    const message = `A row of totals would stand among the rows that come later. Leave \`totals\` out, or \`mode: ${output.mode}\`.`;
    problems.add(keys.get('totals')!.keyAt, 'output', message, 'totals');
  }
  if (keys.has('key') && output.mode !== 'update') {
    const message = '`key` finds rows that a file has already. It belongs to `mode: update`; otherwise leave it out.';
    problems.add(keys.get('key')!.keyAt, 'output', message, 'key');
  }
  return {
    ...given({ sheet: read(keys, 'sheet', (node) => readSheetName(node, written.extension, problems), problems) }),
    totals,
    key: key ?? (output.mode === 'update' ? defaultKey(read_, written.at, problems) : []),
  };
}

/** Excel's own rules of sheet names. */
function readSheetName(node: JobNode, extension: string, problems: Problems): string | undefined {
  const text = readWord(node, '`sheet`', problems);
  if (text === undefined) return undefined;
  if (extension !== '' && extension !== '.xlsx') {
    problems.add(
      text.at,
      'output',
      `A ${extension} file has no sheets. Leave \`sheet\` out, or write an .xlsx file.`,
      'sheet',
    );
    return undefined;
  }
  const wrong = wrongName(text.text);
  if (wrong === undefined) return text.text;
  problems.add(text.at, 'sheet-name', `\`${text.text}\` cannot be a sheet's name: ${wrong}`, text.text);
  return undefined;
}

function wrongName(name: string): string | undefined {
  if (name.length > 31) return `it has ${name.length} characters, and Excel takes 31.`;
  if (/[[\]:*?/\\]/.test(name)) return 'Excel takes none of the signs [ ] : * ? / \\ there.';
  if (/^'|'$/.test(name)) return 'it may not begin or end with an apostrophe.';
  return name.toLowerCase() === 'history' ? 'Excel keeps that name for itself.' : undefined;
}

/** The headers that a table will have; undefined where they are not known before Xero, or another job, is asked. */
function headersOf({ subject, table }: SubjectTable): readonly string[] | undefined {
  if (table.columns === 'template') return undefined;
  const columns =
    typeof table.columns === 'string' ? fieldNames(recordOf(subject, 'columns').fields) : headers(table.columns);
  if (table.level === 'record') return columns;
  if (typeof table.inner !== 'string') return [...columns, ...headers(table.inner)];
  const inner = innerOf(subject, table.level);
  return inner?.tracking === true ? undefined : [...columns, ...fieldNames(inner?.fields ?? [])];
}

function headers(columns: readonly OutputColumn[]): readonly string[] {
  return columns.map((column) => column.header);
}

function fieldNames(fields: readonly { readonly name: string }[]): readonly string[] {
  return fields.map((field) => field.name);
}

/** Headers as the columns spell them. */
function readHeaders(
  node: JobNode,
  what: string,
  known: readonly string[] | undefined,
  problems: Problems,
): readonly string[] {
  const found: string[] = [];
  for (const { text, at } of readTexts(node, `\`${what}\``, problems)) {
    const header = known === undefined ? text : known.find((candidate) => foldHeader(candidate) === foldHeader(text));
    if (header === undefined) {
      const message = `\`${what}\` names \`${text}\`, which is no header of this table.${didYouMean(text, known ?? [])}`;
      problems.add(at, 'unknown-column', message, text);
    } else if (found.includes(header)) {
      problems.add(at, 'output', `\`${what}\` names \`${text}\` twice. Keep one.`, text);
    } else found.push(header);
  }
  return found;
}

/** The record's ID or number, and for rows of its parts the part's own ID. */
function defaultKey({ subject, table }: SubjectTable, at: Place, problems: Problems): readonly string[] {
  if (table.columns === 'template') return missingKey(at, problems);
  const record = headerAmong(table.columns, recordKeys(subject));
  const part = table.level === 'record' ? [] : headerAmong(table.inner, partKeys(subject, table.level));
  return record.length === 0 || (table.level !== 'record' && part.length === 0)
    ? missingKey(at, problems)
    : [...record, ...part];
}

function recordKeys(subject: Subject): readonly string[] {
  if (subject.kind === 'report') return [];
  const { idField, numberField } = subject.entity;
  return numberField === undefined ? [idField] : [idField, numberField];
}

function partKeys(subject: Subject, level: Exclude<TableExport['level'], 'record'>): readonly string[] {
  const lines = subject.kind === 'entity' && level === 'lines' ? subject.entity.lines?.idField : undefined;
  const ids = innerOf(subject, level)?.fields.filter((field) => field.type === 'id' && !field.name.includes('.')) ?? [];
  return lines === undefined ? ids.map((field) => field.name).slice(0, 1) : [lines];
}

function headerAmong(columns: TableExport['inner'], fields: readonly string[]): readonly string[] {
  if (typeof columns === 'string') return fields.slice(0, 1);
  const found = fields.map((field) => columns.find((column) => column.field === field)).find(Boolean);
  return found === undefined ? [] : [found.header];
}

function missingKey(at: Place, problems: Problems): readonly string[] {
  const message =
    '`mode: update` finds the rows of the file again by a key, and no column holds one. Export the ID (of lines theirs too), or name the headers that tell rows apart: `key: [Invoice No]`.';
  problems.add(at, 'missing', message);
  return [];
}
