/** The program is killed again and again while Xero has its own bad days: in the end the books are those of one clean run. */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { type Books, openBadXero } from './books.ts';
import { type Kind, kinds } from './kinds.ts';
import { type Death, type Ended, runProgram } from './program.ts';

/** In all, over the kinds. */
const KILLS = Number(process.env.CRASH_KILLS ?? '500');
const SEED = Number(process.env.CRASH_SEED ?? '1');
const MOST_KILLS_A_RUN = 8;
const MOST_RESUMES = 20;
const RUN = ['run', 'job.yaml', '--out', 'out'];
/** Runs side by side. */
const LANES = 2;

interface Clean {
  readonly books: Books;
  /** Moments of a whole run. */
  readonly moments: number;
}

type Row = Readonly<Record<string, string>>;

describe.each(kinds)('$name', (kind) => {
  test('nothing lost, nothing twice, every row reported once', async () => {
    const clean = await cleanRun(kind);
    const wanted = Math.ceil(KILLS / kinds.length);
    const count: Count = { wanted, kills: 0, unknown: 0 };
    const lane = async (first: number) => {
      for (let seed = first; count.kills < wanted; seed += LANES) await crashingRun(kind, seed, clean, count);
    };
    await Promise.all(Array.from({ length: LANES }, (_, index) => lane(SEED * 100_000 + index)));
    expect(count.kills).toBeGreaterThanOrEqual(wanted);
    process.stdout.write(`${kind.name}: ${count.kills} kills, ${count.unknown} documents of unknown outcome\n`);
  });
});

async function cleanRun(kind: Kind): Promise<Clean> {
  return inFolder(kind, undefined, async (folder, xero) => {
    const moments = join(folder, 'moments');
    const { code, printed } = await runProgram(folder, RUN, {}, moments);
    expect(code, printed).toBe(0);
    return { books: await xero.read(kind), moments: (await readFile(moments, 'utf8')).trimEnd().split('\n').length };
  });
}

interface Count {
  readonly wanted: number;
  kills: number;
  unknown: number;
}

/** At a moment of the program's own, or at any instant; at times the power goes. */
function deathsOf(seed: number, moments: number): readonly Death[] {
  const draw = randomOf(seed);
  return Array.from({ length: 1 + Math.floor(draw() * MOST_KILLS_A_RUN) }, () => ({
    ...(draw() < 0.7 ? { moment: 1 + Math.floor(draw() * moments) } : { after: 150 + draw() * 1500 }),
    powerless: draw() < 0.3,
  }));
}

function crashingRun(kind: Kind, seed: number, clean: Clean, count: Count): Promise<void> {
  return inFolder(kind, seed, async (folder, xero) => {
    const story: string[] = [];
    const step = async (args: readonly string[], death?: Death): Promise<Ended> => {
      const ended = await runProgram(folder, args, count.kills < count.wanted ? death : {});
      story.push(`${args.join(' ')} ${JSON.stringify(death ?? {})}: ${ended.code}\n${ended.printed}`);
      if (ended.code === null) count.kills += 1;
      return ended;
    };
    const [first, ...others] = deathsOf(seed + kinds.indexOf(kind) * 7919, clean.moments);
    let last = await step(RUN, first);
    for (const death of others) last = await goOn(step, last, death);
    for (let resumes = 0; resumes < MOST_RESUMES && !isOver(last); resumes += 1) last = await goOn(step, last);
    const told = `${kind.name}, seed ${seed}\n${story.join('\n')}`;
    expect(isOver(last), told).toBe(true);
    count.unknown += compare(kind, await reportOf(folder), await xero.read(kind), clean.books, told);
  });
}

function isOver({ code }: Ended): boolean {
  return code === 0 || code === 4;
}

/** What a user would do: resume; where there is nothing to resume the run is over, or it never began. */
async function goOn(
  step: (args: readonly string[], death?: Death) => Promise<Ended>,
  last: Ended,
  death?: Death,
): Promise<Ended> {
  if (isOver(last)) return last;
  const resumed = await step(['resume'], death);
  if (!/No run of this workspace is unfinished/.test(resumed.printed)) return resumed;
  const listed = await step(['runs', '--json']);
  const [run] = JSON.parse(listed.printed.slice(listed.printed.indexOf('['))) as {
    status: string;
    summary?: { exitCode: number };
  }[];
  if (run?.status === 'finished') return { code: run.summary?.exitCode ?? null, printed: '' };
  return step(RUN, death);
}

/** What stands below a record is told by that record. */
const BELOW: readonly string[] = ['Allocations', 'Notes', 'Attachments'];

function compare(kind: Kind, rows: readonly Row[], books: Books, clean: Books, told: string): number {
  expect(rows, told).toHaveLength(kind.documents);
  const unknown = rows.filter((row) => row.Code?.includes('xero/unknown-outcome'));
  const saved = rows.filter((row) => !unknown.includes(row));
  expect(new Set(saved.map(({ Status }) => Status?.replace('WARNING', 'OK'))), told).toEqual(
    new Set(saved.length > 0 ? ['OK'] : []),
  );
  if (!BELOW.includes(kind.name)) expect(new Set(saved.map((row) => row['Xero ID'])).size, told).toBe(saved.length);
  const isOwn = (row: Row) => {
    const record = JSON.parse(books.byId.get(row['Xero ID'] ?? '') ?? '[]') as readonly unknown[];
    return record.includes(row.Item ?? row.Name ?? row.Credit ?? row.Number ?? Number(row.Amount));
  };
  expect(
    saved.filter((row) => !isOwn(row)),
    told,
  ).toEqual([]);
  if (unknown.length > 0) {
    expect(clean.records.length - books.records.length, told).toBeLessThanOrEqual(unknown.length);
    expect(books.records.length, told).toBeLessThanOrEqual(clean.records.length);
    return unknown.length;
  }
  expect(books.records, told).toEqual(clean.records);
  expect(books.trialBalance, told).toBe(clean.trialBalance);
  return 0;
}

async function reportOf(folder: string): Promise<readonly Row[]> {
  return parse(await readFile(join(folder, 'out/report.csv')), {
    columns: true,
    bom: true,
  }) as unknown as readonly Row[];
}

async function inFolder<T>(
  kind: Kind,
  seed: number | undefined,
  work: (folder: string, xero: Awaited<ReturnType<typeof openBadXero>>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'rowpost-crash-'));
  const xero = await openBadXero(join(folder, '.rowpost'), kind, seed);
  try {
    for (const [name, text] of Object.entries({ ...kind.files, 'input.csv': kind.input })) {
      await writeFile(join(folder, name), text);
    }
    await writeFile(join(folder, 'job.yaml'), withInput(kind.job));
    return await work(folder, xero);
  } finally {
    await xero.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function withInput(job: string): string {
  if (job.includes('source: {')) return job.replace('source: {', 'source: { file: input.csv,');
  return job.replace('columns:', 'source: { file: input.csv }\ncolumns:');
}

/** Mulberry32: the same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
