/** The program's concrete parts, every call of them a moment at which the process may be killed: before it, during it and after it. */

import { appendFileSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../../src/journal/journal.ts';
import { openSqliteJournal as openJournal } from '../../src/journal/sqlite-journal.ts';
import { writeCsv as csv } from '../../src/tabular/write-csv.ts';
import { writeWorkbook as workbook } from '../../src/tabular/write-workbook.ts';
import { createHttpApi as httpApi } from '../../src/xero/http-api.ts';

/** The moment of death, counted from 1; 0 never. */
const deadline = Number(process.env.KILL_AT_MOMENT ?? '0');
/** Every moment's name goes there, to learn which there are. */
const log = process.env.MOMENTS_FILE;
/** The folder that takes the run's file as a power cut would leave it. */
const flushed = process.env.FLUSHED_FOLDER;
let moments = 0;

function moment(name: string): void {
  moments += 1;
  if (log !== undefined) appendFileSync(log, `${name}\n`);
  if (moments === deadline) process.kill(process.pid, 'SIGKILL');
}

type Loose = (...args: never[]) => unknown;

/** A call of which one half may be over when the process dies. */
function watched<F extends Loose>(name: string, call: F): F {
  return (async (...args: Parameters<F>) => {
    moment(`before ${name}`);
    const running = call(...args);
    moment(`during ${name}`);
    const result = await running;
    moment(`after ${name}`);
    return result;
  }) as unknown as F;
}

function watchAll<T extends object>(part: T, name: string, own: readonly string[]): T {
  const entries = Object.entries(part).map(([key, value]) => [
    key,
    own.includes(key) ? watched(`${name}.${key}`, value as Loose) : value,
  ]);
  return Object.fromEntries(entries) as T;
}

const STORE = [
  'addFile',
  'addBlocks',
  'addDocuments',
  'changeDocuments',
  'numberOccurrences',
  'takeUp',
  'note',
  'holdBack',
];
const JOURNAL = ['createRun', 'updateRun', 'storeRequests', 'settleRequest', 'addResults', 'discardRun'];

export async function openSqliteJournal(folder: string): Promise<Journal> {
  const journal = watchAll(await openJournal(folder), 'journal', JOURNAL);
  return {
    ...journal,
    openRun: async (runId) => watchAll(await journal.openRun(runId), 'store', STORE),
    async updateRun(runId, change) {
      await journal.updateRun(runId, change);
      if (change.status === 'prepared') keepFlushed(folder, runId);
    },
    async discardRun(runId) {
      await journal.discardRun(runId);
      if (flushed !== undefined) rmSync(flushed, { recursive: true, force: true });
    },
  };
}

/** A run's file as it surely is on the disk once the run is called prepared: what is written later a power cut may undo. */
function keepFlushed(folder: string, runId: string): void {
  if (flushed === undefined) return;
  rmSync(flushed, { recursive: true, force: true });
  mkdirSync(flushed);
  for (const name of [`${runId}.db`, `${runId}.db-wal`]) {
    const file = join(folder, 'runs', name);
    if (existsSync(file)) cpSync(file, join(flushed, name));
  }
}

/** A minute by the sandbox's clock, which is fast. */
const TIMEOUT_MS = 1_000;

export const createHttpApi: typeof httpApi = (connection) => {
  const api = httpApi({ ...connection, timeoutMs: TIMEOUT_MS });
  return {
    ...api,
    call: (request) => watched(request.method === 'GET' ? 'read' : 'write', () => api.call(request))(),
  };
};

export const writeCsv = watched('report.csv', csv);
export const writeWorkbook = watched('report.xlsx', workbook);
