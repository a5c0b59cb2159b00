/** What a table takes from the organisation before it is read. */

import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../src/model/facts.ts';
import type { ExportJob, Output, TableExport } from '../../../src/model/job.ts';
import { exportNeeds } from '../../../src/pipeline/export-needs.ts';
import { fillTemplates } from '../../../src/pipeline/fill-template.ts';
import { acceptedExport, vocabulary } from '../job/vocabulary.ts';
import { sampleFacts } from '../validators/sample-facts.ts';

const TEMPLATE = 'filter: { Type: ACCREC }\ncolumns: template';

function job(columns = TEMPLATE, output: Partial<Output> = {}): ExportJob {
  const loaded = acceptedExport(`org: acme\nexport: Invoices\n${columns}\noutput: { file: out.csv }\n`);
  return { ...loaded, output: { ...loaded.output, ...output } };
}

function filled(of: ExportJob, facts: Facts): TableExport {
  return fillTemplates(of, vocabulary.registry, facts).tables[0]!;
}

function inCountry(countryCode: string): Facts {
  const facts = sampleFacts();
  return sampleFacts({ organisation: { ...facts.organisation, countryCode } });
}

function dateOf({ columns }: TableExport): string | undefined {
  return typeof columns === 'string' ? undefined : columns.find(({ field }) => field === 'Date')?.dates;
}

describe("Xero's own layout", () => {
  test.each([
    ['GB', {}, 'dd/MM/yyyy'],
    ['AU', {}, 'dd/MM/yyyy'],
    ['US', {}, 'MM/dd/yyyy'],
    ['US', { dates: 'iso' }, 'iso'],
  ])('writes days as an import in %s takes them, given %o', (country, output, dates) => {
    expect(dateOf(filled(job(TEMPLATE, output), inCountry(country)))).toBe(dates);
  });

  test('names the tax rates whose name is theirs alone', () => {
    const facts = sampleFacts();
    const [rate] = facts.taxRates;
    const twin = { ...rate!, taxType: 'TAX001', name: rate!.name.toUpperCase() };
    const gone = { ...twin, taxType: 'TAX002', status: 'DELETED' };
    const entries = (taxRates: Facts['taxRates']) => {
      const { inner } = filled(job(), sampleFacts({ taxRates }));
      const column = typeof inner === 'string' ? undefined : inner.find(({ field }) => field === 'TaxType');
      return column?.lookup?.entries.map(([, code]) => code) ?? [];
    };
    expect(entries([...facts.taxRates, gone])).toContain(rate!.taxType);
    expect(entries([...facts.taxRates, twin])).not.toContain(rate!.taxType);
  });

  test('asks for the lists that it names things by', () => {
    expect(exportNeeds(job(), vocabulary.registry)).toEqual(expect.arrayContaining(['taxRates', 'brandingThemes']));
    expect(exportNeeds(job('columns: { Total: T }'), vocabulary.registry)).toEqual([]);
  });
});

describe('columns of other tables', () => {
  const LOOKED = 'lines: { AccountCode: { column: A, lookup: { ours: Sales, theirs: "260" } } }';

  test('are as the job has them, but for accounts and tax rates that lookups name', () => {
    const { inner, layout } = filled(job(LOOKED), sampleFacts());
    expect(layout).toBeUndefined();
    expect(inner).toMatchObject([
      {
        field: 'AccountCode',
        header: 'A',
        lookup: {
          entries: [
            ['ours', '200'],
            ['theirs', '260'],
          ],
        },
      },
    ]);
    expect(exportNeeds(job(LOOKED), vocabulary.registry)).toEqual(['accounts']);
  });

  test('are refused where two texts turn out to stand for one account', () => {
    const twice = job(LOOKED.replace('"260"', '"200"'));
    expect(() => filled(twice, sampleFacts())).toThrow('ours and theirs for the one value 200');
  });
});
