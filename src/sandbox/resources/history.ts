/** History and notes of a record: notes are added and read, never changed; the system adds its own entries. */
import { bareInstantOut, instantOut, secondOut } from '../books/calendar.ts';
import { addHistory, type HistoryEntry, historyOf } from '../books/history-store.ts';
import { watchedStore } from '../books/watched-store.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { elementsOf, messages } from '../server/elements.ts';
import { envelope, notFound, type Reply, validationReply } from '../server/reply.ts';
import * as texts from '../validation/messages.ts';

const longest = 2500;
/** What is done below a record and writes an entry of its own. */
const silent = ['attachments', 'email'];

/** The endpoint with `/{id}/History` added, and with an entry for all that it saves of its own kind. */
export function withHistory(kind: string, endpoint: Endpoint): Endpoint {
  return (call) => {
    const [id, sub] = call.path;
    if (call.path.length === 2 && sub?.toLowerCase() === 'history') return historyReply(call, kind, id ?? '');
    if (call.method === 'GET' || silent.includes(sub?.toLowerCase() ?? '')) return endpoint(call);
    const details = `Received through the Xero API from ${call.appName}`;
    return endpoint({ ...call, store: watchedStore(call.store, { kind, now: call.now, details }) });
  };
}

function historyReply(call: Call, kind: string, id: string): Reply | undefined {
  const parent = call.store.get(kind, id)?.id;
  if (call.method === 'DELETE') return undefined;
  if (call.method !== 'GET') return added(call, parent);
  if (parent === undefined) return notFound();
  return envelope(call, { HistoryRecords: historyOf(call.store, parent).map(entryView) });
}

function entryView({ at, changes, details }: HistoryEntry): JsonObject {
  return {
    Changes: changes,
    DateUTCString: secondOut(at),
    DateUTC: instantOut(at),
    User: 'System Generated',
    Details: details,
  };
}

/** The reply to a write has neither Changes nor User. */
function added(call: Call, parent: string | undefined): Reply {
  const notes = elementsOf(call, 'HistoryRecords').map((input) => textOf(input.Details) ?? '');
  const records = notes.map((details) => {
    const error = noteError(parent, details);
    const record = { DateUTCString: secondOut(call.now), DateUTC: bareInstantOut(call.now), Details: details };
    return { ...record, ValidationErrors: messages(error === undefined ? [] : [error]) };
  });
  const refused = records.filter(({ ValidationErrors }) => ValidationErrors.length > 0);
  if (parent === undefined || refused.length > 0) return validationReply(refused);
  for (const details of notes) addHistory(call.store, parent, { at: call.now, changes: 'Note', details });
  return envelope(call, { HistoryRecords: records });
}

function noteError(parent: string | undefined, details: string): string | undefined {
  if (parent === undefined) return texts.subDocumentUnknown;
  if (details === '') return texts.noteMissing;
  return details.length > longest ? texts.tooLong('Details', longest) : undefined;
}
