/** The history of a record: entries of Xero's own, and notes; how it is read, and how notes are added. */

import type { EntityShape } from '../model/entity.ts';
import type { Api, ApiReply, ApiRequest } from './api.ts';
import { type ExactObject, isObject, listAt, parseExactJson, textAt } from './exact-json.ts';
import { problemText } from './read-reply.ts';
import { UnexpectedReply } from './unexpected-reply.ts';
import { readInstant } from './xero-date.ts';

export interface HistoryEntry {
  /** `2026-10-01T09:30:00Z`, or as Xero writes it; empty where it does not. */
  readonly at: string;
  readonly user: string;
  /** What kind of entry: `Note`, `Created`, `Approved`. */
  readonly changes: string;
  readonly details: string;
}

/** The newest first, as Xero gives them. Throws `UnexpectedReply`, and as the API does. */
export async function readHistory(api: Api, entity: EntityShape, id: string): Promise<readonly HistoryEntry[]> {
  const reply = await api.call({ method: 'GET', path: historyPath(entity, id) });
  const json = parseExactJson(reply.body);
  if (reply.status !== 200 || !isObject(json) || !Array.isArray(json.HistoryRecords)) {
    throw new UnexpectedReply(problemText(reply), reply.status);
  }
  return listAt(json, 'HistoryRecords').map(toEntry);
}

export function notesRequest(
  entity: EntityShape,
  id: string,
  notes: readonly string[],
  idempotencyKey: string,
): ApiRequest {
  const body = JSON.stringify({ HistoryRecords: notes.map((Details) => ({ Details })) });
  return { method: 'PUT', path: historyPath(entity, id), body, idempotencyKey };
}

/** Whether the reply gives every note back, in the order sent and without an error. */
export function takesNotes(reply: ApiReply, notes: readonly string[]): boolean {
  if (reply.status < 200 || reply.status > 299) return false;
  const records = listAt(parseExactJson(reply.body), 'HistoryRecords');
  if (records.length !== notes.length) return false;
  return records.every((record, index) => {
    const isClean = listAt(record, 'ValidationErrors').length === 0;
    return isClean && foldNote(textAt(record, 'Details')) === foldNote(notes[index]!);
  });
}

/** Notes that differ in nothing but blanks and line ends are the same. */
export function foldNote(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function historyPath(entity: EntityShape, id: string): string {
  return `${entity.path}/${encodeURIComponent(id)}/History`;
}

function toEntry(element: ExactObject): HistoryEntry {
  const ticks = readInstant(textAt(element, 'DateUTC'));
  return {
    at: ticks === '' ? textAt(element, 'DateUTCString') : `${ticks.slice(0, 19)}Z`,
    user: textAt(element, 'User'),
    changes: textAt(element, 'Changes'),
    details: textAt(element, 'Details'),
  };
}
