/** The rules of docs/architecture.md as data: who may import whom, where input and output are named, how long things are. */

import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  blocksOf,
  codeOf,
  cyclesAmong,
  filesBelow,
  importsOf,
  ownImports,
  type SourceFile,
} from './support/source-tree.ts';

const STAGES = ['mappers', 'validators', 'reconcile', 'report', 'job', 'xero', 'tabular', 'journal'];

/** What each part of src may import besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'main.ts': ['cli'],
  cli: ['pipeline', ...STAGES, 'sandbox', 'model'],
  pipeline: [...STAGES, 'model'],
  ...Object.fromEntries(STAGES.map((stage) => [stage, ['model']])),
  model: [],
  sandbox: [],
};

/** An entity lists the rules that hold for it. */
const ALSO = [{ from: 'src/xero/entities/', to: 'src/validators/rules/' }];

/** Where files, the network and databases are opened; the command line names them in one place. */
const CONCRETE =
  /^src\/(?:xero\/http-api|journal\/(?:sqlite-journal|file-snapshots)|tabular\/(?:open-table|write-csv|write-jsonl|write-workbook|update-table|may-replace|local-files)|sandbox\/)/;
const COMPOSITION_ROOT = 'src/cli/context.ts';

const PURE = /^src\/(?:mappers|validators|reconcile|report|xero\/entities|xero\/actions)\//;

const VAGUE_NAMES = ['utils', 'util', 'helpers', 'helper', 'common', 'types', 'manager', 'service', 'misc', 'shared'];

const LONGEST_FILE = 300;
const LONGEST_FUNCTION = 60;

const everything = filesBelow();
const program = everything.filter(({ path }) => path.startsWith('src/'));
const code = everything.filter(({ path }) => path.endsWith('.ts') && !path.startsWith('test/'));

/** `cli` for src/cli/commands/run.ts, `main.ts` for src/main.ts. */
function partOf(path: string): string {
  return path.split('/')[1] ?? '';
}

function forbiddenImports(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) =>
    ownImports(file)
      .filter((to) => !mayImport(file.path, to))
      .map((to) => `${file.path} imports ${to}`),
  );
}

function mayImport(from: string, to: string): boolean {
  if (!to.startsWith('src/')) return false;
  if (partOf(from) === partOf(to)) return true;
  if (ALSO.some((pair) => from.startsWith(pair.from) && to.startsWith(pair.to))) return true;
  return MAY_IMPORT[partOf(from)]?.includes(partOf(to)) === true;
}

function concreteImports(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) =>
    ownImports(file)
      .filter((to) => CONCRETE.test(to) && partOf(to) !== partOf(file.path) && file.path !== COMPOSITION_ROOT)
      .map((to) => `${file.path} names ${to}`),
  );
}

/** Lines of the files whose text, or whose code alone, matches. */
function linesThat(files: readonly SourceFile[], pattern: RegExp, read = (text: string) => text): readonly string[] {
  return files.flatMap(({ path, text }) =>
    read(text)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

describe('imports', () => {
  test('every part of src has its rule', () => {
    expect(program.length).toBeGreaterThan(100);
    expect([...new Set(program.map(({ path }) => partOf(path)))].filter((part) => !(part in MAY_IMPORT))).toEqual([]);
  });

  test('go to the right only: main, cli, pipeline, the stages, model', () => {
    expect(forbiddenImports(program)).toEqual([]);
  });

  test('lead to files that exist', () => {
    const known = new Set(program.map(({ path }) => path));
    expect(program.flatMap(ownImports).filter((to) => !known.has(to))).toEqual([]);
  });

  test('make no cycle', () => {
    expect(cyclesAmong(program)).toEqual([]);
  });

  test('of input and output stand in the composition root', () => {
    expect(concreteImports(program)).toEqual([]);
    const root = program.find(({ path }) => path === COMPOSITION_ROOT)!;
    expect(ownImports(root).filter((to) => CONCRETE.test(to)).length).toBeGreaterThan(4);
  });

  test('of pure parts name nothing of the platform', () => {
    const pure = program.filter(({ path }) => PURE.test(path));
    expect(pure.filter(({ text }) => importsOf(text).some((name) => name.startsWith('node:')))).toEqual([]);
    expect(linesThat(pure, /\b(?:Date\.now|Math\.random|setTimeout|fetch\()/, codeOf)).toEqual([]);
  });

  test('of the platform carry its prefix', () => {
    const bare = /^(?:fs|path|os|crypto|url|util|stream|http|net|zlib|events|child_process)(?:\/|$)/;
    expect(code.filter(({ text }) => importsOf(text).some((name) => bare.test(name)))).toEqual([]);
  });
});

describe('code', () => {
  test('touches the process in main.ts alone', () => {
    const others = program.filter(({ path }) => path !== 'src/main.ts');
    expect(linesThat(others, /\bprocess\b/, codeOf)).toEqual([]);
    expect(others.filter(({ text }) => importsOf(text).includes('node:process'))).toEqual([]);
  });

  test('prints through what it is handed', () => {
    expect(linesThat(code, /\bconsole\b/, codeOf)).toEqual([]);
  });

  test('inherits from nothing but errors', () => {
    expect(linesThat(program, /\bclass\s+\w+\s+extends\s+(?!Error\b)/, codeOf)).toEqual([]);
  });

  test('opens each file with what it is', () => {
    expect(code.filter(({ text }) => !/^\/\*\*(?: |\n \* )\S/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('keeps files short', () => {
    const long = code.filter(({ text }) => text.trimEnd().split('\n').length > LONGEST_FILE);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  test('keeps functions short', () => {
    const long = code.flatMap(({ path, text }) => {
      const blocks = blocksOf(text);
      if (blocks === undefined) return [`${path}: brackets do not match`];
      return blocks
        .filter(({ lines }) => lines > LONGEST_FUNCTION)
        .map(({ line, lines }) => `${path}:${line} (${lines})`);
    });
    expect(long).toEqual([]);
  });
});

describe('files', () => {
  test('have names that say what is in them', () => {
    const stem = (path: string) => basename(path).split('.')[0]!;
    const scripts = everything.filter(({ path }) => path.endsWith('.ts'));
    expect(scripts.filter(({ path }) => VAGUE_NAMES.includes(stem(path))).map(({ path }) => path)).toEqual([]);
    expect(
      scripts.filter(({ path }) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(stem(path))).map(({ path }) => path),
    ).toEqual([]);
  });

  test('leave nothing to be done later', () => {
    expect(linesThat(everything, new RegExp(`\\b(?:${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`))).toEqual(
      [],
    );
  });

  test('name no machine and no registry', () => {
    const places = ['work', 'root', 'home/[a-z]+', 'Users/[A-Za-z]+', 'tmp'].map((folder) => `(?<![\\w.])/${folder}/`);
    expect(
      linesThat(everything, new RegExp([...places, 'registry\\.[a-z]+\\.(?:org|com|net|io|dev)\\b'].join('|'))),
    ).toEqual([]);
  });
});

describe('the rules themselves', () => {
  const file = (path: string, ...lines: readonly string[]): SourceFile => ({ path, text: lines.join('\n') });

  test('see imports of every kind', () => {
    const text = [
      "import type { A } from './a.ts';",
      'import {\n  b,\n  type C,\n} from "./b.ts";',
      "import './c.ts';",
      "export * from './d.ts';",
      "const e = await import('./e.ts');",
      "type F = typeof import('./f.ts').f;",
      "// import { g } from './g.ts';",
    ].join('\n');
    expect(importsOf(text)).toEqual(['./a.ts', './b.ts', './c.ts', './d.ts', './e.ts', './f.ts']);
  });

  test.each([
    ['src/mappers/a.ts', '../validators/b.ts'],
    ['src/model/a.ts', '../mappers/b.ts'],
    ['src/pipeline/a.ts', '../cli/b.ts'],
    ['src/pipeline/a.ts', '../sandbox/b.ts'],
    ['src/sandbox/a.ts', '../model/b.ts'],
    ['src/xero/a.ts', '../validators/rules/b.ts'],
    ['src/xero/entities/a.ts', '../../validators/b.ts'],
    ['src/main.ts', './pipeline/b.ts'],
    ['src/cli/a.ts', '../../scripts/b.ts'],
  ])('refuse that %s imports %s', (path, to) => {
    expect(forbiddenImports([file(path, `import type { b } from '${to}';`)])).toHaveLength(1);
  });

  test('let entities name rules', () => {
    expect(
      forbiddenImports([file('src/xero/entities/a.ts', "import { b } from '../../validators/rules/b.ts';")]),
    ).toEqual([]);
  });

  test('refuse input and output outside the composition root', () => {
    const text = "const { openSqliteJournal } = await import('../../journal/sqlite-journal.ts');";
    expect(concreteImports([file('src/cli/commands/a.ts', text)])).toHaveLength(1);
  });

  test('find cycles, type-only ones too', () => {
    const ring = [
      file('src/a.ts', "import { b } from './b.ts';"),
      file('src/b.ts', "import type { c } from './c.ts';"),
      file('src/c.ts', "import { a } from './a.ts';", "import { d } from './d.ts';"),
      file('src/d.ts', 'export const d = 1;'),
    ];
    expect(cyclesAmong(ring)).toEqual([['src/a.ts', 'src/b.ts', 'src/c.ts']]);
    expect(cyclesAmong([file('src/a.ts', "import type { a } from './a.ts';")])).toEqual([['src/a.ts']]);
    expect(cyclesAmong(ring.slice(1))).toEqual([]);
  });

  test.each([
    ['a function', 'function a(\n  b: string,\n): Promise<void> {', 4],
    ['a returned shape', 'function a(): { readonly b: string } {', 2],
    ['an arrow', 'const a = (b: string) => {', 2],
    ['a method', 'const a = {\n  async b(c: Map<string, number>): Promise<Map<string, number>> {', 2],
  ])('measure %s', (_name, head, own) => {
    const body = ["  const c = '{'; // {", '  const d = /[{]/.test(`{`);', '  call({ e: 1 });'];
    const blocks = blocksOf([head, ...body, '}', ...(head.includes('{\n') ? ['};'] : [])].join('\n'));
    expect(Math.max(...(blocks ?? []).map(({ lines }) => lines))).toBe(own + body.length);
  });

  test.each(['function b() {', 'const b = async (c: string): Promise<void> => {'])('count %j once', (head) => {
    const inner = [`  ${head}`, ...Array.from({ length: 5 }, () => '    c();'), '  }'];
    const blocks = blocksOf(['export function a() {', '  c();', ...inner, '  return b;', '}'].join('\n'));
    expect(blocks).toEqual([
      { line: 3, lines: 7 },
      { line: 1, lines: 4 },
    ]);
  });

  test('take a long table for no function', () => {
    const table = ['export const a = {', ...Array.from({ length: 100 }, (_, at) => `  b${at}: ${at},`), '};'].join(
      '\n',
    );
    expect(blocksOf(table)).toEqual([]);
  });

  test('see words in code alone, or in all of the text', () => {
    const files = [file('src/a.ts', "const a = 'process'; // process", 'process.exit();')];
    expect(linesThat(files, /process/, codeOf)).toEqual(['src/a.ts:2']);
    expect(linesThat(files, /process/)).toEqual(['src/a.ts:1', 'src/a.ts:2']);
  });
});
