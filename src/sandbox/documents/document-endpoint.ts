/** Lists, single reads and bulk writes of documents. */
import { isGuid } from '../guid.ts';
import { type Reading, readReply } from '../reading/list.ts';
import type { Call } from '../server/call.ts';
import { elementsOf, modeOf, writeElements } from '../server/elements.ts';
import { notFound, type Reply } from '../server/reply.ts';
import { checkShape } from '../validation/check-shape.ts';
import { repeatedKeys } from '../validation/repeated-keys.ts';
import type { DocumentKind } from './document-kind.ts';
import { documentView } from './document-view.ts';
import { byNumber } from './match-document.ts';
import { saveDocument } from './save-document.ts';

/** The collection and its documents; sub-resources are the caller's. */
export function documentReply(call: Call, kind: DocumentKind): Reply | undefined {
  const [reference] = call.path;
  const reading = documentReading(kind);
  if (call.method === 'GET') return readReply(call, reading);
  if (call.method !== 'POST' && (call.method !== 'PUT' || reference !== undefined)) return undefined;
  const mode = modeOf(call);
  const target = reference === undefined ? undefined : reading.find(call, reference);
  if (reference !== undefined && target === undefined) return notFound();
  const given = elementsOf(call, kind.collection);
  checkShape(kind.collection, kind.shape, given);
  const inputs = target === undefined ? given : given.map((input) => ({ ...input, [kind.idField]: target.id }));
  const refused = repeatedKeys(call, inputs, kind.numberField);
  return writeElements(
    call,
    {
      collection: kind.collection,
      flag: 'HasErrors',
      save: (input) => saveDocument(call, kind, input, mode, refused),
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
