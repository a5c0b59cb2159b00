/** What is known of each organisation's limits, shared by the processes of the machine. */

import type { Database } from '../database.ts';
import type { Journal } from '../journal.ts';

/** @param database a file of its own: it changes twice a call, need not reach the disk, and costs little when it is lost */
export function limitWindows(database: Database): Pick<Journal, 'changeLimits'> {
  const select = database.prepare<{ readonly state: string }>(
    'SELECT state FROM limit_window WHERE organisation_id = ?',
  );
  const save = database.prepare('REPLACE INTO limit_window VALUES (?, ?)');
  return {
    async changeLimits(organisationId, change) {
      return database.write(() => {
        const { state, result } = change(select.get(organisationId)?.state);
        save.run(organisationId, state);
        return result;
      });
    },
  };
}
