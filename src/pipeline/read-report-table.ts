/** Reads a report of Xero's into a spool, as the rows of a table. */

import type { SpoolEntry } from '../journal/spool.ts';
import { namedDay } from '../model/days.ts';
import type { JobProblem, OutputColumn } from '../model/job.ts';
import type { ReportSpec } from '../model/report-spec.ts';
import { type Cell, cellText } from '../model/source-row.ts';
import { readReport } from '../xero/report-reading/read-report.ts';
import { reportParameters } from '../xero/report-reading/report-parameters.ts';
import type { TableColumn } from './output-columns.ts';
import type { FilledTable } from './read-table.ts';
import type { ReadTablePlan } from './read-table-plan.ts';
import { readingOptions } from './reading-options.ts';
import { sortValue } from './sort-keys.ts';

export type ReadReportPlan = Omit<ReadTablePlan, 'entity'> & { readonly report: ReportSpec };

/** Rejects as the API does. The spool is the caller's to close; on a failure it is closed here. */
export async function readReportTable(
  plan: ReadReportPlan,
): Promise<FilledTable | { readonly problems: readonly JobProblem[] }> {
  const { table, report, connection, today } = plan;
  const { tracking } = connection.facts;
  const { values, from, to, problems } = reportParameters(report, table.filter, { today, asAt: table.asAt, tracking });
  if (problems.length > 0) return { problems };
  const columns = reportColumns(plan);
  const places = columns.map(({ field }) => report.columns.findIndex(({ name }) => name === field));
  const order = table.order.map(({ field }) => report.columns.findIndex(({ name }) => name === field));
  const spool = await plan.openSpool(
    plan.runId,
    table.order.map(({ descending }) => descending),
  );
  const widest = columns.map(() => 0);
  let read = 0;
  const currencyAt = ownCurrencyAt(plan, columns);
  const currencies = new Set<string>();
  const receive = async (rows: readonly (readonly Cell[])[]) => {
    const entries = rows.map((row): SpoolEntry => {
      const cells = places.map((place) => row[place] ?? '');
      cells.forEach((cell, at) => {
        widest[at] = Math.max(widest[at]!, cellText(cell).length);
      });
      read += 1;
      if (currencyAt >= 0) currencies.add(cellText(row[currencyAt] ?? ''));
      return {
        id: String(read).padStart(9, '0'),
        version: '',
        sort: order.map((place) => sortValue(cellText(row[place] ?? ''), report.columns[place]?.type ?? 'text')),
        rows: [cells],
      };
    });
    await spool.put(entries);
    plan.progress.documents(read);
  };
  const request = {
    asAt: namedDay(table.asAt ?? today, today),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    parameters: values,
    ...readingOptions(plan),
  };
  try {
    await readReport(connection.api, connection.facts, report, request, receive);
    const several = currencies.size > 1 ? [...currencies].sort() : [];
    return { table, columns, spool, widest, slow: [], leftOut: {}, read, currencies: several };
  } catch (error) {
    await spool.close();
    throw error;
  }
}

/** Where the currency of a row stands, if amounts in it are totalled: of all columns `Due` alone is not in base currency. */
function ownCurrencyAt({ table, report }: ReadReportPlan, columns: readonly TableColumn[]): number {
  const isTotalled = columns.some(({ field, header }) => field === 'Due' && table.totals.includes(header));
  return isTotalled ? report.columns.findIndex(({ name }) => name === 'CurrencyCode') : -1;
}

function reportColumns({ table, report }: ReadReportPlan): readonly TableColumn[] {
  const listed: readonly OutputColumn[] =
    typeof table.columns === 'string'
      ? report.columns.map(({ name }) => ({ field: name, header: name, at: table.at }))
      : table.columns;
  return listed.map((column) => {
    const { type = 'text', decimals } = report.columns.find(({ name }) => name === column.field) ?? {};
    return { ...column, type, ...(decimals === undefined ? {} : { decimals }), ofRecord: false };
  });
}
