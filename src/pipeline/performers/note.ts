/** Adds notes to records: those of one record in one call, and none that is there already. */

import type { MemberResult } from '../../journal/journal.ts';
import type { DocumentChange } from '../../journal/run-store.ts';
import type { Finding } from '../../model/finding.ts';
import { Refusal } from '../../model/refusal.ts';
import type { Api } from '../../xero/api.ts';
import { inParallel } from '../../xero/in-parallel.ts';
import { problemText } from '../../xero/read-reply.ts';
import { foldNote, notesRequest, readHistory, takesNotes } from '../../xero/record-history.ts';
import { unlessUnknown } from '../../xero/unexpected-reply.ts';
import { refused, saved, unsent } from '../chunk-results.ts';
import { storeIntent } from '../form-request.ts';
import { leaveOutDelivered } from '../leave-out-delivered.ts';
import { readyDocuments } from '../look-up-existing.ts';
import type { Parts } from '../parts.ts';
import { type Departing, departing, type Sending } from '../sending.ts';
import { LATE_MS } from '../settle-decision.ts';
import { eachRecord } from './each-record.ts';
import { byRecord, ownValues, type Performer, type SurveyPlan, told } from './performer.ts';
import { writeCall } from './write-call.ts';

/** How often a note is sent in all where nothing is known to be wrong with it. */
const MOST_SENDINGS = 3;
/** Notes in a call. */
const MOST_NOTES = 50;

/** A note as it stands in a document's body. */
interface Planned {
  readonly Note: string;
  /** It is in the history once so many entries there say the same. */
  readonly nth: number;
}

export const note: Performer = {
  survey,
  async perform(performance) {
    await eachRecord(performance, async (documents) => {
      for (let first = 0; first < documents.length; first += MOST_NOTES) {
        await sendNotes(performance.sending, documents.slice(first, first + MOST_NOTES), 1);
      }
    });
  },
  async settle(sending, { id }, documents) {
    const results = await lookUp(sending, documents);
    await sending.settle(id, undefined, results);
  },
};

/** How many notes of this run say the same about a record, those that are there already included. */
type Counted = Map<string, number>;

async function survey(plan: SurveyPlan, parts: Parts): Promise<void> {
  const { store, connection } = plan;
  if (connection.saved !== undefined) return;
  const counted: Counted = new Map();
  for await (const page of readyDocuments(store)) {
    const changes: DocumentChange[] = [];
    const findings: (Finding & { readonly seq: number })[] = [];
    await inParallel(byRecord(await departing(store, page)), async ([id, documents]) => {
      const there = await countNotes(connection.api, plan, id);
      for (const document of documents) {
        const verdict = place(plan, document, there, counted);
        changes.push(verdict.change);
        if (verdict.finding !== undefined) findings.push(verdict.finding);
      }
      parts.progress.calls(connection.api.counts().sent);
    });
    await store.changeDocuments(changes, findings);
  }
}

function place({ again }: SurveyPlan, document: Departing, there: ReadonlyMap<string, number>, counted: Counted) {
  const { seq, xeroId = '', occurrence, firstRow: faultRow } = document;
  const Note = String(ownValues(document).Note ?? '');
  const text = foldNote(Note);
  const key = `${xeroId} ${text}`;
  const before = there.get(text) ?? 0;
  const own = Math.max(occurrence, (counted.get(key) ?? 0) + 1);
  counted.set(key, own);
  if (!again && own <= before) {
    const finding = told(document, 'duplicate/already-noted', {}, 'WARNING');
    return { change: { seq, state: 'done', status: 'SKIPPED', faultRow } as const, finding };
  }
  const planned: Planned = { Note, nth: again ? before + own : own };
  return { change: { seq, body: JSON.stringify(planned) }, finding: undefined };
}

/** How many entries of a record's history say what, by folded text. */
async function countNotes(
  api: Api,
  { entity }: Pick<SurveyPlan, 'entity'>,
  id: string,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { details } of await unlessUnknown(readHistory(api, entity, id))) {
    const text = foldNote(details);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

function plannedOf({ body }: Departing): Planned {
  return JSON.parse(body ?? '{}') as Planned;
}

/** Rejects with a Refusal where Xero is out of reach: then the notes are ready again, or their request stays open. */
async function sendNotes(sending: Sending, documents: readonly Departing[], attempt: number): Promise<void> {
  const underway = await begin(sending, documents);
  if (underway === undefined) return;
  const { left, notes, request, id, intentAt } = underway;
  const attempted = await writeCall(sending, request, { intentAt, once: true }).catch(async (error: unknown) => {
    await sending.settle(id, undefined, left.map(unsent));
    throw error;
  });
  const status = 'lost' in attempted ? undefined : attempted.status;
  if (!('lost' in attempted) && takesNotes(attempted, notes)) {
    return sending.settle(
      id,
      status,
      left.map((document) => noted(sending, document)),
    );
  }
  const why = 'lost' in attempted ? attempted.lost : problemText(attempted);
  const isRefused = status !== undefined && status >= 400 && status < 500 && status !== 409;
  const [only] = left;
  if (isRefused && left.length === 1) return sending.settle(id, status, [refused(sending, only!, why)]);
  const results = await lookUp(sending, left);
  const missing = left.filter((_, index) => results[index]!.outcome === 'retry');
  const givesUp = !isRefused && attempt >= MOST_SENDINGS;
  const final = results.map((result, index) =>
    result.outcome === 'retry' && givesUp ? refused(sending, left[index]!, why) : result,
  );
  await sending.settle(id, status, final);
  if (givesUp) return;
  const groups = isRefused ? missing.map((document) => [document]) : [missing];
  for (const group of groups) if (group.length > 0) await sendNotes(sending, group, attempt + 1);
}

/** Stores the request of those notes that no other run has added or on their way; undefined where none is left. */
async function begin(sending: Sending, documents: readonly Departing[]) {
  for (;;) {
    const left = await leaveOutDelivered(sending, documents);
    if (left.length === 0) return undefined;
    const notes = left.map((document) => plannedOf(document).Note);
    const request = notesRequest(sending.entity, left[0]!.xeroId ?? '', notes, sending.parts.newKey());
    try {
      return { ...(await storeIntent(sending, request, left, { pending: left })), left, notes, request };
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'run/rivalled')) throw error;
    }
  }
}

function noted(sending: Sending, document: Departing): MemberResult {
  return saved(sending, document, 'saved', {}, []);
}

/** Once nothing can be at work any more, the history tells which notes have arrived; those that have not may be sent again. */
async function lookUp(sending: Sending, documents: readonly Departing[]): Promise<readonly MemberResult[]> {
  const { connection } = sending;
  await connection.clock.sleep(LATE_MS);
  const there = await countNotes(connection.api, sending, documents[0]?.xeroId ?? '');
  return documents.map((document) => {
    const { Note, nth } = plannedOf(document);
    return (there.get(foldNote(Note)) ?? 0) >= nth ? noted(sending, document) : unsent(document);
  });
}
