/** List and single reads: filters, order, pages and the shapes of a record. */
import { folded } from '../books/derived-columns.ts';
import type { Condition, Selection } from '../books/store.ts';
import type { JsonObject } from '../json.ts';
import type { Call } from '../server/call.ts';
import { envelope, errorReply, notFound, type Reply, refusal } from '../server/reply.ts';
import { elementTypes } from './field-types.ts';
import { isPaged } from './list-facts.ts';
import { type ListQuery, listQuery, type Page, parameterOf } from './list-query.ts';
import type { Reading, Selected, Shape } from './reading.ts';
import { scannedRecords } from './scan.ts';

export type { Reading, Shape } from './reading.ts';

const mostIds = 51;

/** GET of a collection, or of the one record that the path names. */
export function readReply(call: Call, reading: Reading): Reply {
  const [reference] = call.path;
  return reference === undefined ? listReply(call, reading) : oneReply(call, reading, reference);
}

function listReply(call: Call, reading: Reading): Reply {
  const ids = parameterOf(call, reading.kind, 'IDs')?.split(',') ?? [];
  if (ids.length > mostIds) return notFound();
  const query = listQuery(call, reading.kind, reading.hidden?.(call) ?? []);
  const shape = query.summaryOnly
    ? 'summaryOnly'
    : query.page === undefined && isPaged(reading.kind)
      ? 'summary'
      : 'detail';
  refuseHighVolume(call, reading, query);
  const { records, count } = selected(call, reading, query, shape);
  const isCounted = query.page !== undefined && query.facts.uncounted !== true;
  const pagination = isCounted ? { pagination: paginationOf(query.page, count) } : {};
  const content = records.map((record) => reading.shape(call, record, shape));
  return envelope(call, { ...pagination, [reading.collection]: content });
}

/** By id or number. */
function oneReply(call: Call, reading: Reading, reference: string): Reply {
  const record = reading.find(call, reference);
  return record === undefined
    ? notFound()
    : envelope(call, { [reading.collection]: [reading.shape(call, record, 'detail')] });
}

/** From the indexes alone where they say it all, else record by record. */
function selected(call: Call, reading: Reading, query: ListQuery, shape: Shape): Selected {
  const { store } = call;
  const { page, conditions } = query;
  const order = columnOrder(query);
  const any = searchConditions(query, reading);
  if (query.where !== undefined || order === undefined || any === undefined) {
    return scannedRecords(call, reading, query);
  }
  const limits = page === undefined ? {} : { limit: page.size, offset: (page.number - 1) * page.size };
  const heads = shape !== 'detail';
  const records = store.select(reading.kind, { conditions, any, order, heads, ...limits });
  return { records, count: page === undefined ? records.length : store.count(reading.kind, conditions, any) };
}

type OrderColumn = NonNullable<Selection['order']>[number];

/** Undefined when something else than columns of the books decides. */
function columnOrder({ order, facts }: ListQuery): readonly OrderColumn[] | undefined {
  const keys = order.map(({ by, descending }) => {
    const place = by.kind === 'field' ? facts.places[by.path.join('.').toLowerCase()] : undefined;
    return place === undefined || place.of !== undefined ? undefined : { column: place.column, descending };
  });
  if (!keys.every((key) => key !== undefined)) return undefined;
  return keys.length === ownOrder.length && keys.every(isOwn) ? [] : keys;
}

/** The order that lists have without being asked for it. */
const ownOrder = ['updated', 'id'];

function isOwn({ column, descending }: OrderColumn, at: number): boolean {
  return column === ownOrder[at] && !descending;
}

/** One for each field searched; undefined when some of them lie in bodies alone. */
function searchConditions(
  { searchTerm, facts }: ListQuery,
  { searched = [] }: Reading,
): readonly Condition[] | undefined {
  if (searchTerm === '') return [];
  const places = searched.map((field) => facts.places[field.toLowerCase()]);
  if (places.length === 0 || places.some((place) => place === undefined)) return undefined;
  return places.flatMap((place) =>
    place === undefined
      ? []
      : [{ ...place, operator: 'contains' as const, value: place.of === undefined ? searchTerm : folded(searchTerm) }],
  );
}

/** A list without pages, or one that fields without an index decide, may not be too long. */
function refuseHighVolume(call: Call, { kind }: Reading, { facts, page, conditions, isCostly }: ListQuery): void {
  if (facts.optimised === undefined || (page !== undefined && !isCostly)) return;
  if (call.store.count(kind, []) <= call.settings.highVolume) return;
  if (call.store.count(kind, conditions) <= call.settings.highVolume) return;
  throw refusal(
    errorReply(
      51,
      `Your request is not filtering ${kind} efficiently, given the extremely high volume for this organisation. Please check https://developer.xero.com/documentation/api/efficient-data-retrieval for tips on making ${elementTypes[kind] ?? kind} retrieval more efficient.`,
    ),
  );
}

function paginationOf(page: Page, count: number): JsonObject {
  return { page: page.number, pageSize: page.size, pageCount: Math.ceil(count / page.size), itemCount: count };
}
