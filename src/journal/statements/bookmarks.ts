/** Where an export goes on: one value for each table of a job in each organisation. */

import type { Database } from '../database.ts';
import type { Journal } from '../journal.ts';

export function bookmarks(database: Database): Pick<Journal, 'bookmark' | 'saveBookmark' | 'forgetBookmarks'> {
  const select = database.prepare<{ value: string }>(
    'SELECT value FROM bookmark WHERE organisation_id = ? AND job_path = ? AND export = ?',
  );
  const replace = database.prepare('REPLACE INTO bookmark VALUES (?, ?, ?, ?)');
  const forget = database.prepare('DELETE FROM bookmark WHERE organisation_id = ?');
  return {
    bookmark: async ({ organisationId, jobPath, table }) =>
      database.read(() => select.get(organisationId, jobPath, table))?.value,
    async saveBookmark({ organisationId, jobPath, table }, value) {
      database.write(() => replace.run(organisationId, jobPath, table, value));
    },
    async forgetBookmarks(organisationId) {
      database.write(() => forget.run(organisationId));
    },
  };
}
