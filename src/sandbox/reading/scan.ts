/** Lists that no index answers: the records are looked through one by one. */
import { compare, type Decimal } from '../books/decimal.ts';
import { folded } from '../books/derived-columns.ts';
import type { Store, StoredRecord } from '../books/store.ts';
import type { JsonObject } from '../json.ts';
import type { Call } from '../server/call.ts';
import { failureReply, refusal } from '../server/reply.ts';
import { type ListQuery, partsOf } from './list-query.ts';
import type { Reading, Selected } from './reading.ts';
import { evaluator, folds, isNullFailure, reader } from './where-evaluate.ts';
import type { Expression, Value } from './where-expression.ts';
import type { OrderKey } from './where-parse.ts';

interface Kept {
  readonly id: string;
  /** Kept when the whole list is shown. */
  readonly record: StoredRecord | undefined;
  /** The values that the order asks for. */
  readonly keys: readonly Value[];
}

/** @throws a refusal where the filter fails on an empty field */
export function scannedRecords(call: Call, reading: Reading, query: ListQuery): Selected {
  const { page } = query;
  try {
    const kept = sorted(keptRecords(call, reading, query), query.order);
    const shown = page === undefined ? kept : kept.slice((page.number - 1) * page.size, page.number * page.size);
    const records = shown.flatMap(({ id, record }) => record ?? call.store.get(reading.kind, id) ?? []);
    return { records, count: kept.length };
  } catch (error) {
    throw isNullFailure(error) ? refusal(failureReply()) : error;
  }
}

function keptRecords(call: Call, reading: Reading, query: ListQuery): readonly Kept[] {
  const { where, order, conditions, searchTerm, page } = query;
  const nulls = call.settings.nullInFilter;
  const fits = where === undefined ? undefined : evaluator(where, nulls);
  const sought = searchIn(reading.searched ?? [], searchTerm);
  const keys = order.map(({ by }) => evaluator(by, nulls));
  const bodyOf = bodies(call, reading, query);
  const kept: Kept[] = [];
  for (const record of call.store.scan(reading.kind, conditions)) {
    const body = bodyOf(record);
    if ((fits !== undefined && fits(body) !== true) || !sought(body)) continue;
    kept.push({ id: record.id, record: page === undefined ? record : undefined, keys: keys.map((key) => key(body)) });
  }
  return kept;
}

/** The stored body does, unless something is asked that stands in the shown record alone. */
function bodies(call: Call, reading: Reading, { where, order, facts, searchTerm }: ListQuery) {
  const asked: readonly Expression[] = [...(where === undefined ? [] : [where]), ...order.map(({ by }) => by)];
  const named = asked.flatMap(partsOf).flatMap((part) => (part.kind === 'field' ? [part.path[0] ?? ''] : []));
  const searched = searchTerm === '' ? [] : (reading.searched ?? []).map((path) => path.split('.')[0] ?? '');
  if (![...named, ...searched].some((field) => facts.joined.includes(field))) {
    return (record: StoredRecord): JsonObject => record.body;
  }
  const remembering: Call = { ...call, store: remembered(call.store) };
  return (record: StoredRecord): JsonObject => reading.shape(remembering, record, 'detail');
}

/** The store with the records that many others point to at hand. */
function remembered(store: Store): Store {
  const known = new Map<string, StoredRecord | undefined>();
  const get: Store['get'] = (kind, id) => {
    const name = `${kind} ${id}`;
    if (!known.has(name)) known.set(name, store.get(kind, id));
    return known.get(name);
  };
  return { ...store, get };
}

function searchIn(paths: readonly string[], term: string): (body: JsonObject) => boolean {
  if (term === '') return () => true;
  const sought = folded(term);
  const readers = paths.map((path) => reader(path.split('.'), 'String'));
  return (body) => readers.some((read) => folded(String(read(body) ?? '')).includes(sought));
}

/** Empty values first; records that are alike stay in the order of change. */
function sorted(kept: readonly Kept[], order: readonly OrderKey[]): readonly Kept[] {
  if (order.length === 0) return kept;
  const folders = order.map(({ by }) => (folds(by) ? folded : (text: string) => text.toLowerCase()));
  return kept.toSorted((a, b) => {
    for (const [at, { descending }] of order.entries()) {
      const difference = compared(a.keys[at] ?? null, b.keys[at] ?? null, folders[at] ?? folded);
      if (difference !== 0) return descending ? -difference : difference;
    }
    return 0;
  });
}

function compared(a: Value, b: Value, fold: (text: string) => string): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  if (typeof a === 'object' && typeof b === 'object') return compare(a, b as Decimal);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [s, t] = [fold(String(a)), fold(String(b))];
  return s < t ? -1 : s > t ? 1 : 0;
}
