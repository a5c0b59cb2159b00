/** A job may name its organisation's ID: an alias that leads to another one is refused before a row is read. */

import { Refusal } from '../model/refusal.ts';
import type { Context } from './context.ts';

/** @param id in lower case; undefined where the job names none */
export function pinnedTo(id: string | undefined, context: Context): Context {
  if (id === undefined) return context;
  return {
    ...context,
    async connect(alias, needed) {
      const connection = await context.connect(alias, needed);
      const { organisation } = connection.facts;
      if (organisation.id.toLowerCase() === id) return connection;
      await connection.close();
      throw new Refusal(
        'org/other-organisation',
        `The job is for the organisation with the ID ${id}, but ${alias} is ${organisation.name} (${organisation.id}). Nothing was sent.\nCorrect \`org\` or \`organisation\` in the job; \`rowpost orgs\` shows both.`,
      );
    },
  };
}
