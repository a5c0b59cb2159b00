/** Settles documents whose fate a reply does not tell: they are looked up first, and only what is missing is sent again. */

import type { MemberResult } from '../journal/journal.ts';
import type { Route } from '../model/entity.ts';
import { foldKey } from '../model/index-facts.ts';
import type { ExistingRecord } from '../model/matching.ts';
import { Refusal } from '../model/refusal.ts';
import { lookUpNumbers } from '../xero/look-up.ts';
import { type Again, refused, saved } from './chunk-results.ts';
import type { Departing, Sending } from './sending.ts';

export interface UnknownChunk {
  /** The request's id in the journal. */
  readonly id: number;
  readonly route: Route;
  readonly documents: readonly Departing[];
  readonly attempt: number;
  readonly status: number | undefined;
  /** False where the request surely did not reach Xero. */
  readonly sent: boolean;
  readonly why: string;
  /** The request as a whole was refused: what is missing goes again in halves. */
  readonly bisect?: boolean;
}

/** How often documents of doubtful fate are sent in all. */
const MOST_SENDINGS = 3;
/** A request that was cut off may still be at work at Xero: the look-up waits as long. */
const GRACE_MS = 2_000;

/** @param known results of the other documents of the request, stored with it */
export async function settleUnknown(
  sending: Sending,
  chunk: UnknownChunk,
  known: readonly MemberResult[] = [],
): Promise<Again> {
  if (!chunk.sent) return unreachable(sending, chunk);
  const { found, decided } = await findSent(sending, chunk);
  const results: MemberResult[] = [...known];
  const again: Departing[] = [];
  for (const document of chunk.documents) {
    const record = found.get(document.seq);
    if (record !== undefined) results.push(saved(sending, document, 'saved', record, []));
    else if (decided && (chunk.bisect === true || chunk.attempt + 1 < MOST_SENDINGS)) again.push(document);
    else results.push(givenUp(sending, document, chunk, decided));
  }
  await sending.settle(chunk.id, chunk.status, [
    ...results,
    ...again.map((document): MemberResult => ({ document: document.seq, outcome: 'retry', findings: [] })),
  ]);
  return { groups: chunk.bisect === true || chunk.attempt > 0 ? halves(again) : again.length > 0 ? [again] : [] };
}

async function unreachable(sending: Sending, chunk: UnknownChunk): Promise<never> {
  const retry = chunk.documents.map(
    (document): MemberResult => ({ document: document.seq, outcome: 'retry', findings: [] }),
  );
  await sending.settle(chunk.id, chunk.status, retry);
  throw new Refusal(
    'xero/unreachable',
    `${sending.connection.facts.organisation.name} could not be reached: ${chunk.why}.\nNothing of this request was sent. Check the connection and run the job again: what was delivered is not sent twice.`,
    3,
  );
}

/** `decided`: what was not found is surely not there. */
async function findSent(
  sending: Sending,
  chunk: UnknownChunk,
): Promise<{ readonly found: ReadonlyMap<number, ExistingRecord>; readonly decided: boolean }> {
  const { entity } = sending;
  if (chunk.route !== entity.create) return { found: new Map(), decided: chunk.route === entity.update };
  const numbered = chunk.documents.filter((document) => document.number !== undefined);
  if (entity.lookUp === undefined || numbered.length < chunk.documents.length)
    return { found: new Map(), decided: chunk.bisect === true && chunk.status === 400 };
  await sending.parts.clock.sleep(GRACE_MS);
  const records: ExistingRecord[] = [];
  await lookUpNumbers(
    sending.connection.api,
    entity,
    numbered.map((document) => document.number!),
    async (page) => {
      records.push(...page);
    },
  );
  const found = new Map<number, ExistingRecord>();
  for (const document of chunk.documents) {
    const record = records.find((candidate) => isSame(document, candidate));
    if (record !== undefined) found.set(document.seq, record);
  }
  return { found, decided: true };
}

/** The same number, kind and contact; before it was sent, checking had found none such. */
function isSame(document: Departing, record: ExistingRecord): boolean {
  if (foldKey(document.number ?? '') !== foldKey(record.number ?? '')) return false;
  const type = document.echo?.Type;
  if (type !== undefined && record.type !== undefined && type !== record.type) return false;
  const contact = document.echo?.['Contact.ContactID'];
  return contact === undefined || record.contactId === undefined || foldKey(contact) === foldKey(record.contactId);
}

function givenUp(sending: Sending, document: Departing, chunk: UnknownChunk, decided: boolean): MemberResult {
  if (!decided) {
    const findings = [sending.finding(document, 'xero/unknown-outcome', false, { message: chunk.why })];
    return { document: document.seq, outcome: 'unknown', findings };
  }
  return refused(sending, document, chunk.why);
}

function halves(documents: readonly Departing[]): readonly (readonly Departing[])[] {
  if (documents.length === 0) return [];
  const middle = Math.ceil(documents.length / 2);
  return [documents.slice(0, middle), documents.slice(middle)].filter((half) => half.length > 0);
}
