/** Keeps an organisation's snapshot up to date with what a command has loaded anyway. */

import type { Snapshots } from '../journal/snapshots.ts';
import type { FactKind, OrganisationData } from '../model/facts.ts';
import { Refusal } from '../model/refusal.ts';
import { saveFacts } from '../pipeline/save-snapshot.ts';
import { FACT_KINDS } from '../xero/load-facts.ts';
import type { Surroundings } from './command.ts';
import { sandboxOf } from './join-sandbox.ts';

export interface Loaded {
  readonly alias: string;
  readonly data: OrganisationData;
  /** The lists that were loaded; default all. */
  readonly needed: readonly FactKind[] | undefined;
  /** Before they were loaded: ms since the epoch by the computer's clock, and by Xero's. */
  readonly takenAt: number;
  readonly upTo: number;
}

/** The alias under which an organisation's lists are saved. */
export function savedAlias(alias: string): string {
  const org = sandboxOf(alias);
  return org === undefined ? alias : `sandbox-${org}`;
}

/** What a run is about is done by then: a snapshot that cannot be saved is told, and no more. */
export async function keepSnapshot(loaded: Loaded, snapshots: Snapshots, { err }: Surroundings): Promise<void> {
  const { alias, data, needed = FACT_KINDS, takenAt, upTo } = loaded;
  const times = { takenAt: new Date(takenAt).toISOString(), upTo };
  const plan = { snapshots, alias: savedAlias(alias), organisationId: data.organisation.id, ...times };
  try {
    await saveFacts(plan, data, needed);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    err(`The snapshot of ${alias} is not up to date: ${error.message}\n`);
  }
}
