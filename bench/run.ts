/** Measures what bench/README.md describes: `npm run bench`, or `npm run bench -- a c` for some of it. Needs `npm run build` before. */

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATA, jobPath, makeData } from './make-data.ts';

const BENCH = import.meta.dirname;
const ROWPOST = join(BENCH, '../bin/rowpost.js');
const PEAK = join(BENCH, 'peak-memory.ts');

interface Measured {
  readonly seconds: number;
  /** Most resident memory, MB. */
  readonly megabytes: number;
}

interface Comparison {
  readonly name: string;
  readonly ours: (folder: string) => readonly string[];
  /** Left out where the time alone is looked at. */
  readonly peer?: readonly string[];
  readonly times: number;
  readonly wanted: string;
}

/** Runs node on its arguments as a process of its own. */
async function measure(args: readonly string[], folder: string): Promise<Measured> {
  const peak = join(folder, 'peak');
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', PEAK, ...args], {
    cwd: folder,
    env: { ...process.env, BENCH_PEAK: peak },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let problems = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    problems += text;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const seconds = (performance.now() - began) / 1000;
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}\n${problems}`);
  return { seconds, megabytes: Number(await readFile(peak, 'utf8')) / 1024 };
}

/** Both sides in turn, so that the machine's moods meet them alike. */
async function compare({ name, ours, peer, times, wanted }: Comparison): Promise<void> {
  const own: Measured[] = [];
  const other: Measured[] = [];
  for (let round = 0; round < times; round += 1) {
    const folder = await mkdtemp(join(tmpdir(), 'rowpost-bench-'));
    if (peer !== undefined) other.push(await measure(peer, folder));
    own.push(await measure(ours(folder), folder));
    await rm(folder, { recursive: true, force: true });
  }
  const mine = median(own);
  print(`${name} (wanted: ${wanted})`);
  print(`  rowpost ${line(mine)}`);
  if (peer === undefined) return;
  const theirs = median(other);
  const ratios = own.map((run, round) => run.seconds / other[round]!.seconds);
  print(`  peer    ${line(theirs)}`);
  print(
    `  ratio   ${middle(ratios).toFixed(2)} of the time, ${(mine.megabytes / theirs.megabytes).toFixed(2)} of the memory`,
  );
}

function check(file: string, formats: 'declared' | 'proven') {
  return (folder: string) => [
    ROWPOST,
    'check',
    jobPath(file, formats),
    '--home',
    join(folder, 'home'),
    '--out',
    join(folder, 'out'),
  ];
}

async function checkCsv(): Promise<void> {
  const peer = (file: string) => [join(BENCH, 'peers/csv-parse.ts'), join(DATA, file)];
  const limits = 'at most 6 x the time, under 300 MB';
  await compare({
    name: 'a1  check of 1,000,000 CSV lines, documents adjacent, formats declared; peer csv-parse',
    ours: check('adjacent.csv', 'declared'),
    peer: peer('adjacent.csv'),
    times: 3,
    wanted: 'at most 3 x the time, under 300 MB',
  });
  await compare({
    name: 'a2  the same, formats undeclared',
    ours: check('adjacent.csv', 'proven'),
    peer: peer('adjacent.csv'),
    times: 1,
    wanted: limits,
  });
  await compare({
    name: 'a3  the same, documents scattered',
    ours: check('scattered.csv', 'declared'),
    peer: peer('scattered.csv'),
    times: 1,
    wanted: limits,
  });
}

async function checkWorkbook(): Promise<void> {
  await compare({
    name: "b   check of 100,000 workbook lines; peer exceljs' streaming reader, reading alone",
    ours: check('lines.xlsx', 'declared'),
    peer: [join(BENCH, 'peers/exceljs-reader.ts'), join(DATA, 'lines.xlsx')],
    times: 3,
    wanted: 'not slower, under 250 MB',
  });
}

async function deliver(): Promise<void> {
  const server = spawn(process.execPath, [join(BENCH, 'answering-server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = collect(server);
  while (!said().includes('\n')) await new Promise((resolve) => setTimeout(resolve, 50));
  const [url] = said().split('\n');
  await compare({
    name: 'c   20,000 invoices of 5 lines delivered to a server that answers at once; peer xero-node and csv-parse',
    ours: (folder) => [
      ROWPOST,
      'run',
      jobPath('delivery.csv', 'declared'),
      '--api-url',
      url!,
      '--home',
      join(folder, 'home'),
      '--out',
      join(folder, 'out'),
    ],
    peer: [join(BENCH, 'peers/xero-node.ts'), join(DATA, 'delivery.csv'), url!],
    times: 3,
    wanted: 'not slower, less memory, 400 writes each',
  });
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('close', resolve));
  print(`  ${said().trim().split('\n').at(-1)} in all of ${2 * 3} runs`);
}

async function help(): Promise<void> {
  await compare({ name: 'd   rowpost --help', ours: () => [ROWPOST, '--help'], times: 5, wanted: 'under 0.15 s' });
}

function collect(child: ChildProcess): () => string {
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  return () => text;
}

function median(runs: readonly Measured[]): Measured {
  return { seconds: middle(runs.map((run) => run.seconds)), megabytes: Math.max(...runs.map((run) => run.megabytes)) };
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function line({ seconds, megabytes }: Measured): string {
  return `${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const MEASUREMENTS = { a: checkCsv, b: checkWorkbook, c: deliver, d: help } as const;
const asked = process.argv.slice(2);
await makeData();
for (const [letter, measurement] of Object.entries(MEASUREMENTS)) {
  if (asked.length === 0 || asked.includes(letter)) await measurement();
}
