/** List and single reads: filters, order, pages and the two shapes of a record. */

import { msOf } from '../books/calendar.ts';
import { compare, decimalOf } from '../books/decimal.ts';
import type { Column, Condition, StoredRecord } from '../books/store.ts';
import { type Json, type JsonObject, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { envelope, errorReply, notFound, type Reply, refusal } from '../server/reply.ts';
import { isKnownField } from './known-fields.ts';
import { conditionsOf, matches, parseWhere, pathsOf, valueAt, type Where } from './where.ts';

export type Shape = 'summary' | 'detail' | 'summaryOnly';

export interface Reading {
  readonly kind: string;
  readonly collection: string;
  /** Whether lists come in pages: when asked for, or not at all. */
  readonly paged: boolean;
  /** `where` fields, lower case, that the indexes answer. */
  readonly columns: Readonly<Record<string, Column>>;
  /** Fields in which `searchTerm` looks. */
  readonly searched?: readonly string[];
  /** Query parameters that select by a column, such as IDs or Statuses. */
  readonly selectors?: Readonly<Record<string, Column>>;
  /** What a list leaves out unless it is asked for. */
  hidden?(call: Call): readonly Condition[];
  find(call: Call, reference: string): StoredRecord | undefined;
  shape(call: Call, record: StoredRecord, shape: Shape): JsonObject;
}

const mostIds = 51;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** GET of a collection. */
export function listReply(call: Call, reading: Reading): Reply {
  const { query } = call;
  if ((query.get('IDs')?.split(',').length ?? 0) > mostIds) return notFound();
  const summaryOnly = reading.paged && query.get('summaryOnly')?.toLowerCase() === 'true';
  const asksForPage = ['page', 'pageSize', 'Statuses'].some((name) => query.has(name)) || summaryOnly;
  const page = reading.paged && asksForPage ? pageOf(query) : undefined;
  const shape = summaryOnly ? 'summaryOnly' : page === undefined && reading.paged ? 'summary' : 'detail';
  const { records, count } = selected(call, reading, page);
  const pagination = page === undefined ? {} : { pagination: paginationOf(page, count) };
  const content = records.map((record) => reading.shape(call, record, shape));
  return envelope(call, { ...pagination, [reading.collection]: content });
}

/** GET of one record by id or number. */
export function oneReply(call: Call, reading: Reading, reference: string): Reply {
  const record = reading.find(call, reference);
  return record === undefined
    ? notFound()
    : envelope(call, { [reading.collection]: [reading.shape(call, record, 'detail')] });
}

export function isGuid(text: string): boolean {
  return guid.test(text);
}

interface Page {
  readonly number: number;
  readonly size: number;
}

function selected(
  call: Call,
  reading: Reading,
  page: Page | undefined,
): { records: readonly StoredRecord[]; count: number } {
  const where = whereOf(call, reading.kind);
  const indexed = where === undefined ? { conditions: [], complete: true } : conditionsOf(where, reading.columns);
  const conditions = [...parameterConditions(call, reading), ...indexed.conditions];
  const order = call.query.get('order');
  const search = call.query.get('searchTerm')?.trim().toLowerCase() ?? '';
  const offset = page === undefined ? 0 : (page.number - 1) * page.size;
  if (indexed.complete && order === null && search === '') {
    const count = page === undefined ? 0 : call.store.count(reading.kind, conditions);
    const limits = page === undefined ? {} : { limit: page.size, offset };
    return { records: call.store.select(reading.kind, { conditions, ...limits }), count };
  }
  const kept = scanned(call, reading, conditions, (view) => {
    return (where === undefined || matches(where, view)) && found(view, search, reading.searched ?? []);
  });
  const sorted = order === null ? kept : kept.toSorted((a, b) => ordered(a.view, b.view, order));
  const cut = page === undefined ? sorted : sorted.slice(offset, offset + page.size);
  return { records: cut.map(({ record }) => record), count: sorted.length };
}

const scanSize = 1000;

interface Scanned {
  readonly record: StoredRecord;
  readonly view: JsonObject;
}

/** Reads what the indexes leave in slices, and keeps what fits. */
function scanned(
  call: Call,
  reading: Reading,
  conditions: readonly Condition[],
  fits: (view: JsonObject) => boolean,
): readonly Scanned[] {
  const kept: Scanned[] = [];
  for (let offset = 0; ; offset += scanSize) {
    const slice = call.store.select(reading.kind, { conditions, limit: scanSize, offset });
    for (const record of slice) {
      const view = reading.shape(call, record, 'detail');
      if (fits(view)) kept.push({ record, view });
    }
    if (slice.length < scanSize) return kept;
  }
}

function whereOf(call: Call, kind: string): Where | undefined {
  const source = call.query.get('where');
  if (source === null || source.trim() === '') return undefined;
  const where = parsed(source);
  const unknown = pathsOf(where).find((path) => !isKnownField(kind, path));
  if (unknown === undefined) return where;
  throw refusal(
    errorReply(16, `No property or field '${unknown}' exists in type '${kind.replace(/ies$/, 'y').replace(/s$/, '')}'`),
  );
}

function parsed(source: string): Where {
  try {
    return parseWhere(source);
  } catch (error) {
    throw refusal(errorReply(16, error instanceof Error ? error.message : 'Expression expected'));
  }
}

function parameterConditions(call: Call, reading: Reading): readonly Condition[] {
  const conditions: Condition[] = [...(reading.hidden?.(call) ?? [])];
  for (const [name, column] of Object.entries(reading.selectors ?? {})) {
    const given = call.query.get(name);
    if (given === null || given.trim() === '') continue;
    const values = given.split(',').map((value) => value.trim());
    const cased = values.map((value) => (column === 'status' ? value.toUpperCase() : value.toLowerCase()));
    conditions.push({ column, operator: 'in', value: cased });
  }
  if (call.modifiedSince !== undefined) {
    conditions.push({ column: 'updated', operator: '>=', value: call.modifiedSince });
  }
  return conditions;
}

function pageOf(query: URLSearchParams): Page {
  const number = Math.trunc(Number(query.get('page') ?? '1'));
  const size = Math.trunc(Number(query.get('pageSize') ?? '100'));
  return { number: Math.max(number || 1, 1), size: Math.min(Math.max(Number.isNaN(size) ? 100 : size, 1), 1000) };
}

function paginationOf(page: Page, count: number): JsonObject {
  return { page: page.number, pageSize: page.size, pageCount: Math.ceil(count / page.size), itemCount: count };
}

function found(view: JsonObject, search: string, fields: readonly string[]): boolean {
  return search === '' || fields.some((field) => textOf(valueAt(view, field))?.toLowerCase().includes(search));
}

function ordered(a: JsonObject, b: JsonObject, order: string): number {
  for (const part of order.split(',')) {
    const [path = '', direction = 'ASC'] = part.trim().split(/\s+/);
    const difference = comparedValues(valueAt(a, path), valueAt(b, path));
    if (difference !== 0) return direction.toUpperCase().startsWith('DESC') ? -difference : difference;
  }
  return 0;
}

function comparedValues(a: Json | undefined, b: Json | undefined): number {
  const [left, right] = [msOf(a) ?? a, msOf(b) ?? b];
  const [x, y] = [decimalOf(left), decimalOf(right)];
  if (x !== undefined && y !== undefined) return compare(x, y);
  const [s, t] = [(textOf(left) ?? '').toLowerCase(), (textOf(right) ?? '').toLowerCase()];
  return s < t ? -1 : s > t ? 1 : 0;
}
