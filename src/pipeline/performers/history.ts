/** Writes the histories of records into a table, in the order of the rows that name them; the file as a whole or not at all. */

import { basename } from 'node:path';
import type { DocumentChange } from '../../journal/run-store.ts';
import { localDay } from '../../model/days.ts';
import type { Finding } from '../../model/finding.ts';
import type { SheetRow } from '../../model/table-format.ts';
import { inParallel } from '../../xero/in-parallel.ts';
import { type HistoryEntry, readHistory } from '../../xero/record-history.ts';
import { UnexpectedReply } from '../../xero/unexpected-reply.ts';
import { readyDocuments } from '../look-up-existing.ts';
import { makeOutputFolder } from '../output-folder.ts';
import { outputPath } from '../output-path.ts';
import { type Departing, departing } from '../sending.ts';
import { type Performance, type Performer, told } from './performer.ts';

const COLUMNS = ['DateUTC', 'User', 'Changes', 'Details'] as const;
const WIDTHS: Readonly<Record<string, number>> = { DateUTC: 22, User: 20, Changes: 18, Details: 90 };
const ID_WIDTH = 38;

export const history: Performer = {
  async perform(performance) {
    const { sending, done } = performance;
    const path = tablePath(performance);
    await makeOutputFolder(path);
    await sending.parts.mayReplace(path, 'Name another file by `file` under `output`, or delete this one.');
    const over: { readonly change: DocumentChange; readonly finding: Finding & { readonly seq: number } }[] = [];
    await writeTable(performance, path, (document, read) => {
      over.push({ change: changeOf(document, read), finding: findingOf(document, read, path) });
      done(1);
    });
    await sending.store.changeDocuments(
      over.map(({ change }) => change),
      over.map(({ finding }) => finding),
    );
  },
};

/** The entries, or why there are none. */
type Read = readonly HistoryEntry[] | { readonly why: string };

function isRead(read: Read): read is readonly HistoryEntry[] {
  return Array.isArray(read);
}

function tablePath({ sending, job, outDir }: Performance): string {
  const today = localDay(sending.connection.clock.now());
  const parts = { today, month: today.slice(0, 7), org: sending.connection.alias, asAt: today };
  const { file } = job.output ?? {};
  return outputPath(file ?? `${outDir}/history.csv`, job.path, parts);
}

async function writeTable(
  performance: Performance,
  path: string,
  onRead: (document: Departing, read: Read) => void,
): Promise<void> {
  const { entity, parts } = performance.sending;
  const header = [...keyColumns(entity), ...COLUMNS];
  const rows = tableRows(performance, onRead);
  const format = /\.(xlsx|jsonl|tsv)$/i.exec(path)?.[1]?.toLowerCase();
  if (format === 'jsonl') return parts.writeJsonl(path, header, rows);
  if (format === 'xlsx') {
    const widths = header.map((name) => WIDTHS[name] ?? (name === entity.idField ? ID_WIDTH : 20));
    const wrap = [header.length - 1];
    return parts.writeWorkbook(path, [{ name: 'History', header, widths, filter: true, wrap, rows }]);
  }
  const delimiter = format === 'tsv' ? '\t' : ',';
  return parts.writeCsv(path, { format: 'csv', delimiter, typed: true }, header, rows);
}

function keyColumns({ numberField, idField }: Performance['sending']['entity']): readonly string[] {
  return numberField === undefined ? [idField] : [numberField, idField];
}

async function* tableRows(
  { sending }: Performance,
  onRead: (document: Departing, read: Read) => void,
): AsyncGenerator<readonly SheetRow[]> {
  const { connection, entity, parts, store } = sending;
  for await (const page of readyDocuments(store)) {
    const documents = await departing(store, page);
    const reads = new Map<number, Read>();
    await inParallel(documents, async ({ seq, xeroId = '' }) => {
      reads.set(seq, await readHistory(connection.api, entity, xeroId).catch(whyNot));
      parts.progress.calls(connection.api.counts().sent);
    });
    for (const document of documents) {
      const read = reads.get(document.seq)!;
      onRead(document, read);
      if (isRead(read)) yield rowsOf(document, read, keyColumns(entity).length === 2);
    }
  }
}

function whyNot(error: unknown): Read {
  if (error instanceof UnexpectedReply) return { why: error.message };
  throw error;
}

function rowsOf({ xeroId = '', xeroNumber, number }: Departing, entries: readonly HistoryEntry[], isNumbered: boolean) {
  const keys = isNumbered ? [xeroNumber ?? number ?? '', xeroId] : [xeroId];
  return entries.map(({ at, user, changes, details }): SheetRow => ({ cells: [...keys, at, user, changes, details] }));
}

function changeOf({ seq, firstRow: faultRow }: Departing, read: Read): DocumentChange {
  return isRead(read) ? { seq, state: 'done' } : { seq, state: 'done', status: 'ERROR', faultRow };
}

function findingOf(document: Departing, read: Read, path: string) {
  if (!isRead(read)) return told(document, 'xero/rejected', { message: read.why });
  return told(document, 'xero/table-rows', { count: String(read.length), name: basename(path) }, 'WARNING');
}
