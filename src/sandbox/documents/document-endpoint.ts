/** Lists, single reads and bulk writes of documents. */

import type { JsonObject } from '../json.ts';
import { isGuid, listReply, oneReply, type Reading } from '../reading/list.ts';
import type { Call } from '../server/call.ts';
import { elementsOf, type Mode, writeElements } from '../server/elements.ts';
import { textIn } from '../server/input.ts';
import { notFound, type Reply } from '../server/reply.ts';
import type { DocumentKind } from './document-kind.ts';
import { documentView } from './document-view.ts';
import { byNumber } from './match-document.ts';
import { creditNoteFields, invoiceFields } from './request-fields.ts';
import { checkShape } from './request-shape.ts';
import { saveDocument } from './save-document.ts';

/** The collection and its documents; sub-resources are the caller's. */
export function documentReply(call: Call, kind: DocumentKind): Reply | undefined {
  const [reference] = call.path;
  const reading = documentReading(kind);
  if (call.method === 'GET')
    return reference === undefined ? listReply(call, reading) : oneReply(call, reading, reference);
  if (call.method !== 'POST' && (call.method !== 'PUT' || reference !== undefined)) return undefined;
  const mode: Mode = call.method === 'PUT' ? 'create' : 'upsert';
  const target = reference === undefined ? undefined : reading.find(call, reference);
  if (reference !== undefined && target === undefined) return notFound();
  const given = elementsOf(call, kind.collection);
  checkShape(kind.collection, kind.collection === 'Invoices' ? invoiceFields : creditNoteFields, given);
  const inputs = target === undefined ? given : given.map((input) => ({ ...input, [kind.idField]: target.id }));
  const refused = call.settings.duplicateInBatch === 'both-fail' ? repeatedNumbers(kind, inputs) : undefined;
  return writeElements(
    call,
    {
      collection: kind.collection,
      flag: 'HasErrors',
      save: (_call, input) => saveDocument(call, kind, input, mode, refused),
    },
    inputs,
  );
}

export function documentReading(kind: DocumentKind): Reading {
  return {
    kind: kind.collection,
    collection: kind.collection,
    searched: [kind.numberField, 'Reference', 'Contact.Name'],
    find: (call, reference) =>
      (isGuid(reference) ? call.store.get(kind.collection, reference) : undefined) ??
      byNumber(call.store, kind, reference)[0],
    shape: documentView,
  };
}

function repeatedNumbers(kind: DocumentKind, inputs: readonly JsonObject[]): ReadonlySet<string> {
  const [seen, repeated] = [new Set<string>(), new Set<string>()];
  for (const input of inputs) {
    const number = textIn(input, kind.numberField)?.toLowerCase();
    if (number === undefined) continue;
    (seen.has(number) ? repeated : seen).add(number);
  }
  return repeated;
}
