/** Where an export with `since: last-run` goes on: from the last run's time, a little earlier, without what that run gave out. */

import { stat } from 'node:fs/promises';
import { monthDays, namedDay } from '../model/days.ts';
import type { ExportJob, FilterTest, TableExport } from '../model/job.ts';
import type { Parts } from './parts.ts';
import type { FilledTable } from './read-table.ts';

/** As the journal keeps it. */
export interface Bookmark {
  /** Xero's own time when the last run began to read, ms since the epoch. */
  readonly readAt: number;
  /** ID and version of what was changed in the last minutes before, and has been given out. */
  readonly known: Readonly<Record<string, string>>;
  /** What the last run asked for: whoever asks for something else has not been given it. */
  readonly asked: string;
}

/** Clocks differ, and a record may be saved a little after the time that it bears. */
const OVERLAP_MS = 5 * 60_000;

interface Place {
  readonly options: { readonly job: ExportJob };
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Of the file. */
  readonly path: string;
  readonly connection: { readonly facts: { readonly organisation: { readonly id: string } } };
}

/** Undefined where the job has no bookmark yet, asks for something else by now, or lacks the file that it keeps current. */
export async function bookmarkOf(
  table: TableExport,
  place: number,
  run: Place,
  { journal }: Parts,
): Promise<Bookmark | undefined> {
  if (table.since !== 'last-run') return undefined;
  const kept = await journal.bookmark(nameOf(table, place, run));
  if (kept === undefined) return undefined;
  const bookmark = JSON.parse(kept) as Bookmark;
  const isOther = bookmark.asked !== askedBy(table, run) || (await lacksFile(run));
  return isOther ? undefined : bookmark;
}

/** Records, as the days stand today; for rows that are not only added also their cells, and the file in which they stand. */
function askedBy({ filter, where, columns, level, inner }: TableExport, { options, today, path }: Place): string {
  const { mode } = options.job.output;
  const records = [filter.map(({ field, tests }) => [field, tests.map((test) => inDays(test, today))]), where];
  const cellsOf = (given: TableExport['columns']) =>
    typeof given === 'string' ? given : given.map(({ field, header, lookup }) => [field, header, lookup]);
  const cells = mode === 'append' ? [] : [level, cellsOf(columns), cellsOf(inner)];
  return JSON.stringify([records, cells, mode === 'update' ? path : '']);
}

/** `month: last` is another month by and by. */
function inDays(test: FilterTest, today: string): FilterTest | readonly (string | undefined)[] {
  if (test.kind === 'month') return Object.values(monthDays(test.month, today));
  if (test.kind !== 'range') return test;
  return [test.from, test.to].map((day) => (day === undefined ? undefined : namedDay(day, today)));
}

/** A file that is begun anew holds nothing of what earlier runs put into it. */
async function lacksFile({ options, path }: Place): Promise<boolean> {
  if (options.job.output.mode !== 'update') return false;
  const file = await stat(path).catch(() => undefined);
  return file === undefined || file.size === 0;
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
    JSON.stringify({ readAt: run.began, known, asked: askedBy(table, run) } satisfies Bookmark),
  );
}

function nameOf({ of }: TableExport, place: number, { options, connection }: Place) {
  return { organisationId: connection.facts.organisation.id, jobPath: options.job.path, table: `${place}/${of}` };
}

/** As If-Modified-Since takes it. */
function instant(time: number): string {
  return new Date(time).toISOString().slice(0, 19);
}
