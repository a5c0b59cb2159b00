import { execFile, execFileSync } from 'node:child_process';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { type CommandLine, INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';

interface Line {
  readonly time: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly left: { readonly minute: number; readonly day: number };
  readonly correlationId: string;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are looked into by name, as a reader of JSON does
  readonly request: any;
  // biome-ignore lint/suspicious/noExplicitAny: the same
  readonly reply: any;
}

const TOKEN = 'a-token-that-must-not-be-seen';
const JOB = invoicesJob().replace('  DueDate: Due', '  DueDate: Due\n  Contact.EmailAddress: Mail\n  Reference: Order');
const MAILS = INVOICES.replace('Net', 'Net,Mail,Order')
  .replace('100.00', '100.00,anna@example.org,Anna 7')
  .replace('200.00', '200.00,bert@example.org,Bert 8')
  .replace('300.00', '300.10,not-an-address,Carl 9')
  .replace('Basket Case', 'Anna Andersson');

async function traced(line: CommandLine, ...more: readonly string[]): Promise<readonly Line[]> {
  await line.write({
    'job.yaml': JOB,
    'invoices.csv': MAILS.replace('not-an-address', 'c@example.org'),
  });
  const sandbox = await startSandbox({ orgs: ['gb'], token: TOKEN });
  onTestFinished(() => sandbox.close());
  const at = ['--api-url', sandbox.url, '--out', 'out'] as const;
  expect((await line.run('check', 'job.yaml', ...at)).code).toBe(3);
  const env = { ROWPOST_SANDBOX_TOKEN: TOKEN };
  const { code, err } = await line.runIn({ env }, 'run', 'job.yaml', '--trace', 'trace.jsonl', ...at, ...more);
  expect(code, err).toBe(0);
  return linesOf(await line.read('trace.jsonl'));
}

function linesOf(text: string): readonly Line[] {
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

describe('--trace', () => {
  test('writes each call as a line, with amounts, IDs and what is left, and without personal data', async () => {
    const line = await openCommandLine();
    const lines = await traced(line);
    const text = await line.read('trace.jsonl');
    const { calls } = await line.summary('out/run.json');
    expect(lines.length).toBeGreaterThanOrEqual(calls.sent);
    const write = lines.find(({ method, path }) => method !== 'GET' && path.startsWith('/Invoices'))!;
    expect(write.path).toContain('summarizeErrors=false');
    expect(write.status).toBe(200);
    expect(write.left.minute).toBeGreaterThan(0);
    expect(write.correlationId).toMatch(/^[\da-f-]{36}$/);
    expect(Number.isNaN(Date.parse(write.time))).toBe(false);
    const [sent] = write.request.Invoices;
    const [saved] = write.reply.Invoices;
    expect(sent).toMatchObject({ InvoiceNumber: 'A-1', Type: 'ACCREC', Reference: '(6 characters)' });
    expect(sent.LineItems[0].Description).toBe('(6 characters)');
    expect([sent, saved].map(({ LineItems }) => LineItems[0].UnitAmount)).toEqual([100, 100]);
    expect(saved.Total).toBe(120);
    expect(saved.InvoiceID).toMatch(/^[\da-f-]{36}$/);
    expect(saved.Contact.Name).toBe('(14 characters)');
    const words = ['Anna', 'example.org', 'Bert 8', 'Basket Case', 'Advice', 'Furniture', TOKEN];
    expect(words.filter((word) => text.includes(word))).toEqual([]);
  });

  test('leaves personal data where that is asked for, but no secret', async () => {
    const line = await openCommandLine();
    await traced(line, '--trace-data');
    const text = await line.read('trace.jsonl');
    const words = ['Anna Andersson', 'anna@example.org', TOKEN];
    expect(words.filter((word) => text.includes(word))).toEqual(words.slice(0, 2));
  });

  test('and all else that a run leaves hold no token', async () => {
    const line = await openCommandLine();
    await traced(line, '--trace-data');
    const names = (await readdir(line.folder, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    expect(names.length).toBeGreaterThan(15);
    const holding: string[] = [];
    for (const { parentPath, name } of names) {
      if ((await readFile(join(parentPath, name))).includes(TOKEN)) holding.push(name);
    }
    expect(holding).toEqual([]);
  });

  test('is open to its owner alone, and added to', async () => {
    const line = await openCommandLine();
    await writeFile(join(line.folder, 'trace.jsonl'), '', { mode: 0o644 });
    const first = await traced(line);
    expect((await stat(join(line.folder, 'trace.jsonl'))).mode & 0o777).toBe(0o600);
    const all = await traced(line);
    expect(all.slice(0, first.length)).toEqual(first);
    expect(all.length).toBeGreaterThan(first.length);
  });

  test('leaves the rights of a file that is no trace, and adds to it', async () => {
    const line = await openCommandLine();
    await writeFile(join(line.folder, 'trace.jsonl'), 'Notes.\n', { mode: 0o640 });
    await chmod(join(line.folder, 'trace.jsonl'), 0o640);
    await line.run('fields', 'Accounts', '--trace', 'trace.jsonl');
    const refused = await line.runIn({ env: {} }, 'connect', '--no-browser', '--trace', 'trace.jsonl');
    expect(refused.code).toBe(1);
    expect((await stat(join(line.folder, 'trace.jsonl'))).mode & 0o777).toBe(0o640);
    expect(await line.read('trace.jsonl')).toBe('Notes.\n');
    await writeFile(join(line.folder, 'trace.jsonl'), '{"time":"2026-10-01T00:00:00.000Z"}\n');
    await line.runIn({ env: {} }, 'connect', '--no-browser', '--trace', 'trace.jsonl');
    expect((await stat(join(line.folder, 'trace.jsonl'))).mode & 0o777).toBe(0o600);
  });

  test('goes to the terminal, or through a pipe', async () => {
    const line = await openCommandLine();
    await line.write({ 'job.yaml': JOB, 'invoices.csv': MAILS });
    const sandbox = await startSandbox({ orgs: ['gb'] });
    onTestFinished(() => sandbox.close());
    const check = ['check', 'job.yaml', '--api-url', sandbox.url, '--out', 'out', '--trace'] as const;
    const shown = await line.run(...check, '/dev/stderr');
    expect(shown.err).toMatch(/^\{"time":.*"path":"\/Organisation"/m);
    const pipe = join(line.folder, 'pipe');
    execFileSync('mkfifo', ['-m', '644', pipe]);
    const reader = promisify(execFile)('cat', [pipe], { maxBuffer: 1e8 });
    await line.run(...check, 'pipe');
    expect((await reader).stdout).toMatch(/^\{"time":.*"path":"\/Organisation"/m);
    expect((await stat(pipe)).mode & 0o777).toBe(0o644);
  });

  test('that cannot be written is refused before anything is called', async () => {
    const line = await openCommandLine();
    await line.write({ 'job.yaml': JOB, 'invoices.csv': MAILS });
    const { code, err } = await line.run('run', 'job.yaml', '--trace', 'nowhere/trace.jsonl');
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/nowhere\/trace\.jsonl cannot be written \(ENOENT\)/),
    });
    const folder = await line.run('run', 'job.yaml', '--trace', '.');
    expect(folder).toMatchObject({ code: 1, err: expect.stringMatching(/is a folder\. Name a file in it/) });
    const alone = await line.run('run', 'job.yaml', '--trace-data');
    expect({ code: alone.code, err: alone.err }).toEqual({ code: 1, err: '--trace-data goes with --trace FILE.\n' });
  });
});
