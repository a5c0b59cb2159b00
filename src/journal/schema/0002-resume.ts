/** What taking up a run again needs: what its command asked for, and Xero's own time when a request was stored. */

export const journal0002 = `
ALTER TABLE run ADD COLUMN asked TEXT;
ALTER TABLE run ADD COLUMN resume_at TEXT;
ALTER TABLE request ADD COLUMN server_time INTEGER;
CREATE INDEX run_unfinished ON run (started_at) WHERE status NOT IN ('finished', 'refused');
`;
