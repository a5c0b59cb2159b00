/** Notes on a record: added and read, never changed. */
import { instantOut } from '../books/calendar.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { elementsOf, messages } from '../server/elements.ts';
import { envelope, type Reply, validationReply } from '../server/reply.ts';
import * as texts from '../validation/messages.ts';

const longest = 2500;

/** The endpoint with `/{id}/History` added. */
export function withHistory(kind: string, endpoint: Endpoint): Endpoint {
  return (call) => {
    const [id, sub] = call.path;
    const asksHistory = call.path.length === 2 && sub?.toLowerCase() === 'history';
    return asksHistory ? historyReply(call, kind, id ?? '') : endpoint(call);
  };
}

function historyReply(call: Call, kind: string, id: string): Reply | undefined {
  const parent = call.store.get(kind, id)?.id;
  if (parent === undefined) {
    return validationReply([{ HistoryRecords: [], ValidationErrors: messages([texts.subDocumentUnknown]) }]);
  }
  if (call.method === 'GET') {
    const conditions = [{ column: 'parent', operator: '=', value: parent }] as const;
    return envelope(call, {
      HistoryRecords: call.store.select('History', { conditions }).map((record) => record.body),
    });
  }
  return call.method === 'PUT' ? added(call, parent) : undefined;
}

function added(call: Call, parent: string): Reply {
  const inputs = elementsOf(call, 'HistoryRecords');
  const bad = inputs.filter(
    (input) => textOf(input.Details) === undefined || (textOf(input.Details)?.length ?? 0) > longest,
  );
  if (bad.length > 0) {
    const error = messages([`Details must have between 1 and ${longest} characters.`]);
    return validationReply(bad.map((input) => ({ ...input, ValidationErrors: error })));
  }
  const records = inputs.map(
    (input): JsonObject => ({
      Changes: 'Note',
      DateUTCString: new Date(call.now).toISOString().slice(0, 19),
      DateUTC: instantOut(call.now),
      User: 'System Generated',
      Details: input.Details,
    }),
  );
  for (const [at, body] of records.entries()) {
    call.store.put({ kind: 'History', id: crypto.randomUUID(), parent, updated: call.now + at, body });
  }
  return envelope(call, { HistoryRecords: records });
}
