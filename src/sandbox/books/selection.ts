/** Finds a selection's rows by the index that answers it with the least work. */
import type { SQLInputValue } from 'node:sqlite';
import { type Column, type Condition, conditionSql } from './condition.ts';
import type { Prepared, Row } from './database.ts';
import { anyDay, type Tally } from './tally.ts';

export interface Selection {
  readonly conditions: readonly Condition[];
  /** Of these at least one must hold as well. */
  readonly any?: readonly Condition[];
  readonly limit?: number;
  readonly offset?: number;
  /** Leaves the line items out of the bodies. */
  readonly heads?: boolean;
  /** Columns to order by before change and id. */
  readonly order?: readonly { readonly column: Column; readonly descending: boolean }[];
}

const head = 'kind, id, key, second_key, parent, type, status, date, updated, body';
const keys: readonly Column[] = ['id', 'key', 'second_key', 'parent'];
const counted: readonly Column[] = ['type', 'status', 'date'];

/** In the order of change, then id, unless the selection says otherwise. */
export function selectRows(prepared: Prepared, tally: Tally, kind: string, selection: Selection): readonly Row[] {
  const { conditions, limit, offset = 0, order = [], any = [] } = selection;
  const paged = limit !== undefined && order.length === 0 && any.length === 0 && !conditions.some(isKeyed);
  if (paged && conditions.length === 0) return fromPlace(prepared, tally, kind, selection, limit, offset);
  const days = paged ? dayRange(conditions) : undefined;
  return days === undefined
    ? plainRows(prepared, kind, selection)
    : byStretches(prepared, tally, kind, selection, days);
}

/** All rows that meet the conditions, one by one and without their lines. */
export function scanRows(prepared: Prepared, kind: string, conditions: readonly Condition[]): Iterable<Row> {
  const { text, values } = conditionSql(conditions);
  return prepared(`select ${head} from record where kind = ?${text} order by ${inOrder(conditions)}`).iterate(
    kind,
    ...values,
  );
}

/** From the tally where type, status and day decide. */
export function countRows(
  prepared: Prepared,
  kind: string,
  conditions: readonly Condition[],
  any: readonly Condition[] = [],
): number {
  const { text, values } = conditionSql(conditions, any);
  const tallied =
    any.length === 0 && conditions.every(({ column, of }) => counted.includes(column) && of === undefined);
  const dated = conditions.some(({ column }) => column === 'date');
  const days = dated ? `day <> '${anyDay}'` : `day = '${anyDay}'`;
  const sql = tallied
    ? `select total(n) n from tally where kind = ? and ${days}${text.replaceAll(/\bdate\b/g, 'day')}`
    : `select count(*) n from record where kind = ?${text}`;
  return Number(prepared(sql).get(kind, ...values)?.n ?? 0);
}

function fromPlace(
  prepared: Prepared,
  tally: Tally,
  kind: string,
  { heads }: Selection,
  limit: number,
  offset: number,
): readonly Row[] {
  const place = tally.place(kind, offset);
  if (place === undefined) return [];
  return prepared(
    `select ${columnsOf(heads)} from record indexed by record_updated where kind = ? and (updated, id) >= (?, ?)
order by updated, id limit ? offset ?`,
  ).all(kind, place.updated, place.id, limit, place.rest);
}

/** Passes over the stretches of the order of change in which no day of the range is. */
function byStretches(
  prepared: Prepared,
  tally: Tally,
  kind: string,
  { conditions, limit = 0, offset = 0, heads }: Selection,
  [from, to]: readonly [string, string],
): readonly Row[] {
  const { text, values } = conditionSql(conditions);
  const statement = prepared(
    `select rowid row from record indexed by record_updated
where kind = ? and (updated, id) >= (?, ?) and (updated, id) < (?, ?)${text} order by updated, id`,
  );
  const found: SQLInputValue[] = [];
  let passed = 0;
  for (const { updated, id, nextUpdated, nextId } of tally.stretches(kind, from, to)) {
    for (const { row } of statement.iterate(kind, updated, id, nextUpdated, nextId, ...values)) {
      passed += 1;
      if (passed > offset) found.push(row as number);
      if (found.length === limit) break;
    }
    if (found.length === limit) break;
  }
  return wholeRows(prepared, found, heads);
}

function plainRows(
  prepared: Prepared,
  kind: string,
  { conditions, any, limit, offset = 0, heads, order = [] }: Selection,
): readonly Row[] {
  const { text, values } = conditionSql(conditions, any);
  const first = order.map(({ column, descending }) => `${column}${descending ? ' desc' : ''}, `).join('');
  const rest = `from record where kind = ?${text} order by ${first}${inOrder(conditions)}`;
  if (limit === undefined) return prepared(`select ${columnsOf(heads)} ${rest}`).all(kind, ...values);
  const found = prepared(`select rowid row ${rest} limit ? offset ?`).all(kind, ...values, limit, offset);
  return wholeRows(
    prepared,
    found.map(({ row }) => row as number),
    heads,
  );
}

/** Read only once it is known which they are, so that sorting moves no bodies about. */
function wholeRows(prepared: Prepared, found: readonly SQLInputValue[], heads: boolean | undefined): readonly Row[] {
  const whole = prepared(`select ${columnsOf(heads)} from record where rowid = ?`);
  return found.map((row) => whole.get(row) as Row);
}

/** A plus sign keeps the index of the order out where the index of a key finds the few records at once. */
function inOrder(conditions: readonly Condition[]): string {
  const found = conditions.some(
    (condition) => isKeyed(condition) && !(condition.column === 'parent' && condition.operator === '='),
  );
  return found ? '+updated, +id' : 'updated, id';
}

function isKeyed({ column, operator }: Condition): boolean {
  return keys.includes(column) && (operator === '=' || operator === 'in');
}

function columnsOf(heads: boolean | undefined): string {
  return heads === true ? head : `${head}, lines`;
}

/** First and last day that the conditions leave; undefined without a condition on the day. */
function dayRange(conditions: readonly Condition[]): readonly [string, string] | undefined {
  const bounds = (...operators: readonly string[]) =>
    conditions.flatMap(({ column, operator, value }) =>
      column === 'date' && operators.includes(operator) && typeof value === 'string' ? [value] : [],
    );
  const from = bounds('=', '>', '>=').toSorted().at(-1);
  const to = bounds('=', '<', '<=').toSorted()[0];
  return from === undefined && to === undefined ? undefined : [from ?? '', to ?? '~'];
}
