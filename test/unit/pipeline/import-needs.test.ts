import { expect, test } from 'vitest';
import { loadImport } from '../../../src/job/load-job.ts';
import { transforms } from '../../../src/mappers/transforms/index.ts';
import { importNeeds } from '../../../src/pipeline/import-needs.ts';
import { REGISTRY } from '../../support/workspace.ts';

function needs(text: string): readonly string[] | undefined {
  const loaded = loadImport(`org: sandbox-gb\n${text}\n`, '/jobs/job.yaml', { registry: REGISTRY, transforms });
  if ('problems' in loaded) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  return importNeeds(loaded.job, REGISTRY)?.toSorted();
}

test.each([
  ['import: Invoices\ncolumns: { Type: A, InvoiceNumber: B, Contact.Name: C, Date: D, LineAmountTypes: E }', undefined],
  ['import: Contacts\ncolumns: { Name: A }', undefined],
  ['import: Accounts\ncolumns: { Code: A, Name: B, Type: C }', ['accounts', 'currencies', 'taxRates']],
  ['import: Items\ncolumns: { Code: A }', ['accounts', 'items', 'taxRates']],
  ['import: TrackingCategories\ncolumns: { Name: A }', ['tracking']],
  ['import: ContactGroups\ncolumns: { Name: A }', ['contacts']],
  ['archive: Accounts\ncolumns: { Code: A }', ['accounts']],
  ['archive: Contacts\ncolumns: { Name: A }', ['contacts']],
  ['void: Invoices\ncolumns: { InvoiceNumber: A }', []],
  ['void: Invoices\ncolumns: { InvoiceNumber: A, Contact.Name: B }', ['contacts']],
  ['void: Invoices\ncolumns: { InvoiceNumber: A, Contact: B }', ['contacts']],
] as const)('%s', (text, expected) => {
  expect(needs(text)).toEqual(expected);
});
