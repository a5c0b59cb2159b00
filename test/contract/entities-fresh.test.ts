import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { indexes, indexText } from '../../scripts/build-indexes.ts';
import { referencePages } from '../../scripts/build-reference.ts';

const ROOT = join(import.meta.dirname, '../..');

function contentOf(path: string): string {
  return existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), 'utf8') : '';
}

test('the registries list every file: else run `node scripts/build-indexes.ts`', () => {
  const written = indexes(ROOT);
  expect(written.map(({ path }) => path)).toContain('src/xero/entities/index.ts');
  for (const { path, text } of written) expect([path, contentOf(path)]).toEqual([path, text]);
});

test('the reference says what the registries hold: else run `node scripts/build-reference.ts`', async () => {
  const pages = await referencePages();
  expect(pages.map(({ path }) => path)).toContain('entities/credit-notes.md');
  for (const { path, text } of pages) expect([path, contentOf(`docs/reference/${path}`)]).toEqual([path, text]);
});

test('an index has one import a file and breaks a long list', () => {
  const registry = { folder: 'x', array: 'rules', type: 'Rule', typeFrom: '../../model/rule.ts' };
  const short = indexText(registry, ['due-date', 'tax-type']);
  expect(short).toContain("import { dueDate } from './due-date.ts';\nimport { taxType } from './tax-type.ts';\n");
  expect(short).toContain('export const rules: readonly Rule[] = [dueDate, taxType];\n');
  const long = indexText(registry, [
    'a-name-that-is-long',
    'another-name-that-is-long',
    'yet-another-name',
    'one-more-name-again-and-again',
  ]);
  expect(long).toContain('= [\n  aNameThatIsLong,\n');
});
