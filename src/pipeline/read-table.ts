/** Reads one table of an export out of Xero into a spool. */

import type { OpenSpool, Spool } from '../journal/spool.ts';
import type { EntityShape } from '../model/entity.ts';
import type { JobProblem, TableExport } from '../model/job.ts';
import { type Cell, cellText } from '../model/source-row.ts';
import { elementReader } from '../xero/element-value.ts';
import type { ExactObject } from '../xero/exact-json.ts';
import { type CompiledFilter, compileFilter } from '../xero/filters/compile-filter.ts';
import { compileFlatten, type FlattenPlan } from '../xero/flatten-element.ts';
import { joinedContactPaths, readContacts } from '../xero/join-contacts.ts';
import { entityCollection, readCollection } from '../xero/read-collection.ts';
import { type TableColumn, type TableColumns, tableColumns } from './output-columns.ts';
import type { Connection, Progress } from './parts.ts';
import { sortKeys } from './sort-keys.ts';
import { tableLayout } from './table-layout.ts';

export interface ReadTablePlan {
  readonly table: TableExport;
  readonly entity: EntityShape;
  readonly connection: Connection;
  readonly runId: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** If-Modified-Since, as the API writes it. */
  readonly modifiedSince?: string;
  /** Versions by ID that an earlier run has given out already. */
  readonly known?: ReadonlyMap<string, string>;
  readonly openSpool: OpenSpool;
  readonly progress: Pick<Progress, 'documents' | 'calls'>;
  readonly signal?: AbortSignal;
}

export interface FilledTable {
  readonly table: TableExport;
  readonly columns: readonly TableColumn[];
  readonly spool: Spool;
  /** Widest text of each column, characters. */
  readonly widest: readonly number[];
  /** Fields by which Xero cannot filter quickly, so that more was read than is written. */
  readonly slow: readonly string[];
  /** How many records the layout of the file cannot carry, by the field that it has no column for. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** Records read, those included that the filter did not take. */
  readonly read: number;
}

/** Rejects as the API does. The spool is the caller's to close; on a failure it is closed here. */
export async function readTable(
  plan: ReadTablePlan,
): Promise<FilledTable | { readonly problems: readonly JobProblem[] }> {
  const { table, entity, connection, today } = plan;
  const compiled = compileTable(table, entity, connection, today);
  if ('problems' in compiled) return compiled;
  const { filter, own, inner } = compiled;
  const flattening = await flattenPlan(plan, own, inner);
  const keys = sortKeys(table.order, flattening);
  const spool = await plan.openSpool(plan.runId, keys.descending);
  try {
    const flatten = compileFlatten(flattening);
    const { columns, arrange, refuses } = tableLayout(table.layout, [...own, ...inner], entity);
    const leftOut: Record<string, number> = {};
    const widest = columns.map(() => 0);
    const version = elementReader(entity, { name: 'UpdatedDateUTC', type: 'text' });
    let read = 0;
    const receive = async (elements: readonly ExactObject[]) => {
      read += elements.length;
      const gone: string[] = [];
      const entries = [];
      for (const element of elements) {
        const id = elementId(element, entity);
        const changed = version(element);
        if (!filter.local(element) || plan.known?.get(id) === changed) {
          gone.push(id);
          continue;
        }
        const refused = refuses(element);
        if (refused !== undefined) {
          leftOut[refused] = (leftOut[refused] ?? 0) + 1;
          gone.push(id);
          continue;
        }
        const rows = flatten(element).map(arrange);
        for (const row of rows) measure(row, widest);
        entries.push({ id, version: changed, sort: keys.of(element), rows });
      }
      if (gone.length > 0) await spool.remove(gone);
      await spool.put(entries);
      plan.progress.documents(read);
    };
    for (const query of filter.queries) await readQuery(plan, query, receive, spool);
    return { table, columns, spool, widest, slow: filter.slow, read, leftOut };
  } catch (error) {
    await spool.close();
    throw error;
  }
}

/** What the organisation and the registry say of a table before it is read. */
export function compileTable(
  table: TableExport,
  entity: EntityShape,
  { facts }: Connection,
  today: string,
): (TableColumns & { readonly filter: CompiledFilter }) | { readonly problems: readonly JobProblem[] } {
  const filter = compileFilter(entity, table, { today, facts });
  const columns = tableColumns(table, entity, facts);
  const problems = [...filter.problems, ...totalProblems(table, [...columns.own, ...columns.inner])];
  return problems.length > 0 ? { problems } : { ...columns, filter };
}

function readQuery(
  { entity, connection, modifiedSince, signal }: ReadTablePlan,
  query: Readonly<Record<string, string>>,
  receive: (elements: readonly ExactObject[]) => Promise<void>,
  spool: Spool,
): Promise<void> {
  const { api, clock } = connection;
  return readCollection(api, entityCollection(entity, query, modifiedSince), receive, {
    drop: (ids) => spool.remove(ids),
    expect: (calls) => api.expect(calls),
    patience: signal === undefined ? { clock } : { clock, signal },
  });
}

function elementId(element: ExactObject, { idField }: EntityShape): string {
  const id = element[idField];
  return typeof id === 'string' ? id : '';
}

/** Where columns name more of a contact than a document holds, the contacts are read first. */
async function flattenPlan(
  { table, entity, connection }: ReadTablePlan,
  own: readonly TableColumn[],
  inner: readonly TableColumn[],
): Promise<FlattenPlan> {
  const { facts, api } = connection;
  const plan = { entity, level: table.level, columns: own, inner, facts };
  const fields = [...own.map(({ field }) => field), ...table.order.map(({ field }) => field)];
  const paths = joinedContactPaths(entity, fields);
  if (paths.length === 0) return plan;
  const contacts = new Map<string, ExactObject>();
  await readContacts(api, paths, (id, contact) => contacts.set(id, contact));
  return { ...plan, contactOf: (id) => contacts.get(id) };
}

function measure(row: readonly Cell[], widest: number[]): void {
  for (let at = 0; at < row.length; at += 1) {
    const cell = row[at]!;
    const length = cell === '' ? 0 : cellText(cell).length;
    if (length > widest[at]!) widest[at] = length;
  }
}

/** An amount of the record stands on each of its rows, so that a sum over the rows would count it several times. */
function totalProblems({ totals, level, at }: TableExport, columns: readonly TableColumn[]): readonly JobProblem[] {
  return totals.flatMap((header): readonly JobProblem[] => {
    const column = columns.find((candidate) => candidate.header === header);
    const message =
      column === undefined
        ? `\`totals\` names \`${header}\`, which is no column of the table.`
        : column.type !== 'decimal' && column.type !== 'integer'
          ? `\`totals\` names \`${header}\`, which holds no numbers.`
          : column.ofRecord && level !== 'record'
            ? `\`totals\` names \`${header}\`, which belongs to the whole record and is repeated on each of its rows: its sum would count it several times. Total a column of \`${level}\` instead.`
            : undefined;
    return message === undefined ? [] : [{ ...at, code: 'job/total', message }];
  });
}
