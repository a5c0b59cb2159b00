/** Fills what a table takes from the organisation: Xero's own layouts, the currency of a layout, codes for names. */

import type { EntityShape } from '../model/entity.ts';
import type { Facts } from '../model/facts.ts';
import { type ImportTemplate, type TemplateColumn, templateFor } from '../model/import-template.ts';
import type { ExportJob, FixedField, Lookup, OutputColumn, TableExport } from '../model/job.ts';
import type { Registry } from '../model/registry.ts';
import { resolveWords } from './resolve-words.ts';

/** Throws a Refusal where a lookup cannot be turned round here. */
export function fillTemplates(job: ExportJob, { entities }: Registry, facts: Facts): ExportJob {
  const fill = (table: TableExport): TableExport => {
    const entity = entities.find(({ name }) => name === table.of);
    if (entity === undefined) return table;
    const template = table.columns === 'template' ? templateFor(entity.templates ?? [], table.filter) : undefined;
    const filled = template === undefined ? table : fillTable(table, template, job, facts);
    return resolveWords(inBaseCurrency(filled, entity, facts), entity, facts);
  };
  return { ...job, tables: job.tables.map(fill) };
}

function fillTable(table: TableExport, template: ImportTemplate, { output }: ExportJob, facts: Facts): TableExport {
  const dates = output.dates ?? (facts.organisation.countryCode === 'US' ? 'MM/dd/yyyy' : 'dd/MM/yyyy');
  const turn = (column: TemplateColumn): OutputColumn => {
    const lookup = wordsOf(column, facts);
    return {
      field: column.field,
      header: column.header,
      ...(lookup === undefined ? {} : { lookup }),
      dates,
      numbers: '1234.56',
      at: table.at,
    };
  };
  const own = template.columns.filter(({ ofLine }) => ofLine !== true);
  const inner = template.columns.filter(({ ofLine }) => ofLine === true);
  return {
    ...table,
    columns: own.map(turn),
    level: inner.length > 0 ? 'lines' : 'record',
    inner: inner.map(turn),
    layout: {
      headers: template.columns.map(({ header }) => header),
      record: fixed(template.record),
      lines: fixed(template.lines),
    },
  };
}

function fixed(fields: ImportTemplate['record']): readonly FixedField[] {
  return Object.entries(fields).map(([field, values]) => ({ field, values }));
}

/** Xero's import files name tax rates as people see them. */
function wordsOf({ field, words }: TemplateColumn, { taxRates }: Facts): Lookup | undefined {
  const entries = field === 'TaxType' ? taxNames(taxRates) : (words ?? []);
  return entries.length === 0 ? undefined : { entries, else: { kind: 'keep' } };
}

/** Of the rates whose name is theirs alone. */
function taxNames(rates: Facts['taxRates']): readonly (readonly [string, string])[] {
  const named = new Map<string, number>();
  const living = rates.filter(({ status }) => status !== 'DELETED');
  for (const { name } of living) named.set(name.toLowerCase(), (named.get(name.toLowerCase()) ?? 0) + 1);
  return living.filter(({ name }) => named.get(name.toLowerCase()) === 1).map(({ name, taxType }) => [name, taxType]);
}

/** Without a column that tells the currency, an import takes every amount for one in base currency. */
function inBaseCurrency(table: TableExport, entity: EntityShape, { organisation }: Facts): TableExport {
  const { layout, columns } = table;
  const has = entity.fields.some(({ name }) => name === 'CurrencyCode');
  if (layout === undefined || !has || typeof columns === 'string') return table;
  const known = [...columns, ...layout.record].some(({ field }) => field === 'CurrencyCode');
  if (known) return table;
  const base = { field: 'CurrencyCode', values: [organisation.baseCurrency] };
  return { ...table, layout: { ...layout, record: [...layout.record, base] } };
}
