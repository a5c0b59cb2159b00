/** Reads one table of an export out of Xero into a spool. */

import type { Spool, SpoolEntry } from '../journal/spool.ts';
import type { EntityShape } from '../model/entity.ts';
import type { JobProblem, TableExport } from '../model/job.ts';
import { type Cell, cellText } from '../model/source-row.ts';
import { elementReader } from '../xero/element-value.ts';
import { type ExactObject, textAt } from '../xero/exact-json.ts';
import { type CompiledFilter, compileFilter } from '../xero/filters/compile-filter.ts';
import { compileFlatten, type FlattenPlan } from '../xero/flatten-element.ts';
import { joinedContactPaths, readContacts } from '../xero/join-contacts.ts';
import { entityCollection, readCollection } from '../xero/read-collection.ts';
import { headerProblems, type TableColumn, type TableColumns, tableColumns } from './output-columns.ts';
import type { Connection } from './parts.ts';
import { type LeftRecords, mayLeave, readLeft } from './read-left.ts';
import type { ReadTablePlan } from './read-table-plan.ts';
import { readingOptions } from './reading-options.ts';
import { type SortKeys, sortKeys } from './sort-keys.ts';
import { tableLayout } from './table-layout.ts';

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
  /** The field that tells records apart; none in reports. */
  readonly idField?: string;
  /** Of the amounts that are totalled, where they are of several. */
  readonly currencies: readonly string[];
  /** Changed since the last run, and taken by the filter no more. */
  readonly left?: LeftRecords;
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
  const contacts = await wholeContacts(plan, own);
  const flattening: FlattenPlan = {
    ...{ entity, level: table.level, columns: own, inner, facts: connection.facts },
    ...(contacts === undefined ? {} : { contactOf: contacts.of }),
  };
  const { columns, arrange, refuses } = tableLayout(table.layout, [...own, ...inner], entity);
  const keys = sortKeys(table.order, flattening);
  const flatten = compileFlatten(flattening);
  const spool = await plan.openSpool(plan.runId, keys.descending);
  try {
    const widest = columns.map(() => 0);
    const refusedBy = new Map<string, string>();
    const matching = new Set<string>();
    const takes = (element: ExactObject, id: string, version: string): boolean => {
      if (!filter.local(element)) return false;
      if (mayLeave(plan)) matching.add(id);
      if (plan.known?.get(id) === version) return false;
      const refused = refuses(element);
      if (refused === undefined) refusedBy.delete(id);
      else refusedBy.set(id, refused);
      return refused === undefined;
    };
    const currencies = currencyWatch(table, columns);
    const rowsOf = (element: ExactObject) => {
      currencies.take(element);
      const rows = flatten(element).map(arrange);
      for (const row of rows) measure(row, widest);
      return rows;
    };
    const read = await readInto(spool, plan, { filter, keys, takes, rowsOf, contacts });
    const leftOut = counted(refusedBy.values());
    const filled = {
      table,
      columns,
      spool,
      widest,
      slow: filter.slow,
      read,
      leftOut,
      currencies: currencies.several(),
      idField: entity.idField,
    };
    if (!mayLeave(plan)) return filled;
    return { ...filled, left: await readLeft(plan, { columns, isTaken: (id) => matching.has(id), rowsOf, contacts }) };
  } catch (error) {
    await spool.close();
    throw error;
  }
}

const CURRENCY_PATHS = ['CurrencyCode', 'Invoice.CurrencyCode', 'CreditNote.CurrencyCode'];

/** Amounts of documents are in their own currencies: their sum is one of pounds and yen, where they are of both. */
function currencyWatch({ totals }: TableExport, columns: readonly TableColumn[]) {
  const seen = new Set<string>();
  const isMoney = columns.some(({ header, decimals }) => decimals === 2 && totals.includes(header));
  return {
    take(element: ExactObject): void {
      if (!isMoney) return;
      const path = CURRENCY_PATHS.find((each) => textAt(element, each) !== '');
      if (path !== undefined) seen.add(textAt(element, path));
    },
    several: (): readonly string[] => (seen.size > 1 ? [...seen].sort() : []),
  };
}

/** How often each of the words comes. */
function counted(words: Iterable<string>): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

interface Taking {
  readonly filter: CompiledFilter;
  readonly keys: SortKeys;
  readonly contacts: WholeContacts | undefined;
  takes(element: ExactObject, id: string, version: string): boolean;
  rowsOf(element: ExactObject): SpoolEntry['rows'];
}

/** Resolves with the number of records that came. */
async function readInto(spool: Spool, plan: ReadTablePlan, taking: Taking): Promise<number> {
  const { table, entity, connection, modifiedSince, progress } = plan;
  const versionOf = elementReader(entity, { name: entity.read.stamp ?? 'UpdatedDateUTC', type: 'text' });
  let read = 0;
  const receive = async (elements: readonly ExactObject[]) => {
    read += elements.length;
    await taking.contacts?.complete(elements);
    const gone: string[] = [];
    const entries: SpoolEntry[] = [];
    for (const element of elements) {
      const [id, version] = [textAt(element, entity.idField), versionOf(element)];
      if (!taking.takes(element, id, version)) gone.push(id);
      else entries.push({ id, version, sort: taking.keys.of(element), rows: taking.rowsOf(element) });
    }
    if (gone.length > 0) await spool.remove(gone);
    await spool.put(entries);
    progress.documents(read);
  };
  const options = { ...readingOptions(plan), drop: (ids: readonly string[]) => spool.remove(ids) };
  for (const query of taking.filter.queries) {
    await readCollection(
      connection.api,
      entityCollection(entity, query, modifiedSince, table.level === 'lines'),
      receive,
      options,
    );
  }
  return read;
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
  const all = [...columns.own, ...columns.inner];
  const problems = [...filter.problems, ...headerProblems(all), ...totalProblems(table, all)];
  return problems.length > 0 ? { problems } : { ...columns, filter };
}

interface WholeContacts {
  of(contactId: string): ExactObject | undefined;
  /** Asks for contacts that were created since the others were read. */
  complete(elements: readonly ExactObject[]): Promise<void>;
}

/** Where columns name more of a contact than a document holds, all contacts are read first. */
async function wholeContacts(plan: ReadTablePlan, own: readonly TableColumn[]): Promise<WholeContacts | undefined> {
  const { table, entity, connection } = plan;
  const fields = [...own.map(({ field }) => field), ...table.order.map(({ field }) => field)];
  const paths = joinedContactPaths(entity, fields);
  if (paths.length === 0) return undefined;
  const contacts = new Map<string, ExactObject>();
  const keep = (id: string, contact: ExactObject) => contacts.set(id, contact);
  const options = readingOptions(plan);
  await readContacts(connection.api, paths, keep, options);
  return {
    of: (id) => contacts.get(id),
    async complete(elements) {
      const named = elements.map((element) => textAt(element, 'Contact.ContactID'));
      const ids = [...new Set(named)].filter((id) => id !== '' && !contacts.has(id));
      if (ids.length > 0) await readContacts(connection.api, paths, keep, { ...options, ids });
    },
  };
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
