/** One record of the books, as it is handed around and as it lies in its row. */
import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { type Json, type JsonObject, parseJson } from '../json.ts';
import type { Row } from './database.ts';
import { derivedColumns } from './derived-columns.ts';

/** One record: the columns that are searched, and the body as it goes over the wire. */
export interface StoredRecord {
  readonly kind: string;
  readonly id: string;
  /** Number, code or name in lower case. */
  readonly key?: string | undefined;
  /** A second key, such as a contact number. */
  readonly secondKey?: string | undefined;
  /** The id of what it belongs to: a document's contact, a payment's document. */
  readonly parent?: string | undefined;
  readonly type?: string | undefined;
  readonly status?: string | undefined;
  /** Calendar day, `YYYY-MM-DD`. */
  readonly date?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly updated: number;
  readonly body: JsonObject;
}

/** Line items lie beside the rest of the body, so that lists without them need not read them. */
export const upsert = `insert into record
(kind, id, key, second_key, parent, type, status, date, updated, label, due, open, body, lines)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (kind, id) do update set key = excluded.key,
second_key = excluded.second_key, parent = excluded.parent, type = excluded.type, status = excluded.status,
date = excluded.date, updated = excluded.updated, label = excluded.label, due = excluded.due, open = excluded.open,
body = excluded.body, lines = excluded.lines`;

/** The values of `upsert`. */
export function written(record: StoredRecord): SQLInputValue[] {
  const { kind, id, key, secondKey, parent, type, status, date, updated, body } = record;
  const optional = [key, secondKey, parent, type, status, date].map((value) => value ?? null);
  const { label, due, open } = derivedColumns(kind, body);
  const { LineItems, ...head } = body;
  const lines = LineItems === undefined ? null : JSON.stringify(LineItems);
  return [kind, id, ...optional, updated, label, due, open, JSON.stringify(head), lines];
}

/** The record of a row; its body is parsed when it is first looked at. */
export function recordOf(row: Row): StoredRecord {
  let body: JsonObject | undefined;
  return {
    kind: row.kind as string,
    id: row.id as string,
    key: columnText(row.key),
    secondKey: columnText(row.second_key),
    parent: columnText(row.parent),
    type: columnText(row.type),
    status: columnText(row.status),
    date: columnText(row.date),
    updated: row.updated as number,
    get body() {
      body ??= bodyOf(row.body as string, columnText(row.lines));
      return body;
    },
  };
}

function bodyOf(head: string, lines: string | undefined): JsonObject {
  const body = parseJson(head) as Record<string, Json>;
  if (lines !== undefined) body.LineItems = parseJson(lines);
  return body;
}

function columnText(value: SQLOutputValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
