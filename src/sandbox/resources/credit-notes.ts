/** Credit notes of customers and suppliers, with their allocations. */
import { documentReading, documentReply } from '../documents/document-endpoint.ts';
import { creditNoteKind } from '../documents/document-kind.ts';
import type { Endpoint } from '../server/call.ts';
import { notFound } from '../server/reply.ts';
import { allocationsReply } from './allocations.ts';

export const creditNotes: Endpoint = (call) => {
  const [reference, sub, subId] = call.path;
  if (call.path.length < 2) return documentReply(call, creditNoteKind);
  if (sub !== 'Allocations' || call.path.length > 3) return undefined;
  const record = documentReading(creditNoteKind).find(call, reference ?? '');
  return record === undefined ? notFound() : allocationsReply(call, record, subId);
};
