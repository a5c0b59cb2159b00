/** The program's concrete parts, every call of them a moment at which the process may be killed: before it, during it and after it. */

import { appendFileSync } from 'node:fs';
import type { Journal } from '../../src/journal/journal.ts';
import { openSqliteJournal as openJournal } from '../../src/journal/sqlite-journal.ts';
import { writeCsv as csv } from '../../src/tabular/write-csv.ts';
import { writeWorkbook as workbook } from '../../src/tabular/write-workbook.ts';
import { createHttpApi as httpApi } from '../../src/xero/http-api.ts';

/** The moment of death, counted from 1; 0 never. */
const deadline = Number(process.env.KILL_AT_MOMENT ?? '0');
/** Every moment's name goes there, to learn which there are. */
const log = process.env.MOMENTS_FILE;
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
  return { ...journal, openRun: async (runId) => watchAll(await journal.openRun(runId), 'store', STORE) };
}

export const createHttpApi: typeof httpApi = (connection) => {
  const api = httpApi(connection);
  return {
    ...api,
    call: (request) => watched(request.method === 'GET' ? 'read' : 'write', () => api.call(request))(),
  };
};

export const writeCsv = watched('report.csv', csv);
export const writeWorkbook = watched('report.xlsx', workbook);
