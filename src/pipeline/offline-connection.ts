/** An organisation as its snapshot shows it: nothing is asked of Xero, and whatever would have to be is refused. */

import type { SnapshotHead, Snapshots } from '../journal/snapshots.ts';
import type { Clock } from '../model/clock.ts';
import type { FactKind, FactSettings, OrganisationData, OrganisationFacts } from '../model/facts.ts';
import { indexFacts } from '../model/index-facts.ts';
import type { ExistingRecord } from '../model/matching.ts';
import { Refusal } from '../model/refusal.ts';
import type { Registry } from '../model/registry.ts';
import { FACT_KINDS } from '../xero/load-facts.ts';
import type { PatientApi } from '../xero/patient-api.ts';
import type { Connection, SavedLists } from './parts.ts';

export interface OfflinePlan {
  readonly alias: string;
  readonly snapshots: Snapshots;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly settings: FactSettings;
  /** The lists of the others are empty; default all. */
  readonly needed: readonly FactKind[] | undefined;
}

/** Rejects with `snapshot/none`, or as the snapshots do. */
export async function offlineConnection(plan: OfflinePlan): Promise<Connection & { readonly saved: SavedLists }> {
  const { alias, snapshots, clock } = plan;
  const { organisation, heads, data } = await savedFacts(alias, snapshots, plan.needed ?? FACT_KINDS);
  const records = new Map<string, SnapshotHead>();
  for (const { name } of plan.registry.entities.filter((entity) => entity.lookUp !== undefined)) {
    const head = await snapshots.head(alias, name);
    if (head?.organisationId === organisation.id) records.set(name, head);
  }
  const times = [...heads, ...records.values()].map(({ takenAt }) => Date.parse(takenAt));
  return {
    alias,
    api: silentApi(),
    facts: indexFacts(data, plan.settings),
    clock,
    serverNow: () => clock.now(),
    live: false,
    saved: {
      takenAt: Math.min(...times),
      records: (entity) => (records.has(entity) ? recordsOf(snapshots, alias, entity) : undefined),
    },
  };
}

interface SavedFacts {
  readonly organisation: OrganisationFacts;
  readonly heads: readonly SnapshotHead[];
  readonly data: OrganisationData;
}

/** The lists of the organisation; one that was saved of another that had its alias counts as missing. */
async function savedFacts(alias: string, snapshots: Snapshots, needed: readonly FactKind[]): Promise<SavedFacts> {
  const [first] = await listOf<OrganisationFacts>(snapshots, alias, 'organisation');
  if (first === undefined) throw nothingSaved(alias);
  const heads: SnapshotHead[] = [];
  const lists = new Map<string, readonly unknown[]>();
  for (const kind of ['organisation', ...needed]) {
    const head = await snapshots.head(alias, kind);
    if (head?.organisationId !== first.id) throw nothingSaved(alias, kind);
    heads.push(head);
    lists.set(kind, await listOf(snapshots, alias, kind));
  }
  const list = <K extends FactKind>(kind: K) => (lists.get(kind) ?? []) as OrganisationData[K];
  const data = {
    organisation: first,
    accounts: list('accounts'),
    taxRates: list('taxRates'),
    tracking: list('tracking'),
    items: list('items'),
    contacts: list('contacts'),
    brandingThemes: list('brandingThemes'),
    currencies: list('currencies'),
  };
  return { organisation: first, heads, data };
}

async function listOf<T>(snapshots: Snapshots, alias: string, kind: string): Promise<readonly T[]> {
  const list: T[] = [];
  if ((await snapshots.head(alias, kind)) === undefined) return list;
  for await (const portion of snapshots.entries(alias, kind)) list.push(...(portion as readonly T[]));
  return list;
}

async function* recordsOf(
  snapshots: Snapshots,
  alias: string,
  entity: string,
): AsyncGenerator<readonly ExistingRecord[]> {
  for await (const portion of snapshots.entries(alias, entity)) yield portion as readonly ExistingRecord[];
}

function nothingSaved(alias: string, kind?: string): Refusal {
  const what = kind === undefined ? 'Nothing' : `Not all that checks need (${kind} is missing)`;
  return new Refusal(
    'snapshot/none',
    `${what} is saved of ${alias} for checks without a connection.\nSave it while Xero can be reached: rowpost snapshot ${alias}`,
  );
}

/** No check gets here: each knows what a snapshot does not tell. */
function silentApi(): PatientApi {
  return {
    call: async ({ path }) => {
      throw new Refusal('snapshot/offline', `${path} cannot be read without a connection. Leave --offline out.`);
    },
    counts: () => ({ sent: 0, retried: 0, limited: 0 }),
    expect: () => undefined,
    left: () => ({ perMinute: 0 }),
  };
}
