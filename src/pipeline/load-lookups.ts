/** Reads the lookup files that a job names into the job itself. */

import { dirname, resolve } from 'node:path';
import { matchHeader } from '../mappers/match-header.ts';
import type { ExportJob, FieldMapping, ImportJob, Lookup, OutputColumn, Place, TableExport } from '../model/job.ts';
import { Refusal } from '../model/refusal.ts';
import { cellText } from '../model/source-row.ts';
import type { Parts } from './parts.ts';

/** More entries than this are no table to look codes up in. */
const MOST_ENTRIES = 200_000;

export async function loadLookups(job: ImportJob, parts: Parts): Promise<ImportJob> {
  const load = (mapping: FieldMapping) => loadLookup(mapping, job, parts);
  return {
    ...job,
    columns: await Promise.all(job.columns.map(load)),
    lines: await Promise.all(job.lines.map(load)),
    extraLines: await Promise.all(job.extraLines.map((entry) => Promise.all(entry.map(load)))),
  };
}

/** Likewise those of an export's columns, which are turned round. */
export async function loadExportLookups(job: ExportJob, parts: Parts): Promise<ExportJob> {
  const load = async (column: OutputColumn): Promise<OutputColumn> => {
    const lookup = await loadEntries(column.lookup, column.at, job, parts);
    if (lookup === undefined) return column;
    refuseTwice(lookup, column, job);
    return { ...column, lookup };
  };
  const tables = job.tables.map(async (table): Promise<TableExport> => {
    const columns = typeof table.columns === 'string' ? table.columns : await Promise.all(table.columns.map(load));
    const inner = table.inner === 'all' ? table.inner : await Promise.all(table.inner.map(load));
    return { ...table, columns, inner };
  });
  return { ...job, tables: await Promise.all(tables) };
}

/** Of two texts that stand for one value none can be chosen. */
function refuseTwice({ entries }: Lookup, { at, lookup }: OutputColumn, { path }: ExportJob): void {
  const seen = new Map<string, string>();
  for (const [from, to] of entries) {
    const other = seen.get(to.toLowerCase());
    seen.set(to.toLowerCase(), from);
    if (other === undefined || other === from || to.trim() === '') continue;
    const why = `${lookup?.file?.path}: ${other} and ${from} both stand for ${to}, so it cannot be told which to write. Keep one of them.`;
    throw new Refusal('job/lookup-file', `${path}:${at.line}  job/lookup-file\n  ${why}`);
  }
}

async function loadLookup(mapping: FieldMapping, job: ImportJob, parts: Parts): Promise<FieldMapping> {
  const lookup = await loadEntries(mapping.form.lookup, mapping.at, job, parts);
  return lookup === undefined ? mapping : { ...mapping, form: { ...mapping.form, lookup } };
}

/** Undefined where there is none that a file holds. */
async function loadEntries(
  lookup: Lookup | undefined,
  at: Place,
  job: Pick<ImportJob, 'path'>,
  parts: Parts,
): Promise<Lookup | undefined> {
  if (lookup?.file === undefined) return undefined;
  const entries = await readEntries(lookup.file, dirname(job.path), `${job.path}:${at.line}`, parts);
  const { file: _file, ...rest } = lookup;
  return { ...rest, entries };
}

async function readEntries(
  file: NonNullable<Lookup['file']>,
  folder: string,
  place: string,
  parts: Parts,
): Promise<readonly (readonly [string, string])[]> {
  const table = await parts.openTable({ path: resolve(folder, file.path) });
  try {
    const index = matchHeader(table.header);
    const [key, value] = [index.find(file.key), index.find(file.value)];
    for (const match of [key, value]) {
      if ('problem' in match)
        throw new Refusal('job/lookup-file', `${place}  job/lookup-file\n  ${file.path}: ${match.problem}`);
    }
    const entries: (readonly [string, string])[] = [];
    for await (const rows of table.rows()) {
      for (const { cells } of rows) {
        const at = (match: typeof key) => cellText(('index' in match ? cells[match.index] : undefined) ?? '');
        if (at(key).trim() !== '') entries.push([at(key), at(value)]);
      }
      if (entries.length > MOST_ENTRIES) {
        throw new Refusal(
          'job/lookup-file',
          `${place}  job/lookup-file\n  ${file.path} has more than ${MOST_ENTRIES} entries. Give a shorter table.`,
        );
      }
    }
    return entries;
  } finally {
    await table.close();
  }
}
