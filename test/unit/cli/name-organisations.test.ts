import { expect, test } from 'vitest';
import { aliasFor } from '../../../src/cli/name-organisations.ts';

test.each([
  ['Demo Company (UK)', 'demo-company-uk'],
  ['  Zoë & Söhne GmbH ', 'zoe-sohne-gmbh'],
  ['株式会社 東京', '株式会社-東京'],
  ['Sandbox Toys Ltd', 'org-sandbox-toys-ltd'],
  ['???', 'org'],
  ['A'.repeat(60), 'a'.repeat(40)],
  ['Taken', 'taken-3'],
])('%j gets the alias %s, which a job can name', (name, alias) => {
  const given = aliasFor(name, new Set(['taken', 'taken-2']));
  expect(given).toBe(alias);
  expect(given).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u);
});
