import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands/index.ts';
import { VERSION } from '../../src/cli/version.ts';
import { openCommandLine } from '../support/command-line.ts';

const NAMES = commands.map(({ name }) => name);

describe('help', () => {
  test.each([[], ...NAMES.map((name) => [name])])('of %s fits a screen and shows an example', async (...name) => {
    const { run } = await openCommandLine();
    const { code, out, err } = await run(...name, '--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.trimEnd().split('\n');
    expect(lines.length, out).toBeLessThanOrEqual(24);
    expect(Math.max(...lines.map((line) => line.length)), out).toBeLessThanOrEqual(100);
    expect(out).toMatch(new RegExp(`\nExample:\n {2}rowpost ${name[0] ?? 'run'}\\b`));
  });

  test('keeps to its width, whatever the terminal has', async () => {
    const { runIn } = await openCommandLine();
    const narrow = await runIn({ columns: 70 }, '--help');
    expect(Math.max(...narrow.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(70);
    const wide = await runIn({ columns: 300 }, 'run', '--help');
    expect(Math.max(...wide.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test('names every command', async () => {
    const { run } = await openCommandLine();
    const { out } = await run('--help');
    expect(NAMES.filter((name) => !out.includes(`\n  ${name} `))).toEqual([]);
  });

  test('examples are commands that exist, with options that they have', () => {
    for (const command of commands) {
      const words = command.example.split(' ');
      expect(words.slice(0, 2)).toEqual(['rowpost', command.name]);
      for (const option of words.filter((word) => word.startsWith('--'))) {
        expect(command.options.some(([flags]) => flags.split(' ')[0] === option)).toBe(true);
      }
    }
  });

  test('the version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(VERSION).toBe(version);
    const { run } = await openCommandLine();
    expect(await run('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });
});

describe('a mistyped command line', () => {
  test.each([
    [['rum'], /unknown command 'rum'.*run/s],
    [['shema'], /unknown command 'shema'.*schema/s],
    [['run', 'job.yaml', '--limt', '3'], /unknown option '--limt'.*--limit/s],
    [['check', 'job.yaml', '--jsn'], /unknown option '--jsn'.*--json/s],
    [['run'], /'job'.*rowpost run --help/s],
    [['run', 'job.yaml', '--limit'], /--limit.*rowpost run --help/s],
    [['runs', 'twice'], /too many arguments.*rowpost runs --help/s],
  ])('%j is refused with what was meant', async (args, words) => {
    const { run } = await openCommandLine();
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(words);
  });

  test('no command at all shows the help and is no success', async () => {
    const { run } = await openCommandLine();
    const { code, out, err } = await run();
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('Usage: rowpost');
  });
});
