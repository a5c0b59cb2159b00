/** Every code that a stage of the run raises has its words. */

import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { mapperFindings } from '../../src/mappers/findings.ts';
import { createCatalogue, validatorKinds } from '../../src/validators/catalogue.ts';

const AREAS = 'read|map|group|resolve|line-math|tax-type|account-code|totals|date|duplicate|limit|xero|offline';
const CODE = new RegExp(`(new Refusal\\(\\s*|\\.code === )?'((?:${AREAS})/[a-z-]+)'`, 'g');
const BUILT = /`totals\/expect-\$\{what\}`/;

async function codesIn(folder: string): Promise<readonly string[]> {
  const root = fileURLToPath(new URL(`../../src/${folder}/`, import.meta.url));
  const codes: string[] = [];
  for (const name of (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.ts'))) {
    const text = await readFile(`${root}/${name}`, 'utf8');
    for (const [, refusal, code] of text.matchAll(CODE))
      if (refusal === undefined && code !== undefined) codes.push(code);
    if (BUILT.test(text)) codes.push('totals/expect-documents', 'totals/expect-rows');
  }
  return codes;
}

test.each(['pipeline', 'report'])('the codes of src/%s', async (folder) => {
  const catalogue = createCatalogue(mapperFindings, validatorKinds);
  const codes = [...new Set(await codesIn(folder))];
  expect(codes.length).toBeGreaterThan(1);
  expect(codes.filter((code) => catalogue.kind(code) === undefined)).toEqual([]);
});

test('no code has two meanings', () => {
  const codes = [...mapperFindings, ...validatorKinds].map(({ code }) => code);
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});
