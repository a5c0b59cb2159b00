/** Saves what an organisation's lists hold: the facts that were loaded, and by what its contacts and documents are known. */

import type { SnapshotHead, Snapshots } from '../journal/snapshots.ts';
import type { FactKind, OrganisationData } from '../model/facts.ts';
import { Refusal } from '../model/refusal.ts';
import type { Entity } from '../model/registry.ts';
import type { ExactObject } from '../xero/exact-json.ts';
import { toExistingRecord } from '../xero/existing-record.ts';
import { CONTACTS } from '../xero/load-facts.ts';
import { everyRecord } from '../xero/look-up.ts';
import { type Collection, readCollection } from '../xero/read-collection.ts';
import { toContact } from '../xero/read-facts.ts';
import { readPage } from '../xero/read-page.ts';
import type { Connection } from './parts.ts';

/** Whose lists they are, and when they are read. */
export interface SnapshotPlan {
  readonly snapshots: Snapshots;
  readonly alias: string;
  readonly organisationId: string;
  /** ISO 8601, by the computer's clock. */
  readonly takenAt: string;
  /** Before anything was read, ms since the epoch, by Xero's clock. */
  readonly upTo: number;
}

/** Saves the organisation and the lists of these kinds, each whole or not at all. */
export async function saveFacts(plan: SnapshotPlan, data: OrganisationData, kinds: readonly FactKind[]): Promise<void> {
  const save = async (kind: string, entries: readonly unknown[]) => {
    const writer = await plan.snapshots.write(plan.alias, headOf(plan, kind));
    await writer.add(entries);
    await writer.commit();
  };
  for (const kind of kinds) await save(kind, data[kind]);
  await save('organisation', [data.organisation]);
}

/** Brings the saved contacts up to date, by what has changed since they were saved. Resolves with their number. */
export function saveContacts(plan: SnapshotPlan, connection: Connection): Promise<number> {
  return saveList(plan, connection, { kind: 'contacts', collection: CONTACTS, merges: true, toEntry: toContact });
}

/** The same for what an entity's records are known by. */
export function saveRecords(plan: SnapshotPlan, connection: Connection, entity: Entity): Promise<number> {
  const toEntry = (element: ExactObject) => toExistingRecord(entity, element);
  const merges = entity.read.modifiedSince && entity.read.paging === 'page-size';
  return saveList(plan, connection, { kind: entity.name, collection: everyRecord(entity), merges, toEntry });
}

interface List {
  readonly kind: string;
  readonly collection: Collection;
  /** Xero tells what has changed since, and how many records there are. */
  readonly merges: boolean;
  toEntry(element: ExactObject): { readonly id: string };
}

/** What was changed is merged into what was saved, where Xero tells it; read anew is what does not come to as many as Xero counts. */
async function saveList(plan: SnapshotPlan, connection: Connection, list: List): Promise<number> {
  const since = list.merges ? await savedUpTo(plan, list.kind) : undefined;
  return (
    (since === undefined ? undefined : await mergeChanges(plan, connection, list, since)) ??
    readAnew(plan, connection, list)
  );
}

async function readAnew(
  { snapshots, alias, ...plan }: SnapshotPlan,
  connection: Connection,
  list: List,
): Promise<number> {
  const writer = await snapshots.write(alias, headOf(plan, list.kind));
  try {
    await readCollection(connection.api, list.collection, (elements) => writer.add(elements.map(list.toEntry)));
    return await writer.commit();
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

/** Undefined where the two do not come to the whole, or what was saved cannot be read. */
async function mergeChanges(
  { snapshots, alias, ...plan }: SnapshotPlan,
  { api }: Connection,
  list: List,
  modifiedSince: string,
): Promise<number | undefined> {
  const changed = new Map<string, unknown>();
  await readCollection(api, { ...list.collection, modifiedSince }, async (elements) => {
    for (const entry of elements.map(list.toEntry)) changed.set(entry.id, entry);
  });
  const { path, query } = list.collection;
  const { pages } = await readPage(api, { path, query: { ...query, page: '1', pageSize: '1' } });
  const writer = await snapshots.write(alias, headOf(plan, list.kind));
  try {
    let count = changed.size;
    for await (const portion of snapshots.entries(alias, list.kind)) {
      const kept = (portion as readonly { readonly id: string }[]).filter(({ id }) => !changed.has(id));
      count += kept.length;
      await writer.add(kept);
    }
    await writer.add([...changed.values()]);
    if (count === pages?.itemCount) return await writer.commit();
    await writer.discard();
    return undefined;
  } catch (error) {
    await writer.discard();
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}

async function savedUpTo(
  { snapshots, alias, organisationId }: SnapshotPlan,
  kind: string,
): Promise<string | undefined> {
  try {
    const head = await snapshots.head(alias, kind);
    return head?.organisationId === organisationId ? head.upTo : undefined;
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}

function isUnreadable(error: unknown): boolean {
  return error instanceof Refusal && (error.code === 'snapshot/damaged' || error.code === 'snapshot/other-version');
}

function headOf(
  { organisationId, takenAt, upTo }: Omit<SnapshotPlan, 'snapshots' | 'alias'>,
  kind: string,
): SnapshotHead {
  return { kind, organisationId, takenAt, upTo: new Date(upTo).toISOString().slice(0, 19) };
}
