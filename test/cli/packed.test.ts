/** The package as its users get it: packed, installed into an empty folder, and run there. */

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VERSION } from '../../src/cli/version.ts';
import { INVOICES, invoicesJob } from '../support/command-line.ts';

const ROOT = join(import.meta.dirname, '../..');
const call = promisify(execFile);

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
  readonly bundled: readonly string[];
}

let folder = '';
let packed: Packed;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpost-packed-'));
  const { stdout } = await npm(ROOT, 'pack', '--json', '--loglevel=error', '--pack-destination', folder);
  packed = (Object.values(JSON.parse(stdout.slice(stdout.search(/^[[{]/m)))) as Packed[])[0]!;
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await npm(folder, 'install', '--no-audit', '--no-fund', join(folder, packed.filename));
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As its user calls npm: with the machine's own Node, and nothing of the npm that runs these tests. */
async function npm(cwd: string, ...args: readonly string[]) {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_|^NODE$/i.test(name));
  const folders = (process.env.PATH ?? '').split(delimiter).filter((path) => !path.includes('node_modules'));
  const PATH = folders.join(delimiter);
  try {
    return await call('npm', args, {
      cwd,
      env: { ...Object.fromEntries(own), PATH },
      maxBuffer: 1 << 26,
      timeout: 200_000,
    });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    throw new Error(`npm ${args.join(' ')}\n${stdout}${stderr}`);
  }
}

/** The program that was installed. */
function rowpost(...args: readonly string[]) {
  return call(process.execPath, [join(folder, 'node_modules/rowpost/bin/rowpost.js'), ...args], { cwd: folder });
}

describe('the packed package', () => {
  test('holds the program, the schema and the papers, and no sources or tests', () => {
    const own = packed.files.map(({ path }) => path).filter((path) => !path.startsWith('node_modules/'));
    const papers = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json', 'schema/job.schema.json'];
    expect(own.filter((path) => !path.startsWith('dist/')).sort()).toEqual(
      [...papers, 'bin/rowpost.js', 'bin/sandbox-redirect.js'].sort(),
    );
    expect(own.filter((path) => path.startsWith('dist/') && !path.endsWith('.js'))).toEqual([]);
    expect(own).toContain('dist/main.js');
  });

  test('holds one compiled file for each source file', async () => {
    const sources = (await readdir(join(ROOT, 'src'), { recursive: true })).filter((path) => path.endsWith('.ts'));
    const compiled = packed.files.map(({ path }) => path).filter((path) => path.startsWith('dist/'));
    expect(compiled.sort()).toEqual(sources.map((path) => `dist/${path.replace(/\.ts$/, '.js')}`).sort());
  });

  test('brings the workbook writer along, and nothing that is for developing only', async () => {
    expect(packed.bundled).toContain('exceljs');
    const installed = await readdir(join(folder, 'node_modules'));
    const { devDependencies, dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    const scopes = (names: object) => Object.keys(names).map((name) => name.split('/')[0]);
    expect(installed.filter((name) => scopes(devDependencies).includes(name))).toEqual([]);
    expect(scopes(dependencies).filter((name) => name !== 'exceljs' && !installed.includes(name!))).toEqual([]);
  });

  test('is in order by the rules of publishing', async () => {
    const { messages, pkg } = await publint({ pkgDir: ROOT, pack: false, strict: true });
    const own = messages.filter(({ args }) => !JSON.stringify(args ?? {}).includes('node_modules/'));
    expect(own.map((message) => formatMessage(message, pkg!))).toEqual([]);
  });

  test('answers by the name that npx looks for', async () => {
    const { stdout } = await call(process.execPath, [join(folder, 'node_modules/.bin/rowpost'), '--version']);
    expect(stdout.trim()).toBe(VERSION);
    expect((await rowpost('--help')).stdout).toContain('Usage: rowpost');
  });

  test('tells an older Node from a fault of its own', async () => {
    const older = 'Object.defineProperty(process, "versions", { value: { node: "22.1.0" } })';
    const file = join(folder, 'node_modules/rowpost/bin/rowpost.js');
    const run = call(process.execPath, ['--import', `data:text/javascript,${older}`, file, '--version']);
    await expect(run).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('needs Node.js 24'),
    });
  });

  test('leads a program to a sandbox, or stops it and says what is missing', async () => {
    const program = ['--import', 'rowpost/sandbox-redirect', '--eval', 'console.log("ran")'];
    const led = { cwd: folder, env: { ...process.env, ROWPOST_SANDBOX_URL: 'http://127.0.0.1:4010' } };
    expect((await call(process.execPath, program, led)).stdout).toBe('ran\n');
    const lost = call(process.execPath, program, {
      cwd: folder,
      env: { ...process.env, ROWPOST_SANDBOX_URL: undefined },
    });
    await expect(lost).rejects.toMatchObject({ code: 1, stdout: '', stderr: /^ROWPOST_SANDBOX_URL is not set/ });
  });

  test('imports a file, and writes its report as CSV and workbook', async () => {
    await writeFile(join(folder, 'job.yaml'), invoicesJob('expect: { documents: 3, sum: { Total: 720.00 } }\n'));
    await writeFile(join(folder, 'invoices.csv'), INVOICES);
    const { stdout } = await rowpost('run', 'job.yaml', '--out', 'out', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ status: 'finished', exitCode: 0, totals: { Total: '720.00' } });
    expect((await readdir(join(folder, 'out'))).sort()).toEqual(['report.csv', 'report.xlsx', 'run.json']);
  });
});
