/** What `snapshot` does: saves the lists of organisations for checks without a connection. */

import { Refusal } from '../model/refusal.ts';
import { isFact } from '../pipeline/fact-records.ts';
import { type SnapshotPlan, saveContacts, saveRecords } from '../pipeline/save-snapshot.ts';
import { FACT_KINDS } from '../xero/load-facts.ts';
import type { Options, Surroundings } from './command.ts';
import type { Context, OpenConnection } from './context.ts';
import { savedAlias } from './keep-snapshot.ts';

/** @param name an organisation's alias; without, all of which something is saved */
export async function takeSnapshot(
  name: string | undefined,
  options: Options,
  surroundings: Surroundings,
): Promise<number> {
  const { openContext } = await import('./context.ts');
  const context = await openContext(options, surroundings);
  try {
    const aliases = name === undefined ? await context.snapshots.aliases() : [savedAlias(name)];
    if (aliases.length === 0) {
      throw new Refusal(
        'usage/no-organisation',
        'Nothing is saved yet. Name the organisation: rowpost snapshot sandbox-gb',
      );
    }
    const taken: Taken[] = [];
    for (const alias of aliases) {
      taken.push(await snapshotOf(alias, context, surroundings));
      if (options.json !== true) surroundings.out(lineOf(taken.at(-1)!));
    }
    if (options.json === true) surroundings.out(`${JSON.stringify(taken)}\n`);
    return 0;
  } finally {
    context.progress.end();
    await context.close();
  }
}

interface Taken {
  readonly org: string;
  readonly organisation: string;
  readonly takenAt: string;
  /** Entries of each list. */
  readonly lists: Readonly<Record<string, number>>;
  readonly calls: number;
}

/** Lists without changes by date are loaded with the connection, and saved when it is closed. */
async function snapshotOf(alias: string, context: Context, surroundings: Surroundings): Promise<Taken> {
  const { parts, snapshots, progress } = context;
  const takenAt = new Date(parts.clock.now()).toISOString();
  const whole = FACT_KINDS.filter((kind) => kind !== 'contacts');
  const connection = await context.connect(alias, whole);
  try {
    const { facts, serverNow } = connection;
    const plan = { snapshots, alias, organisationId: facts.organisation.id, takenAt, upTo: serverNow() };
    const lists: Record<string, number> = Object.fromEntries(whole.map((kind) => [kind, facts[kind].length]));
    progress.phase('reading');
    lists.contacts = await saveContacts(plan, connection);
    Object.assign(lists, await records(plan, connection, context, surroundings));
    const calls = connection.api.counts().sent;
    return { org: alias, organisation: facts.organisation.name, takenAt, lists, calls };
  } finally {
    await connection.close();
  }
}

/** What documents are known by; Xero may refuse to give out very many, and the other lists are of use without them. */
async function records(
  plan: SnapshotPlan,
  connection: OpenConnection,
  { parts, progress }: Context,
  { err }: Surroundings,
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  const missing = new Map<string, { readonly names: string[]; readonly message: string }>();
  for (const entity of parts.registry.entities) {
    if (entity.lookUp === undefined || isFact(entity.name) || entity.read.within !== undefined) continue;
    try {
      counts[entity.name] = await saveRecords(plan, connection, entity);
      progress.calls(connection.api.counts().sent);
    } catch (error) {
      if (!(error instanceof Refusal) || !TOLERATED.has(error.code)) throw error;
      const [, remedy = ''] = error.message.split('\n', 2);
      const known = missing.get(error.code + remedy) ?? { names: [], message: error.message };
      known.names.push(entity.name);
      missing.set(error.code + remedy, known);
    }
  }
  progress.end();
  for (const { names, message } of missing.values()) {
    err(
      `The numbers of ${names.join(', ')} were not saved, so checks without a connection do not know them.\n${message}\n`,
    );
  }
  return counts;
}

const TOLERATED = new Set(['xero/refused-to-read', 'xero/forbidden', 'xero/missing-scope']);

const WORDS: Readonly<Record<string, string>> = {
  taxRates: 'tax rates',
  tracking: 'tracking categories',
  brandingThemes: 'branding themes',
};

function lineOf({ org, organisation, lists }: Taken): string {
  const counts = Object.entries(lists).map(([kind, count]) => `${count} ${WORDS[kind] ?? kind}`);
  return `Saved of ${organisation} (${org}): ${counts.join(', ')}.\n`;
}
