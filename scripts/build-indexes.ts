/** Writes the index of each registry folder from its file list; with --check only says whether they are fresh. */

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface RegistryFolder {
  readonly folder: string;
  /** Name of the exported array. */
  readonly array: string;
  readonly type: string;
  /** Where the type stands, seen from the folder. */
  readonly typeFrom: string;
}

const registryFolders: readonly RegistryFolder[] = [
  { folder: 'src/mappers/transforms', array: 'transforms', type: 'Transform', typeFrom: '../../model/transform.ts' },
  { folder: 'src/validators/rules', array: 'rules', type: 'Rule', typeFrom: '../../model/rule.ts' },
  { folder: 'src/xero/actions', array: 'actions', type: 'Verb', typeFrom: '../../model/registry.ts' },
  { folder: 'src/xero/entities', array: 'entities', type: 'Entity', typeFrom: '../../model/registry.ts' },
  { folder: 'src/xero/reports', array: 'reports', type: 'ReportSpec', typeFrom: '../../model/report-spec.ts' },
];

const COMMAND = 'node scripts/build-indexes.ts';
const WIDTH = 120;

/** Paths and texts of all indexes as they should be; folders without files have none. */
export function indexes(root: string): readonly { readonly path: string; readonly text: string }[] {
  return registryFolders.flatMap((registry) => {
    const names = fileNames(join(root, registry.folder));
    return names.length === 0 ? [] : [{ path: join(registry.folder, 'index.ts'), text: indexText(registry, names) }];
  });
}

/** The index's text: plain imports and one array, in the order of the file names. */
export function indexText(registry: RegistryFolder, names: readonly string[]): string {
  const imports = names.map((name) => `import { ${camelCase(name)} } from './${name}.ts';`);
  return [
    `/** The ${registry.array} that exist, one a file; written by \`${COMMAND}\`. */`,
    '',
    `import type { ${registry.type} } from '${registry.typeFrom}';`,
    ...imports,
    '',
    ...arrayLines(`export const ${registry.array}: readonly ${registry.type}[] = `, names.map(camelCase)),
    '',
  ].join('\n');
}

function arrayLines(head: string, items: readonly string[]): readonly string[] {
  const oneLine = `${head}[${items.join(', ')}];`;
  return oneLine.length <= WIDTH ? [oneLine] : [`${head}[`, ...items.map((item) => `  ${item},`), '];'];
}

function fileNames(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'index.ts')
    .map((entry) => entry.name.slice(0, -'.ts'.length))
    .sort();
}

function camelCase(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function main(check: boolean): number {
  const root = join(import.meta.dirname, '..');
  const stale = indexes(root).filter(({ path, text }) => {
    const file = join(root, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  if (!check) for (const { path, text } of stale) writeFileSync(join(root, path), text);
  for (const { path } of stale) process.stdout.write(`${check ? 'stale' : 'written'}: ${path}\n`);
  if (check && stale.length > 0) process.stderr.write(`Run \`${COMMAND}\` and commit what it writes.\n`);
  return check && stale.length > 0 ? 1 : 0;
}

if (import.meta.main) process.exitCode = main(process.argv.includes('--check'));
