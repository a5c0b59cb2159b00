/** What an export must know of an organisation before it reads from it: each list costs a call. PURE. */

import type { FactKind } from '../model/facts.ts';
import type { ExportJob, TableExport } from '../model/job.ts';
import type { Registry } from '../model/registry.ts';
import { wordNeeds } from './resolve-words.ts';

export function exportNeeds({ tables }: ExportJob, registry: Registry): readonly FactKind[] {
  return [...new Set(tables.flatMap((table) => tableNeeds(table, registry)))];
}

/** Names in a filter are looked up; a column may be called by what stands in a list. */
function tableNeeds(table: TableExport, { entities, reports }: Registry): readonly FactKind[] {
  const { of, filter, columns, level, inner } = table;
  if (reports.some(({ name }) => name === of)) {
    return filter.some(({ field }) => /^tracking/i.test(field)) ? ['accounts', 'tracking'] : ['accounts'];
  }
  const entity = entities.find(({ name }) => name === of);
  const fields = entity?.fields ?? [];
  const kindOf = (name: string) => fields.find((field) => field.name === name)?.names;
  const asked = filter.map(({ field }) => kindOf(field));
  const shown = typeof columns === 'string' ? [] : columns.map(({ field }) => kindOf(field));
  const needs: FactKind[] = entity === undefined ? [] : [...wordNeeds(table, entity)];
  if (asked.includes('contact')) needs.push('contacts');
  if (asked.includes('account')) needs.push('accounts');
  if ([...asked, ...shown].includes('branding-theme')) needs.push('brandingThemes');
  if (columns === 'template') needs.push('brandingThemes', 'taxRates');
  if (level === 'lines' && inner === 'all') needs.push('tracking');
  return needs;
}
