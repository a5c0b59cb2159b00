/** The rows of an export by the rows of the user's table into which they go. */

import { foldHeader } from '../../model/fold-header.ts';
import { Refusal } from '../../model/refusal.ts';
import type { Cell } from '../../model/source-row.ts';
import type { SheetRow, UpdatePlan, UpdateResult } from '../../model/table-format.ts';

export type Rows = AsyncIterable<readonly SheetRow[]> | Iterable<readonly SheetRow[]>;

export interface GatheredRows {
  /** The new cells of a row of the table, in the order of the export's header; undefined where it stays. */
  at(row: number): readonly Cell[] | undefined;
  readonly matched: number;
  /** How many rows of the table no row went into, and how many have the key of one that belongs to a row there. */
  readonly rest: Pick<UpdateResult, 'absent' | 'left' | 'gone'>;
  /** How many rows come below the last. */
  readonly added: number;
  addedRow(index: number): readonly Cell[];
}

const SEPARATOR = '\u001f';
const SHOWN = 5;

/** The text by which a cell of the key is known: `workbookKey` or `csvKey`. */
export type KeyText = (cell: Cell) => string;

/** The key of a row by its cells; undefined where they are all blank. */
export function keyOf(cells: readonly (Cell | undefined)[], textOf: KeyText): string | undefined {
  const texts = cells.map((cell) => textOf(cell ?? ''));
  return texts.every((text) => text === '') ? undefined : texts.join(SEPARATOR);
}

/** Positions of the key's headers in the header. */
export function keyColumns({ header, key }: UpdatePlan): readonly number[] {
  const folded = header.map(foldHeader);
  return key.map((name) => folded.indexOf(foldHeader(name)));
}

function push(lists: Map<string, number[]>, name: string, entry: number): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [entry]);
  else list.push(entry);
}

/** The keys of a table as they are read. Throws `write/key-twice` when it is `closed`. */
export function createKeyIndex(path: string) {
  const rows = new Map<string, number>();
  const records = new Map<string, number[]>();
  const twice: string[] = [];
  return {
    take(key: string | undefined, row: number, record: string) {
      if (record !== '') push(records, record, row);
      if (key === undefined) return;
      const first = rows.get(key);
      if (first === undefined) rows.set(key, row);
      else twice.push(`"${key.replaceAll(SEPARATOR, ', ')}" in rows ${first} and ${row}`);
    },
    /** Row numbers by the record of which they are parts. */
    records: (): ReadonlyMap<string, readonly number[]> => records,
    closed(): ReadonlyMap<string, number> {
      if (twice.length > 0) throw keyTwice(`${path} holds the same key more than once`, twice);
      return rows;
    },
  };
}

interface KnownRows {
  readonly keys: ReadonlyMap<string, number>;
  readonly records: ReadonlyMap<string, readonly number[]>;
  readonly textOf: KeyText;
}

/** Position of the record's header in the header; -1 where each row is a record. */
export function recordColumn({ header, record }: UpdatePlan): number {
  return record === undefined ? -1 : header.indexOf(record);
}

/**
 * Reads the rows to the end; each is kept as a short text, since a cell as an object takes ten times the room.
 * Throws `write/key-twice` or `write/no-key`.
 */
export async function gatherRows(
  path: string,
  plan: UpdatePlan,
  rows: Rows,
  { keys: known, records, textOf }: KnownRows,
): Promise<GatheredRows> {
  const recordAt = recordColumn(plan);
  const parts = new Set<string>();
  const matched = new Map<number, string>();
  const added: string[] = [];
  let left = 0;
  const checked = checkKeys(path, plan, textOf);
  for await (const batch of rows) {
    for (const { cells, isThere } of batch) {
      const own = cells.map((cell) => (typeof cell === 'object' && 'f' in cell ? cell.result : cell));
      if (recordAt >= 0 && isThere !== 'counts') parts.add(textOf(own[recordAt] ?? ''));
      if (isThere !== undefined) {
        const row = known.get(checked.peek(own) ?? '');
        if (row === undefined || matched.has(row)) continue;
        if (isThere === 'changes') matched.set(row, JSON.stringify(own));
        left++;
        continue;
      }
      const key = checked.take(own);
      const row = key === undefined ? undefined : known.get(key);
      if (row === undefined) added.push(JSON.stringify(own));
      else matched.set(row, JSON.stringify(own));
    }
  }
  checked.close();
  const at = (row: number) => parsed(matched.get(row));
  const absent = known.size - matched.size;
  const gone = [...parts].flatMap((record) => records.get(record) ?? []).filter((row) => !matched.has(row));
  const rest = { ...(absent > 0 && { absent }), ...(left > 0 && { left }), ...(gone.length > 0 && { gone }) };
  return { at, matched: matched.size, rest, added: added.length, addedRow: (index) => parsed(added[index]) ?? [] };
}

function parsed(text: string | undefined): readonly Cell[] | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as readonly Cell[]);
}

/** Watches the keys of an export's rows as they go by. `close` throws `write/key-twice`, `take` throws `write/no-key`. */
export function checkKeys(path: string, plan: UpdatePlan, textOf: KeyText) {
  const columns = keyColumns(plan);
  const seen = new Map<string, number>();
  const twice: string[] = [];
  let row = 0;
  const keyIn = (cells: readonly Cell[]) =>
    keyOf(
      columns.map((column) => cells[column]),
      textOf,
    );
  return {
    /** The key alone. */
    peek: keyIn,
    take(cells: readonly Cell[]): string | undefined {
      row++;
      if (columns.length === 0) return undefined;
      const key = keyIn(cells);
      if (key === undefined) throw noKey(path, row, plan.key);
      const first = seen.get(key);
      if (first === undefined) seen.set(key, row);
      else if (twice.length <= SHOWN)
        twice.push(`"${key.replaceAll(SEPARATOR, ', ')}" in its rows ${first} and ${row}`);
      return key;
    },
    close() {
      if (twice.length > 0)
        throw keyTwice(`${path} is left as it is: the export holds the same key more than once`, twice);
    },
  };
}

function keyTwice(what: string, places: readonly string[]): Refusal {
  const more = places.length > SHOWN ? ' and others' : '';
  return new Refusal(
    'write/key-twice',
    `${what}: ${places.slice(0, SHOWN).join('; ')}${more}. Name in \`key\` columns that tell the rows apart, or take the surplus rows out.`,
  );
}

function noKey(path: string, row: number, key: readonly string[]): Refusal {
  return new Refusal(
    'write/no-key',
    `${path} is left as it is: row ${row} of the export has nothing in ${key.map((name) => `"${name}"`).join(', ')}, by ` +
      'which it would be found again. Name in `key` a column that is never blank.',
  );
}
