/** What runs that only read have in common: the organisation is reached with the lists that they need, said, and closed again. */

import type { FactKind } from '../model/facts.ts';
import type { Connection } from '../pipeline/parts.ts';
import type { Surroundings } from './command.ts';
import type { Context, OpenConnection } from './context.ts';

export interface Reading {
  readonly connect: () => Promise<Connection>;
  readonly onConnected: (connection: Connection) => void;
}

/** The progress line is wiped before this resolves. */
export async function whileReading<Result>(
  { alias, needed }: { readonly alias: string; readonly needed: readonly FactKind[] },
  { err }: Pick<Surroundings, 'err'>,
  { connect, progress }: Context,
  work: (reading: Reading) => Promise<Result>,
): Promise<Result> {
  let connection: OpenConnection | undefined;
  try {
    const result = await work({
      connect: async () => {
        connection = await connect(alias, needed);
        return connection;
      },
      onConnected: ({ facts }) => {
        progress.end();
        const local = alias.startsWith('sandbox') ? ', a local sandbox' : '';
        err(`Reads from ${facts.organisation.name} (${alias}${local}).\n`);
      },
    });
    progress.end();
    return result;
  } finally {
    await connection?.close();
  }
}
