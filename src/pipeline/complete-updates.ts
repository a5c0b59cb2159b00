/** Completes the bodies of updates with what Xero would otherwise replace or miss: addresses, phones, contact persons, an item's code. */

import type { DocumentChange, DocumentRecord, RunStore } from '../journal/run-store.ts';
import { foldKey } from '../model/index-facts.ts';
import type { Entity } from '../model/registry.ts';
import { type ExactObject, listAt, textAt } from '../xero/exact-json.ts';
import { fetchRecords } from '../xero/look-up.ts';
import { isIncomplete, mergeUpdate } from '../xero/merge-update.ts';
import { toJsonText } from '../xero/write-element.ts';
import { parseBody } from './parse-body.ts';
import type { Connection, Parts } from './parts.ts';

const LISTS = /"(?:Addresses|Phones|ContactPersons)":/;

/** Looked at as text where that will do: bodies are many. */
function isWanting(entity: Entity, body: string): boolean {
  if (entity.restated === undefined && entity.completed === undefined) return LISTS.test(body);
  return isIncomplete(entity, parseBody(body));
}

/** The changes, those of updates that lack something with their body completed; as they are where nothing is asked of Xero, and so nothing sent. */
export async function completeUpdates(
  plan: { readonly entity: Entity; readonly connection: Connection },
  documents: readonly DocumentRecord[],
  changes: readonly DocumentChange[],
): Promise<readonly DocumentChange[]> {
  if (plan.connection.saved !== undefined) return changes;
  const bodies = new Map(documents.map(({ seq, body }) => [seq, body ?? '']));
  const bodyOf = ({ seq, body }: DocumentChange) => body ?? bodies.get(seq) ?? '';
  const lines = new Map(documents.map(({ seq, followUps }) => [seq, followUps]));
  const hasLines = ({ seq }: DocumentChange) => plan.entity.lines?.key !== undefined && lines.get(seq) !== undefined;
  const wanted = changes.filter(
    (change) => change.verb === 'update' && (hasLines(change) || isWanting(plan.entity, bodyOf(change))),
  );
  if (wanted.length === 0) return changes;
  const records = await fetchRecords(
    plan.connection.api,
    plan.entity,
    wanted.map((change) => change.xeroId!),
  );
  const byId = new Map(records.map((record) => [textAt(record, plan.entity.idField).toLowerCase(), record]));
  return changes.map((change) => {
    const record = wanted.includes(change) ? byId.get(change.xeroId!.toLowerCase()) : undefined;
    if (record === undefined) return change;
    const body = toJsonText(mergeUpdate(plan.entity, parseBody(bodyOf(change)), record));
    return { ...change, body, ...newLines(plan.entity, lines.get(change.seq), record) };
  });
}

/** The lines that go by themselves, without those that the record has already. */
function newLines(
  { lines }: Entity,
  followUps: string | undefined,
  record: ExactObject,
): Pick<DocumentChange, 'followUps'> {
  const key = lines?.key;
  if (lines === undefined || key === undefined || followUps === undefined) return {};
  const held = new Set(listAt(record, lines.name).map((line) => foldKey(textAt(line, key))));
  const bodies = JSON.parse(followUps) as readonly string[];
  const left = bodies.filter((body) => !held.has(foldKey(String(parseBody(body)[key] ?? ''))));
  return { followUps: left.length === 0 ? '' : JSON.stringify(left) };
}

/** The same for the contacts that documents update on the way. */
export async function completeContactUpdates(
  plan: { readonly store: RunStore; readonly connection: Connection },
  parts: Parts,
): Promise<void> {
  const contacts = parts.registry.entities.find((entity) => entity.name === 'Contacts');
  if (contacts === undefined) return;
  let after = 0;
  for (;;) {
    const page = await plan.store.documents({ after, limit: 200, state: 'ready', verb: 'update' });
    if (page.length === 0) return;
    after = page.at(-1)!.seq;
    const own = page.filter((document) => document.entity === contacts.name && document.match === undefined);
    const changes = own.map(({ seq, xeroId }) => ({
      seq,
      verb: 'update',
      ...(xeroId === undefined ? {} : { xeroId }),
    }));
    const completed = await completeUpdates({ entity: contacts, connection: plan.connection }, own, changes);
    if (completed.length > 0) await plan.store.changeDocuments(completed, []);
  }
}
