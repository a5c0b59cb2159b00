/** Reads the lookup files that a job names into the job itself. */

import { dirname, resolve } from 'node:path';
import { matchHeader } from '../mappers/match-header.ts';
import type { FieldMapping, ImportJob, Lookup } from '../model/job.ts';
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

async function loadLookup(mapping: FieldMapping, job: ImportJob, parts: Parts): Promise<FieldMapping> {
  const { lookup } = mapping.form;
  if (lookup?.file === undefined) return mapping;
  const entries = await readEntries(lookup.file, dirname(job.path), `${job.path}:${mapping.at.line}`, parts);
  const { file: _file, ...rest } = lookup;
  const loaded: Lookup = { ...rest, entries };
  return { ...mapping, form: { ...mapping.form, lookup: loaded } };
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
