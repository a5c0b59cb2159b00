/** Looks up which documents of a request have arrived at Xero although no reply says so. */

import type { Route } from '../model/entity.ts';
import { foldKey } from '../model/index-facts.ts';
import type { ExistingRecord } from '../model/matching.ts';
import { lookUpNumbers } from '../xero/look-up.ts';
import type { Departing, Sending } from './sending.ts';

export interface SentRecords {
  /** By the document's seq. */
  readonly found: ReadonlyMap<number, ExistingRecord>;
  /** Of a document that was not found: it surely is not there, or sending it again does no harm. */
  isAbsent(document: Departing): boolean;
}

export interface DoubtfulRequest {
  readonly route: Route;
  readonly documents: readonly Departing[];
  /** Xero refused the request as a whole, before any of it was carried out. */
  readonly refused?: boolean;
}

const NOTHING_FOUND: ReadonlyMap<number, ExistingRecord> = new Map();

/** Rejects as the look-up does. */
export async function findSent(sending: Sending, request: DoubtfulRequest): Promise<SentRecords> {
  const { entity } = sending;
  const refused = request.refused === true;
  if (request.route !== entity.create) {
    const repeatable = refused || request.route === entity.update;
    return { found: NOTHING_FOUND, isAbsent: () => repeatable };
  }
  const numbered = entity.lookUp === undefined ? [] : request.documents.filter(({ number }) => number !== undefined);
  const records = await newRecords(sending, numbered);
  const found = new Map<number, ExistingRecord>();
  for (const document of numbered) {
    const record = records.find((candidate) => isSame(document, candidate));
    if (record !== undefined) found.set(document.seq, record);
  }
  const known = new Set(numbered);
  return { found, isAbsent: (document) => refused || known.has(document) };
}

/** Those with the documents' numbers that were not there while the run was prepared. */
async function newRecords(sending: Sending, documents: readonly Departing[]): Promise<readonly ExistingRecord[]> {
  const { entity, connection, store } = sending;
  const records: ExistingRecord[] = [];
  await lookUpNumbers(
    connection.api,
    entity,
    [...new Map(documents.map(({ number }) => [foldKey(number!), number!])).values()],
    async (page) => {
      records.push(...page);
    },
  );
  const earlier = await store.existingById(
    entity.name,
    records.map(({ id }) => id),
  );
  const ids = new Set(earlier.map(({ id }) => foldKey(id)));
  const isOld = ({ id }: ExistingRecord) =>
    ids.has(foldKey(id)) || (entity.name === 'Contacts' && connection.facts.contactById(id) !== undefined);
  return records.filter((record) => !isOld(record));
}

/** The same number, kind and contact. */
function isSame(document: Departing, record: ExistingRecord): boolean {
  if (foldKey(document.number ?? '') !== foldKey(record.number ?? '')) return false;
  const type = document.echo?.Type;
  if (type !== undefined && record.type !== undefined && type !== record.type) return false;
  const contact = document.echo?.['Contact.ContactID'];
  return contact === undefined || record.contactId === undefined || foldKey(contact) === foldKey(record.contactId);
}
