/** Reads an export: one table, or the list of `sheets` of a workbook, and the file that it becomes. */

import type { ExportJob, TableExport } from '../../model/job.ts';
import { allOf, type Problems } from '../problems.ts';
import type { JobNode, MapEntry } from '../yaml/job-node.ts';
import { SHEET_KEYS } from './job-keys.ts';
import type { ReadingHead } from './read-head.ts';
import { type Keys, readKeys, readMap } from './read-node.ts';
import { readOrg } from './read-org.ts';
import { type OutputSpec, readOutput } from './read-output.ts';
import { readPlacing } from './read-placing.ts';
import { readTable, type TableReading } from './read-table.ts';

/** @param name of the job */
export function readExport(head: ReadingHead, name: string, reading: TableReading): ExportJob {
  const { keys, at } = head;
  const { problems, path } = reading;
  const org = readOrg(keys.get('org'), at, problems);
  const spec = { at, orgs: org } as const;
  const { output, tables } = head.kind === 'sheets' ? readSheets(head, spec, reading) : readOne(head, spec, reading);
  return { kind: 'export', name, path, org, tables, output };
}

type Read = Pick<ExportJob, 'output' | 'tables'>;

function readOne({ verb, keys }: ReadingHead, spec: Pick<OutputSpec, 'at' | 'orgs'>, reading: TableReading): Read {
  const { problems } = reading;
  const written = readOutput(keys.get('output'), { ...spec, kind: 'export', asAt: keys.has('as-at') }, problems);
  const read = readTable(verb, keys, reading);
  if (read === undefined) return { output: written.output, tables: [] };
  const placing = readPlacing(written.keys, read, { ...written, at: written.output.at }, problems);
  return { output: written.output, tables: [{ ...read.table, ...placing }] };
}

function readSheets({ verb, keys }: ReadingHead, spec: Pick<OutputSpec, 'at' | 'orgs'>, reading: TableReading): Read {
  const { problems } = reading;
  const entries = verb.value.kind === 'list' ? verb.value.items : [];
  if (entries.length === 0) {
    const message =
      '`sheets` is a list of exports: `- { export: Invoices, sheet: Invoices, columns: all }`, one for each sheet.';
    problems.add(verb.value.at, 'not-a-list', message);
  }
  const sheets = entries.map((entry) => readSheetKeys(entry, problems)).filter((found) => found !== undefined);
  const asAt = sheets.some((sheet) => sheet.has('as-at'));
  const written = readOutput(keys.get('output'), { ...spec, kind: 'sheets', asAt }, problems);
  const tables = sheets.flatMap((sheet) => {
    const read = readTable(sheet.get('export')!, sheet, reading);
    if (read === undefined) return [];
    const placing = readPlacing(sheet, read, { ...written, at: sheet.get('export')!.keyAt }, problems);
    return [{ ...read.table, ...placing }];
  });
  checkSheets(tables, problems);
  return { output: written.output, tables };
}

function readSheetKeys(node: JobNode, problems: Problems): Keys | undefined {
  const map = readMap(node, 'An entry of `sheets`', '- { export: Invoices, columns: all }', problems);
  if (map === undefined) return undefined;
  const own = map.entries.filter((entry) => !isForAll(entry, problems));
  const keys = readKeys({ ...map, entries: own }, SHEET_KEYS, 'An entry of `sheets`', problems);
  if (keys.has('export')) return keys;
  problems.add(
    map.at,
    'missing',
    'An entry of `sheets` says what it reads: add `export: Invoices`, or another entity.',
  );
  return undefined;
}

const FOR_ALL: readonly string[] = ['name', 'org', 'output', 'mode', 'file'];

function isForAll(entry: MapEntry, problems: Problems): boolean {
  if (!FOR_ALL.includes(entry.key)) return false;
  const message = `\`${entry.key}\` is said once for all sheets: move it to the top of the job${entry.key === 'mode' || entry.key === 'file' ? ', below `output`' : ''}.`;
  problems.add(entry.keyAt, 'unknown-key', message, entry.key);
  return true;
}

/** Excel tells sheets apart regardless of case. */
function checkSheets(tables: readonly TableExport[], problems: Problems): void {
  const seen = new Map<string, TableExport>();
  for (const table of tables) {
    const name = table.sheet ?? table.of;
    const other = seen.get(name.toLowerCase());
    seen.set(name.toLowerCase(), other ?? table);
    if (other === undefined) continue;
    const message = `Two sheets would be called \`${name}\` (${allOf([other.of, table.of])}). Give each its own: \`sheet: ...\`.`;
    problems.add(table.at, 'same-sheet', message, name);
  }
}
