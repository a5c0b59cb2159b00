/** Asks what a table of an export would take to read, and whether its job can be read that way. */

import { namedDay } from '../model/days.ts';
import type { JobProblem, TableExport } from '../model/job.ts';
import type { Registry } from '../model/registry.ts';
import { entityCollection, readOnePage } from '../xero/read-collection.ts';
import { estimateReport } from '../xero/report-reading/estimate-report.ts';
import { reportParameters } from '../xero/report-reading/report-parameters.ts';
import type { Connection } from './parts.ts';
import { compileTable } from './read-table.ts';

export interface CheckTablePlan {
  readonly table: TableExport;
  readonly connection: Connection;
  readonly registry: Registry;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly modifiedSince?: string;
}

export interface CheckedTable {
  /** That Xero would give out, before what only rowpost filters by. */
  readonly records: number;
  readonly calls: number;
  /** There may be more of both: Xero does not tell how many there are, and the first page was full. */
  readonly atLeast?: true;
  readonly slow: readonly string[];
}

/** Elements that Xero gives out at once where it goes on by an offset. */
const FULL_OFFSET = 100;

/** Rejects as the API does. */
export async function checkTable(
  plan: CheckTablePlan,
): Promise<CheckedTable | { readonly problems: readonly JobProblem[] }> {
  const { table, connection, registry, today, modifiedSince } = plan;
  const report = registry.reports.find(({ name }) => name === table.of);
  if (report !== undefined) {
    const { tracking } = connection.facts;
    const { problems } = reportParameters(report, table.filter, { today, asAt: table.asAt, tracking });
    if (problems.length > 0) return { problems };
    const asAt = namedDay(table.asAt ?? today, today);
    return { ...(await estimateReport(connection.api, report, asAt)), slow: [] };
  }
  const entity = registry.entities.find(({ name }) => name === table.of)!;
  const compiled = compileTable(table, entity, connection, today);
  if ('problems' in compiled) return compiled;
  const counts = { records: 0, calls: 0 };
  let atLeast = false;
  for (const query of compiled.filter.queries) {
    const { elements, pages } = await readOnePage(
      connection.api,
      entityCollection(entity, query, modifiedSince, table.level === 'lines'),
      1,
    );
    counts.records += pages?.itemCount ?? elements.length;
    atLeast ||= entity.read.offset !== undefined && elements.length >= FULL_OFFSET;
    const alone = entity.read.alone === true && table.level === 'lines' ? elements.length : 0;
    counts.calls += Math.max(1, pages?.pageCount ?? 1) + alone;
  }
  return { ...counts, ...(atLeast ? { atLeast } : {}), slow: compiled.filter.slow };
}
