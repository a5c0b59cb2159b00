/** Where an export with `since: last-run` goes on: from the last run's time, a little earlier, without what that run gave out. */

import type { TableExport } from '../model/job.ts';
import type { Parts } from './parts.ts';
import type { FilledTable } from './read-table.ts';

/** As the journal keeps it. */
export interface Bookmark {
  /** Xero's own time when the last run began to read, ms since the epoch. */
  readonly readAt: number;
  /** ID and version of what was changed in the last minutes before, and has been given out. */
  readonly known: Readonly<Record<string, string>>;
}

/** Clocks differ, and a record may be saved a little after the time that it bears. */
const OVERLAP_MS = 5 * 60_000;

interface Place {
  readonly options: { readonly job: { readonly name: string; readonly path: string } };
  readonly connection: { readonly facts: { readonly organisation: { readonly id: string } } };
}

/** Undefined where the job has no bookmark yet. */
export async function bookmarkOf(
  table: TableExport,
  place: number,
  run: Place,
  { journal }: Parts,
): Promise<Bookmark | undefined> {
  if (table.since !== 'last-run') return undefined;
  const kept = await journal.bookmark(nameOf(table, place, run));
  return kept === undefined ? undefined : (JSON.parse(kept) as Bookmark);
}

/** What to ask Xero for, and what of it is known already. */
export function sinceOf(
  { since }: TableExport,
  bookmark: Bookmark | undefined,
): { readonly modifiedSince?: string; readonly known?: ReadonlyMap<string, string> } {
  if (since === undefined || since === '') return {};
  if (since !== 'last-run') return { modifiedSince: since };
  if (bookmark === undefined) return {};
  return { modifiedSince: instant(bookmark.readAt - OVERLAP_MS), known: new Map(Object.entries(bookmark.known)) };
}

/** Saves where the next run goes on. Only after the file is written. */
export async function nextBookmark(
  { table, spool }: FilledTable,
  place: number,
  run: Place & { readonly began: number; readonly before: Bookmark | undefined },
  { journal }: Parts,
): Promise<void> {
  if (table.since !== 'last-run') return;
  const edge = new Date(run.began - OVERLAP_MS).toISOString();
  const known: Record<string, string> = {};
  for (const [id, version] of Object.entries(run.before?.known ?? {})) if (version >= edge) known[id] = version;
  for await (const entries of spool.entries()) {
    for (const { id, version } of entries) if (version >= edge) known[id] = version;
  }
  await journal.saveBookmark(
    nameOf(table, place, run),
    JSON.stringify({ readAt: run.began, known } satisfies Bookmark),
  );
}

function nameOf({ of }: TableExport, place: number, { options, connection }: Place) {
  return { organisationId: connection.facts.organisation.id, jobPath: options.job.path, table: `${place}/${of}` };
}

/** As If-Modified-Since takes it. */
function instant(time: number): string {
  return new Date(time).toISOString().slice(0, 19);
}
