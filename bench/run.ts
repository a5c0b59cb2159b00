/** Compares rowpost with what it must keep up with. `node bench/run.ts [a|b|c|d|e|f] [ROUNDS]`; see README.md. */

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DATA, jobPath, makeData, severalPaths } from './make-data.ts';
import { type Measured, measure, median } from './measure.ts';
import { withServer } from './with-server.ts';

const ROOT = join(import.meta.dirname, '..');
const ROWPOST = join(ROOT, 'bin', 'rowpost.js');
const HOME = join(DATA, 'workspace');

interface Side {
  readonly name: string;
  readonly run: () => Promise<Measured>;
}

const [only, given] = process.argv.slice(2);

execFileSync(process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'], {
  cwd: ROOT,
});
await makeData();
say(`Node ${process.version}, ${new Date().toISOString().slice(0, 10)}\n`);
if (wanted('a')) await checkCsv(rounds(1));
if (wanted('b')) await checkWorkbook(rounds(3));
if (wanted('c')) await deliver(rounds(3));
if (wanted('d')) await help(rounds(9));
if (wanted('e')) await scale(rounds(1));
if (wanted('f')) await several(rounds(1));

async function checkCsv(count: number): Promise<void> {
  const cases = [
    ['adjacent.csv', 'declared', 'rows of an invoice together, formats declared', 3],
    ['adjacent.csv', 'proven', 'rows of an invoice together, formats proven', 6],
    ['scattered.csv', 'declared', 'rows of an invoice far apart, formats declared', 6],
  ] as const;
  for (const [file, formats, title, most] of cases) {
    const peer = { name: 'csv-parse', run: () => measure([peerPath('csv-parse'), join(DATA, file)]) };
    await compare(
      `a) check of 1,000,000 lines: ${title} (at most ${most} x, 300 MB)`,
      check(file, formats),
      peer,
      count,
    );
  }
}

async function checkWorkbook(count: number): Promise<void> {
  const file = 'lines.xlsx';
  const peer = { name: 'exceljs', run: () => measure([peerPath('exceljs-reader'), join(DATA, file)]) };
  await compare('b) check of 100,000 workbook lines (at most 1 x, 250 MB)', check(file, 'declared'), peer, count);
}

async function deliver(count: number): Promise<void> {
  await withStub(async (url, writes) => {
    const counted = (run: () => Promise<Measured>) => async () => {
      const measured = await run();
      say(`   ${await writes()} writes`);
      return measured;
    };
    const own = rowpost(['run', jobPath('delivery.csv', 'declared'), '--api-url', url]);
    const peer = () => measure([peerPath('xero-node'), join(DATA, 'delivery.csv'), url]);
    const title = 'c) delivery of 20,000 invoices of 5 lines (at most 1 x, less memory)';
    await compare(title, { name: 'rowpost', run: counted(own) }, { name: 'xero-node', run: counted(peer) }, count);
  });
}

/** Read, checked, delivered and reported; the time a row should stay the same, and the memory too. */
async function scale(count: number): Promise<void> {
  const files = [
    [10_000, 'scale-10000.csv'],
    [100_000, 'scale-100000.csv'],
    [1_000_000, 'adjacent.csv'],
  ] as const;
  say('e) delivery and report of a growing file to a server that answers at once (time linear, below 300 MB)');
  for (const [lines, file] of files) {
    await withStub(async (url, writes) => {
      const all: Measured[] = [];
      for (let round = 0; round < count; round += 1) {
        all.push(await rowpost(['run', jobPath(file, 'declared'), '--api-url', url])());
      }
      const { seconds, megabytes } = median(all);
      const each = (seconds / lines) * 1e6;
      say(
        `   ${lines.toLocaleString('en').padStart(9)} lines ${seconds.toFixed(1).padStart(6)} s ${each.toFixed(0).padStart(4)} us/line ${megabytes.toFixed(0).padStart(4)} MB  ${await writes()} writes`,
      );
    });
  }
}

/** Three jobs in one process, each to an organisation of its own: the memory should stay what one takes, and a little. */
async function several(count: number): Promise<void> {
  say('f) three deliveries at once in one process (below 300 MB)');
  for (const [lines, file] of [
    [100_000, 'scale-100000.csv'],
    [1_000_000, 'adjacent.csv'],
  ] as const) {
    await withStub(async (url, writes) => {
      const all: Measured[] = [];
      for (let round = 0; round < count; round += 1) {
        all.push(await measureRun(['run', ...severalPaths(file), '--api-url', url], (out) => readdirSync(out)));
      }
      const { seconds, megabytes } = median(all);
      say(
        `   3 x ${lines.toLocaleString('en').padStart(9)} lines ${seconds.toFixed(1).padStart(6)} s ${megabytes.toFixed(0).padStart(4)} MB  ${await writes()} writes`,
      );
    });
  }
}

/** A server that answers at once; `writes` tells how many writes came since it was last asked. */
function withStub(work: (url: string, writes: () => Promise<string>) => Promise<void>): Promise<void> {
  return withServer([join(import.meta.dirname, 'stub-server.ts')], work);
}

async function help(count: number): Promise<void> {
  const all: Measured[] = [];
  for (let round = 0; round < count; round += 1) all.push(await measure([ROWPOST, '--help']));
  const { seconds, megabytes } = median(all);
  say(`d) rowpost --help (below 150 ms)\n   ${Math.round(seconds * 1000)} ms, ${Math.round(megabytes)} MB\n`);
}

/** Sides take turns, so that what else the machine does weighs on both. */
async function compare(title: string, own: Side, peer: Side, count: number): Promise<void> {
  say(title);
  const measured: { own: Measured[]; peer: Measured[] } = { own: [], peer: [await peer.run()] };
  for (let round = 0; round < count; round += 1) {
    measured.own.push(await own.run());
    measured.peer.push(await peer.run());
  }
  const [mine, theirs] = [median(measured.own), median(measured.peer)];
  for (const [name, { seconds, megabytes }] of [[own.name, mine] as const, [peer.name, theirs] as const]) {
    say(`   ${name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s ${megabytes.toFixed(0).padStart(5)} MB`);
  }
  say(`   ratio      ${(mine.seconds / theirs.seconds).toFixed(2).padStart(6)}\n`);
}

function check(file: string, formats: 'declared' | 'proven'): Side {
  return { name: 'rowpost', run: rowpost(['check', jobPath(file, formats)]) };
}

/** In a workspace that is new each time. Fails where a row is not OK. */
function rowpost(args: readonly string[]): () => Promise<Measured> {
  return () => measureRun(args, () => ['.']);
}

/** @param reports the folders of the runs' reports, below the one given */
async function measureRun(args: readonly string[], reports: (out: string) => readonly string[]): Promise<Measured> {
  rmSync(HOME, { recursive: true, force: true });
  const out = join(HOME, 'out');
  const measured = await measure([ROWPOST, ...args, '--home', HOME, '--out', out]);
  for (const folder of reports(out)) {
    const { rows } = JSON.parse(readFileSync(join(out, folder, 'run.json'), 'utf8'));
    if (rows.ERROR + rows.WARNING + rows.SKIPPED + rows.UNSENT > 0) throw new Error(JSON.stringify(rows));
  }
  return measured;
}

function peerPath(name: string): string {
  return join(import.meta.dirname, 'peers', `${name}.ts`);
}

function wanted(part: string): boolean {
  return only === undefined || only === part;
}

function rounds(usual: number): number {
  return given === undefined ? usual : Number(given);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
