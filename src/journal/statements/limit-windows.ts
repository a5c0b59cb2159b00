/** The used part of each organisation's limits, shared by the processes of the machine. */

import type { Database } from '../database.ts';
import type { Journal, LimitWindow } from '../journal.ts';
import { present } from '../present.ts';

interface WindowRow {
  readonly organisationId: string;
  readonly minuteStartedAt: number;
  readonly minuteUsed: number;
  readonly dayLeft: number | null;
  readonly dayResetsAt: number | null;
}

export function limitWindows(database: Database): Pick<Journal, 'limitWindow' | 'saveLimitWindow'> {
  const select = database.prepare<WindowRow>(`
    SELECT organisation_id AS organisationId, minute_started_at AS minuteStartedAt, minute_used AS minuteUsed,
      day_left AS dayLeft, day_resets_at AS dayResetsAt FROM limit_window WHERE organisation_id = ?`);
  const save = database.prepare('REPLACE INTO limit_window VALUES (?, ?, ?, ?, ?)');
  return {
    async limitWindow(organisationId): Promise<LimitWindow | undefined> {
      const row = database.read(() => select.get(organisationId));
      return row && present(row);
    },
    async saveLimitWindow({ organisationId, minuteStartedAt, minuteUsed, dayLeft, dayResetsAt }) {
      database.write(() => save.run(organisationId, minuteStartedAt, minuteUsed, dayLeft ?? null, dayResetsAt ?? null));
    },
  };
}
