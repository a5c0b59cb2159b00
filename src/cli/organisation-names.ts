/** An organisation's own names for `fields --org`: from its snapshot, or where there is none from Xero. */

import type { EntityShape } from '../model/entity.ts';
import type { FactKind } from '../model/facts.ts';
import { Refusal } from '../model/refusal.ts';
import { ageText } from '../pipeline/look-up-saved.ts';
import type { Connection } from '../pipeline/parts.ts';
import { describeNames, type NameList } from '../xero/describe-names.ts';
import type { Options, Surroundings } from './command.ts';

export interface OrganisationNames {
  readonly organisation: string;
  readonly lists: readonly NameList[];
}

const NEEDED: readonly FactKind[] = ['accounts', 'taxRates', 'tracking', 'items', 'brandingThemes', 'currencies'];

/** Rejects as connecting does. */
export async function organisationNames(
  alias: string,
  entity: EntityShape | undefined,
  options: Options,
  surroundings: Surroundings,
): Promise<OrganisationNames> {
  const namesOf = ({ facts }: Connection) => ({
    organisation: facts.organisation.name,
    lists: describeNames(facts, entity),
  });
  try {
    return await reach(alias, { ...options, offline: true }, surroundings, (saved, now) => {
      const age = ageText(now - (saved.saved?.takenAt ?? now));
      surroundings.err(`As saved ${age} ago; rowpost snapshot ${alias} saves it anew.\n`);
      return namesOf(saved);
    });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'snapshot/none') throw error;
    return reach(alias, options, surroundings, namesOf);
  }
}

async function reach<T>(
  alias: string,
  options: Options,
  surroundings: Surroundings,
  read: (connection: Connection, now: number) => T,
): Promise<T> {
  const { openContext } = await import('./context.ts');
  const context = await openContext(options, surroundings);
  try {
    const connection = await context.connect(alias, NEEDED);
    try {
      return read(connection, context.parts.clock.now());
    } finally {
      await connection.close();
    }
  } finally {
    await context.close();
  }
}

/** Names that a job may write, in columns. */
export function namesText({ organisation, lists }: OrganisationNames): string {
  return lists.map((list) => `\n${list.title} of ${organisation}:\n${rowsText(list)}`).join('');
}

function rowsText({ columns, rows }: NameList): string {
  const all = [columns, ...rows];
  const widths = columns.map((_, index) => Math.max(...all.map((row) => row[index]!.length)) + 2);
  return all
    .map((row) => `${`  ${row.map((cell, index) => cell.padEnd(widths[index]!)).join('')}`.trimEnd()}\n`)
    .join('');
}
