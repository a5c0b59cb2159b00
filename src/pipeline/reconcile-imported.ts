/** The rows of an earlier import as the sheet's side of a reconciliation: as they were read then, with what became of each. */

import { basename } from 'node:path';
import { loadRunJob } from '../job/load-job.ts';
import type { ImportRecord } from '../journal/journal.ts';
import type { InputFile, RunStore } from '../journal/run-store.ts';
import type { FieldMapping, ImportJob, ReconcileJob } from '../model/job.ts';
import { Refusal } from '../model/refusal.ts';
import type { Entity } from '../model/registry.ts';
import type { OpenTable } from '../model/table-format.ts';
import { loadLookups } from './load-lookups.ts';
import type { Parts } from './parts.ts';
import type { Fate } from './reconcile-sheet.ts';
import { sourceChanged } from './source-changed.ts';

export interface ImportedRows {
  readonly run: ImportRecord;
  readonly store: RunStore;
  readonly job: ImportJob;
  readonly files: readonly InputFile[];
  /** Gives the stored rows for the paths of the files. */
  readonly openTable: OpenTable;
  readonly fate: Fate;
  /** The name of a file that is gone or holds something else by now. */
  readonly changed: string | undefined;
}

/** Throws `reconcile/import` where the run imported something else or its rows are not there any more. */
export async function importedRows(run: ImportRecord, shape: Entity, parts: Parts): Promise<ImportedRows> {
  const loaded = loadRunJob(run, parts);
  if ('problems' in loaded || run.purgedAt !== undefined) {
    throw new Refusal(
      'reconcile/import',
      `The rows of the run ${run.id} are not there any more. Reconcile its file instead: \`source: { file: ... }\`.`,
    );
  }
  const mayHold = shape.idField === parts.registry.entities.find(({ name }) => name === run.entity)?.idField;
  if (!mayHold) {
    throw new Refusal(
      'reconcile/import',
      `The run ${run.id} imported ${run.entity}, and this job reconciles ${shape.name}. Write \`reconcile: ${run.entity}\`, or name another run.`,
    );
  }
  const store = await parts.journal.openRun(run.id);
  const files = await store.files();
  const changed = await sourceChanged(files);
  return {
    run,
    store,
    job: await loadLookups(loaded.job, parts),
    files,
    openTable: storedTables(store, files),
    fate: await fates(store),
    changed: changed === undefined ? undefined : basename(changed),
  };
}

function storedTables(store: RunStore, files: readonly InputFile[]): OpenTable {
  return async ({ path }) => {
    const file = files.find((one) => one.path === path)!;
    return {
      header: file.header,
      dialect: file.dialect,
      sha256: file.sha256,
      guessedEncoding: false,
      rows: async function* () {
        for await (const block of store.blocks()) if (block.file === file.index) yield block.rows;
      },
      close: async () => {},
    };
  };
}

/** By the ordinal of a record's first row. */
async function fates(store: RunStore): Promise<Fate> {
  const known = new Map<number, ReturnType<Fate>>();
  for await (const page of store.outcomes()) {
    for (const { firstOrdinal, seq, status, xeroId } of page) {
      if (seq === 0) continue;
      known.set(firstOrdinal, xeroId === undefined ? { note: status } : { xeroId });
    }
  }
  return (ordinal) => known.get(ordinal) ?? { note: 'UNSENT' };
}

/** Fields of an import that Xero changes by itself, or does not give out again in lists. */
const NOT_COMPARED: ReadonlySet<string> = new Set([
  ...['Status', 'LineAmountTypes', 'BrandingTheme', 'BrandingThemeID', 'Url', 'SentToContact'],
  ...['RoundingAmount', 'EnteredTotal', 'IsReconciled'],
]);

/** The category of a tracking option, which stands whether or not the row has an option. */
const CATEGORY = /Tracking\.\d+\.Name$/;

/** The job with the columns of the import, where it has none of its own: all that can be compared, and what `verify` proves. */
export function withImported(job: ReconcileJob, imported: ImportJob, shape: Entity): ReconcileJob {
  if (job.columns.length > 0) return job;
  const verified = imported.verify.filter(({ field }) => shape.fields.some(({ name }) => name === field));
  const columns = [...imported.columns, ...verified];
  const mapped = new Set(columns.map(({ field }) => field));
  const numbers = [shape.numberField, 'InvoiceNumber', shape.idField].filter((field) => field !== undefined);
  const known = [...numbers, ...mapped].find((field) => mapped.has(field));
  const key = job.key.length > 0 || known === undefined ? job.key : [known];
  const comparable = ({ field }: FieldMapping) =>
    !(NOT_COMPARED.has(field) || CATEGORY.test(field)) &&
    (!field.startsWith('Contact.') || field === 'Contact.Name') &&
    !key.includes(field);
  const compare = job.compare.length > 0 ? job.compare : columns.filter(comparable).map(({ field }) => field);
  return { ...job, columns, lines: job.lines.length > 0 ? job.lines : imported.lines, key, compare };
}
